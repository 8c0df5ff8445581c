"""Author, series and title of a label that no dash divides."""

import re

from mamcrawler.library.credits import title_by_author
from mamcrawler.library.label_facts import is_year
from mamcrawler.library.label_work import Roles, credit, piece_of, series_name, work_of
from mamcrawler.library.media_words import words
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import position_inside

_COLLECTION_WORDS = words("collection anthology omnibus audiobooks hörbücher sammlung samling")
# How the subtitle of a book about a person begins.
_ABOUT_A_PERSON = re.compile(
    r"(?:an?|the|his|her|my|eine?|une?|un[ao]?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:life|lives|bio\w*|memoirs?|story|man|woman|portrait|novel|play|years|times|autobiography|history|legacy)\b"
    r"|in (?:his|her) own words|a (?:life|novel)\b|book \d|vol",
    re.IGNORECASE,
)


def roles_of_piece(text: str) -> Roles:
    """The roles of a label that no dash divides.

    >>> roles = roles_of_piece("Mira Vale: The Ember Road")
    >>> roles.authors, roles.title
    (['Mira Vale'], 'The Ember Road')
    """
    if credited := title_by_author(text):
        title, who = credited
        return credit(work_of([piece_of(title)]), who, 2 + max(person_score(who), 0))
    if ": " in text and (roles := _author_before_colon(text)):
        return roles
    who, _, last = text.rpartition(" ")
    if last.casefold() in _COLLECTION_WORDS and person_score(who) >= CERTAIN:
        return credit(Roles(text), who, 1)
    piece = piece_of(text)
    return (piece.numbered and (_author_without_mark(text) or _author_behind_year(text))) or work_of([piece])


def _author_before_colon(text: str) -> Roles | None:
    """Roles of "Mira Vale: The Ember Road"; of "Mira Vale: A Life", a book about her, None."""
    who, _, title = text.partition(": ")
    if person_score(who) < CERTAIN or _ABOUT_A_PERSON.match(title):
        return None
    return credit(work_of([piece_of(title)]), who, 1)


def _author_without_mark(text: str) -> Roles | None:
    """Author, series and title of "Mira Vale Ember Saga 02 Ash" and "Mira Vale 2019 Ember".

    There a number or a year, and not a dash, ends what stands before the title.
    """
    words = text.split()
    for count in (2, 3):
        who, rest = " ".join(words[:count]), words[count:]
        if len(rest) < 2 or person_score(who) < CERTAIN or (count == 3 and len(words[1]) > 2):
            continue
        if is_year(rest[0]):
            return _dated(" ".join(rest[1:]), rest[0], who)
        if mark := position_inside(" ".join(rest)):
            return credit(
                Roles(mark.title, series=series_name(mark.name) or None, position=mark.number), who, 2
            )
    return None


def _author_behind_year(text: str) -> Roles | None:
    """Author, title and year of "The Ember Road 2019 Mira Vale"."""
    words = text.split()
    for index in range(2, len(words) - 1):
        who = " ".join(words[index + 1 :])
        if is_year(words[index]) and person_score(who) >= CERTAIN:
            return _dated(" ".join(words[:index]), words[index], who)
    return None


def _dated(title: str, year: str, who: str) -> Roles:
    roles = credit(work_of([piece_of(title)]), who, 2)
    roles.year = int(year)
    return roles
