"""Rules S8 (step 4), S11 and L16: series in names, titles and subtitles."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.positions import format_position
from mamcrawler.library.series_names import (
    parse_series,
    same_series,
    series_from_subtitle,
    series_from_title,
    series_key,
)

NAMES = st.sampled_from(
    ["Lantern Cycle", "The Salt Road", "Ember & Ash", "Vane's Inc.", "Book of Days", "Übermorgen"]
)
TITLES = st.sampled_from(
    ["The Tide", "Ashes: A Beginning", "Who Goes There?", "Salt, Fat and Fire", "Glass Harbour II"]
)
POSITIONS = st.sampled_from(["1", "2.5", "0.5", "1-3", "12"])


@pytest.mark.parametrize(
    ("text", "name", "position"),
    [
        ("Lantern Cycle (#3)", "Lantern Cycle", "3"),
        ("Lantern Cycle (#1-16)", "Lantern Cycle", "1-16"),
        ("Lantern Cycle (#1, #2)", "Lantern Cycle", "1-2"),
        ("Lantern Cycle #2.5", "Lantern Cycle", "2.5"),
        ("Lantern Cycle [4]", "Lantern Cycle", "4"),
        ("Lantern Cycle, Book 2", "Lantern Cycle", "2"),
        ("Lantern Cycle Book Two", "Lantern Cycle", "2"),
        ("Lantern Cycle, Vol. IV", "Lantern Cycle", "4"),
        ("Lantern Cycle: Volume 3", "Lantern Cycle", "3"),
        ("Lantern Cycle 04", "Lantern Cycle", "4"),
        ("Lantern Cycle - 4", "Lantern Cycle", "4"),
        ("Lantern Cycle 1-3", "Lantern Cycle", "1-3"),
        ("Lantern Cycle (Book 3 of 5)", "Lantern Cycle", "3"),
        ("Book 2 of the Lantern Series", "Lantern", "2"),
        ("Book Two of Lantern Cycle", "Lantern Cycle", "2"),
        ("The Book of Days, Book 2", "The Book of Days", "2"),
        ("Vane Inc., Book 2", "Vane Inc.", "2"),
        ("Lantern Series #1", "Lantern Series", "1"),
        ("A Vane Novel, Book 3", "Vane", "3"),
        ("#3", "", "3"),
        ("Lantern Cycle", "Lantern Cycle", ""),
        ("Lantern Cycle (2010)", "Lantern Cycle (2010)", ""),
        ("Lantern Omnibus", "Lantern Omnibus", ""),
        ("", "", ""),
    ],
)
def test_a_series_is_read_with_its_position(text: str, name: str, position: str) -> None:
    found = parse_series(text)

    assert (found.name, format_position(found.position)) == (name, position)


@pytest.mark.parametrize(
    ("text", "title", "series", "position"),
    [
        ("The Tide (Lantern Cycle, #2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Lantern Cycle #2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide [Lantern Cycle 2]", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Lantern Cycle Book 2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Lantern Cycle, novel 2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Lantern Cycle 2-5)", "The Tide", "Lantern Cycle", "2-5"),
        ("The Tide (Lantern Cycle, #0.5)", "The Tide", "Lantern Cycle", "0.5"),
        ("The Tide (Book 2 of the Lantern Cycle)", "The Tide", "The Lantern Cycle", "2"),
        ("The Tide  (Lantern Cycle, #2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Unabridged) (Lantern Cycle, Book Two)", "The Tide (Unabridged)", "Lantern Cycle", "2"),
        ("Vane: The Tide (Lantern Cycle #2)", "Vane: The Tide", "Lantern Cycle", "2"),
        ("The Tide: The Lantern Cycle, Book 2", "The Tide", "The Lantern Cycle", "2"),
        ("The Tide - Lantern Cycle #2", "The Tide", "Lantern Cycle", "2"),
        ("The Tide: Book Two of the Lantern Cycle", "The Tide", "The Lantern Cycle", "2"),
        ("The Tide, Book 2 of the Lantern Cycle", "The Tide", "The Lantern Cycle", "2"),
        ("Lantern Cycle, Book 2: The Tide", "The Tide", "Lantern Cycle", "2"),
        ("Lantern Cycle #2 - The Tide", "The Tide", "Lantern Cycle", "2"),
        ("Lantern Cycle 02 - The Tide", "The Tide", "Lantern Cycle", "2"),
        ("Lantern Cycle, Book 2", "Lantern Cycle, Book 2", "Lantern Cycle", "2"),
        ("The Tide (Book 2)", "The Tide", "", "2"),
        ("The Tide (Lantern Cycle №2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide {Lantern Cycle #2}", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Lantern Cycle; #2)", "The Tide", "Lantern Cycle", "2"),
        ("The Tide (Lantern Cycle #1 & #2)", "The Tide", "Lantern Cycle", "1-2"),
    ],
)
def test_a_title_names_its_series(text: str, title: str, series: str, position: str) -> None:
    found = series_from_title(text)

    assert (found.title, found.primary.name, format_position(found.primary.position)) == (
        title,
        series,
        position,
    )


@pytest.mark.parametrize(
    "title",
    [
        "The Tide (Lantern Cycle, #41; Salt Road, #5)",
        "The Tide (Lantern Cycle #41, Salt Road #5)",
        "The Tide (Lantern Cycle, #41, Salt Road, #5)",
        "The Tide (Lantern Cycle, #41) (Salt Road, #5)",
    ],
)
def test_all_notes_of_a_title_are_kept_and_the_first_is_primary(title: str) -> None:
    found = series_from_title(title)

    assert [(note.name, format_position(note.position)) for note in found.notes] == [
        ("Lantern Cycle", "41"),
        ("Salt Road", "5"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "The Tide",
        "The Tide: Book 2",
        "The Tide (Unabridged)",
        "The Tide (2010)",
        "The Tide (Part 2)",
        "The Tide (1 of 2)",
        "The Tide (25th Anniversary Edition)",
        "The Tide (The Lantern Cycle)",
        "The Tide [64 kbps]",
        "The Tide (Best of 12)",
        "The Book of Lost Days",
        "Apollo 13",
        "Catch-22",
        "The 39 Steps",
        "Day 2: The Tide",
        "Part One",
        "Vane: The Final Harbour",
    ],
)
def test_other_titles_name_no_series(title: str) -> None:
    assert series_from_title(title).notes == ()
    assert series_from_title(title).title == title


@pytest.mark.parametrize(
    ("text", "series", "position"),
    [
        ("Lantern Cycle, Book 2", "Lantern Cycle", "2"),
        ("Lantern Cycle, Books 1-3", "Lantern Cycle", "1-3"),
        ("A LitRPG Adventure (Lantern Cycle, Book 2)", "Lantern Cycle", "2"),
        ("A LitRPG Adventure: Lantern Cycle, Book 2", "Lantern Cycle", "2"),
        ("Lantern Cycle, Book 2: A LitRPG Adventure", "Lantern Cycle", "2"),
        ("Book One of the Lantern Cycle", "The Lantern Cycle", "1"),
        ("Lantern Cycle #2", "Lantern Cycle", "2"),
        ("Book Two", "", "2"),
        ("A Novel", "", ""),
        ("A Story of Two Days", "", ""),
        ("Part 2", "", ""),
        ("A Full Cast Drama", "", ""),
        ("", "", ""),
    ],
)
def test_a_subtitle_names_a_series(text: str, series: str, position: str) -> None:
    found = series_from_subtitle(text)

    assert (found.name, format_position(found.position)) == (series, position)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Lantern Cycle", "The Lantern Cycle", True),
        ("Lantern Cycle", "Lantern Cycle Series", True),
        ("Lantern Cycle", "lantern  cycle!", True),
        ("Lantern Cycle", "Lantern", True),
        ("Lantern Trilogy", "The Lantern Series", True),
        ("Lantern Cycle", "Lantern Saga", False),
        ("Lantern Cycle", "Salt Road", False),
        ("Ember & Ash", "Ember and Ash", True),
        ("Vane Inc.", "Vane Inc", True),
        ("Vane's Harbour", "Vanes Harbor", True),
        ("Emberverse: Salt Road", "Salt Road", True),
        ("The Land: Salt Road", "The Land", False),
        ("Area 51", "Area 52", False),
        ("Alex", "Alec", False),
        ("Saga", "The Saga", True),
        ("", "", False),
    ],
)
def test_names_mean_the_same_series(one: str, two: str, same: bool) -> None:
    assert same_series(one, two) is same
    assert same_series(two, one) is same


@given(NAMES, POSITIONS, st.sampled_from(["{} (#{})", "{} #{}", "{}, Book {}", "{} [{}]", "{}, Vol. {}"]))
def test_a_series_written_in_any_way_is_read(name: str, position: str, form: str) -> None:
    found = parse_series(form.format(name, position))

    assert same_series(found.name, name)
    assert format_position(found.position) == position


@given(
    TITLES,
    NAMES,
    POSITIONS,
    st.sampled_from(["{} ({}, #{})", "{} ({} #{})", "{} ({}, Book {})", "{} [{} {}]"]),
)
def test_a_note_in_brackets_is_read_and_leaves_the_title(
    title: str, name: str, position: str, form: str
) -> None:
    found = series_from_title(form.format(title, name, position))

    assert found.title == title
    assert found.primary.name == name
    assert format_position(found.primary.position) == position


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(parse_series(text).name, str)
    assert isinstance(series_from_subtitle(text).name, str)
    composed = unicodedata.normalize("NFC", text)

    assert set(series_from_title(text).title) <= set(composed) | set(" '\"")


@given(st.text(max_size=30), st.text(max_size=30))
def test_equal_keys_mean_the_same_series(one: str, two: str) -> None:
    if series_key(one) and series_key(one) == series_key(two):
        assert same_series(one, two)


@given(st.text(max_size=30), st.text(max_size=30))
def test_sameness_does_not_depend_on_the_order(one: str, two: str) -> None:
    assert same_series(one, two) == same_series(two, one)
