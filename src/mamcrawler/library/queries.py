"""Reads of the library that deserve a name. Every list costs a fixed number of statements."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, selectinload

from mamcrawler.library.folding import fold, tidy
from mamcrawler.library.models import Author, Book, BookAuthor, LibraryItem, Series, SeriesEntry

BOOK_SORTS: Mapping[str, Any] = {
    "title": Book.title,
    "added": Book.created_at,
    "year": Book.published_year,
    "completeness": Book.completeness,
}
AUTHOR_SORTS: Mapping[str, Any] = {"owned": Author.owned, "name": Author.name, "total": Author.total}
SERIES_SORTS: Mapping[str, Any] = {"percent": Series.percent, "name": Series.name, "owned": Series.owned}

_WITH_ALL = (
    selectinload(Book.authors).joinedload(BookAuthor.author),
    selectinload(Book.series).joinedload(SeriesEntry.series),
    selectinload(Book.editions),
    selectinload(Book.items),
)


def matching(text: str, where: InstrumentedAttribute[str] = Book.search_text) -> ColumnElement[bool]:
    """Whether title or author contains `text`, whatever its case and accents (rule L9)."""
    return where.contains(fold(tidy(text)), autoescape=True)


def books(
    *,
    q: str | None = None,
    author_id: int | None = None,
    series_id: int | None = None,
    language: str | None = None,
    owned: bool | None = None,
    archived: bool = False,
) -> Select[Book]:
    """The books that fit all of the filters, with everything a row shows."""
    chosen = select(Book).options(*_WITH_ALL)
    chosen = chosen.where(Book.archived_at.is_not(None) if archived else Book.archived_at.is_(None))
    if q:
        # On its own the search reads the table once in its order; beside the other filters SQLite would look
        # every row up through the index of titles.
        each = aliased(Book)
        chosen = chosen.where(Book.id.in_(select(each.id).where(matching(q, each.search_text))))
    if owned is not None:
        chosen = chosen.where(Book.owned.is_(owned))
    if language is not None:
        chosen = chosen.where(func.lower(Book.language) == language.lower())
    if author_id is not None:
        theirs = select(BookAuthor.book_id).where(BookAuthor.author_id == author_id)
        chosen = chosen.where(Book.id.in_(theirs))
    if series_id is not None:
        inside = select(SeriesEntry.book_id).where(SeriesEntry.series_id == series_id)
        chosen = chosen.where(Book.id.in_(inside))
    return chosen


def book(session: Session, book_id: int) -> Book | None:
    """One book with everything a page shows, None when there is none."""
    return session.scalar(select(Book).options(*_WITH_ALL).where(Book.id == book_id))


def authors(*, q: str | None = None, favourite_from: int | None = None) -> Select[Author]:
    """Authors by name part; `favourite_from` keeps those with at least so many owned books."""
    chosen = select(Author)
    if q:
        chosen = chosen.where(func.lower(Author.name).contains(q.lower(), autoescape=True))
    if favourite_from is not None:
        chosen = chosen.where(Author.owned >= favourite_from)
    return chosen


def series_list(*, q: str | None = None, least: int | None = None, most: int | None = None) -> Select[Series]:
    """Series by name part and by percent complete, `least` to `most` inclusive."""
    chosen = select(Series).options(selectinload(Series.author))
    if q:
        chosen = chosen.where(func.lower(Series.name).contains(q.lower(), autoescape=True))
    if least is not None:
        chosen = chosen.where(Series.percent >= least)
    if most is not None:
        chosen = chosen.where(Series.percent <= most)
    return chosen


def series(session: Session, series_id: int) -> Series | None:
    """One series with its author, None when there is none."""
    return session.scalar(select(Series).options(selectinload(Series.author)).where(Series.id == series_id))


def series_entries(session: Session, series_id: int) -> list[SeriesEntry]:
    """The entries of a series with their books and items, in the order of the database."""
    return list(
        session.scalars(
            select(SeriesEntry)
            .options(selectinload(SeriesEntry.book).options(*_WITH_ALL))
            .where(SeriesEntry.series_id == series_id)
        )
    )


def item_by_path(session: Session, library_id: int, path: str) -> LibraryItem | None:
    """The item at a path as Audiobookshelf shows it."""
    return session.scalar(
        select(LibraryItem).where(LibraryItem.library_id == library_id, LibraryItem.path == path)
    )
