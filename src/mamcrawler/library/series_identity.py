"""Which names mean the same series (rule S11)."""

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from mamcrawler.library.folding import APOSTROPHES, fold, straight
from mamcrawler.library.number_words import number_of

# Likeness from which two names are the same (rule S11, a title match of S9).
SAME = 0.92
# Names shorter than this are the same only when they are equal (rule S9).
SHORT_NAME = 6

_FORMS = frozenset({"saga", "trilogy", "cycle", "chronicles"})
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=1 << 16)
def series_key(name: str) -> str:
    """One text for all spellings of a series' name; empty for an empty name.

    >>> series_key("The Lantern Cycle Series") == series_key("Lantern  Cycle")
    True
    """
    return "".join(_words(name))


@lru_cache(maxsize=1 << 16)
def same_series(a: str, b: str) -> bool:
    """Whether two names mean the same series (rule S11).

    >>> same_series("The Lantern Cycle", "Lantern"), same_series("Lantern Cycle", "Lantern Saga")
    (True, False)
    >>> same_series("Emberverse: Salt Road", "The Salt Road Series")
    True
    """
    return (
        _alike(a, b)
        or (":" in a and _alike(a.rpartition(":")[2], b))
        or (":" in b and _alike(a, b.rpartition(":")[2]))
    )


def _alike(a: str, b: str) -> bool:
    one, two = list(_words(a)), list(_words(b))
    if not one or not two:
        return False
    if (one[-1] in _FORMS) != (two[-1] in _FORMS):
        longer = one if one[-1] in _FORMS else two
        if len(longer) > 1:
            longer.pop()
    left, right = "".join(sorted(one)), "".join(sorted(two))
    if "".join(one) == "".join(two) or left == right:
        return True
    if min(len(left), len(right)) < SHORT_NAME or _numbers(one) != _numbers(two):
        return False
    return float(Indel.normalized_similarity(left, right)) >= SAME


def _numbers(words: list[str]) -> set[int]:
    return {number for word in words if len(word) > 1 or word.isdigit() if (number := number_of(word))}


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without a leading article and a final "series"."""
    plain = fold(straight(name)).replace("&", " and ").replace("+", " and ")
    for apostrophe in APOSTROPHES:
        plain = plain.replace(apostrophe, "")
    words = re.sub(r"[\W_]+", " ", plain).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    if len(words) > 1 and words[-1] == "series":
        words = words[:-1]
    return tuple(words)
