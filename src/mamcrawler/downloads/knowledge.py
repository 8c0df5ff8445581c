"""Gathers what a judgement needs to know of a wanted row: the wish, recordings, other books, exclusions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mamcrawler.downloads.models import Blocked, Download, Release
from mamcrawler.downloads.states import LIVE
from mamcrawler.downloads.wishes import ASKING
from mamcrawler.library.models import Author, Book, BookAuthor, Edition, Series, SeriesEntry
from mamcrawler.library.positions import parse_position
from mamcrawler.selection.wishes import (
    Exclusions,
    Form,
    KnownBook,
    KnownEdition,
    Production,
    SeriesPlace,
    Shelf,
    Wish,
)
from mamcrawler.wanted.models import Exclusion, Wanted


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known before the releases for one wanted row are judged."""

    wish: Wish
    editions: tuple[KnownEdition, ...]
    books: tuple[KnownBook, ...]
    exclusions: Exclusions
    shelf: Shelf


def knowledge_of(session: Session, wanted: Wanted, *, at: datetime) -> Knowledge:
    """The knowledge for judging releases for `wanted`."""
    authors = _author_ids(session, wanted.book_id)
    near = _books_of_authors(session, authors)
    return Knowledge(
        wish=wish_of(session, wanted),
        editions=_editions(session, wanted.book_id),
        books=tuple(_known_books(session, near - {wanted.book_id})),
        exclusions=exclusions(session, at=at),
        shelf=_shelf(session, wanted, near),
    )


def wish_of(session: Session, wanted: Wanted) -> Wish:
    """The wish of a wanted row; its key is the row's id."""
    book = session.get_one(Book, wanted.book_id)
    return Wish(
        title=book.title,
        subtitle=book.subtitle,
        authors=_authors(session, [book.id]).get(book.id, ()),
        series=_places(session, [book.id]).get(book.id, ()),
        language=wanted.language,
        form=cast(Form, wanted.form),
        productions=frozenset(cast(list[Production], wanted.production)),
        narrators=tuple(wanted.narrators or ()),
        asin=wanted.asin,
        key=str(wanted.id),
    )


def exclusions(session: Session, *, at: datetime) -> Exclusions:
    """What must not be taken now: the blocklist, torrents we have, and what people excluded."""
    blocked = session.scalars(
        select(Blocked.tracker_id).where(
            Blocked.tracker_id.is_not(None), or_(Blocked.until.is_(None), Blocked.until > at)
        )
    )
    held = session.scalars(
        select(Release.tracker_id)
        .join(Download, Download.release_id == Release.id)
        .where(Download.info_hash.is_not(None), Download.state.in_((*LIVE, "imported")))
    )
    by_kind: dict[str, list[str]] = {}
    for kind, value in session.execute(select(Exclusion.kind, Exclusion.value)):
        by_kind.setdefault(kind, []).append(value)
    return Exclusions(
        blocked_ids=frozenset(tracker_id for tracker_id in blocked if tracker_id is not None),
        in_client_ids=frozenset(held),
        words=tuple(by_kind.get("word", ())),
        authors=tuple(by_kind.get("author", ())),
        series=tuple(by_kind.get("series", ())),
    )


def _editions(session: Session, book_id: int) -> tuple[KnownEdition, ...]:
    rows = session.scalars(select(Edition).where(Edition.book_id == book_id).order_by(Edition.id))
    return tuple(
        KnownEdition(
            asin=row.asin,
            narrators=tuple(row.narrators),
            runtime=row.runtime,
            form=None if row.form == "unknown" else cast(Form, row.form),
            production=None if row.production == "unknown" else cast(Production, row.production),
            language=row.language,
        )
        for row in rows
    )


def _known_books(session: Session, book_ids: Iterable[int]) -> list[KnownBook]:
    ids = sorted(book_ids)
    authors, places = _authors(session, ids), _places(session, ids)
    asins: dict[int, set[str]] = {}
    for book_id, asin in session.execute(
        select(Edition.book_id, Edition.asin).where(Edition.book_id.in_(ids), Edition.asin.is_not(None))
    ):
        asins.setdefault(book_id, set()).add(str(asin))
    rows = session.execute(select(Book.id, Book.title, Book.asin).where(Book.id.in_(ids)))
    return [
        KnownBook(
            title=title,
            authors=authors.get(book_id, ()),
            series=places.get(book_id, ()),
            asins=frozenset(asins.get(book_id, set()) | ({asin} if asin else set())),
        )
        for book_id, title, asin in rows
    ]


def _shelf(session: Session, wanted: Wanted, near: set[int]) -> Shelf:
    """The other wishes of the same authors, and which positions of their series are owned."""
    rows = session.scalars(
        select(Wanted)
        .where(Wanted.book_id.in_(near), Wanted.id != wanted.id, Wanted.state.in_(ASKING))
        .order_by(Wanted.id)
    )
    owned: dict[str, frozenset[Decimal]] = {}
    held = session.execute(
        select(Series.name, SeriesEntry.position)
        .join(SeriesEntry, SeriesEntry.series_id == Series.id)
        .join(Book, Book.id == SeriesEntry.book_id)
        .where(Book.owned, Book.id.in_(near))
    )
    for name, position in held:
        owned[name] = owned.get(name, frozenset()) | frozenset(parse_position(position).numbers)
    return Shelf(wishes=tuple(wish_of(session, row) for row in rows), owned=owned)


def _author_ids(session: Session, book_id: int) -> list[int]:
    return list(session.scalars(select(BookAuthor.author_id).where(BookAuthor.book_id == book_id)))


def _books_of_authors(session: Session, author_ids: Sequence[int]) -> set[int]:
    query = select(BookAuthor.book_id).join(Book, Book.id == BookAuthor.book_id)
    return set(session.scalars(query.where(BookAuthor.author_id.in_(author_ids), Book.archived_at.is_(None))))


def _authors(session: Session, book_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(BookAuthor.book_id, Author.name)
        .join(Author, Author.id == BookAuthor.author_id)
        .where(BookAuthor.book_id.in_(book_ids), BookAuthor.role == "author")
        .order_by(BookAuthor.place)
    )
    found: dict[int, tuple[str, ...]] = {}
    for book_id, name in rows:
        found[book_id] = (*found.get(book_id, ()), name)
    return found


def _places(session: Session, book_ids: Sequence[int]) -> dict[int, tuple[SeriesPlace, ...]]:
    rows = session.execute(
        select(SeriesEntry.book_id, Series.name, SeriesEntry.position)
        .join(Series, Series.id == SeriesEntry.series_id)
        .where(SeriesEntry.book_id.in_(book_ids))
        .order_by(SeriesEntry.place)
    )
    found: dict[int, tuple[SeriesPlace, ...]] = {}
    for book_id, name, position in rows:
        found[book_id] = (*found.get(book_id, ()), SeriesPlace(name, parse_position(position)))
    return found
