"""Titles in one form (rule S8) and how alike two are (rule S9)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.title_numbers import numbers, with_figures
from mamcrawler.library.title_scores import similarity, title_score, title_verdict
from mamcrawler.library.title_text import plain
from mamcrawler.library.titles import normalise, title_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Lantern Archive, The (Unabridged)", "lantern archive"),
        ("The Lantern Archive [64kbps]", "lantern archive"),
        ("The Lantern Archive - Unabridged.m4b", "lantern archive"),
        ("The Lantern Archive (2024 Remastered Edition)", "lantern archive"),
        ("The Lantern Archive (Edition: Deluxe)", "lantern archive"),
        ("The Lantern Archive 2nd Edition", "lantern archive"),
        ("The Lantern Archive (Dramatised Adaptation)", "lantern archive"),
        ("The Lantern Archive (The Salt Legends)", "lantern archive"),
        ("Mira Oakhollow - The Lantern Archive (2013) 30@64K", "mira oakhollow lantern archive"),
        ("Ember &amp;amp; Ash", "ember and ash"),
        ("J.R.'s Ship", "jr s ship"),
        ("Œuvres d’Émile Łaski", "oeuvres demile laski"),
        ("20,000 Leagues", "20000 leagues"),
        ("Twenty Thousand Leagues", "20000 leagues"),
        ("Thirty-Nine Steps", "39 steps"),
        ("Salt Road Hero II", "salt road hero 2"),
        ("Salt Road Hero, Book Two", "salt road hero 2"),
        ("Ashwood: Book 2", "ashwood 2"),
        ("Ashwood (Book 2)", "ashwood 2"),
        ("Malcolm X", "malcolm x"),
        ("The Book of Two Roads", "book of 2 roads"),
        ("Magnum Opus", "magnum opus"),
        ("A Novel", "novel"),
        ("The", "the"),
        ("Unabridged", "unabridged"),
        ("杜子春", "杜子春"),
        (1984, "1984"),
        ("Zwanzigtausend Meilen", "20000 meilen"),
        ("20.000 Meilen", "20000 meilen"),
        ("20 000 vagues", "20000 vagues"),
        ("Vingt-deux vagues", "22 vagues"),
        ("Dreiundzwanzig Wege", "23 wege"),
        ("Salt Road, Band zwei", "salt road 2"),
        ("Six Elves Once", "6 elves once"),
    ],
)
def test_the_key_of_a_title(text: object, key: str) -> None:
    assert title_key(text) == key


@pytest.mark.parametrize(
    ("text", "main", "subtitle", "notes"),
    [
        ("The Lantern Archive (Lantern Cycle, #2)", "lantern archive", "", [("lantern cycle", "2")]),
        ("The Lantern Archive (Lantern Cycle #2)", "lantern archive", "", [("lantern cycle", "2")]),
        ("The Lantern Archive (Lantern Cycle Book 2)", "lantern archive", "", [("lantern cycle", "2")]),
        ("The Lantern Archive (Lantern Cycle 2-5)", "lantern archive", "", [("lantern cycle", "2-5")]),
        (
            "The Lantern Archive (Disc City, #41; Tiffin Ache, #5)",
            *("lantern archive", "", [("disc city", "41"), ("tiffin ache", "5")]),
        ),
        ("Ember: Lantern Cycle, Book 2", "ember", "", [("lantern cycle", "2")]),
        ("Lantern Cycle, Book 2: Ember", "ember", "", [("lantern cycle", "2")]),
        ("Other Cycle 02 - Ember", "ember", "", [("other cycle", "02")]),
        ("Lantern Cycle 2 - Ember", "ember", "", [("lantern cycle", "2")]),
        ("02 - Lantern Cycle - Ember", "ember", "", [("lantern cycle", "02")]),
        ("Lantern Cycle 02 Ember", "ember", "", [("lantern cycle", "02")]),
        ("Lantern Cycle II: Ember", "ember", "", [("lantern cycle", "ii")]),
        ("Lantern Cycle Chronicles 2: Ember", "ember", "", [("lantern cycle chronicles", "2")]),
        ("Lantern Cycle 1 to 3", "lantern cycle", "", [("lantern cycle", "1-3")]),
        ("Ember, Lantern Cycle Book 2", "ember", "", [("lantern cycle", "2")]),
        ("Ember: Book 2 of the Lantern Cycle", "ember", "", [("lantern cycle", "2")]),
        ("Ember: A Lantern Cycle Novel", "ember", "", []),
        ("Ember: A LitRPG Adventure", "ember", "", []),
        ("Lantern Cycle: Ember", "ember", "", []),
        ("Ember: Tales of the Sea", "ember", "tales of the sea", []),
        ("Ember - Mira Oakhollow", "ember", "", []),
        ("Ember by Oakhollow, Mira", "ember", "", []),
        ("Lantern Cycle Books 1-3", "lantern cycle", "", [("lantern cycle", "1-3")]),
        ("Lantern Cycle 3: Lantern Cycle, Book 3", "lantern cycle 3", "", None),
        ("Lantern Cycle", "lantern cycle", "", []),
    ],
)
def test_a_title_is_taken_apart(
    text: str, main: str, subtitle: str, notes: list[tuple[str, str]] | None
) -> None:
    found = normalise(text, series=["The Lantern Cycle"], authors=["Mira Oakhollow"])

    assert (" ".join(found.main), " ".join(found.subtitle)) == (main, subtitle)
    if notes is not None:
        assert [(note.name, note.position) for note in found.notes] == notes


@pytest.mark.parametrize(
    ("text", "parts", "total"),
    [
        ("Ember, Part 2 of 3", (2,), 3),
        ("Ember (Part One)", (1,), None),
        ("Ember (1 of 2)", (1,), 2),
        ("Ember: Parts 1-2", (1, 2), None),
        ("Ember [Disc 4]", (4,), None),
    ],
)
def test_parts_are_noticed(text: str, parts: tuple[int, ...], total: int | None) -> None:
    part = normalise(text).part

    assert part is not None
    assert (part.parts, part.total) == (parts, total)


@pytest.mark.parametrize("text", ["Part of Your Sea", "A Part of Me", "Discworld", "Party 1"])
def test_not_every_part_is_a_part(text: str) -> None:
    assert normalise(text).part is None


TABLE = [
    ("The Lantern Archive", "Lantern Archive, The (Unabridged)", (), False, 1.00),
    ("The Lantern Archive", "Lantern Cycle 01 - The Lantern Archive [64kbps]", (), False, 1.00),
    ("The Lantern Archive", "The Lantern Archive: The Lantern Cycle, Book 1", (), False, 1.00),
    ("The Lantern Archive", "The Lantern Archive &amp; Other Tales", (), False, 0.65),
    ("The Lantern Archive", "The Lanternist's Archive", (), False, 0.88),
    ("The Tide: Founding", "The Tide: Forging", (), False, 0.80),
    ("The Tide: Founding", "The Tide", (), True, 0.80),
    ("The Tide: Founding", "The Tide", (1,), True, 0.95),
    ("The Tide: Founding", "The Tide", (), False, 0.95),
    ("Salt Road Hero 2", "Salt Road Hero 3", (), False, 0.50),
    ("Salt Road Hero 2", "Salt Road Hero", (2,), False, 0.93),
    ("Salt Road Hero 2", "Salt Road Hero", (), False, 0.50),
    ("Salt Road Hero 2", "Salt Road Hero II", (), False, 1.00),
    ("Salt Road Hero", "Salt Road Hero: Book 2", (2,), False, 1.00),
    ("Ember & Ash", "Ember and Ash - A Novel", (), False, 1.00),
    ("Glass Harbour", "Glass Harbor", (), False, 0.96),
    ("Glass Things: Short Fictions", "Glass Things", (), False, 0.95),
    ("A Study in Ash", "Inspector Vane: A Study in Ash", (), False, 0.95),
    ("Ember", "Embers", (), False, 0.69),
    ("Ember", "Ember: The Companion", (), False, 0.50),
    ("Ember Notes", "Ember Notes", (), False, 1.00),
    ("Salt Lantern", "Saltlantern", (), False, 1.00),
    ("1984", "1984", (), False, 1.00),
]


@pytest.mark.parametrize(("wish", "release", "shared", "ambiguous", "score"), TABLE)
def test_the_worked_scores(
    wish: str, release: str, shared: tuple[int, ...], ambiguous: bool, score: float
) -> None:
    positions = [Decimal(number) for number in shared]

    found = title_score(normalise(wish), normalise(release), shared=positions, ambiguous=ambiguous)

    assert round(found, 2) == score


def test_the_name_of_the_series_alone_is_not_enough() -> None:
    wish = normalise("The Tide: Founding", series=["The Tide"])
    release = normalise("The Tide", series=["The Tide"])

    assert round(title_score(wish, release), 2) == 0.80
    assert round(title_score(wish, release, shared=[Decimal(1)]), 2) == 0.95


@pytest.mark.parametrize(
    ("score", "verdict"), [(0.92, "match"), (0.919, "maybe"), (0.75, "maybe"), (0.749, "no")]
)
def test_what_a_score_means(score: float, verdict: str) -> None:
    assert title_verdict(score) == verdict


TITLES = st.text(alphabet="aébk 12XIV.,:;-–#()[]&'’\"", max_size=40)
PIECES = st.lists(
    st.sampled_from(
        "Ember|Lantern Cycle|Book 2|(Book 1-3)|: |, | - |02|II|Part 1|[Unabridged]|The|64 kbps|&|é".split("|")
    ),
    max_size=8,
).map(" ".join)


@given(
    text=TITLES | PIECES | st.text(max_size=30),
    series=st.lists(PIECES, max_size=2),
    authors=st.lists(TITLES, max_size=2),
)
def test_any_text_has_words_and_fits_itself(text: str, series: list[str], authors: list[str]) -> None:
    found = normalise(text, series=series, authors=authors)

    assert found.main or not plain(text)
    assert title_score(found, found) == 1.0 or not found.whole


@given(a=TITLES | PIECES, b=TITLES | PIECES)
def test_scores_lie_between_0_and_1_and_likeness_has_no_direction(a: str, b: str) -> None:
    one, two = normalise(a), normalise(b)

    assert 0.0 <= title_score(one, two) <= 1.0
    assert similarity(one.whole, two.whole) == similarity(two.whole, one.whole)


@given(number=st.integers(1, 20))
def test_a_number_in_a_title_tells_books_apart(number: int) -> None:
    wish = normalise(f"Lantern Road {number}")

    assert title_score(wish, normalise(f"Lantern Road {number + 1}")) <= 0.5
    assert title_score(wish, normalise(f"Lantern Road, Book {number:02d}")) == 1.0


@given(
    words=st.lists(
        st.sampled_from("one two ten twenty thirty hundred thousand and ember ii v 007".split()), max_size=6
    )
)
def test_figures_never_raise_and_stay_figures(words: list[str]) -> None:
    once = with_figures(words)

    assert all(figure == str(int(figure)) for figure in numbers(tuple(once)))
