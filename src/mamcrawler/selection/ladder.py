"""The questions put to the tracker for one wish, in order (rule S23)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mamcrawler.library.number_words import ROMAN, WORDS
from mamcrawler.library.title_text import plain
from mamcrawler.selection.candidate import wish_title
from mamcrawler.selection.query_words import LEAST_WORDS, name_words, once, query_words, surname
from mamcrawler.selection.wishes import Wish

Name = Literal["R1", "R2", "R3", "R4", "R5", "R6"]

# Calls for one wanted row and attempt; pages of one rung count each.
MOST_CALLS = 8
MOST_TITLE_WORDS = 6
MOST_VARIANTS = 3
LONE_WORD_LETTERS = 6
AUTHOR_PAGES = 3

_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_ROMAN = {value: numeral for numeral, value in ROMAN.items() if value <= 20}
_SPOKEN = {value: word for word, value in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Rung:
    """One question: the text, the fields it is looked for in, and how its answers are read.

    `newest_first` sorts by date instead of relevance; at most `pages` pages are read. Answers of a `shared`
    rung serve every wanted row of the same series or author.
    """

    name: Name
    text: str
    fields: tuple[str, ...]
    newest_first: bool = False
    pages: int = 1
    shared: bool = False


def ladder(wish: Wish) -> tuple[Rung, ...]:
    """The rungs in order; a text that an earlier rung asks is left out.

    >>> wish = Wish("The Name of the Wind", ("Patrick Rothfuss",))
    >>> [(rung.name, rung.text) for rung in ladder(wish)]
    [('R1', 'name wind rothfuss'), ('R2', 'name wind'), ('R5', 'patrick rothfuss')]
    """
    asked: dict[str, Rung] = {}
    for rung in _rungs(wish):
        if rung.text:
            asked.setdefault(rung.text, rung)
    return tuple(asked.values())


def _rungs(wish: Wish) -> Iterator[Rung]:
    author = surname(wish.authors[0]) if wish.authors else ""
    main, subtitle = _titles(wish)
    with_author = _title_words(main, subtitle, others=bool(author))
    alone = _title_words(main, subtitle, others=0)
    yield Rung("R1", _joined(*with_author, author), ("title", "author", "series"))
    if len(alone) >= 2 or (alone and len(alone[0]) >= LONE_WORD_LETTERS):
        yield Rung("R2", _joined(*alone), ("title", "series"))
    for place in wish.series[:1]:
        words = query_words(place.name, others=bool(author))
        if words:
            yield Rung("R3", _joined(*words, author), ("series", "title", "author"), shared=True)
    for text in _variants(main, subtitle, with_author, author):
        yield Rung("R4", text, ("title", "author", "series"))
    if wish.authors:
        text = _joined(*name_words(wish.authors[0]))
        yield Rung("R5", text, ("author",), newest_first=True, pages=AUTHOR_PAGES, shared=True)
    for narrator in wish.narrators[:1]:
        yield Rung("R6", _joined(*alone, surname(narrator)), ("title", "narrator"))


def _titles(wish: Wish) -> tuple[str, str]:
    """Main title and subtitle, without the series and its number."""
    normal = wish_title(wish)
    return normal.text, wish.subtitle or " ".join(normal.subtitle)


def _title_words(main: str, subtitle: str, *, others: int) -> tuple[str, ...]:
    """The words of the main title, with those of the subtitle where there are fewer than two."""
    words = query_words(main, at_most=MOST_TITLE_WORDS, others=others)
    if len(words) < LEAST_WORDS and subtitle:
        words = once((*words, *query_words(subtitle, others=1)))[:MOST_TITLE_WORDS]
    return words


def _variants(main: str, subtitle: str, words: tuple[str, ...], author: str) -> list[str]:
    """Other spellings of the title: numerals exchanged, compounds joined or split, the subtitle instead."""
    found = []
    tokens = plain(main).split()
    for index, token in enumerate(tokens):
        for other in _numerals(token):
            rest = [*query_words(" ".join(tokens[:index] + tokens[index + 1 :]), others=1), other]
            found.append(_joined(*rest, author))
    for token in filter(_COMPOUND.fullmatch, tokens):
        parts = token.split("-")
        around = tuple(word for word in words if word not in parts)
        found.append(_joined(*around, "".join(parts), author))
    if len(words) == 2 and " ".join(words) in plain(main):
        found.append(_joined("".join(words), author))
    if subtitle:
        found.append(_joined(*query_words(subtitle, at_most=MOST_TITLE_WORDS, others=1), author))
    return list(dict.fromkeys(text for text in found if text))[:MOST_VARIANTS]


def _numerals(token: str) -> list[str]:
    value = int(token) if token.isdecimal() and len(token) < 3 else WORDS.get(token)
    value = value if value is not None else ROMAN.get(token) if len(token) > 1 else None
    if value is None or not 1 <= value <= 20:
        return []
    return [text for text in (str(value), _ROMAN[value], _SPOKEN[value]) if text != token]


def _joined(*words: str) -> str:
    return " ".join(once(word for word in words if word))
