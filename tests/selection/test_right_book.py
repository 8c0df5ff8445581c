"""Author, position, part, bundle and title (rule S14)."""

import pytest
from offers import offer, place, verdict, wish

from mamcrawler.integrations.mam.rows import RowSeries
from mamcrawler.selection.wishes import KnownBook

NO_SERIES: tuple[RowSeries, ...] = ()


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (("Oakhollow, Mira",), ("accept", None)),
        (("M. Oakhollow", "Soundbooth Theater"), ("accept", None)),
        (("Mira Oakhollo",), ("accept", None)),
        (("Oakhollow",), ("review", "author_unproven")),
        ((), ("review", "author_unproven")),
        (("Brian Marsh",), ("reject", "author_mismatch")),
        (("Mira Oakhollow - translator", "Ann Vale"), ("reject", "author_mismatch")),
    ],
)
def test_the_author_is_proven(authors: tuple[str, ...], expected: tuple[str, str | None]) -> None:
    assert verdict(wish(), offer(authors=authors)) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Lantern Archive, The (Unabridged)",
        "The Lantern Archive [64kbps]",
        "The Lantern Archive: A Novel",
        "The Lantern Archive - Mira Oakhollow",
        "Mira Oakhollow - The Lantern Archive",
        "The Lantern Archive (Lantern Cycle, #1)",
        "The Lantern Archive: Lantern Cycle, Book 1",
        "Lantern Cycle, Book 1: The Lantern Archive",
        "Lantern Cycle 01 - The Lantern Archive",
        "Lantern Cycle - 01 - The Lantern Archive",
        "The Lantern Archive (Book 1)",
        "The Lantern Archive: A Lantern Cycle Novel",
        "The Lantern Archive (25th Anniversary Edition)",
        "THE LANTERN ARCHIVE.m4b",
    ],
)
def test_the_title_is_known_in_many_dresses(title: str) -> None:
    assert verdict(wish(), offer(title=title, series=NO_SERIES)) == ("accept", None)


@pytest.mark.parametrize(
    ("title", "series", "expected"),
    [
        ("The Lanternist's Archive", NO_SERIES, ("review", "title_unproven")),
        ("The Lanternist's Archive", (RowSeries("Lantern Cycle", "1"),), ("accept", None)),
        ("The Lantern Archive & Other Tales", NO_SERIES, ("reject", "title_mismatch")),
        ("The Lantern Archive", (RowSeries("Lantern Cycle", "2"),), ("reject", "position_mismatch")),
        ("The Lantern Archive", (RowSeries("Salt Road", "2"),), ("accept", None)),
        ("Lantern Cycle 02 - The Lantern Archive", NO_SERIES, ("reject", "position_mismatch")),
        ("Night Tide (Lantern Cycle #1)", NO_SERIES, ("reject", "title_mismatch")),
        ("The Lantern Archive 2", NO_SERIES, ("reject", "title_mismatch")),
        ("Summary of The Lantern Archive by Mira Oakhollow", NO_SERIES, ("reject", "title_mismatch")),
        ("The Lantern Archive (Free Preview)", NO_SERIES, ("reject", "title_mismatch")),
        ("The Lantern Archive, Part 2 of 2", NO_SERIES, ("reject", "part_only")),
        ("The Lantern Archive (1 of 2)", NO_SERIES, ("reject", "part_only")),
        ("The Lantern Archive (Parts 1-2)", NO_SERIES, ("accept", None)),
        ("The Lantern Archive", (RowSeries("Lantern Cycle", "1b"),), ("reject", "part_only")),
        ("The Lantern Archive", (RowSeries("Lantern Cycle", "1-3"),), ("reject", "bundle")),
        ("The Lantern Archive Omnibus", NO_SERIES, ("reject", "bundle")),
        ("The Lantern Archive Books 1-3", NO_SERIES, ("reject", "bundle")),
        ("Lantern Cycle Box Set", (RowSeries("Lantern Cycle", "1, 2, 3"),), ("reject", "bundle")),
    ],
)
def test_other_books_parts_and_sets_are_told_apart(
    title: str, series: tuple[RowSeries, ...], expected: tuple[str, str | None]
) -> None:
    assert verdict(wish(), offer(title=title, series=series)) == expected


def test_bundle_words_of_the_wished_title_do_not_count() -> None:
    wanted = wish(title="The Ghost Trilogy", series=())

    assert verdict(wanted, offer(title="The Ghost Trilogy", series=NO_SERIES)) == ("accept", None)


def test_a_wished_part_is_no_part_only() -> None:
    wanted = wish(title="Ember, Part 1", series=())

    assert verdict(wanted, offer(title="Ember - Part One", series=NO_SERIES)) == ("accept", None)
    assert verdict(wanted, offer(title="Ember, Part 2", series=NO_SERIES))[0] == "reject"


@pytest.mark.parametrize(
    ("books", "expected"),
    [
        ((), ("accept", None)),
        ((KnownBook("The Tide: Forging", ("Mira Oakhollow",)),), ("review", "title_unproven")),
        ((KnownBook("The Tide: Forging", ("Ann Vale",)),), ("accept", None)),
    ],
)
def test_a_main_title_that_two_books_share_needs_more(
    books: tuple[KnownBook, ...], expected: tuple[str, str | None]
) -> None:
    wanted = wish(title="The Tide: Founding", series=(place("Salt Road", "1"),))

    assert verdict(wanted, offer(title="The Tide", series=NO_SERIES), known_books=books) == expected


def test_position_proves_a_main_title_that_two_books_share() -> None:
    wanted = wish(title="The Tide: Founding", series=(place("Salt Road", "1"),))
    books = (KnownBook("The Tide: Forging", ("Mira Oakhollow",)),)
    row = offer(title="The Tide", series=(RowSeries("The Salt Road", "01"),))

    assert verdict(wanted, row, known_books=books) == ("accept", None)


def test_a_title_that_is_another_known_book_is_not_the_wished_one() -> None:
    wanted = wish(title="Life Ember", series=())
    row = offer(title="Life Ember: Salvage", series=NO_SERIES)

    assert verdict(wanted, row) == ("accept", None)
    other = (KnownBook("Life Ember: Salvage", ("Mira Oakhollow",)),)
    assert verdict(wanted, row, known_books=other) == ("reject", "title_mismatch")


@pytest.mark.parametrize(
    ("number", "code"), [("1", None), ("2", "position_mismatch"), ("1-4", "bundle"), ("", None)]
)
def test_title_and_series_of_one_name_are_told_apart_by_number(number: str, code: str | None) -> None:
    wanted = wish(title="Lantern Cycle", series=(place("Lantern Cycle", "1"),))
    row = offer(title="Lantern Cycle", series=(RowSeries("Lantern Cycle", number),))

    assert verdict(wanted, row)[1] == code
