"""Titles as a person wants to read them (rule M14): without technical words, editions kept as facts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mamcrawler.library.folding import fold
from mamcrawler.library.label_facts import Facts
from mamcrawler.library.label_groups import CLOSE, OPEN, take_groups
from mamcrawler.library.label_pieces import cut
from mamcrawler.library.label_text import plain_label, without_ending
from mamcrawler.library.narrator_phrases import find_narration
from mamcrawler.library.position_marks import position_of_note
from mamcrawler.library.title_words import GENRE_NOUNS, GENRE_WORDS

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
).split()
# What may stand before the word edition and belongs to it.
_KINDS = (
    "anniversary revised expanded updated deluxe special limited illustrated unabridged abridged"
    " international kindle annotated complete definitive enhanced audible audio audiobook student"
    " original movie film tv tie-in media preferred cut final new uncut remastered extended digital"
    " dramatised dramatized library critical centenary silver golden bicentennial commemorative uk us"
    " english german french exclusive and &"
).split()
_EDITION_WORD = rf"(?:\d{{1,4}}(?:st|nd|rd|th)?|collector'?’?s|author'?’?s|{'|'.join([*_ORDINALS, *_KINDS])})"
_EDITION = re.compile(
    rf"\s*(?:[-–—,:]\s+|[(\[]\s*)?(?P<edition>\b(?:{_EDITION_WORD}[\s,]+){{1,6}}(?:edition|edn|ed)\b\.?)"
    r"\s*[)\]]?",
    re.IGNORECASE,
)
_BRACKETED_EDITION = re.compile(r"\s*[(\[](?P<edition>[^()\[\]]*\bedition\b[^()\[\]]*)[)\]]", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b", re.IGNORECASE)
_KEPT = re.compile(rf"\s*{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_SMALL_WORDS = frozenset("a an the and but or nor of in on at to for from by with as".split())


@dataclass(frozen=True, slots=True)
class CleanTitle:
    """A title without technical words, and the form it stated ("unabridged", "abridged" or None)."""

    title: str
    form: str | None


@dataclass(frozen=True, slots=True)
class EditionTitle:
    """A title without its edition; `number` is the edition's ("25th Anniversary Edition" → 25)."""

    title: str
    edition: str | None
    number: int | None


def clean_title(text: str) -> CleanTitle:
    """The title without formats, editions, series notes and other technical brackets; never empty for a text.

    >>> clean_title("Ember and Ash (Ember Saga, #2) [Unabridged] 64k mp3")
    CleanTitle(title='Ember and Ash', form='unabridged')
    """
    form = _cleaned(text, keep_notes=False)[1]
    text = settled(lambda title: _cleaned(title, keep_notes=False)[0], text)
    return CleanTitle(title_case_if_shouted(split_edition(_without_genre(text)).title), form)


def clean_label(text: str) -> str:
    """A label without technical words; authors, series and positions stay. Cleaning twice is cleaning once.

    >>> clean_label("The Ember Road - Mira Vale [B0ABCDEFGH] (64 kbps)")
    'The Ember Road - Mira Vale'
    """
    return settled(lambda label: _cleaned(label, keep_notes=True)[0], text)


def settled(step: Callable[[str], str], text: str) -> str:
    """The text a step of cleaning leads to when it is repeated until nothing changes.

    Should a step lead in a circle, it is the smallest text of the circle, so that settling a settled text
    gives the very same one.
    """
    seen: list[str] = []
    while text not in seen:
        seen.append(text)
        text = step(text)
    return min(seen[seen.index(text) :])


def split_edition(text: str) -> EditionTitle:
    """The edition that a title names, and the title without it.

    >>> split_edition("Ember (Second Edition)")
    EditionTitle(title='Ember', edition='Second Edition', number=2)
    """
    for found in (*_EDITION.finditer(text), *_BRACKETED_EDITION.finditer(text)):
        before, after = text[: found.start()], text[found.end() :]
        set_off = text[found.start() : found.start("edition")].strip()
        if after.strip() and not set_off and not before.strip():
            # "First Edition Ember": what goes on after it is the title, and the edition a part of that.
            continue
        rest = f"{before}{' ' if after[:1].isalnum() or after[:1] in '([' else ''}{after}".strip(" -–—,:")
        if rest:
            edition = found["edition"].strip()
            return EditionTitle(" ".join(rest.split()), edition, _edition_number(edition))
    return EditionTitle(text.strip(), None, None)


def title_case_if_shouted(title: str) -> str:
    """A title of four words and more in capitals throughout in title case; any other as it is.

    >>> title_case_if_shouted("THE ROAD TO EMBER"), title_case_if_shouted("IF NOT NOW")
    ('The Road to Ember', 'IF NOT NOW')
    """
    words = title.split()
    if len(words) < 4 or not title.isupper():
        return title
    cased = [word.capitalize() for word in words]
    return " ".join(
        word.lower() if index and word.lower() in _SMALL_WORDS else word for index, word in enumerate(cased)
    )


def _cleaned(text: str, *, keep_notes: bool) -> tuple[str, str | None]:
    """One pass of cleaning, and the form the text stated. A text that is technical throughout stays."""
    facts = Facts()
    plain = plain_label(without_ending(text.strip())[0])
    rest = take_groups(plain, facts, keep_people=True)
    rest = _KEPT.sub(_as_brackets if keep_notes else _without_note, rest)
    narration = find_narration(rest)
    pieces, _ = cut(narration.rest, facts)
    cleaned = " - ".join(pieces)
    return (cleaned or plain or text), facts.form


def _without_genre(title: str) -> str:
    """The title without a subtitle that names its genre only ("A Novel", "An Epic Fantasy Adventure")."""
    main, found, subtitle = title.rpartition(": ")
    words = fold(subtitle).split()
    generic = len(words) > 1 and words[0] in ("a", "an") and words[-1] in GENRE_NOUNS
    return main if found and generic and all(word in GENRE_WORDS for word in words[1:]) else title


def _as_brackets(found: re.Match[str]) -> str:
    return f" ({found[1]})"


def _without_note(found: re.Match[str]) -> str:
    return "" if position_of_note(found[1]) else f" ({found[1]})"


def _edition_number(edition: str) -> int | None:
    if found := _NUMBER.search(edition):
        return int(found[1])
    words = edition.casefold().split()
    return next((number for number, word in enumerate(_ORDINALS, 1) if word in words), None)
