"""Which piece of a label is the author, which the series with its position, and which the title.

The pieces are weighed: a name of a person speaks for an author, a number for a series, the first place for an
author where nothing else speaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mamcrawler.library.name_parts import clean_author
from mamcrawler.library.names import split_names
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import (
    Mark,
    has_mark,
    only_position,
    position_at_end,
    position_at_start,
    position_inside,
    position_of_series,
)

_BY = re.compile(r"(?:,\s*|(?<=\S)\s)(by|von|par|door|av|af|di)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"^(?P<who>[^\W\d_][\w.]*(?:\s[\w.'-]+){1,3}?)(?:['’]s|s['’]|(?<=[^\Ws])s)\s+(?P<series>\S.*)$"
)
_SERIES_WORD = re.compile(
    r"\b(?:series|saga|trilogy|chronicles?|cycle|quartet|reihe|serie|zyklus|trilogie|chroniken?)$|-(?:saga|reihe|zyklus)$",
    re.IGNORECASE,
)
# "of" binds one word before it and what follows: "... Lord of Embers", "... The Lantern Saga".
_LAST_PHRASE = re.compile(
    r"(?<=[^\W\d_])\s+((?:The\s+)?[A-Z][\w'’]+\s+of\s+(?:the\s+)?[A-Z][\w'’]+"
    r"|The\s+[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)?|[A-Z][\w'’]+\s+(?:Saga|Series|Trilogy|Chronicles?|Cycle))$"
)
FIRST_PLACE = 2
_BRACKET = re.compile(r"\s*\([^()]*\)")
_OBJECTS = frozenset("me you him her us them it myself yourself one step day night side land sea".split())


@dataclass(slots=True)
class Roles:
    """What the pieces are; `evidence` is higher the surer the author and the series are."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    subtitle: str | None = None
    series: str | None = None
    position: str | None = None
    evidence: int = 0


def assign(pieces: list[str], *, title_first: bool = False) -> Roles:
    """The roles of the pieces of a label, in the order they were written.

    `title_first` says that the source writes titles before authors.
    """
    pieces = list(_with_numbers_apart(pieces))
    if len(pieces) == 1:
        return _single(pieces[0])
    if possessive := _possessive_author(pieces[0]):
        who, series = possessive
        roles = work_of([series, *pieces[1:]])
        return replace(roles, authors=authors_of(who), evidence=roles.evidence + CERTAIN)
    index = _author_index(pieces, title_first=title_first)
    if index is None:
        return _with_by(work_of(pieces))
    roles = work_of([*pieces[:index], *pieces[index + 1 :]], known_author=True)
    score = person_score(pieces[index])
    return replace(roles, authors=authors_of(pieces[index]), evidence=roles.evidence + max(score, 1))


def _with_numbers_apart(pieces: list[str]) -> Iterator[str]:
    """The pieces, with "Mira Vale 16" in two: a number after a person counts books of a series."""
    for piece in pieces:
        mark = position_at_end(piece) if len(pieces) > 1 and piece[-1].isdigit() else None
        if mark and not mark.marked and person_score(mark.name) >= CERTAIN:
            yield mark.name
            yield mark.number
        else:
            yield piece


def authors_of(text: str) -> list[str]:
    """The authors a piece names, first names first, without collection words."""
    if "(" in text and "(AKA)" not in text.upper():
        text = _BRACKET.sub(" ", text).strip() or text
    if "(" in text:
        return [text]
    if text.islower() or text.isupper():
        text = text.title()
    names = split_names(text) if any(mark in text for mark in ",&;/") or " and " in text else [text]
    return [name for name in map(clean_author, names) if name]


def title_by_author(text: str) -> tuple[str, str] | None:
    """Title and author of "Ember by Mira Vale"; None where what follows "by" is no name ("Stand by Me").

    >>> title_by_author("Ember by Night by Mira Vale"), title_by_author("Stand by Me")
    (('Ember by Night', 'Mira Vale'), None)
    """
    *_, last = [None, *_BY.finditer(text)]
    if last is None:
        return None
    title, who = text[: last.start()].rstrip(" ,-–:"), text[last.end() :].strip()
    least = 0 if last[1].casefold() == "by" else CERTAIN
    folded = who.casefold()
    if not title or who[0].islower() or folded in _OBJECTS or title.casefold().endswith(folded):
        return None
    return (title, who) if person_score(who) >= least else None


def _single(piece: str) -> Roles:
    if credited := title_by_author(piece):
        title, who = credited
        return replace(work_of([title]), authors=authors_of(who), evidence=2 + max(person_score(who), 0))
    return _author_without_mark(piece) or work_of([piece])


def _author_without_mark(piece: str) -> Roles | None:
    """Author, series and title of "Mira Vale Ember Saga 02 Ash" and "Mira Vale 2019 Ember": a number or a year, and
    not a dash, ends what stands before the title."""
    words = piece.split()
    for count in (2, 3):
        who, rest = " ".join(words[:count]), words[count:]
        if len(rest) < 2 or person_score(who) < CERTAIN or (count == 3 and len(words[1]) > 2):
            continue
        if rest[0].isdigit() and len(rest[0]) == 4:
            roles = work_of([" ".join(rest[1:])])
        elif mark := position_inside(" ".join(rest)):
            roles = Roles(mark.title, [], None, _series(mark.name), mark.number)
        else:
            continue
        return replace(roles, authors=authors_of(who), evidence=2)
    return None


def _with_by(roles: Roles) -> Roles:
    """Roles whose title may end in "by" an author."""
    if not roles.authors and (credited := title_by_author(roles.title)):
        title, who = credited
        return replace(roles, title=title, authors=authors_of(who), evidence=roles.evidence + 2)
    return roles


def _possessive_author(piece: str) -> tuple[str, str] | None:
    """Author and series of "Mira Vale's Ember, Bk 2"; the apostrophe may be lost when a number follows."""
    found = _POSSESSIVE.match(piece)
    if not found or person_score(found["who"]) < CERTAIN or not has_mark(piece):
        return None
    series = found["series"]
    return (found["who"], series) if position_at_end(series) else None


def _author_index(pieces: list[str], *, title_first: bool) -> int | None:
    """The piece that names the author; the first or, where the source says so, the last has the better chance."""
    favourite = len(pieces) - 1 if title_first else 0
    last = position_at_end(pieces[-1])
    # A series at the end makes what stands first more likely a title.
    best, chosen = (CERTAIN - 1 if last and last.marked else 0), None
    for index, piece in enumerate(pieces):
        if piece[0].isdigit() or (has_mark(piece) and (only_position(piece) or position_at_end(piece))):
            continue
        score = person_score(piece) + (FIRST_PLACE if index == favourite else 0)
        if score > best:
            best, chosen = score, index
    return chosen


def work_of(pieces: list[str], *, known_author: bool = False) -> Roles:
    """Title and series of the pieces that are no author."""
    if not pieces:
        return Roles()
    pieces = list(pieces)
    for index, piece in enumerate(pieces):
        if not has_mark(piece):
            continue
        if mark := only_position(piece):
            return _around(pieces, index, mark)
        if len(pieces) > 1 and (mark := position_of_series(piece)):
            rest = pieces[:index] + pieces[index + 1 :]
            return Roles(rest[0], [], _joined(rest[1:]), _series(mark.name), mark.number, evidence=3)
        if (mark := position_at_end(piece)) and index + 1 < len(pieces):
            title = pieces[index + 1 :]
            return Roles(title[0], [], _joined(title[1:]), _series(mark.name), mark.number, evidence=3)
        if (mark := position_at_start(piece)) and (index > 0 or mark.marked or mark.number.startswith("0")):
            series = _series(pieces[index - 1]) if index else None
            return Roles(mark.title, [], _joined(pieces[index + 1 :]), series, mark.number, evidence=2)
        if mark := position_inside(piece, known_author=known_author):
            return Roles(
                mark.title, [], _joined(pieces[index + 1 :]), _series(mark.name), mark.number, evidence=2
            )
    if len(pieces) > 1 and (mark := position_at_end(pieces[-1])) and mark.marked:
        return Roles(" - ".join(pieces[:-1]), [], None, _series(mark.name), mark.number, evidence=3)
    if len(pieces) == 1 and (mark := position_at_end(pieces[0])):
        if mark.marked:
            return _title_then_series(mark)
        if mark.number.startswith("0"):
            return Roles(pieces[0], [], None, _series(mark.name), mark.number)
    if len(pieces) > 1 and _SERIES_WORD.search(pieces[0]):
        return Roles(pieces[1], [], _joined(pieces[2:]), _series(pieces[0]), None, evidence=1)
    return Roles(pieces[0], [], _joined(pieces[1:]))


def _title_then_series(mark: Mark) -> Roles:
    """Roles of "Ash and Ember, Ember Saga, Book 2" or, without any mark between, "Knives of Ash Lord of Embers book 2".

    Without a comma or colon the series is the last noun phrase, where its words show where it begins; a name
    that cannot be divided is both: the book is the series' "Ember, Book 2".
    """
    name = mark.name
    for divider in (": ", ", "):
        title, found, series = name.rpartition(divider)
        if found and title:
            return Roles(title, [], None, _series(series), mark.number, evidence=2)
    if phrase := _LAST_PHRASE.search(name):
        return Roles(name[: phrase.start()].rstrip(), [], None, phrase[1], mark.number, evidence=1)
    series = _series(name) if len(name.split()) < 5 else None
    return Roles(name, [], None, series, mark.number)


def _around(pieces: list[str], index: int, mark: Mark) -> Roles:
    """Roles where a piece is nothing but a position: the series stands before it, the title after it."""
    before, after = pieces[:index], pieces[index + 1 :]
    if after:
        return Roles(
            after[0], [], _joined(after[1:]), _series(before[-1]) if before else None, mark.number, evidence=3
        )
    if not before:
        return Roles(pieces[index])
    if mark.marked:
        return Roles(before[-1], [], None, _series(before[0]), mark.number, evidence=2)
    # A bare number at the very end counts files, not books.
    return Roles(before[0], [], _joined(before[1:]))


def _series(name: str) -> str:
    return name.strip(" \"'`´’‘,:;-–")


def _joined(pieces: list[str]) -> str | None:
    return " - ".join(pieces) or None
