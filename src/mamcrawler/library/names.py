"""Who is who (rules L7, L12, S10): splitting names, telling people apart, one key per person.

The parts of a single name are read in `name_parts`, joined strings in `name_lists`.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import category

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from mamcrawler.library.folding import fold
from mamcrawler.library.name_forms import spaced_initials, to_first_last, to_last_first
from mamcrawler.library.name_lists import author_names, split_authors, split_names
from mamcrawler.library.name_parts import bare, clean_author, is_author, read_credit, read_name

__all__ = [
    "author_names",
    "clean_author",
    "is_author",
    "known_spelling",
    "match_people",
    "person_key",
    "read_credit",
    "read_name",
    "same_person",
    "spaced_initials",
    "split_authors",
    "split_names",
    "to_first_last",
    "to_last_first",
]

Likeness = Literal["equal", "possible", "different"]

# Letters from which one edit is forgiven (rule S10).
SURNAME_LETTERS = 6
FIRST_NAME_LETTERS = 5
# Similarity from which a name is taken for a misspelling of a known one (rule M22).
KNOWN_SIMILARITY = 85

_BLOCK = re.compile(r"[A-Z]{2,3}|[bcdfghjklmnpqrstvwxz]{2,3}")


@dataclass(frozen=True, slots=True)
class _Identity:
    """A name as it is compared: folded, letters and digits only, particles joined to the surname."""

    letters: str
    given: tuple[str, ...]
    surname: str


def person_key(name: str) -> str:
    """One text for all spellings of a full name that mean the same: its letters in a row; empty for no name.

    >>> person_key("Oakhollow, J.R.") == person_key("JR Oakhollow") == person_key("J. R. Oakhollow, PhD")
    True
    """
    return _identity(name).letters


@lru_cache(maxsize=1 << 16)
def same_person(a: str, b: str) -> Likeness:
    """Whether two names are one person's (rule S10); a surname alone is possible, an empty name different.

    >>> same_person("Mira D. Oakhollow", "Mira Oakhollow"), same_person("Frank Marsh", "Brian Marsh")
    ('equal', 'different')
    >>> same_person("Oakhollow", "Mira Oakhollow")
    'possible'
    """
    one, two = _identity(a), _identity(b)
    if not one.letters or not two.letters:
        return "different"
    if one.letters == two.letters:
        return "equal"
    if not one.given or not two.given:
        lone, other = (one, two) if not one.given else (two, one)
        return "possible" if other.given and lone.surname == other.surname else "different"
    if not _alike(one.surname, two.surname, SURNAME_LETTERS):
        # "Van Morrison" may be a surname with its particle.
        return "possible" if one.letters == two.surname or two.letters == one.surname else "different"
    return "equal" if _given_names_agree(one.given, two.given) else "different"


def match_people(wished: Iterable[str], offered: Iterable[str]) -> Likeness | Literal["unknown"]:
    """The best likeness of any wished and any offered name that wrote; unknown where a side names nobody.

    >>> match_people(["Mira Oakhollow"], ["Ann Vale", "M. Oakhollow"])
    'equal'
    """
    ours, theirs = author_names(wished), author_names(offered)
    if not ours or not theirs:
        return "unknown"
    found = {same_person(a, b) for a in ours for b in theirs}
    return "equal" if "equal" in found else "possible" if "possible" in found else "different"


def known_spelling(name: str, known: Collection[str]) -> str | None:
    """Of known people the one a name means, also where it is misspelt (rule M22); none where nobody fits.

    >>> known_spelling("Tobbin Farow", ["Ann Vale", "Tobin Farrow"])
    'Tobin Farrow'
    """
    for candidate in known:
        if same_person(name, candidate) == "equal":
            return candidate
    letters = fold(clean_author(name))
    scored = [(ratio(letters, fold(clean_author(candidate))), candidate) for candidate in known if letters]
    best = max(scored, default=(0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= KNOWN_SIMILARITY else None


@lru_cache(maxsize=1 << 16)
def _identity(text: str) -> _Identity:
    name = read_name(text)
    given: list[str] = []
    mixed = not text.isupper()
    for word in name.given.split():
        letters = _letters(word)
        dotted = "." in word.rstrip(".") and len(letters) <= 4
        # "JR" and "J.R." are two initials; in a text all in capitals only the dots tell.
        block = len(letters) > 1 and (
            dotted or (_BLOCK.fullmatch(word) and (mixed or not _has_vowel(letters)))
        )
        given += list(letters) if block else [letters] if letters else []
    surname = _letters(name.last)
    return _Identity("".join(given) + surname, tuple(given), surname)


def _letters(word: str) -> str:
    """Letters, digits and the vowel marks of scripts that have them."""
    plain = bare(word).replace("&", "and")
    return "".join(char for char in plain if char.isalnum() or (char > "~" and category(char)[0] == "M"))


def _has_vowel(letters: str) -> bool:
    return not set(letters).isdisjoint("aeiouy")


def _alike(a: str, b: str, least: int) -> bool:
    """Equal, or at least `least` letters long and one edit apart."""
    return a == b or (min(len(a), len(b)) >= least and OSA.distance(a, b, score_cutoff=1) <= 1)


def _given_names_agree(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """First names agree, and the middle names of the shorter row stand in order in the longer one."""
    if not _first_names_agree(one[0], two[0]):
        return False
    short, long = sorted((one[1:], two[1:]), key=len)
    rest = iter(long)
    return all(any(_first_names_agree(name, other) for other in rest) for name in short)


def _first_names_agree(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return (len(short) == 1 and long.startswith(short)) or _alike(a, b, FIRST_NAME_LETTERS)
