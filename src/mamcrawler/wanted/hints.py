"""Confirms what titles and folders suggest about a book's series, once the catalogue agrees (rule L16)."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.library.models import Book, BookAuthor, LibraryItem, Series, SeriesEntry
from mamcrawler.library.people import chunks
from mamcrawler.library.positions import parse_position
from mamcrawler.library.series_names import same_series
from mamcrawler.metadata.models import CatalogueEntry


def confirm_hints(session: Session, series: Sequence[Series]) -> int:
    """Puts owned books that stand in no series into the one their item suggests, and returns how many.

    The series must be by one of the book's authors, of the suggested name, and its catalogue must have the
    suggested position.
    """
    by_author: defaultdict[int, list[Series]] = defaultdict(list)
    for one in series:
        if one.author_id is not None:
            by_author[one.author_id].append(one)
    placed: set[int] = set()
    listed = _positions(session, [one.id for one in series])
    for book_id, author_id, hint in _suggested(session, list(by_author)):
        name, position = hint
        numbers = set(parse_position(position).numbers)
        for one in by_author[author_id]:
            agrees = numbers and numbers <= listed[one.id] and same_series(one.name, name)
            if agrees and book_id not in placed:
                session.add(SeriesEntry(book_id=book_id, series_id=one.id, position=position))
                placed.add(book_id)
    session.flush()
    return len(placed)


def _suggested(session: Session, author_ids: list[int]) -> list[tuple[int, int, list[str]]]:
    """(book, author, hint) of the authors' owned books that stand in no series."""
    found: list[tuple[int, int, list[str]]] = []
    nowhere = ~select(SeriesEntry.book_id).where(SeriesEntry.book_id == Book.id).exists()
    for some in chunks(author_ids):
        rows = session.execute(
            select(Book.id, BookAuthor.author_id, LibraryItem.series_hint)
            .join(BookAuthor, BookAuthor.book_id == Book.id)
            .join(LibraryItem, LibraryItem.book_id == Book.id)
            .where(BookAuthor.author_id.in_(some), LibraryItem.series_hint.is_not(None), Book.owned, nowhere)
            .order_by(Book.id)
        )
        found += [(book_id, author_id, hint) for book_id, author_id, hint in rows if hint]
    return found


def _positions(session: Session, series_ids: list[int]) -> defaultdict[int, set[Decimal]]:
    found: defaultdict[int, set[Decimal]] = defaultdict(set)
    for some in chunks(series_ids):
        rows = session.execute(
            select(CatalogueEntry.series_id, CatalogueEntry.position).where(
                CatalogueEntry.series_id.in_(some), CatalogueEntry.position.is_not(None)
            )
        )
        for series_id, position in rows:
            found[series_id].add(Decimal(str(position)).normalize())
    return found
