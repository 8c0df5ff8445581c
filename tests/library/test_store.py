"""Storing what Audiobookshelf shows: identity of items and books, and what a change touches."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from mamcrawler.foundation.db import Database
from mamcrawler.library.facts import ItemFacts
from mamcrawler.library.models import (
    Author,
    Book,
    BookAuthor,
    Edition,
    Library,
    LibraryItem,
    Series,
    SeriesEntry,
)
from mamcrawler.library.store import store_items

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def library_id(database: Database) -> int:
    with database.session() as session:
        library = Library(abs_id="shelf", name="Audiobooks", folders=["/books"])
        session.add(library)
        session.flush()
        return library.id


def facts(abs_id: str, title: str, **more: object) -> ItemFacts:
    values: dict[str, object] = {
        "authors": ("Mira Oakhollow",),
        "narrators": ("Tobin Farrow",),
        "duration": 39720.0,
    }
    return ItemFacts(abs_id=abs_id, path=f"/books/{abs_id}", rel_path=abs_id, title=title, **(values | more))  # type: ignore[arg-type]


def store(database: Database, library_id: int, *items: ItemFacts) -> tuple[int, int]:
    with database.session() as session:
        stored = store_items(session, library_id, items, at=AT)
    return len(stored.new), len(stored.changed)


def count(database: Database, model: type) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_an_item_brings_its_book_people_series_and_edition(database: Database, library_id: int) -> None:
    told = facts("one", "The Lantern Archive", series=(("Lantern Cycle", "1"),), asin="B00LANTERN")
    assert store(database, library_id, told) == (1, 0)
    with database.session() as session:
        book = session.scalars(
            select(Book).options(
                selectinload(Book.authors).joinedload(BookAuthor.author),
                selectinload(Book.series).joinedload(SeriesEntry.series),
                selectinload(Book.editions),
                selectinload(Book.items),
            )
        ).one()
        assert [credit.author.name for credit in book.authors] == ["Mira Oakhollow"]
        assert [(entry.series.name, entry.position) for entry in book.series] == [("Lantern Cycle", "1")]
        assert [(edition.asin, edition.narrators, edition.runtime) for edition in book.editions] == [
            ("B00LANTERN", ["Tobin Farrow"], 39720)
        ]
        assert [item.abs_id for item in book.items] == ["one"]
        assert (book.owned, book.completeness) == (True, 60)


def test_the_same_facts_twice_change_nothing(database: Database, library_id: int) -> None:
    told = [facts("one", "The Lantern Archive"), facts("two", "Salt Orbit", authors=("Ann Vale",))]
    assert store(database, library_id, *told) == (2, 0)
    assert store(database, library_id, *told) == (0, 0)
    assert [count(database, model) for model in (Book, Author, Edition, LibraryItem)] == [2, 2, 2, 2]


def test_two_copies_of_a_book_are_two_items_of_one_book(database: Database, library_id: int) -> None:
    store(
        database,
        library_id,
        facts("one", "The Lantern Archive"),
        facts(
            "two", "Lantern Archive, The (Unabridged)", authors=("Oakhollow, Mira",), narrators=("Ann Vale",)
        ),
    )
    assert (count(database, Book), count(database, LibraryItem)) == (1, 2)


def test_the_order_of_authors_makes_no_other_book_and_no_other_series(
    database: Database, library_id: int
) -> None:
    pair = ("Mira Oakhollow", "Ann Vale")
    store(
        database,
        library_id,
        facts("one", "Salt Road Hero", authors=pair, series=(("Salt Road", "1"),)),
        facts("two", "Salt Road Hero", authors=pair[::-1], series=(("Salt Road", "1"),)),
    )
    store(database, library_id, facts("three", "Ash", authors=pair[::-1], series=(("Salt Road", "2"),)))
    assert (count(database, Book), count(database, Series), count(database, SeriesEntry)) == (2, 1, 2)


def test_one_title_by_two_authors_is_two_books(database: Database, library_id: int) -> None:
    store(
        database,
        library_id,
        facts("one", "Salt"),
        facts("two", "Salt", authors=("Ann Vale",)),
        facts("three", "Salt", authors=()),
    )
    assert count(database, Book) == 3


def test_one_title_at_two_positions_is_two_books(database: Database, library_id: int) -> None:
    store(
        database,
        library_id,
        facts("one", "Salt Road Hero", series=(("Salt Road", "1"),)),
        facts("two", "Salt Road Hero", series=(("Salt Road", "2"),)),
    )
    assert count(database, Book) == 2


def test_series_of_one_name_by_two_authors_are_two(database: Database, library_id: int) -> None:
    store(
        database,
        library_id,
        facts("one", "Dawn", series=(("Chronicles", "1"),)),
        facts("two", "Dusk", authors=("Ann Vale",), series=(("Chronicles", "1"),)),
    )
    assert count(database, Series) == 2


def test_a_renamed_book_stays_the_same_book(database: Database, library_id: int) -> None:
    store(database, library_id, facts("one", "Lantrn Archiv"))
    assert store(database, library_id, facts("one", "The Lantern Archive", updated_at=5)) == (0, 1)
    with database.session() as session:
        assert session.scalars(select(Book.title)).all() == ["The Lantern Archive"]


def test_one_of_two_copies_that_turns_out_another_book_leaves_the_first(
    database: Database, library_id: int
) -> None:
    store(database, library_id, facts("one", "The Lantern Archive"), facts("two", "The Lantern Archive"))
    store(database, library_id, facts("two", "Salt Orbit", updated_at=5))
    with database.session() as session:
        books = dict(
            session.execute(
                select(LibraryItem.abs_id, Book.title).join(Book, Book.id == LibraryItem.book_id)
            ).all()
        )
    assert books == {"one": "The Lantern Archive", "two": "Salt Orbit"}


def test_a_book_whose_only_item_is_missing_is_not_owned(database: Database, library_id: int) -> None:
    store(database, library_id, facts("one", "The Lantern Archive"))
    store(database, library_id, facts("one", "The Lantern Archive", is_missing=True))
    with database.session() as session:
        assert session.scalars(select(Book.owned)).all() == [False]


def test_a_catalogued_recording_of_the_same_asin_stays_the_better_described(
    database: Database, library_id: int
) -> None:
    store(database, library_id, facts("one", "The Lantern Archive"))
    with database.session() as session:
        book_id = session.scalars(select(Book.id)).one()
        session.add(
            Edition(book_id=book_id, asin="B00LANTERN", runtime=39700, source="audnexus", created_at=AT)
        )
    store(database, library_id, facts("one", "The Lantern Archive", asin="B00LANTERN", updated_at=5))
    with database.session() as session:
        rows = session.execute(select(Edition.asin, Edition.source)).all()
    assert rows == [("B00LANTERN", "audnexus")]


@pytest.mark.parametrize("title", ["Ὀδύσσεια", "火の鳥", "'; DROP TABLE book; --", "a" * 500, "🎧"])
def test_any_title_is_stored_as_it_is(database: Database, library_id: int, title: str) -> None:
    store(database, library_id, facts("one", title))
    with database.session() as session:
        assert session.scalars(select(Book.title)).all() == [title]
