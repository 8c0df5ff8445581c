"""Where in a piece of a label a series position stands: "Ember 02", "Book 3", "#4 - Ash", "Vol. 5".

Only the place is found here; what a position text means is for `positions.parse_position` (rule S12).
"""

import re
from typing import NamedTuple

_WORD = (
    r"(?:books?|bk|volumes?|vols?|band|bände|bde?|teil|folge|tome|tomo|livre|libro|boek|deel|bok|bog|bind|book no|"
    r"no|nr|number|day|episode|ep|novella)"
)
_DIGITS = r"\d{1,3}(?:[.,]\d{1,2})?(?:[a-d](?![^\W_]))?"
_RANGE = rf"{_DIGITS}(?:\s?(?:[-–—&+]|to|bis|and)\s?{_DIGITS})*"
_WRITTEN = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[ivx]{1,6}|eins|zwei|drei|vier|fünf)"
)
_NOT_AFTER = r"(?![^\W_]|[.,]\d)"
_MARKED = rf"(?:#\s?(?P<hash>{_RANGE})|\b{_WORD}\.?\s?#?(?P<marked>{_RANGE}|{_WRITTEN}))"

_ANY = re.compile(rf"(?:\d|#|\b{_WORD}\b)", re.IGNORECASE)
_NOTE = re.compile(rf"{_MARKED}{_NOT_AFTER}", re.IGNORECASE)
_ONLY = re.compile(rf"[#(]?(?:{_WORD}\.?\s?)?#?(?P<number>{_RANGE}|(?<=\s){_WRITTEN})[).:]?", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?P<name>\S.*?)(?:[\s,:(]*(?<![^\W_])(?:{_WORD}\.?\s?#?|#\s?)(?P<marked>{_RANGE}|{_WRITTEN})"
    rf"|[\s,]+(?P<number>{_RANGE}))\)?(?:\s*\([^()\d]*\))?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"(?:(?:{_WORD}\.?\s?#?|#)(?P<marked>{_RANGE}|{_WRITTEN}){_NOT_AFTER}[\s.:,)–-]*|(?P<number>{_DIGITS})(?P<stop>[.):]?)\s+"
    r"|(?P<zero>0\d{1,2}(?:\.\d{1,2})?|\d{1,3}\.\d{1,2})[-–])"
    r"(?P<title>\S.*)",
    re.IGNORECASE,
)
_INNER = re.compile(
    rf"(?P<name>\S.*?)\s+(?P<number>0\d{{1,2}}|{_WORD}\.?\s?\d{{1,3}})\s+(?P<title>[^\W\d_].*)", re.IGNORECASE
)

_INNER_PLAIN = re.compile(
    r"(?P<name>(?!(?i:the|a|an|my|chapter|psalm)\b)[^\W\d_][^\W\d_'’]{3,}(?: [^\W\d_]{3,})?) (?P<number>\d{1,3}) "
    r"(?P<title>[^\W\d_a-z]\S.*)"
)

_OF_SERIES = re.compile(
    rf"{_WORD}\.?\s?#?(?P<number>{_RANGE}|{_WRITTEN})\s+(?:of|in|from|der|von|de)\s+(?:the\s+)?(?P<name>[^\W\d_].*?)"
    r"(?:\s+(?:series|saga))?",
    re.IGNORECASE,
)
# What these number is no book of a series.
_NO_SERIES = frozenset(
    "part pt parts chapter ch act akt disc disk cd track side tape episode file season".split()
)
_ROMAN_END = re.compile(r"(?P<name>[^\W\d_].*?[^\W\d_]),? (?P<number>[IVX]{1,6})")


class Mark(NamedTuple):
    """A position found: its text, the name before it, the title after it, whether a word or "#" marks it."""

    number: str
    name: str = ""
    title: str = ""
    marked: bool = False


def has_mark(text: str) -> bool:
    """Whether a text can hold a position at all."""
    return _ANY.search(text) is not None


def is_position_note(text: str) -> bool:
    """Whether a bracket's content names a marked position ("Ember #2", "Book 3", "Books 1-3")."""
    return _NOTE.search(text) is not None


def position_of_note(text: str) -> Mark | None:
    """The position a bracket's content names; there a roman numeral after a name counts too ("Ember Saga III")."""
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
    """A name that ends in a position: "Ember 02", "Ember, Book 2", "Ember #2"."""
    found = _TAIL.fullmatch(text)
    if not found:
        return None
    name = found["name"].rstrip(" ,:-–(")
    if name.casefold().rstrip(".") in _NO_SERIES:
        return None
    return Mark(found["marked"] or found["number"], name=name, marked=bool(found["marked"])) if name else None


def position_of_series(text: str) -> Mark | None:
    """A series behind its position: "Book 3 of the Ember Saga"."""
    found = _OF_SERIES.fullmatch(text)
    return Mark(found["number"], found["name"], marked=True) if found else None


def position_at_start(text: str) -> Mark | None:
    """A title that begins with a position: "02 Ash", "2. Ash", "Book 2: Ash"."""
    found = _HEAD.fullmatch(text)
    if not found:
        return None
    return Mark(
        found["marked"] or found["number"] or found["zero"],
        title=found["title"].strip(),
        marked=bool(found["marked"] or found["stop"]),
    )


def position_inside(text: str, *, known_author: bool = False) -> Mark | None:
    """A position between a name and a title: "Ember 02 Ash".

    An unmarked number needs its leading zero, or, where the author is known, a name of one or two words before it.
    """
    found = _INNER.fullmatch(text) or (_INNER_PLAIN.fullmatch(text) if known_author else None)
    return Mark(found["number"], found["name"], found["title"], marked=True) if found else None
