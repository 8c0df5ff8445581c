"""How much a text looks like the name of a person, and how much like a title."""

import re
from functools import lru_cache

from mamcrawler.library.folding import fold
from mamcrawler.library.given_names import GIVEN_NAMES
from mamcrawler.library.media_words import words
from mamcrawler.library.name_words import HONORIFICS, PARTICLES, SUFFIXES
from mamcrawler.library.title_nouns import TITLE_NOUNS

# From here on a text is taken for a person's name, whatever stands around it.
CERTAIN = 4

# Words that join the words of titles and stand in no name; particles of surnames are not among them.
FUNCTION_WORDS = (
    words(
        "the an of in on at to for from with without into and or but not no is are was be my your his her "
        "our their its it this that these who what when where why how all every me you we they us him "
        "them vs das die dem ein eine einer eines und im am vom zum zur mit ohne für auf aus nach über "
        "wenn nicht der les une des et dans sur pour avec sans il lo gli un una uno nel con per los las "
        "en het een og på ett"
    )
    - PARTICLES
)
# What a word takes from the score of a name it stands in; of nouns it depends on the first word.
_NOUN = -1
_WEIGHTS = (
    dict.fromkeys(TITLE_NOUNS, _NOUN)
    | dict.fromkeys(FUNCTION_WORDS, -4)
    | dict.fromkeys(PARTICLES | SUFFIXES, 0)
)
# "Marsh, Ngaio": two words a comma turned round, the given name an unknown one.
_TURNED = 2
_SCORE_BY_WORDS = (-4, 0, 1, 1, 0, -1, -2)
_JOINERS = (", ", " & ", " and ", "; ", " und ", " et ")
_SEVERAL = re.compile("|".join(_JOINERS))
_ALIAS = re.compile(r"\s*\(?\ba\.?k\.?a\b\.?\)?\s*-?\s*", re.IGNORECASE)
_TRIM = ".,'’\""


@lru_cache(maxsize=1 << 14)
def person_score(text: str) -> int:
    """Evidence that a text names a person or several: 4 and more is strong, below 0 speaks against it.

    >>> person_score("Robert Farrow") > person_score("Fatal Harvest") > person_score("The Lantern of Ash")
    True
    """
    if "(" in text:
        text = _ALIAS.sub(" & ", text)
    for joiner in _JOINERS:
        if joiner in text:
            return _score_of_several(text)
    return _score_of_one(text.split())


def may_be_person(text: str) -> bool:
    """A cheap look whether a text can reach `CERTAIN`: it must begin with a given name or an initial."""
    first = text.partition(" ")[0]
    return first.casefold().strip(_TRIM).partition("-")[0] in GIVEN_NAMES or is_initial(first)


def _score_of_several(text: str) -> int:
    surname, comma, given = text.partition(", ")
    if comma and "," not in given and "&" not in text and len(surname.split()) <= 3:
        first, *others = given.split() or [""]
        if len(others) < 3 and (first.casefold().strip(_TRIM) in GIVEN_NAMES or is_initial(first)):
            return CERTAIN + 1
        if len(others) < 2 and " " not in surname and all(map(_is_plain, (surname, *given.split()))):
            return _TURNED
    return min((_score_of_one(name.split()) for name in _SEVERAL.split(text) if name.strip()), default=-4)


def _score_of_one(names: list[str]) -> int:
    count = len(names)
    if not 0 < count < len(_SCORE_BY_WORDS):
        return -4
    score = _SCORE_BY_WORDS[count]
    first = names[0].casefold().strip(_TRIM)
    known = first in GIVEN_NAMES or ("-" in first and first.partition("-")[0] in GIVEN_NAMES)
    # "Émile" where the list has "emile".
    known = known or (not first.isascii() and fold(first) in GIVEN_NAMES)
    if known:
        score += 3 if count > 1 else 1
    elif is_initial(names[0]) and not (names[0] == "A" and not (count > 1 and is_initial(names[1]))):
        score += 3 if count > 1 else -2
    elif first in HONORIFICS:
        score += 2
    noun_weight = 1 if known or score > 1 else 2
    for name in names:
        word = name.casefold() if name.isalpha() else name.casefold().strip(_TRIM)
        weight = _WEIGHTS.get(word)
        if weight is not None:
            score += weight if weight != _NOUN else -noun_weight
        elif not name[0].isupper():
            score -= 2 if name[0].isalpha() else 4
        elif not name.isalpha() and any(map(str.isdigit, name)):
            score -= 4
    if count > 2 and word in SUFFIXES:
        score += 2
    if count > 2 and is_initial(names[-2]):
        score += 2
    return score - 3 if names[-1][-1] in "!?:…" else score


def _is_plain(word: str) -> bool:
    """Whether a word is written as a name is, and is no word of titles."""
    return word.istitle() and word.isalpha() and word.casefold() not in _WEIGHTS


def is_initial(name: str) -> bool:
    """Whether a word is made of initials: "J.", "J.R.R.", "JR"; three capitals without dots are none."""
    if not name.isupper():
        return False
    letters = name.replace(".", "")
    return len(letters) <= 2 or (len(letters) <= 4 and "." in name)
