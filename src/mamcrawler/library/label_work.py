"""Title, series and position in the pieces of a label that name no author."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from mamcrawler.library.credits import authors_of
from mamcrawler.library.media_words import words
from mamcrawler.library.position_marks import (
    Mark,
    has_mark,
    only_position,
    position_at_end,
    position_at_start,
    position_inside,
    position_of_series,
)

SERIES_WORDS = words(
    "series saga trilogy chronicle chronicles cycle quartet reihe serie zyklus trilogie chronik chroniken"
)
# "of" binds one word before it and what follows: "... Lord of Embers", "... The Lantern Saga".
_LAST_PHRASE = re.compile(
    r"(?<=[^\W\d_])\s+((?:The\s+)?[A-Z][\w'’]+\s+of\s+(?:the\s+)?[A-Z][\w'’]+"
    r"|The\s+[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)?|[A-Z][\w'’]+\s+(?:Saga|Series|Trilogy|Chronicles?|Cycle))$"
)
_SHORT_NAME = 4
# What a comma may part from the name of a company, which is one name ("Ember & Ash, Inc.").
_COMPANY = words("inc inc. ltd ltd. llc co.")


@dataclass(slots=True)
class Roles:
    """What the pieces of a label are; `evidence` is higher the surer the author and the series are."""

    title: str = ""
    subtitle: str | None = None
    authors: list[str] = field(default_factory=list)
    series: str | None = None
    position: str | None = None
    year: int | None = None
    evidence: int = 0


class Piece(NamedTuple):
    """A piece of a label, whether it may hold a position, and the position it ends in."""

    text: str
    numbered: bool
    mark: Mark | None


def credit(roles: Roles, who: str, evidence: int) -> Roles:
    """The roles with the authors that a text names, which counts as `evidence`."""
    roles.authors = authors_of(who)
    roles.evidence += evidence
    return roles


def piece_of(text: str) -> Piece:
    """A piece, looked at once for what the rules ask of it several times."""
    numbered = has_mark(text)
    return Piece(text, numbered, position_at_end(text) if numbered else None)


def work_of(pieces: list[Piece], *, known_author: bool = False) -> Roles:
    """Title, series and position of pieces none of which is an author."""
    if not pieces:
        return Roles()
    texts = [piece.text for piece in pieces]
    for index, piece in enumerate(pieces):
        if piece.numbered and (roles := _at_mark(texts, index, piece.mark, known_author=known_author)):
            return roles
    if (mark := pieces[-1].mark) and (roles := _marked_last(texts, mark)):
        return roles
    if len(texts) > 1 and texts[0].rpartition(" ")[2].rpartition("-")[2].casefold() in SERIES_WORDS:
        return _titled(texts[1:], texts[0], None, evidence=1)
    return _titled(texts, None, None)


def series_name(name: str) -> str:
    """A series' name without the quotes and marks around it, and without a "series" behind it.

    The word stays in "The Ember Series" (rule M14).
    """
    name = name.strip(" \"'`´’‘,:;-–")
    if name[-7:].casefold() != " series" or name[:4].casefold() == "the ":
        return name
    return name[:-7].rstrip(" '’,-") or name


def _titled(pieces: list[str], series: str | None, position: str | None, *, evidence: int = 0) -> Roles:
    """Roles where the first piece is the title and the others are its subtitle."""
    return Roles(
        pieces[0],
        " - ".join(pieces[1:]) or None,
        series=(series_name(series) or None) if series else None,
        position=position,
        evidence=evidence,
    )


def _at_mark(pieces: list[str], index: int, end: Mark | None, *, known_author: bool) -> Roles | None:
    """Roles where one piece holds a position that divides series and title; None where it does not."""
    piece, before, after = pieces[index], pieces[:index], pieces[index + 1 :]
    if mark := only_position(piece):
        return _around(before, after, mark)
    if len(pieces) > 1 and (mark := position_of_series(piece)):
        return _titled([*before, *after], mark.name, mark.number, evidence=3)
    if after and end:
        return _titled(after, end.name, end.number, evidence=3)
    title, colon, place = piece.rpartition(": ")
    if colon and (mark := position_of_series(place)):
        return _titled([*before, title, *after], mark.name, mark.number, evidence=3)
    for head, colon, title in dict.fromkeys((piece.partition(": "), piece.rpartition(": "))):
        if colon and (mark := position_at_end(head)) and (mark.marked or mark.number.startswith("0")):
            return _titled([title, *after], mark.name, mark.number, evidence=2)
    mark = position_at_start(piece)
    if mark and (index > 0 or mark.marked or mark.number.startswith("0")):
        return _titled([mark.title, *after], before[-1] if before else None, mark.number, evidence=2)
    if mark := position_inside(piece, known_author=known_author):
        return _titled([mark.title, *after], mark.name, mark.number, evidence=2)
    return None


def _around(before: list[str], after: list[str], mark: Mark) -> Roles:
    """Roles where a piece is nothing but a position: the series stands before it, the title after it."""
    if after:
        return _titled(after, before[-1] if before else None, mark.number, evidence=3)
    if not before:
        return Roles(mark.number)
    if mark.marked:
        return _titled(before[-1:], before[0], mark.number, evidence=2)
    # A bare number at the very end counts files, not books.
    return _titled(before, None, None)


def _marked_last(pieces: list[str], mark: Mark) -> Roles | None:
    """Roles where the last piece is a series with its number: "Ash - Ember, Book 2"."""
    if len(pieces) > 1:
        title = " - ".join(pieces[:-1])
        counts = mark.marked or mark.number.startswith("0")
        return _titled([title], mark.name, mark.number, evidence=3) if counts else None
    if mark.marked:
        return _title_then_series(mark)
    if "-" in mark.number:
        return _titled([mark.name], mark.name, mark.number)
    return _titled(pieces, mark.name, mark.number) if mark.number.startswith("0") else None


def _title_then_series(mark: Mark) -> Roles:
    """Roles of "Ash, Ember Saga, Book 2", and of "Knives of Ash Lord of Embers book 2".

    In the second the series is the last noun phrase, where its words show where it begins. A short name that
    cannot be divided is both, the book and the series: "Ember, Book 2".
    """
    name = mark.name
    title, found, series = max((name.rpartition(divider) for divider in (": ", ", ")), key=_length_before)
    if found and title and series.casefold() not in _COMPANY:
        return _titled([title], series, mark.number, evidence=2)
    phrase = _LAST_PHRASE.search(name)
    if phrase and name[: phrase.start()].casefold() not in ("the", "a", "an"):
        return _titled([name[: phrase.start()].rstrip()], phrase[1], mark.number, evidence=1)
    return _titled([name], name if len(name.split()) <= _SHORT_NAME else None, mark.number)


def _length_before(parted: tuple[str, str, str]) -> int:
    return len(parted[0])
