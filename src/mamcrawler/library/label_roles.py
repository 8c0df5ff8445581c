"""Which piece of a label is the author, which the series with its position, and which the title.

The pieces are weighed: a name of a person speaks for an author, a number for a series, the first place for an
author where nothing else speaks.
"""

import re

from mamcrawler.library.credits import authors_of, title_by_author
from mamcrawler.library.label_work import Piece, Roles, piece_of, series_name, work_of
from mamcrawler.library.media_words import words
from mamcrawler.library.person_evidence import CERTAIN, may_be_person, person_score
from mamcrawler.library.position_marks import (
    only_position,
    position_at_end,
    position_inside,
    position_of_series,
)

# What the first place is worth beside the evidence of a name.
FIRST_PLACE = 2

_COLLECTION_WORDS = words("collection anthology omnibus audiobooks hörbücher sammlung samling")

_POSSESSIVE = re.compile(
    r"^(?P<who>[^\W\d_][\w.]*(?:\s[\w.'-]+){1,3}?)(?:['’]s|s['’]|(?<=[^\Ws])s)\s+(?P<series>\S.*)$"
)


def assign(texts: list[str], *, title_first: bool = False, series_first: bool = False) -> Roles:
    """The roles of the pieces of a label, in the order they were written; at least one piece.

    `title_first` says that the source writes titles before authors, `series_first` that "Ember, Book 2 - X"
    names a title there and no author.
    """
    if len(texts) == 1:
        return _single(texts[0])
    pieces = [piece_of(text) for text in texts]
    if pieces[0].mark and (possessive := _possessive_author(pieces[0].text)):
        who, series = possessive
        return _credit(work_of([piece_of(series), *pieces[1:]]), who, CERTAIN)
    pieces = _with_numbers_apart(pieces)
    if series_first and len(pieces) == 2 and pieces[0].mark and pieces[0].mark.marked:
        return work_of(pieces)
    author = _author(pieces, title_first=title_first)
    if author is None:
        return _with_by(work_of(pieces))
    index, score = author
    roles = work_of([*pieces[:index], *pieces[index + 1 :]], known_author=True)
    return _credit(roles, pieces[index].text, max(score, 1))


def _credit(roles: Roles, who: str, evidence: int) -> Roles:
    roles.authors = authors_of(who)
    roles.evidence += evidence
    return roles


def _with_numbers_apart(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with "Mira Vale 16" in two: a number after a person counts books of a series."""
    for index, (_, _, mark) in enumerate(pieces):
        if mark and not mark.marked and may_be_person(mark.name) and person_score(mark.name) >= CERTAIN:
            apart = (Piece(mark.name, False, None), Piece(mark.number, True, None))
            return [*pieces[:index], *apart, *pieces[index + 1 :]]
    return pieces


def _single(text: str) -> Roles:
    if credited := title_by_author(text):
        title, who = credited
        return _credit(work_of([piece_of(title)]), who, 2 + max(person_score(who), 0))
    who, _, last = text.rpartition(" ")
    if last.casefold() in _COLLECTION_WORDS and person_score(who) >= CERTAIN:
        return _credit(Roles(text), who, 1)
    piece = piece_of(text)
    return (piece.numbered and _author_without_mark(text)) or work_of([piece])


def _author_without_mark(text: str) -> Roles | None:
    """Author, series and title of "Mira Vale Ember Saga 02 Ash" and "Mira Vale 2019 Ember".

    There a number or a year, and not a dash, ends what stands before the title.
    """
    words = text.split()
    for count in (2, 3):
        who, rest = " ".join(words[:count]), words[count:]
        if len(rest) < 2 or person_score(who) < CERTAIN or (count == 3 and len(words[1]) > 2):
            continue
        if rest[0].isdigit() and len(rest[0]) == 4:
            return _credit(work_of([piece_of(" ".join(rest[1:]))]), who, 2)
        if mark := position_inside(" ".join(rest)):
            return _credit(
                Roles(mark.title, series=series_name(mark.name) or None, position=mark.number), who, 2
            )
    return None


def _with_by(roles: Roles) -> Roles:
    """Roles without an author, whose title may end in "by" one."""
    if credited := title_by_author(roles.title):
        roles.title, who = credited
        return _credit(roles, who, 2)
    return roles


def _possessive_author(text: str) -> tuple[str, str] | None:
    """Author and series of "Mira Vale's Ember, Bk 2"; the apostrophe may be lost when a number follows."""
    found = _POSSESSIVE.match(text)
    if not found or person_score(found["who"]) < CERTAIN:
        return None
    return (found["who"], found["series"]) if position_at_end(found["series"]) else None


def _author(pieces: list[Piece], *, title_first: bool) -> tuple[int, int] | None:
    """The index of the piece that names the author, and the score of its name.

    The first, or with `title_first` the last, has the better chance. A marked series at the end makes what
    stands first more likely a title, so there it needs more evidence, unless a title stands beside the series.
    """
    favourite = len(pieces) - 1 if title_first or _is_title_and_author(pieces) else 0
    last = pieces[-1].mark
    series_alone = last and last.marked and not (", " in last.name or ": " in last.name)
    best, chosen = (CERTAIN - 1 if series_alone else 0), None
    for index, (text, numbered, mark) in enumerate(pieces):
        if mark or text[0].isdigit() or (numbered and only_position(text)):
            continue
        score = person_score(text)
        weight = score + FIRST_PLACE if index == favourite else score
        if weight > best:
            best, chosen = weight, (index, score)
    return chosen


def _is_title_and_author(pieces: list[Piece]) -> bool:
    """Whether the pieces are those of "Ash - Book 2 of the Ember Saga - Mira Vale"."""
    ends = (pieces[0].text, pieces[-1].text)
    return (
        len(pieces) == 3
        and position_of_series(pieces[1].text) is not None
        and person_score(ends[0]) <= person_score(ends[1])
    )
