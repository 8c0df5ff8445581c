"""Entries of lists and catalogues."""

import pytest

from mamcrawler.library.entries import (
    Entry,
    read_subtitle,
    read_title,
    read_title_by_author,
    read_title_dash_author,
)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ash", Entry("Ash")),
        ("Ash (Ember, #2)", Entry("Ash", series="Ember")),
        ("Ash [Unabridged]", Entry("Ash")),
        ("Ash (book 2)", Entry("Ash")),
        # What a collection holds stays with its title.
        ("Ember Boxset: The Series (Books 1-4)", Entry("Ember Boxset: The Series (Books 1-4)")),
        ("Ember Boxset (Books 1-4) (Salt, #2)", Entry("Ember Boxset (Books 1-4)", series="Salt")),
        ("(Unabridged)", Entry("(Unabridged)")),
    ],
)
def test_titles(text: str, entry: Entry) -> None:
    assert read_title(text) == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ash by Mira Vale", Entry("Ash", ("Mira Vale",))),
        ("Ash by Night by Mira Vale", Entry("Ash by Night", ("Mira Vale",))),
        ("Ash by Embers Quarry", Entry("Ash", ("Embers Quarry",))),
        ("Stand by Me", Entry("Stand by Me")),
        ("Killed by the clock", Entry("Killed by the clock")),
        ("Ash (Ember #2) by Mira Vale", Entry("Ash", ("Mira Vale",), "Ember")),
        ("(2) Ash (Unabridged) by Mira Vale", Entry("Ash", ("Mira Vale",))),
        ("Ember - Book 2 - Ember 2 by Mira Vale", Entry("Ember 2", ("Mira Vale",), "Ember")),
        ("The Best of Ash: Volume 2 by Mira Vale", Entry("The Best of Ash: Volume 2", ("Mira Vale",))),
        # A pen name of one word beside a full name, and a name turned round.
        ("Ash by Inkfall, Mira Vale", Entry("Ash", ("Inkfall", "Mira Vale"))),
        ("Ash by Farrow, Robert", Entry("Ash", ("Robert Farrow",))),
        ("Ash by Robert Farrow, Jr.", Entry("Ash", ("Robert Farrow Jr.",))),
    ],
)
def test_titles_before_their_authors(text: str, entry: Entry) -> None:
    assert read_title_by_author(text) == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ash - Mira Vale [B0ABCDEFGH]", Entry("Ash", ("Mira Vale",))),
        ("Ash - A Tale - Mira Vale, Ann Farrow", Entry("Ash - A Tale", ("Mira Vale", "Ann Farrow"))),
        (
            "Ash: Ember Series, Book 2 - Mira Vale [B0ABCDEFGH]",
            Entry("Ash: Ember Series, Book 2", ("Mira Vale",), "Ember"),
        ),
        ("Ash [B0ABCDEFGH]", Entry("Ash")),
    ],
)
def test_catalogue_records(text: str, entry: Entry) -> None:
    assert read_title_dash_author(text) == entry


def test_a_subtitle_may_name_a_series() -> None:
    assert read_subtitle("Ember, Book 2") == Entry("Ember, Book 2", series="Ember")
    assert read_subtitle("A Novel") == Entry("A Novel")
