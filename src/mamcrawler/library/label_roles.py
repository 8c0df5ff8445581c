"""Which piece of a label is the author, which the series with its position, and which the title.

The pieces are weighed: a name of a person speaks for an author, a number for a series, the first place for an
author where nothing else speaks.
"""

import re

from mamcrawler.library.credits import authors_of, title_by_author
from mamcrawler.library.label_work import Roles, series_name, work_of
from mamcrawler.library.media_words import words
from mamcrawler.library.person_evidence import CERTAIN, may_be_person, person_score
from mamcrawler.library.position_marks import Mark, has_mark, only_position, position_at_end, position_inside

# What the first place is worth beside the evidence of a name.
FIRST_PLACE = 2

_COLLECTION_WORDS = words("collection anthology omnibus audiobooks hörbücher sammlung samling")

_POSSESSIVE = re.compile(
    r"^(?P<who>[^\W\d_][\w.]*(?:\s[\w.'-]+){1,3}?)(?:['’]s|s['’]|(?<=[^\Ws])s)\s+(?P<series>\S.*)$"
)


def assign(pieces: list[str], *, title_first: bool = False) -> Roles:
    """The roles of the pieces of a label, in the order they were written; at least one piece.

    `title_first` says that the source writes titles before authors.
    """
    if len(pieces) == 1:
        return _single(pieces[0])
    marks = [position_at_end(piece) if has_mark(piece) else None for piece in pieces]
    if marks[0] and (possessive := _possessive_author(pieces[0])):
        who, series = possessive
        return _credit(work_of([series, *pieces[1:]]), who, CERTAIN)
    for place, mark in enumerate(marks):
        if mark and not mark.marked and may_be_person(mark.name) and person_score(mark.name) >= CERTAIN:
            # A number after a person counts books of a series: "Mira Vale 16".
            pieces = [*pieces[:place], mark.name, mark.number, *pieces[place + 1 :]]
            marks = [*marks[:place], None, None, *marks[place + 1 :]]
            break
    index = _author_index(pieces, marks, title_first=title_first)
    if index is None:
        return _with_by(work_of(pieces))
    roles = work_of([*pieces[:index], *pieces[index + 1 :]], known_author=True)
    return _credit(roles, pieces[index], max(person_score(pieces[index]), 1))


def _credit(roles: Roles, who: str, evidence: int) -> Roles:
    roles.authors = authors_of(who)
    roles.evidence += evidence
    return roles


def _single(piece: str) -> Roles:
    if credited := title_by_author(piece):
        title, who = credited
        return _credit(work_of([title]), who, 2 + max(person_score(who), 0))
    who, _, last = piece.rpartition(" ")
    if last.casefold() in _COLLECTION_WORDS and person_score(who) >= CERTAIN:
        return _credit(Roles(piece), who, 1)
    return _author_without_mark(piece) or work_of([piece])


def _author_without_mark(piece: str) -> Roles | None:
    """Author, series and title of "Mira Vale Ember Saga 02 Ash" and "Mira Vale 2019 Ember".

    There a number or a year, and not a dash, ends what stands before the title.
    """
    if not has_mark(piece):
        return None
    words = piece.split()
    for count in (2, 3):
        who, rest = " ".join(words[:count]), words[count:]
        if len(rest) < 2 or person_score(who) < CERTAIN or (count == 3 and len(words[1]) > 2):
            continue
        if rest[0].isdigit() and len(rest[0]) == 4:
            return _credit(work_of([" ".join(rest[1:])]), who, 2)
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


def _possessive_author(piece: str) -> tuple[str, str] | None:
    """Author and series of "Mira Vale's Ember, Bk 2"; the apostrophe may be lost when a number follows."""
    if not (found := _POSSESSIVE.match(piece)) or person_score(found["who"]) < CERTAIN:
        return None
    return (found["who"], found["series"]) if position_at_end(found["series"]) else None


def _author_index(pieces: list[str], marks: list[Mark | None], *, title_first: bool) -> int | None:
    """The piece that names the author; the first, or with `title_first` the last, has the better chance.

    A marked series at the end makes what stands first more likely a title, so there it needs more evidence.
    """
    favourite = len(pieces) - 1 if title_first else 0
    last = marks[-1]
    best, chosen = (CERTAIN - 1 if last and last.marked else 0), None
    for index, piece in enumerate(pieces):
        if marks[index] or piece[0].isdigit() or (has_mark(piece) and only_position(piece)):
            continue
        score = person_score(piece) + (FIRST_PLACE if index == favourite else 0)
        if score > best:
            best, chosen = score, index
    return chosen
