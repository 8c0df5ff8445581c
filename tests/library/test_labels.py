"""Labels: what the parts of the reader promise each on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.credits import authors_of, title_by_author
from mamcrawler.library.label_facts import Facts
from mamcrawler.library.label_groups import take_groups
from mamcrawler.library.label_text import LONGEST, plain_label, without_ending
from mamcrawler.library.labels import read_label
from mamcrawler.library.narrator_phrases import find_narration
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import only_position, position_at_end, position_at_start
from mamcrawler.library.scene_names import tight_pieces


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Ember \t and  Ash ", "Ember and Ash"),
        ("Ember_and_Ash", "Ember and Ash"),
        ("Ember_ A Tale", "Ember: A Tale"),
        ("Ember.and.Ash.2.5", "Ember and Ash 2.5"),
        ("J.R.R. Oakhollow", "J.R.R. Oakhollow"),
        ("Ember &amp;amp; Ash", "Ember & Ash"),
        ("gekÃ¼rzt", "gekürzt"),
        ("H?rbuch", "Hörbuch"),
        ("Who? What", "Who? What"),
        ("Re: Ember", "Ember"),
        ("Ember - Copy", "Ember"),
        ("Ember www.example.org", "Ember"),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    assert plain_label(text).casefold() == plain.casefold()


def test_a_label_is_read_up_to_its_limit() -> None:
    assert len(plain_label("word " * 10_000)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "left", "media"),
    [
        ("Ember.m4b", "Ember", "m4b"),
        ("Ember.vol003+04.PAR2", "Ember", None),
        ("Ember.mp3.nzb", "Ember", "mp3"),
        ("Ember Vol. 2", "Ember Vol. 2", None),
        (".mp3", ".mp3", None),
    ],
)
def test_endings(text: str, left: str, media: str | None) -> None:
    assert without_ending(text) == (left, media)


@pytest.mark.parametrize(
    "name", ["Robert Farrow", "Émile Vale", "J. R. Oakhollow", "Oakhollow, Anna", "Anna Vale & Karl Marx"]
)
def test_names_of_people_are_certain(name: str) -> None:
    assert person_score(name) >= CERTAIN


@pytest.mark.parametrize(
    "title", ["The Salt Road", "Ember", "Road to Ember", "Ember 2", "Das Salz der Erde", "Who Goes There?"]
)
def test_titles_are_no_people(title: str) -> None:
    assert person_score(title) < CERTAIN


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("Ember 02", "Ember", "02"),
        ("Ember, Book 2.5", "Ember", "2.5"),
        ("Ember #2", "Ember", "2"),
        ("Ember Bk2", "Ember", "2"),
        ("Ember Band IV", "Ember", "IV"),
        ("Ember Books 1 - 3", "Ember", "1-3"),
        ("Ember, Book 2 (Unknown)", "Ember", "2"),
    ],
)
def test_positions_at_the_end(text: str, name: str, number: str) -> None:
    mark = position_at_end(text)

    assert mark is not None
    assert (mark.name, mark.number) == (name, number)


@pytest.mark.parametrize("text", ["Part 2", "Chapter 7", "1984", "Ember", "Ember Road"])
def test_no_position_at_the_end(text: str) -> None:
    assert position_at_end(text) is None


def test_positions_alone_and_at_the_start() -> None:
    assert [mark and mark.number for mark in map(only_position, ("07", "#7", "Vol. 7", "Book", "Ember"))] == [
        "07",
        "7",
        "7",
        None,
        None,
    ]
    assert [
        mark and (mark.number, mark.title)
        for mark in map(position_at_start, ("07 Ash", "7. Ash", "Book 7: Ash", "0.5-Ash", "Ash 7"))
    ] == [("07", "Ash"), ("7", "Ash"), ("7", "Ash"), ("0.5", "Ash"), None]


def test_brackets_are_read_from_the_inside() -> None:
    facts = Facts()

    rest = take_groups("Ember (Unabr - 64k [Dell 2004]) {Ann Vale} (Ash)", facts)

    assert rest.split()[0] == "Ember"
    assert "Ash" in rest
    assert (facts.form, facts.bitrates, facts.year, facts.narrators) == (
        "unabridged",
        [64],
        2004,
        ["Dell", "Ann Vale"],
    )


@pytest.mark.parametrize(
    ("text", "narrators"),
    [
        ("narrated by Ann Vale", ("Ann Vale",)),
        ("Read by Ann Vale, Tobin Farrow and Sean Dell.", ("Ann Vale", "Tobin Farrow", "Sean Dell")),
        ("Narrated by: Ann Vale", ("Ann Vale",)),
        ("gelesen von Karl Marx", ("Karl Marx",)),
        ("read by Ann Vale with a foreword", ("Ann Vale",)),
        ("Read by Ann Vale-2014 Audiobook-MP3", ("Ann Vale",)),
        ("read by 3 people", ()),
        ("a book to read by night", ()),
    ],
)
def test_narrators_in_text(text: str, narrators: tuple[str, ...]) -> None:
    assert find_narration(text).narrators == narrators


def test_the_author_and_a_cast_are_no_names() -> None:
    by_author, cast = find_narration("Read by the author"), find_narration("performed by a full cast")

    assert (by_author.by_author, by_author.narrators) == (True, ())
    assert (cast.full_cast, cast.narrators) == (True, ())


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Robert Farrow", ["Robert Farrow"]),
        ("ROBERT FARROW", ["Robert Farrow"]),
        ("Oakhollow, Mira", ["Mira Oakhollow"]),
        ("Robert Farrow & Ann Vale", ["Robert Farrow", "Ann Vale"]),
        ("Robert Farrow Anthology", ["Robert Farrow"]),
        ("Various Authors", []),
    ],
)
def test_authors(text: str, authors: list[str]) -> None:
    assert authors_of(text) == authors


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Ember by Robert Farrow", ("Ember", "Robert Farrow")),
        ("Day by Day by Robert Farrow", ("Day by Day", "Robert Farrow")),
        ("Day by Day", None),
        ("Das Salz von Stefan Zwick", ("Das Salz", "Stefan Zwick")),
        ("Das Bildnis von Asche", None),
        ("STAND BY ME", None),
    ],
)
def test_title_by_author(text: str, credited: tuple[str, str] | None) -> None:
    assert title_by_author(text) == credited


def test_scene_names_are_cut_between_words_only() -> None:
    assert tight_pieces("Anna-Maria Vale-The Ember-Road") == ["Anna-Maria Vale", "The Ember", "Road"] or (
        tight_pieces("Anna-Maria Vale-The Ember Road") == ["Anna-Maria Vale", "The Ember Road"]
    )


@pytest.mark.parametrize(
    "text", ["", " ", "-", "()", '""', "[MP3]", "(((", "by", "#", "\x00", "\ue000\ue001", "\t- -\t"]
)
def test_odd_labels_are_read(text: str) -> None:
    label = read_label(text)

    assert label.authors == ()


@given(st.text(max_size=120))
def test_any_label_is_read_the_same_way_twice(text: str) -> None:
    assert read_label(text) == read_label(text)
    assert read_label(text, without_author=True).authors == () or "(" in text
