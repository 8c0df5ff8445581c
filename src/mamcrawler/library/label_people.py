"""People whom a label names in brackets or with the surname first."""

import re

from mamcrawler.library.credits import names_in
from mamcrawler.library.given_names import GIVEN_NAMES
from mamcrawler.library.label_facts import Facts
from mamcrawler.library.label_groups import NO_NARRATOR
from mamcrawler.library.label_work import Roles
from mamcrawler.library.media_words import words
from mamcrawler.library.person_evidence import person_score

_REMARK = re.compile(r"(?<=\w)\s\(([^\W\d_a-z][^\W\d_]{2,}(?: [^\W\d_a-z][^\W\d_]{2,}){0,2})\)$")
_GENRES = words(
    "fantasy thriller horror romance mystery crime scifi fiction nonfiction history historical humor humour "
    "krimi roman biography memoir drama western erotica comedy children kids adventure suspense science "
    "poetry classic classics religion philosophy business psychology litrpg"
)
# Words in brackets that tell one story of a name from another.
_STORY_WORDS = words("prequel prologue epilogue interlude novella part uncut director's")


def drop_remark(roles: Roles, facts: Facts) -> None:
    """Takes what may be a reader off the title, or one word in brackets that is a genre.

    A name is one of two or three words that no title is made of, or beside technical facts a surname.
    """
    found = _REMARK.search(roles.title)
    if not found or found[1].casefold() in _STORY_WORDS:
        return
    is_word = " " not in found[1]
    if not is_word and (person_score(found[1]) < 1 or NO_NARRATOR.search(found[1])):
        return
    roles.title = roles.title[: found.start()]
    if not is_word or (
        (facts.bitrates or facts.formats or facts.form) and found[1].casefold() not in _GENRES
    ):
        facts.narrators.append(found[1])


def place_people(roles: Roles, facts: Facts, *, reads: bool) -> None:
    """A name in brackets of its own is the author's where there is no other, unless he is said to read."""
    for name in facts.people:
        if not roles.authors and not reads:
            roles.authors = names_in(name)
        elif person_score(name) > 0 and name not in roles.authors:
            facts.narrators += names_in(name)


def first_name_first(name: str) -> str:
    """A name of two words that French posters wrote with the surname first: "Farrow Jeanne"."""
    last, _, first = name.partition(" ")
    turned = first.casefold() in GIVEN_NAMES and last.casefold() not in GIVEN_NAMES
    return f"{first} {last}" if turned else name
