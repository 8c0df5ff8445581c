"""How much a text looks like the name of a person, and how much like a title."""

import re

from mamcrawler.library.given_names import GIVEN_NAMES
from mamcrawler.library.media_words import words
from mamcrawler.library.name_words import HONORIFICS, PARTICLES, SUFFIXES

# Words that join the words of titles and stand in no name; particles of surnames are not among them.
FUNCTION_WORDS = words(
    "the a an of in on at to for from with without into and or but not no is are was be my your his her our their its "
    "it this that these who what when where why how all every me you we they us him them vs "
    "das die dem ein eine einer eines und im am vom zum zur mit ohne für auf aus nach über wenn nicht der "
    "les une des et dans sur pour avec sans il lo gli un una uno nel con per los las y en het een og i på ett"
)
# Nouns and adjectives of titles. Some are surnames, so after a given name they say little.
TITLE_NOUNS = words(
    "book books series saga trilogy chronicles chronicle cycle story stories tale tales novel world life love death "
    "war king queen house night day dark darkness light city land return rise fall last first lost new old little "
    "great black white red blood fire ice star stars time dead secret secrets girl boy man men woman women collection "
    "complete anthology works audiobook vol volume part dragon magic empire shadow shadows sword heart soul children "
    "game games daughter son sons brothers sister garden island river mountain sea storm winter summer legacy legend "
    "legends band teil buch folge hörbuch"
)
_CONNECTORS = (", ", " & ", " and ", "; ", " und ", " et ")

CERTAIN = 4
_ALIAS = re.compile(r"\s*\(?\ba\.?k\.?a\b\.?\)?\s*-?\s*", re.IGNORECASE)


def person_score(text: str) -> int:
    """Evidence that a text names a person or several: 4 and more is strong, below 0 speaks against it.

    >>> person_score("Robert Farrow") > person_score("Fatal Harvest") > person_score("The Lantern of Ash")
    True
    """
    if "(" in text:
        text = _ALIAS.sub(" & ", text)
    if any(mark in text for mark in _CONNECTORS):
        return _score_of_several(text)
    return _score_of_one(text.split())


def _score_of_several(text: str) -> int:
    surname, comma, given = text.partition(", ")
    if comma and "," not in given and len(surname.split()) <= 3 and 1 <= len(given.split()) <= 3:
        first = given.split()[0]
        if "&" not in text and (_is_given(first) or _is_initial(first)):
            return 5
    for mark in _CONNECTORS:
        text = text.replace(mark, "\n")
    scores = [_score_of_one(name.split()) for name in text.split("\n") if name.strip()]
    return min(scores) if scores else -4


def _score_of_one(names: list[str]) -> int:
    count = len(names)
    if count == 0 or count > 6:
        return -4
    folded = [name.casefold().strip(".,'’\"") for name in names]
    score = (0, 1, 1, 0, -1, -2)[count - 1]
    first = folded[0]
    if _is_initial(names[0]):
        score += 3 if count > 1 else -2
    elif first in GIVEN_NAMES or first.split("-")[0] in GIVEN_NAMES:
        score += 3 if count > 1 else 1
    elif first in HONORIFICS:
        score += 2
    for name, word in zip(names, folded, strict=True):
        if word in PARTICLES or word in SUFFIXES:
            continue
        if word in FUNCTION_WORDS and len(word) > 1:
            score -= 4
        elif word in TITLE_NOUNS:
            score -= 1 if score > 1 else 2
        elif not name[0].isupper() and not name[0].isalpha():
            score -= 4
        elif name[0].islower():
            score -= 2
        elif any(map(str.isdigit, name)):
            score -= 4
    if folded[-1] in SUFFIXES and count > 2:
        score += 2
    if count > 1 and _is_initial(names[-2]) and count > 2:
        score += 2
    if names[-1][-1] in "!?:…":
        score -= 3
    return score


def _is_given(name: str) -> bool:
    return name.casefold().strip(".,") in GIVEN_NAMES


def _is_initial(name: str) -> bool:
    return (len(name) == 2 and name[1] == "." and name[0].isupper()) or (
        1 <= len(name.replace(".", "")) <= 3
        and name.isupper()
        and (len(name) == 1 or "." in name or len(name) == 2)
    )
