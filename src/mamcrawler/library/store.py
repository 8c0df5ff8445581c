"""Writes what Audiobookshelf shows into books, people, series, editions and items, a page at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from mamcrawler.foundation.db import Base
from mamcrawler.library.books import BookIdentity, find_books, place_book
from mamcrawler.library.completeness import completeness
from mamcrawler.library.facts import ItemFacts, Stored
from mamcrawler.library.folding import fold, tidy
from mamcrawler.library.models import Book, BookAuthor, Edition, LibraryItem, SeriesEntry
from mamcrawler.library.names import person_key
from mamcrawler.library.people import Authors, chunks, ensure_authors, ensure_series
from mamcrawler.library.series_names import series_key


def store_items(session: Session, library_id: int, facts: Sequence[ItemFacts], *, at: datetime) -> Stored:
    """Creates or updates one item per fact, with its book, people, series and edition.

    Items are known by `abs_id` (rule L6), so storing the same facts twice changes nothing the second time. A
    book whose only item changed is changed with it; otherwise the item moves to the book it now describes.
    """
    facts = list({one.abs_id: one for one in facts}.values())
    known = _known_items(session, [one.abs_id for one in facts])
    author_ids = ensure_authors(session, (name for one in facts for name in one.authors), at=at)
    identities = [_identity(one, author_ids) for one in facts]
    series_ids = ensure_series(
        session,
        ((name, who.authors) for one, who in zip(facts, identities, strict=True) for name, _ in one.series),
        at=at,
    )
    book_ids, made = _books_of(session, facts, identities, known, at=at)

    stored = Stored()
    inserts: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    for one, book_id in zip(facts, book_ids, strict=True):
        values = _item_values(one, library_id, book_id)
        before = known.get(one.abs_id)
        if before is None:
            inserts.append(values | {"created_at": at})
            stored.new.append(one.abs_id)
        elif changes := {key: value for key, value in values.items() if getattr(before, key) != value}:
            updates.append({"id": before.id} | changes)
            stored.changed.append(one.abs_id)
            if "path" in changes:
                stored.moved.append(one.abs_id)
    _insert(session, LibraryItem, inserts)
    if updates:
        session.execute(update(LibraryItem), updates)
    _describe_books(session, facts, identities, book_ids, made, series_ids, at=at)
    settle_owned(session, {*book_ids, *(row.book_id for row in known.values())} - made)
    return stored


def settle_owned(session: Session, book_ids: set[int]) -> None:
    """Marks each of the books as owned exactly when it has an active item."""
    active = select(LibraryItem.book_id).where(LibraryItem.status == "active")
    for some in chunks(sorted(book_ids)):
        mine = Book.id.in_(some)
        held = Book.id.in_(active.where(LibraryItem.book_id.in_(some)))
        session.execute(update(Book).where(mine, held, Book.owned.is_(False)).values(owned=True))
        session.execute(update(Book).where(mine, ~held, Book.owned.is_(True)).values(owned=False))


def _known_items(session: Session, abs_ids: list[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    for some in chunks(abs_ids):
        items = _table(LibraryItem)
        found.update(
            {row.abs_id: row for row in session.execute(select(items).where(items.c.abs_id.in_(some)))}
        )
    return found


def _identity(one: ItemFacts, author_ids: dict[str, int]) -> BookIdentity:
    return BookIdentity.of(one.title, _people(one, author_ids), one.series)


def _people(one: ItemFacts, author_ids: dict[str, int]) -> dict[int, None]:
    """The ids of the item's authors in their order, each once."""
    return dict.fromkeys(author_ids[key] for name in one.authors if (key := person_key(name)))


def _books_of(
    session: Session,
    facts: list[ItemFacts],
    identities: list[BookIdentity],
    known: dict[str, Row[Any]],
    *,
    at: datetime,
) -> tuple[list[int], set[int]]:
    """The book id of each fact, and which of them were made here because nobody described them before."""
    shelf = find_books(session, identities)
    alone = _only_items(session, {row.book_id for row in known.values()})
    fresh: list[tuple[ItemFacts, BookIdentity]] = []
    ids: list[int] = []
    for one, who in zip(facts, identities, strict=True):
        found = place_book(shelf, who)
        before = known.get(one.abs_id)
        if found is None and before is not None and before.book_id in alone:
            found = before.book_id
        if found is None:
            # The n-th new book is -n until all are counted.
            fresh.append((one, who))
            found = -len(fresh)
            shelf.expect(who, found)
        ids.append(found)
    held = {id_ for one, id_ in zip(facts, ids, strict=True) if not one.is_missing}
    made = new_ids(session, Book, len(fresh))
    rows = [
        {"id": id_, "owned": -number in held, "created_at": at, "updated_at": at} | _book_values(one, who)
        for number, (id_, (one, who)) in enumerate(zip(made, fresh, strict=True), start=1)
    ]
    _insert(session, Book, rows)
    return [made[-1 - id_] if id_ < 0 else id_ for id_ in ids], set(made)


def _only_items(session: Session, book_ids: set[int]) -> set[int]:
    """Those of the books that have one item only."""
    seen: dict[int, int] = {}
    for some in chunks(sorted(book_ids)):
        for book_id in session.scalars(select(LibraryItem.book_id).where(LibraryItem.book_id.in_(some))):
            seen[book_id] = seen.get(book_id, 0) + 1
    return {book_id for book_id, count in seen.items() if count == 1}


def _book_values(one: ItemFacts, who: BookIdentity) -> dict[str, Any]:
    return {
        "title": one.title,
        "subtitle": one.subtitle,
        "title_key": who.title_key,
        "search_text": fold(tidy(" ".join((one.title, one.subtitle or "", *one.authors)))),
        "language": one.language,
        "published_year": one.published_year,
        "publisher": one.publisher,
        "description": one.description,
        "isbn": one.isbn,
        "asin": one.asin,
        "completeness": completeness(one),
    }


def _item_values(one: ItemFacts, library_id: int, book_id: int) -> dict[str, Any]:
    return {
        "abs_id": one.abs_id,
        "library_id": library_id,
        "book_id": book_id,
        "path": one.path,
        "rel_path": one.rel_path,
        "inode": one.inode,
        "is_file": one.is_file,
        "metadata_as_shown": {
            "title": one.title,
            "authors": list(one.authors),
            "narrators": list(one.narrators),
            "series": [list(entry) for entry in one.series],
            "asin": one.asin,
        },
        "series_hint": list(one.series_hint) if one.series_hint else None,
        "duration": one.duration,
        "size": one.size,
        "audio_files": one.audio_files,
        "status": "missing" if one.is_missing else "active",
        "abs_added_at": one.added_at,
        "abs_updated_at": one.updated_at,
        "details_due": one.details_due,
        "absent_since": None,
    }


def _describe_books(
    session: Session,
    facts: list[ItemFacts],
    identities: list[BookIdentity],
    book_ids: list[int],
    made: set[int],
    series_ids: dict[tuple[str, Authors], int],
    *,
    at: datetime,
) -> None:
    """Gives each book the people, series, edition and values of the last item that describes it."""
    last = {book_id: place for place, book_id in enumerate(book_ids)}
    parts: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    values: list[dict[str, Any]] = []
    editions: list[dict[str, Any]] = []
    for book_id, place in last.items():
        one, who = facts[place], identities[place]
        parts += [
            {"book_id": book_id, "author_id": author_id, "role": "author", "place": spot}
            for spot, author_id in enumerate(who.authors)
        ]
        spots: dict[int, str | None] = {}
        for name, position in one.series:
            if key := series_key(name):
                spots.setdefault(series_ids[key, who.authors], position)
        entries += [
            {"book_id": book_id, "series_id": series_id, "position": position, "place": spot}
            for spot, (series_id, position) in enumerate(spots.items())
        ]
        if book_id not in made:
            values.append({"id": book_id, "updated_at": at} | _book_values(one, who))
        editions.append(
            {
                "book_id": book_id,
                "asin": one.asin,
                "narrators": list(one.narrators),
                "form": "abridged" if one.abridged else "unknown",
                "language": one.language,
                "runtime": round(one.duration) if one.duration else None,
                "source": "audiobookshelf",
                "created_at": at,
            }
        )
    told = [book_id for book_id in last if book_id not in made]
    for some in chunks(told):
        session.execute(delete(BookAuthor).where(BookAuthor.book_id.in_(some)))
        session.execute(delete(SeriesEntry).where(SeriesEntry.book_id.in_(some)))
        held = (Edition.book_id.in_(some), Edition.source == "audiobookshelf")
        session.execute(delete(Edition).where(*held))
    if values:
        session.execute(update(Book), values)
    known = _catalogued_editions(session, told)
    editions = [row for row in editions if (row["book_id"], row["asin"]) not in known]
    _insert(session, BookAuthor, parts)
    _insert(session, SeriesEntry, entries)
    _insert(session, Edition, editions)


def _catalogued_editions(session: Session, book_ids: list[int]) -> set[tuple[int, str | None]]:
    """(book id, ASIN) of the recordings that a catalogue already described better than the item does."""
    found: set[tuple[int, str | None]] = set()
    for some in chunks(book_ids):
        rows = session.execute(
            select(Edition.book_id, Edition.asin).where(Edition.book_id.in_(some), Edition.asin.is_not(None))
        )
        found.update(rows.all())
    return found


def new_ids(session: Session, model: type[Base], count: int) -> list[int]:
    """Free ids for `count` new rows, so that rows which point at them go into the same few statements."""
    if not count:
        return []
    key = _table(model).c.id
    if session.get_bind().dialect.name == "postgresql":
        drawn = func.nextval(func.pg_get_serial_sequence(key.table.name, key.name))
        return list(session.scalars(select(drawn).select_from(func.generate_series(1, count))))
    # SQLite lets one transaction write at a time and counts up from the highest row itself.
    highest = session.scalar(select(func.max(key))) or 0
    return [*range(highest + 1, highest + 1 + count)]


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


def _insert(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Plain rows in one statement; nothing of them has to be known to the session."""
    if rows:
        session.execute(insert(_table(model)), rows)
