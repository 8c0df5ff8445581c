"""Rule S12: the grammar of positions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.positions import (
    format_position,
    of_numbers,
    parse_position,
    plain_number,
    shown_position,
)

NUMBERS = st.decimals(min_value=0, max_value=999, places=1)


def numbers(*values: float | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(value)) for value in values)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("#07", 7),
        ("1.0", 1),
        ("3.5", "3.5"),
        ("3½", "3.5"),
        ("½", "0.5"),
        ("0", 0),
        ("0,5", "0.5"),
        ("1,5", "1.5"),
        ("3.1", "3.1"),
        ("Vol. IV", 4),
        ("2 of 6", 2),
        ("Book Two of Six", 2),
        ("book 12", 12),
        ("Bk. 3", 3),
        ("No. 9", 9),
        ("Day 3", 3),
        ("(4)", 4),
        ("[Volume 4]", 4),
        ("XXXIX", 39),
        ("twenty", 20),
        ("999", 999),
        ("5-5", 5),
        (" 6. ", 6),
    ],
)
def test_one_number_is_read(text: str, number: float | str) -> None:
    position = parse_position(text)

    assert (position.kind, position.numbers, position.number) == ("one", numbers(number), numbers(number)[0])


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("0,5 - 7", ("0.5", 1, 2, 3, 4, 5, 6, 7)),
        ("1, 2, 3, 4", (1, 2, 3, 4)),
        ("1-3", (1, 2, 3)),
        ("1 – 3", (1, 2, 3)),
        ("1-3+13.5", (1, 2, 3, "13.5")),
        ("1–3, 13.5", (1, 2, 3, "13.5")),
        ("Books 1-3", (1, 2, 3)),
        ("II-IV", (2, 3, 4)),
        ("1 & 2", (1, 2)),
        ("One and Two", (1, 2)),
        ("1/2; 4", (1, 2, 4)),
        ("#1, #2", (1, 2)),
        ("1.5-3", ("1.5", 2, 3)),
        ("3, 1", (1, 3)),
    ],
)
def test_many_numbers_are_read(text: str, covered: tuple[float | str, ...]) -> None:
    position = parse_position(text)

    assert (position.kind, position.numbers) == ("many", numbers(*covered))


@pytest.mark.parametrize(
    ("text", "ambiguous"), [("4,5", True), ("1,2", True), ("0,5", False), ("4, 5", False), ("1, 2, 3", False)]
)
def test_a_comma_that_may_be_decimal_is_marked(text: str, ambiguous: bool) -> None:
    assert parse_position(text).ambiguous is ambiguous


def test_a_comma_before_the_next_whole_number_separates() -> None:
    assert parse_position("4,5").numbers == numbers(4, 5)


@pytest.mark.parametrize(
    ("text", "book", "parts", "total"),
    [
        ("5p3", 5, (3,), None),
        ("5 part 3 of 5", 5, (3,), 5),
        ("5 pt 2 of 4", 5, (2,), 4),
        ("5, Part Two", 5, (2,), None),
        ("Book 5, Part II", 5, (2,), None),
        ("3.1-3.2", 3, (1, 2), None),
        ("2b", 2, (2,), None),
        ("2a-2c", 2, (1, 2, 3), None),
        ("5p1-5p3", 5, (1, 2, 3), None),
        ("5p1-3", 5, (1, 2, 3), None),
        ("5p1, 5p2", 5, (1, 2), None),
    ],
)
def test_parts_of_a_book_are_read(text: str, book: int, parts: tuple[int, ...], total: int | None) -> None:
    position = parse_position(text)

    assert (position.kind, position.numbers, position.parts, position.part_total) == (
        "part",
        numbers(book),
        parts,
        total,
    )
    assert position.part == parts[0]
    assert position.whole_numbers() == frozenset()


@pytest.mark.parametrize("text", ["", "  ", "#", "()", None])
def test_no_text_is_no_position(text: str | None) -> None:
    assert parse_position(text).kind == "none"


@pytest.mark.parametrize(
    "text",
    [
        "8270",
        "7-4",
        "omnibus",
        "1000",
        "1-101",
        "book",
        "part 3",
        "1 to 3",
        "-1",
        "1-",
        "XL",
        "1 2",
        "5p1, 6",
        "1e3",
    ],
)
def test_other_text_is_unreadable(text: str) -> None:
    position = parse_position(text)

    assert (position.kind, position.numbers, position.raw) == ("unreadable", (), text)


def test_a_range_of_a_hundred_whole_numbers_is_read_and_one_more_is_not() -> None:
    assert len(parse_position("1-100").numbers) == 100
    assert parse_position("0-100").kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("#07", "7"),
        ("1.50", "1.5"),
        ("1,2,3", "1-3"),
        ("1-3, 13.5", "1-3, 13.5"),
        ("1-16; 13.5", "1-16, 13.5"),
        ("5p3", "5 part 3"),
        ("3.1-3.2", "3 part 1-2"),
        ("", ""),
        ("prequel", "prequel"),
    ],
)
def test_a_position_is_shown_as_a_person_writes_it(text: str, shown: str) -> None:
    assert shown_position(text) == shown


@given(st.lists(NUMBERS, min_size=1, max_size=8, unique=True))
def test_numbers_written_and_read_are_the_same(values: list[Decimal]) -> None:
    position = of_numbers(values)

    assert position.numbers == tuple(sorted(values))
    assert parse_position(format_position(position)).numbers == position.numbers


@given(st.integers(0, 999), st.integers(0, 99))
def test_a_range_covers_both_ends_and_what_is_between(low: int, width: int) -> None:
    high = min(999, low + width)

    assert parse_position(f"{low}-{high}").numbers == numbers(*range(low, high + 1))


@given(st.text(max_size=20))
def test_any_text_has_a_position_of_some_kind(text: str) -> None:
    position = parse_position(text)

    assert bool(position.numbers) == (position.kind in ("one", "many", "part"))
    assert list(position.numbers) == sorted(position.numbers)


@given(st.text(alphabet="0123456789.,-+/&p #ab½ofIVX", max_size=14))
def test_what_is_shown_is_read_as_the_same(text: str) -> None:
    position = parse_position(text)
    if position.numbers:
        again = parse_position(format_position(position))

        assert (again.kind, again.numbers, again.parts) == (position.kind, position.numbers, position.parts)


@given(NUMBERS)
def test_a_plain_number_has_no_needless_digits(number: Decimal) -> None:
    text = plain_number(number)

    assert Decimal(text) == number
    assert not (text.endswith("0") and "." in text)
