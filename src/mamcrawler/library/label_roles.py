"""Which piece of a label is the author, which the series with its position, and which the title.

The pieces are weighed: a name of a person speaks for an author, a number for a series, the first place for an
author where nothing else speaks.
"""

import re

from mamcrawler.library.credits import is_nobody, title_by_author
from mamcrawler.library.label_single import roles_of_piece
from mamcrawler.library.label_work import Piece, Roles, credit, piece_of, work_of
from mamcrawler.library.person_evidence import CERTAIN, may_be_person, person_score
from mamcrawler.library.position_marks import (
    only_position,
    position_at_end,
    position_of_series,
)

# What the first place is worth beside the evidence of a name.
FIRST_PLACE = 2
# A single word that stands first is a title nearly as often as an author.
FIRST_PLACE_OF_A_WORD = 0.5


# "Mira Vale 'Ember', Bk 2": the series in quotes behind the author.
_QUOTED_SERIES = re.compile(r"^(?P<who>[^'‘’]+?)\s+['‘](?P<series>[^'‘’]+['’],?\s+\S.*)$")
_EPISODE = re.compile(r"(?:folge|episode)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"^(?P<who>[^\W\d_][\w.]*(?:\s[\w.'-]+){1,3}?)(?:['’]s|s['’]|(?<=[^\Ws])s)\s+(?P<series>\S.*)$"
)


def assign(texts: list[str], *, title_first: bool = False, series_first: bool = False) -> Roles:
    """The roles of the pieces of a label, in the order they were written; at least one piece.

    `title_first` says that the source writes titles before authors, `series_first` that "Ember, Book 2 - X"
    names a title there and no author.
    """
    if len(texts) == 1:
        return roles_of_piece(texts[0])
    pieces = [piece_of(text) for text in texts]
    if pieces[0].mark and (possessive := _possessive_author(pieces[0].text)):
        who, series = possessive
        return credit(work_of([piece_of(series), *pieces[1:]]), who, CERTAIN)
    pieces = _with_numbers_apart(pieces)
    if len(pieces) > 2 and pieces[1].numbered and _EPISODE.match(pieces[1].text):
        # Episodes are counted in a series, though it be called like a person.
        return work_of(pieces)
    if series_first and _begins_with_series(pieces):
        return work_of(pieces)
    author = _author(pieces, title_first=title_first)
    if author is None:
        return _with_by(work_of(pieces))
    index, score = author
    others = [*pieces[:index], *pieces[index + 1 :]]
    roles = _around_author(pieces, index) or work_of(others, known_author=True)
    return credit(roles, pieces[index].text, max(score, 1))


def _around_author(pieces: list[Piece], index: int) -> Roles | None:
    """Title and series where no number parts them but names do; None where names do not either.

    "Ember Saga - Mira Vale - The Ash Road": what is before the author is no title where one is behind.
    "Mira Vale - Robert Farrow - The Ash Road": a person between author and title is who the series is about.
    """
    if len(pieces) != 3 or index == 2 or any(piece.numbered for piece in pieces):
        return None
    series, title = pieces[1 - index].text, pieces[2].text
    if " " not in title or person_score(title) >= CERTAIN - 1:
        return None
    if index == 0 and person_score(series) < CERTAIN and series.casefold() not in title.casefold():
        return None
    return Roles(title, series=series, evidence=1)


def _with_numbers_apart(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with "Mira Vale 16" in two: a number after a person counts books of a series."""
    for index, (_, _, mark) in enumerate(pieces):
        if index and person_score(pieces[0].text) > 0:
            break
        if mark and not mark.marked and may_be_person(mark.name) and person_score(mark.name) >= CERTAIN:
            apart = (Piece(mark.name, False, None), Piece(mark.number, True, None))
            return [*pieces[:index], *apart, *pieces[index + 1 :]]
    return pieces


def _with_by(roles: Roles) -> Roles:
    """Roles without an author, whose title may end in "by" one."""
    if credited := title_by_author(roles.title):
        roles.title, who = credited
        return credit(roles, who, 2)
    return roles


def _possessive_author(text: str) -> tuple[str, str] | None:
    """Author and series of "Mira Vale's Ember, Bk 2"; the apostrophe may be lost when a number follows."""
    found = _POSSESSIVE.match(text) or _QUOTED_SERIES.match(text)
    if not found or person_score(found["who"]) < CERTAIN:
        return None
    return (found["who"], found["series"]) if position_at_end(found["series"]) else None


def _author(pieces: list[Piece], *, title_first: bool) -> tuple[int, int] | None:
    """The index of the piece that names the author, and the score of its name.

    The first, or with `title_first` the last, has the better chance. A marked series at the end makes what
    stands first more likely a title, so there it needs more evidence, unless the title is beside the series;
    so does what follows a position, alone or behind a name.
    """
    if is_nobody(pieces[0].text):
        return 0, 0
    if len(pieces) > 2 and pieces[1].mark and pieces[0].text.islower() and " " not in pieces[0].text:
        # "miravale - Ember 02 - Ash": a pen name of one word.
        return 0, 0
    favourite = len(pieces) - 1 if title_first or _is_title_and_author(pieces) else 0
    last = pieces[-1].mark
    series_alone = last and last.marked and not (", " in last.name or ": " in last.name)
    title_alone = len(pieces) == 2 and (pieces[0].mark or only_position(pieces[0].text))
    best, chosen = (CERTAIN - 1.0 if series_alone or title_alone else 0.0), None
    for index, (text, numbered, mark) in enumerate(pieces):
        if mark or text[0].isdigit() or (numbered and only_position(text)):
            continue
        score = person_score(text)
        weight = float(score)
        if index == favourite:
            weight += FIRST_PLACE if score or " " in text else FIRST_PLACE_OF_A_WORD
        if weight > best:
            best, chosen = weight, (index, score)
    return chosen


def _begins_with_series(pieces: list[Piece]) -> bool:
    """Whether the pieces are those of "Ember, Book 2 - Ash", "Ember - Book 2 - Ash" or "Ember - 2 - Ash"."""
    if len(pieces) == 2:
        return pieces[0].mark is not None and pieces[0].mark.marked
    number = only_position(pieces[1].text) if len(pieces) == 3 and pieces[1].numbered else None
    return number is not None and person_score(pieces[0].text) < CERTAIN


def _is_title_and_author(pieces: list[Piece]) -> bool:
    """Whether the pieces are those of "Ash - Book 2 of the Ember Saga - Mira Vale"."""
    ends = (pieces[0].text, pieces[-1].text)
    return (
        len(pieces) == 3
        and pieces[1].numbered
        and position_of_series(pieces[1].text) is not None
        and person_score(ends[0]) <= person_score(ends[1])
    )
