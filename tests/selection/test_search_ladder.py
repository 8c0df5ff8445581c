"""What the tracker is asked, in which words and order (rules S22 and S23). Titles are public bibliography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offers import place

from mamcrawler.selection.ladder import MOST_TITLE_WORDS, Rung, ladder
from mamcrawler.selection.query_words import STOP_WORDS, query_words
from mamcrawler.selection.wishes import Wish


def asked(title: str, author: str, series: str = "", **more: object) -> dict[str, str]:
    places = (place(series, "1"),) if series else ()
    rungs = ladder(Wish(title, (author,), series=places, **more))  # type: ignore[arg-type]
    texts: dict[str, str] = {}
    for rung in rungs:
        texts.setdefault(rung.name, rung.text)
    return texts


@pytest.mark.parametrize(
    ("title", "author", "series", "r1", "r2", "r3", "r5"),
    [
        (
            *("The Name of the Wind", "Patrick Rothfuss", "Kingkiller Chronicle"),
            *("name wind rothfuss", "name wind", "kingkiller chronicle rothfuss", "patrick rothfuss"),
        ),
        (
            *("Old Man's War", "John Scalzi", "Old Man's War"),
            *("old war scalzi", "old war", None, "john scalzi"),
        ),
        (
            *("Expeditionary Force, Book 5: Zero Hour", "Craig Alanson", "Expeditionary Force"),
            *("zero hour alanson", "zero hour", "expeditionary force alanson", "craig alanson"),
        ),
        (
            *("Guards! Guards!", "Terry Pratchett", "Discworld"),
            *("guards pratchett", "guards", "discworld pratchett", "terry pratchett"),
        ),
        (
            *("Caliban's War", "James S. A. Corey", "The Expanse"),
            *("war corey", "caliban war", "expanse corey", "james corey"),
        ),
        (
            *("The Land: Founding", "Aleron Kong", "Chaos Seeds"),
            *("land founding kong", "land founding", "chaos seeds kong", "aleron kong"),
        ),
        (*("1984", "George Orwell", ""), *("1984 orwell", None, None, "george orwell")),
    ],
)
def test_the_worked_examples(
    title: str, author: str, series: str, r1: str, r2: str | None, r3: str | None, r5: str
) -> None:
    found = asked(title, author, series)

    assert [found.get(name) for name in ("R1", "R2", "R3", "R5")] == [r1, r2, r3, r5]


def test_numerals_are_exchanged() -> None:
    rungs = ladder(Wish("Salt Road Hero 2", ("Mira Oakhollow",)))

    assert [rung.text for rung in rungs if rung.name == "R4"] == [
        "salt road hero ii oakhollow",
        "salt road hero two oakhollow",
    ]


def test_a_fixed_narrator_is_asked_for_last() -> None:
    rungs = ladder(Wish("Ember Road", ("Mira Oakhollow",), narrators=("Tobin Farrow",)))

    assert rungs[-1] == Rung("R6", "ember road farrow", ("title", "narrator"))


def test_the_author_rung_is_shared_and_reads_newest_first() -> None:
    rungs = {rung.name: rung for rung in ladder(Wish("Ember Road", ("Mira Oakhollow",)))}

    assert rungs["R5"] == Rung("R5", "mira oakhollow", ("author",), newest_first=True, pages=3, shared=True)


TEXTS = st.text(alphabet="abcdeé 12'’-:()IVX&", max_size=40)


@given(title=TEXTS, subtitle=TEXTS | st.none(), author=TEXTS)
def test_no_text_is_asked_twice_and_all_are_plain_words(
    title: str, subtitle: str | None, author: str
) -> None:
    texts = [rung.text for rung in ladder(Wish(title, (author,) if author else (), subtitle))]

    assert len(set(texts)) == len(texts)
    assert all(text == " ".join(text.split()) and text for text in texts)
    assert not any(char in text for text in texts for char in "'’-:()&")


@given(text=TEXTS)
def test_query_words_are_each_once_and_never_small_words(text: str) -> None:
    words = query_words(text, at_most=MOST_TITLE_WORDS)

    assert len(set(words)) == len(words) <= MOST_TITLE_WORDS
    assert STOP_WORDS.isdisjoint(words)
