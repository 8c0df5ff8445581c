"""Titles as a person wants to read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.display_titles import clean_label, clean_title, settled, split_edition


@pytest.mark.parametrize(
    ("text", "title", "form"),
    [
        ("Ember [Unabridged]", "Ember", "unabridged"),
        ("Ember (abridged) 64k mp3", "Ember", "abridged"),
        ("Ember 320kbps", "Ember", None),
        ("Ember FLAC", "Ember", None),
        ("Ember 1.2 GB", "Ember", None),
        ("Ember (Hardcover)", "Ember", None),
        ("Ember [example.org]", "Ember", None),
        ("Ember (Salt Saga, #2)", "Ember", None),
        ("Ember (Part 2)", "Ember (Part 2)", None),
        ("Ember: A Novel", "Ember", None),
        ("Ember: An Epic Fantasy Adventure", "Ember", None),
        ("Ember: A Life in Letters", "Ember: A Life in Letters", None),
        ("Ember: Deluxe Edition", "Ember", None),
        ("Ember, narrated by Ann Vale", "Ember", None),
        ("THE ROAD TO EMBER", "The Road to Ember", None),
        ("1984", "1984", None),
        ("Web", "Web", None),
        ("Unabridged", "Unabridged", "unabridged"),
    ],
)
def test_clean_title(text: str, title: str, form: str | None) -> None:
    cleaned = clean_title(text)

    assert (cleaned.title, cleaned.form) == (title, form)


@pytest.mark.parametrize(
    ("text", "title", "edition", "number"),
    [
        ("Ember: 10th Anniversary Edition", "Ember", "10th Anniversary Edition", 10),
        ("Ember - Third Edition: A Tale", "Ember: A Tale", "Third Edition", 3),
        ("Ember [Collector's Edition]", "Ember", "Collector's Edition", None),
        ("Ember 2nd ed.", "Ember", "2nd ed.", 2),
        ("Ember: Deluxe Edition (Salt)", "Ember (Salt)", "Deluxe Edition", None),
        ("First Edition Ember", "First Edition Ember", None, None),
        ("The Ember Edition", "The Ember Edition", None, None),
    ],
)
def test_split_edition(text: str, title: str, edition: str | None, number: int | None) -> None:
    found = split_edition(text)

    assert (found.title, found.edition, found.number) == (title, edition, number)


TITLES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "Ember",
                "Ash",
                "(2019)",
                "[MP3]",
                "(Salt #2)",
                "Unabridged",
                ":",
                "-",
                "A Novel",
                "64k",
                "(",
                "]",
            ]
        ),
        max_size=7,
    ).map(" ".join),
)


@given(TITLES)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_label(clean_label(text)) == clean_label(text)
    assert bool(clean_label(text)) == bool(text)
    assert bool(clean_title(text).title.strip()) == bool(text.strip())


@given(st.integers(0, 20))
def test_a_step_that_goes_in_circles_still_settles(start: int) -> None:
    def step(text: str) -> str:
        return str((int(text) * 2 + 1) % 7)

    assert settled(step, settled(step, str(start))) == settled(step, str(start))
