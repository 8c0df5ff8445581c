"""Splitting a joined string of names (rule L7)."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from mamcrawler.library.folding import fold, straight, tidy
from mamcrawler.library.name_parts import are_initials_of, bare, is_suffix, is_surname, read_credit
from mamcrawler.library.placeholders import is_placeholder

_STRONGEST = re.compile(r"\s*[;；|、]\s*")
_STRONG = re.compile(r"\s*,?\s+(?:&|\+|/|and|und|with)\s+|(?<=[^\W\d_])\s*[&/]\s*(?=[^\W\d_])", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_LEAD = re.compile(
    r"^(?:(?:narrated|read|performed|written|voiced|authored)\s+by|by|(?:authors?|narrators?|readers?)\s*:)\s+",
    re.IGNORECASE,
)
_AND_MORE = re.compile(
    r"[\s,;&]*(?:\b(?:and|plus)\s+)?\b(?:\d+|many)\s+(?:more|others?)\.?$"
    r"|[\s,;]*(?:\bet\s+al|(?:\band|&)\s+(?:more|others))\.?$",
    re.IGNORECASE,
)
# What is left over at the ends of a row.
_LOOSE_ENDS = re.compile(r"^(?:\s*(?:[,;&|]|and\s))+|(?:(?:[,;&|]|\sand)\s*)+$", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_DATES = re.compile(r"(?:b\.?\s*)?[12]\d{3}\??\s*-?\s*(?:[12]\d{3}\??)?")
_FULL_NAME_IN_ONE_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_GIVEN_BEFORE_SURNAME = frozenset({"al", "mac", "el"})
# Brackets hold notes, not names: each is one character of the private area while the text around it is split.
_FIRST_SLOT = 0xE000
_SLOTS = re.compile("[\ue000-\uf8ff]")


@dataclass
class _Piece:
    """What stands between two commas, with the suffixes and notes that follow it."""

    words: list[str]
    notes: list[str]
    suffixes: list[str] = field(default_factory=list)

    def text(self) -> str:
        return " ".join([*self.words, *self.suffixes, *self.notes])


def split_names(text: str, *, known: Collection[str] = ()) -> list[str]:
    """The names in a joined string, in order, each once; first names come first, notes stay with their name.

    A string is split only when every part is a full name (two words or more, or one of `known`); one name
    "Last, First" and rows of such pairs are turned round.

    >>> split_names("Oakhollow, Mira, Vale, Ann")
    ['Mira Oakhollow', 'Ann Vale']
    >>> split_names("Tobin Farrow, Ann Vale & Sean Dell Jr.")
    ['Tobin Farrow', 'Ann Vale', 'Sean Dell Jr.']
    >>> split_names("Marsh & Sons")
    ['Marsh & Sons']
    """
    familiar = {fold(name) for name in known}
    line = _AND_MORE.sub("", _LEAD.sub("", straight(tidy(_SLOTS.sub("", text)))))
    brackets = _BRACKET.findall(line)
    for index, bracket in enumerate(brackets):
        line = line.replace(bracket, f" {chr(_FIRST_SLOT + index)} ", 1)
    line = _LOOSE_ENDS.sub("", " ".join(line.split())).strip()

    def is_known(part: str) -> bool:
        return fold(part) in familiar or bool(_FULL_NAME_IN_ONE_WORD.fullmatch(part))

    def is_name(part: str) -> bool:
        return sum(not _is_slot(word) for word in part.split()) > 1 or is_known(part)

    def restored(name: str) -> str:
        return "".join(brackets[ord(char) - _FIRST_SLOT] if _is_slot(char) else char for char in name)

    names: list[str] = []
    for outer in _parts(_STRONGEST, line, is_name):
        if fold(outer) in familiar:
            names.append(outer)
            continue
        inner = [_comma_names(part, is_name, is_known) for part in _STRONG.split(outer) if part]
        if len(inner) == 1:
            names += inner[0] or [outer]
        elif all(found and all(map(is_name, found)) for found in inner):
            names += [name for found in inner for name in found or ()]
        else:
            names.append(outer)
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(fold(name), restored(name))
    return list(once.values())


def split_authors(text: str, *, known: Collection[str] = ()) -> list[str]:
    """The names in a joined string that are authors, without notes.

    >>> split_authors("Mira Oakhollow, Ann Vale - translator")
    ['Mira Oakhollow']
    """
    return author_names(split_names(text, known=known))


def author_names(credited: Iterable[str]) -> list[str]:
    """Of credits the names that wrote, without notes; placeholders such as "Unknown Author" are no names.

    >>> author_names(["Mira Oakhollow (author)", "Sean Dell (narrator)"])
    ['Mira Oakhollow']
    """
    read = map(read_credit, credited)
    return [
        credit.name for credit in read if credit.role in ("", "author") and not is_placeholder(credit.name)
    ]


def _parts(separator: re.Pattern[str], text: str, is_name: Callable[[str], bool]) -> list[str]:
    """The parts of a text, or the text whole where a part is no full name."""
    parts = [part.strip(" ,") for part in separator.split(text)]
    parts = [part for part in parts if part]
    return parts if len(parts) < 2 or all(map(is_name, parts)) else [text]


def _comma_names(
    text: str, is_name: Callable[[str], bool], is_known: Callable[[str], bool]
) -> list[str] | None:
    """The names of a row with commas; none where the row cannot be read as full names."""
    pieces = _pieces(text)
    if len(pieces) < 2:
        return [piece.text() for piece in pieces]
    texts = [" ".join(piece.words) for piece in pieces]
    pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
    paired = len(pieces) % 2 == 0 and not any(map(is_known, texts)) and all(_is_pair(*pair) for pair in pairs)
    if all(map(is_name, texts)) and not (paired and len(pairs) == 1):
        return [piece.text() for piece in pieces]
    return [_turned(*pair) for pair in pairs] if paired else None


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    for part in _COMMA.split(text):
        words = [word for word in part.split() if not _is_slot(word)]
        notes = [word for word in part.split() if _is_slot(word)]
        suffix = " ".join(words)
        if pieces and words and is_suffix(suffix) and not are_initials_of(suffix, " ".join(pieces[-1].words)):
            pieces[-1].suffixes.append(suffix)
            pieces[-1].notes += notes
        elif pieces and (_DATES.fullmatch(" ".join(words)) or not words):
            pieces[-1].notes += notes
        elif pieces and len(words) == 1 and read_credit(f"x, {words[0]}").role:
            pieces[-1].notes.append(f"({words[0]})")
        elif words:
            pieces.append(_Piece(words, notes))
    return pieces


def _is_pair(surname: _Piece, given: _Piece) -> bool:
    """Whether two pieces are "Last, First": one word, or particles and one word, before one to three."""
    words = surname.words
    if len(words) > 1 and is_suffix(words[-1]):
        words = words[:-1]
    if not is_surname(words) or not 1 <= len(given.words) <= 3:
        return False
    # "Al Marsh, Tobin Farrow" are two people.
    return not (len(words) == 2 and bare(words[0]) in _GIVEN_BEFORE_SURNAME and len(given.words) > 1)


def _turned(surname: _Piece, given: _Piece) -> str:
    return " ".join(
        [*given.words, *surname.words, *surname.suffixes, *given.suffixes, *surname.notes, *given.notes]
    )


def _is_slot(text: str) -> bool:
    return len(text) == 1 and "\ue000" <= text <= "\uf8ff"
