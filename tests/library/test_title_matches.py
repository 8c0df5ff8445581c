"""The same book and the same edition (rules M3, L17, L18)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.book_matches import BookLabel, confidence, confidence_verdict, same_book, same_title
from mamcrawler.library.duplicates import RecordingLabel, distinct, duplicate_level
from mamcrawler.library.positions import parse_position

WISH = BookLabel(
    "The Lantern Archive", ("Mira Oakhollow",), series="Lantern Cycle", position=parse_position("1")
)


@pytest.mark.parametrize(
    ("candidate", "value", "verdict"),
    [
        (BookLabel("The Lantern Archive", ("Mira Oakhollow",)), 1.0, "confirmed"),
        (BookLabel("The Lantern Archive", ("Ann Vale",)), 0.56, "rejected"),
        (BookLabel("The Lantern Archive", ()), 1.0, "confirmed"),
        (
            BookLabel(
                *("The Lantern Archive", ("Mira Oakhollow",)),
                series="Lantern Cycle",
                position=parse_position("2"),
            ),
            *(0.95, "confirmed"),
        ),
        (BookLabel("The Lantern Archive", ("Mira Oakhollow",), series="Salt Road"), 0.95, "review"),
        (BookLabel("The Lanternist's Archive", ("Mira Oakhollow",)), 0.94, "review"),
    ],
)
def test_how_sure_a_candidate_is(candidate: BookLabel, value: float, verdict: str) -> None:
    found = confidence(WISH, candidate)

    assert round(found, 2) == pytest.approx(value, abs=0.011)
    assert confidence_verdict(found) == verdict


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({}, {}, True),
        ({}, {"title": "The Lantern Archive: A Novel"}, True),
        ({}, {"title": "The Lantern Archive: A Reader's Companion"}, False),
        ({}, {"authors": ("Ann Vale",)}, False),
        ({}, {"authors": ()}, False),
        ({"authors": ("  ",)}, {"authors": ("???",)}, True),
        ({"authors": (), "title": "Ember: Tales"}, {"authors": (), "title": "Ember"}, False),
        ({"asin": "B0SAME0001"}, {"asin": "B0SAME0001", "title": "Salt"}, True),
        ({"isbn": "9780000000002"}, {"isbn": "9780000000002", "authors": ()}, True),
        ({"asin": "B0ONE00001"}, {"asin": "B0OTHER001"}, True),
        (
            {"series": "Lantern Cycle", "position": parse_position("1")},
            {"series": "The Lantern Cycle", "position": parse_position("2")},
            False,
        ),
    ],
)
def test_the_same_book(a: dict[str, Any], b: dict[str, Any], same: bool) -> None:
    plain = {"title": "The Lantern Archive", "authors": ("Mira Oakhollow",)}
    one, two = BookLabel(**(plain | a)), BookLabel(**(plain | b))

    assert (same_book(one, two), same_book(two, one)) == (same, same)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The Salt Road", "  the   SALT road ", True),
        ("Eden's Door: The Reborn", "Eden's Door: The Spartan", False),
        ("The Jungle Tales", "The Second Jungle Tales", False),
        ("Sønner: Ash Apprentice", "Ash Apprentice", True),
        ("Series: A", "Series: B", False),
    ],
)
def test_the_same_title(a: str, b: str, same: bool) -> None:
    assert (same_title(a, b), same_title(b, a)) == (same, same)


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"files": frozenset({"inode 5"})}, "certain"),
        ({}, "probable"),
        ({"seconds": 38_000}, "probable"),
        ({"seconds": 37_900}, None),
        ({"seconds": None}, "possible"),
        ({"narrators": ("Ann Vale",)}, None),
        ({"narrators": (), "seconds": 39_300}, "probable"),
        ({"narrators": (), "seconds": 39_100}, None),
        ({"form": "abridged"}, None),
        ({"production": "dramatised"}, None),
        ({"language": "German"}, None),
        ({"part": "1"}, None),
    ],
)
def test_how_sure_a_duplicate_is(changes: dict[str, Any], level: str | None) -> None:
    book = BookLabel("The Lantern Archive", ("Mira Oakhollow",))
    plain: dict[str, Any] = {
        "book": book,
        "narrators": ("Tobin Farrow",),
        "seconds": 40_000,
        "form": "unabridged",
        "production": "single",
        "language": "English",
        "files": frozenset({"inode 5"}) if "files" in changes else frozenset(),
    }
    one, two = RecordingLabel(**plain), RecordingLabel(**(plain | changes))

    assert (duplicate_level(one, two), duplicate_level(two, one)) == (level, level)


@given(lengths=st.lists(st.integers(60, 100_000), max_size=8))
def test_each_recording_stands_in_one_group(lengths: list[int]) -> None:
    book = BookLabel("Ember Road", ("Mira Oakhollow",))

    groups = distinct([RecordingLabel(book, ("Ann Vale",), seconds) for seconds in lengths])

    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
