"""Rules W7, W8, L13 and L15: what a series lacks."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.positions import of_numbers, parse_position
from mamcrawler.wanted.completion import Completion, completion
from mamcrawler.wanted.coverage import covered_numbers
from mamcrawler.wanted.gap_titles import owned_book, same_book_title
from mamcrawler.wanted.gaps import Knowledge, Listed, Owned, Sighting, WhatCounts, find_gaps

TODAY = date(2026, 3, 10)
COUNTS = WhatCounts(TODAY, "English")


def owned(*positions: str) -> list[Owned]:
    return [Owned(parse_position(position)) for position in positions]


def listed(position: str | None, title: str = "", **facts: object) -> Listed:
    return Listed(Decimal(position) if position else None, title, **facts)  # type: ignore[arg-type]


def missing(books: list[Owned], known: Knowledge, counts: WhatCounts = COUNTS) -> list[str]:
    return [str(number) for number in find_gaps(books, known, counts).missing]


@pytest.mark.parametrize(
    ("positions", "lacking"),
    [
        (("1", "3", "4", "5", "7"), ["2", "6"]),
        (("1-3", "5"), ["4"]),
        (("0.5", "1"), []),
        (("1", "3.5"), []),
        (("1", "2.5", "4"), ["2", "3"]),
        (("1", "1", "3"), ["2"]),
        (("0",), []),
        ((), []),
        (("1", "omnibus"), []),
        (("2 part 1 of 2",), []),
        (("1", "2 part 1 of 2", "3"), ["2"]),
        (("1", "2 part 1 of 2", "2 part 2 of 2", "3"), []),
        (("101",), []),
    ],
)
def test_without_catalogue_gaps_below_the_highest_owned_number_are_inferred(
    positions: tuple[str, ...], lacking: list[str]
) -> None:
    assert missing(owned(*positions), Knowledge()) == lacking
    assert {gap.method for gap in find_gaps(owned(*positions), Knowledge(), COUNTS).gaps} <= {"inferred"}


@pytest.mark.parametrize(
    ("positions", "total", "lacking"),
    [
        (("3", "4"), 5, ["1", "2", "5"]),
        (("1-3",), 3, []),
        ((), 2, ["1", "2"]),
        (("1", "7"), 3, ["2", "3"]),
    ],
)
def test_a_known_total_means_the_whole_numbers_up_to_it(
    positions: tuple[str, ...], total: int, lacking: list[str]
) -> None:
    found = find_gaps(owned(*positions), Knowledge(total=total), COUNTS)

    assert [str(number) for number in found.missing] == lacking
    assert {gap.method for gap in found.gaps} <= {"total"}
    assert found.owned_count == total - len(lacking)


def test_the_catalogue_goes_before_the_total() -> None:
    found = find_gaps(owned("1"), Knowledge([listed("1"), listed("2", "The Tide")], total=9), COUNTS)

    assert [(gap.method, gap.listed) for gap in found.gaps] == [("catalogue", listed("2", "The Tide"))]
    assert (found.total, found.owned_count) == (2, 1)


@pytest.mark.parametrize(
    "entry",
    [
        listed("0"),
        listed("2.5"),
        listed(None, "Tales"),
        listed("2", short=True),
        listed("2", compilation=True),
        listed("2", partial=True),
        listed("2", merged=True),
        listed("2", language="German"),
    ],
)
def test_what_is_no_book_of_the_series_is_no_gap(entry: Listed) -> None:
    assert find_gaps([], Knowledge([entry]), COUNTS).gaps == ()


@pytest.mark.parametrize(
    "entry", [listed("0"), listed("2.5"), listed(None, "Tales"), listed("2", short=True)]
)
def test_extras_are_gaps_when_they_are_wanted(entry: Listed) -> None:
    counts = WhatCounts(TODAY, "English", include_extras=True)

    assert [gap.listed for gap in find_gaps([], Knowledge([entry]), counts).gaps] == [entry]


@pytest.mark.parametrize(
    "entry",
    [
        listed("2", language="english"),
        listed("2", language="German", original_language="English"),
        listed("2"),
    ],
)
def test_the_language_may_be_the_original_one_or_unknown(entry: Listed) -> None:
    assert missing([], Knowledge([entry])) == ["2"]


def test_at_equal_position_the_entry_with_most_readers_counts() -> None:
    catalogue = [
        listed("1", "Ash", readers=5),
        listed("1", "Ashes", readers=9),
        listed("1", "Ember", readers=9),
    ]

    assert [gap.listed and gap.listed.title for gap in find_gaps([], Knowledge(catalogue), COUNTS).gaps] == [
        "Ashes"
    ]


def test_a_book_that_is_not_out_yet_waits() -> None:
    catalogue = [listed("1", released=TODAY), listed("2", released=date(2026, 3, 11))]
    found = find_gaps([], Knowledge(catalogue), COUNTS)

    assert [(gap.position, gap.waits) for gap in found.gaps] == [(1, False), (2, True)]
    assert [str(number) for number in found.missing] == ["1"]
    assert (found.total, found.owned_count) == (1, 0)


def test_a_book_that_is_owned_under_another_number_is_no_gap() -> None:
    catalogue = [listed("1", "Ash"), listed("2", "The Lantern Archive"), listed("3", "Salt")]
    books = [
        Owned(parse_position("1"), "Ash"),
        Owned(parse_position("7"), "Lantern Archive, The (Unabridged)"),
    ]
    found = find_gaps(books, Knowledge(catalogue), COUNTS, same_title=same_book_title)

    assert [str(number) for number in found.missing] == ["3"]
    assert [entry.title for entry in found.numbering_differs] == ["The Lantern Archive"]
    assert found.owned_count == 2


def test_an_unpositioned_work_that_is_owned_is_no_gap() -> None:
    counts = WhatCounts(TODAY, include_extras=True)
    books = [Owned(parse_position(""), "Tales")]

    assert find_gaps(books, Knowledge([listed(None, "Tales")]), counts, same_title=same_book_title).gaps == ()


def test_numbers_that_are_shifted_leave_no_gap() -> None:
    catalogue = [listed("1", "Ash"), listed("2", "Salt"), listed("3", "Ember")]
    books = [
        Owned(parse_position("2"), "Ash"),
        Owned(parse_position("3"), "Salt"),
        Owned(parse_position("4"), "Ember"),
    ]
    found = find_gaps(books, Knowledge(catalogue), COUNTS, same_title=same_book_title)

    assert found.missing == ()
    assert [entry.title for entry in found.numbering_differs] == ["Ash"]


@pytest.mark.parametrize(
    ("raw", "lacking"),
    [("Salt Road, Volume 2", ["1", "3"]), ("Salt Road", ["2", "3"]), ("Salt Road 03 Ember", ["1", "2"])],
)
def test_the_name_of_the_series_with_a_number_is_no_title(raw: str, lacking: list[str]) -> None:
    catalogue = [listed("1", "Salt Road"), listed("2", "Ash"), listed("3", "Ember")]
    books = [owned_book(raw, "Salt Road", [])]
    found = find_gaps(books, Knowledge(catalogue), COUNTS, same_title=same_book_title)

    assert [str(number) for number in found.missing] == lacking


def test_a_book_without_number_is_known_by_its_title() -> None:
    catalogue = [listed("1", "Ash"), listed("2", "The Lantern Archive")]
    books = [Owned(parse_position(""), "The Lantern Archive")]
    found = find_gaps(books, Knowledge(catalogue), COUNTS, same_title=same_book_title)

    assert [str(number) for number in found.missing] == ["1"]
    assert found.covered == {2}
    assert found.numbering_differs == ()


@pytest.mark.parametrize(
    ("sightings", "lacking"),
    [
        ([Sighting(parse_position("4"), 1), Sighting(parse_position("4"), 0)], ["4"]),
        ([Sighting(parse_position("4"), 5)], ["4"]),
        ([Sighting(parse_position("4"), 4)], []),
        ([Sighting(parse_position("1-5"), 9)], ["2", "3", "4", "5"]),
        ([Sighting(parse_position("4.5"), 9)], []),
    ],
)
def test_positions_that_the_tracker_shows_are_gaps(sightings: list[Sighting], lacking: list[str]) -> None:
    found = find_gaps(owned("1"), Knowledge(sightings=sightings), COUNTS)

    assert [str(number) for number in found.missing] == lacking
    assert {gap.method for gap in found.gaps} <= {"tracker"}


def test_seen_and_inferred_gaps_stand_side_by_side() -> None:
    sightings = [Sighting(parse_position("2"), 5), Sighting(parse_position("6"), 5)]
    found = find_gaps(owned("1", "5"), Knowledge(sightings=sightings), COUNTS)

    assert [(str(gap.position), gap.method) for gap in found.gaps] == [
        ("2", "tracker"),
        ("3", "inferred"),
        ("4", "inferred"),
        ("6", "tracker"),
    ]


@given(st.sets(st.integers(1, 60)), st.integers(1, 60))
def test_owned_and_missing_make_the_total(numbers: set[int], total: int) -> None:
    books = [Owned(of_numbers([number])) for number in numbers]
    found = find_gaps(books, Knowledge(total=total), COUNTS)

    assert found.owned_count + len(found.missing) == total
    assert not set(found.missing) & covered_numbers(book.position for book in books)


@given(st.sets(st.integers(1, 100), min_size=1))
def test_inferred_gaps_fill_the_row_up_to_the_highest(numbers: set[int]) -> None:
    found = find_gaps([Owned(of_numbers(numbers))], Knowledge(), COUNTS)

    assert {int(number) for number in found.missing} | numbers == set(range(1, max(numbers) + 1))


@pytest.mark.parametrize(
    ("have", "total", "numbers"),
    [
        (12, 21, Completion(12, 21, 9, 57, "partial")),
        (4, 4, Completion(4, 4, 0, 100, "complete")),
        (5, 4, Completion(5, 4, 0, 100, "complete")),
        (199, 200, Completion(199, 200, 1, 99, "partial")),
        (1, 2, Completion(1, 2, 1, 50, "partial")),
        (49, 100, Completion(49, 100, 51, 49, "incomplete")),
        (0, 3, Completion(0, 3, 3, 0, "incomplete")),
        (3, None, Completion(3, None, None, None, "unknown")),
    ],
)
def test_completion_is_cut_to_whole_percent(have: int, total: int | None, numbers: Completion) -> None:
    assert completion(have, total) == numbers
