"""Where in a piece of a label a series position stands: "Ember 02", "Book 3", "#4 - Ash", "Vol. 5".

Only the place is found here; what a position text means is for `positions.parse_position` (rule S12).
"""

import re
from typing import NamedTuple

from mamcrawler.library.media_words import words

MARK_WORDS = words(
    "book books bk vol vols volume volumes band bände bd bde teil folge tome tomo livre libro boek deel "
    "bok bog bind no nr number day episode ep novella"
)
_WORD = rf"(?:{'|'.join(sorted(MARK_WORDS, key=len, reverse=True))})"
_DIGITS = r"\d{1,3}(?:[.,]\d{1,2})?(?:[a-d](?![^\W_]))?"
_RANGE = rf"{_DIGITS}(?:\s?(?:[-–—&+]|to|bis|and)\s?{_DIGITS})*"
_WRITTEN = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[ivx]{1,6}|eins|zwei|drei|vier|fünf)"
)
_NUMBER = rf"(?:{_RANGE}|{_WRITTEN})"
_WORD_END = r"(?![^\W_]|[.,]\d)"

_NOTE = re.compile(rf"(?:#\s?{_RANGE}|\b{_WORD}\.?\s?#?{_NUMBER}){_WORD_END}", re.IGNORECASE)
_ONLY = re.compile(rf"[#(]?(?:{_WORD}\.?\s?)?#?(?P<number>{_RANGE}|(?<=\s){_WRITTEN})[).:]?", re.IGNORECASE)
_LAST_WORD = re.compile(
    rf"(?:(?P<word>{_WORD})\.?)?(?P<hash>#)?(?P<number>{_DIGITS}(?:[-–—&+]{_DIGITS})*)", re.IGNORECASE
)
_WRITTEN_WORD = re.compile(_WRITTEN, re.IGNORECASE)
_CLOSING_REMARK = re.compile(r"\s*\([^()\d]*\)$|\)$")
_RANGE_JOINERS = frozenset({"-", "–", "—", "&", "+", "to", "bis", "and"})
_START = re.compile(
    rf"(?:(?:{_WORD}\.?\s?#?|#)(?P<marked>{_NUMBER}){_WORD_END}[\s.:,)–-]*"
    rf"|(?P<number>{_DIGITS})(?P<stop>[.):]?)\s+"
    r"|(?P<zero>0\d{1,2}(?:\.\d{1,2})?|\d{1,3}\.\d{1,2})[-–])(?=\S)",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"\s(?P<number>0\d{{1,2}}|{_WORD}\.?\s?\d{{1,3}})\s+(?=[^\W\d_])", re.IGNORECASE)
_INSIDE_PLAIN = re.compile(
    r"(?P<name>(?!(?i:the|a|an|my|chapter|psalm)\b)[^\W\d_][^\W\d_'’]{3,}(?: [^\W\d_]{3,})?) "
    r"(?P<number>\d{1,3}) (?P<title>[^\W\d_a-z]\S.*)"
)
_OF_SERIES = re.compile(
    rf"{_WORD}\.?\s?#?(?P<number>{_NUMBER})\s+(?:of|in|from|der|von|de)\s+(?:(?-i:the)\s+)?(?P<name>[^\W\d_].*?)"
    r"(?:\s+(?:series|saga))?",
    re.IGNORECASE,
)
_ROMAN_END = re.compile(r"(?P<name>[^\W\d_].*[^\W\d_]),? (?P<number>[IVX]{1,6})")
_HAS_DIGIT = re.compile(r"\d")
# What these number is no book of a series.
_NO_SERIES = words("part pt parts chapter ch act akt disc disk cd track side tape episode file season")


class Mark(NamedTuple):
    """A position found: its text, the name before it, the title after it, whether a word or "#" marks it."""

    number: str
    name: str = ""
    title: str = ""
    marked: bool = False


def has_mark(text: str) -> bool:
    """Whether a text can hold a position at all."""
    if _HAS_DIGIT.search(text) or "#" in text:
        return True
    return not MARK_WORDS.isdisjoint(text.casefold().replace(",", " ").replace(".", " ").split())


def is_position_note(text: str) -> bool:
    """Whether a bracket's content names a marked position ("Ember #2", "Book 3", "Books 1-3")."""
    return has_mark(text) and _NOTE.search(text) is not None


def position_of_note(text: str) -> Mark | None:
    """The position that a bracket names; there a roman numeral after a name counts too: "Ember Saga III"."""
    if found := only_position(text) or position_at_end(text):
        return found
    roman = _ROMAN_END.fullmatch(text)
    if not roman or roman["name"].casefold() in _NO_SERIES:
        return None
    return Mark(roman["number"], roman["name"])


def only_position(text: str) -> Mark | None:
    """The position a piece consists of: "05", "#5", "Book 5", "Vol. IV"."""
    found = _ONLY.fullmatch(text)
    return Mark(found["number"], marked=not text[0].isdigit()) if found else None


def position_at_end(text: str) -> Mark | None:
    """A name that ends in a position: "Ember 02", "Ember, Book 2", "Ember #2", "Ember Books 1 - 3".

    A closing remark in brackets is passed over.
    """
    if text[-1:] == ")":
        text = _CLOSING_REMARK.sub("", text)
    name, _, last = text.rpartition(" ")
    before, _, previous = name.rpartition(" ")
    found = None if last.isdigit() and len(last) < 4 else _LAST_WORD.fullmatch(last)
    if found or (last.isdigit() and len(last) < 4):
        number, marked = (found["number"], bool(found["word"] or found["hash"])) if found else (last, False)
        if previous in _RANGE_JOINERS and (low := before.rpartition(" "))[2].isdigit():
            number, name = f"{low[2]}-{number}", low[0]
            before, _, previous = name.rpartition(" ")
    elif _WRITTEN_WORD.fullmatch(last) and previous.casefold().strip(".,:") in MARK_WORDS:
        number, marked = last, False
    else:
        return None
    if not marked and (previous == "#" or previous.casefold().strip(".,:(#") in MARK_WORDS):
        name, marked = before, True
    name = name.rstrip(" ,:-–(")
    if not name or name.partition(" ")[0].casefold().rstrip(".") in _NO_SERIES:
        return None
    return Mark(number, name=name, marked=marked)


def position_of_series(text: str) -> Mark | None:
    """A series behind its position: "Book 3 of the Ember Saga"."""
    found = _OF_SERIES.fullmatch(text)
    return Mark(found["number"], found["name"], marked=True) if found else None


def position_at_start(text: str) -> Mark | None:
    """A title that begins with a position: "02 Ash", "2. Ash", "Book 2: Ash"."""
    found = _START.match(text)
    if not found:
        return None
    return Mark(
        found["marked"] or found["number"] or found["zero"],
        title=text[found.end() :].strip(),
        marked=bool(found["marked"] or found["stop"]),
    )


def position_inside(text: str, *, known_author: bool = False) -> Mark | None:
    """A position between a name and a title: "Ember 02 Ash".

    An unmarked number needs its leading zero, or, where the author is known, a name of one or two words
    before it.
    """
    if found := _INSIDE.search(text):
        return Mark(found["number"], text[: found.start()].rstrip(), text[found.end() :], marked=True)
    if known_author and (found := _INSIDE_PLAIN.fullmatch(text)):
        return Mark(found["number"], found["name"], found["title"], marked=True)
    return None
