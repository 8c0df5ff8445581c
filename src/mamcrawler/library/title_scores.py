"""How alike two titles are (rule S9)."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from mamcrawler.library.positions import parse_position, plain_number
from mamcrawler.library.title_numbers import numbers
from mamcrawler.library.title_text import Words
from mamcrawler.library.titles import NormalTitle

MATCH = 0.92
MAYBE = 0.75

Verdict = Literal["match", "maybe", "no"]

# A title that stands for the whole of another one, with or without the subtitle.
_PART_FACTOR = 0.95
_AMBIGUOUS_MAIN = 0.80
_SHORT = 0.69
_SHORT_LETTERS = 6
_CAPPED = 0.50


def title_score(
    wish: NormalTitle,
    release: NormalTitle,
    *,
    shared: Collection[Decimal] = (),
    ambiguous: bool = False,
) -> float:
    """How alike the titles are, from 0 to 1.

    `shared` are the positions in the series that are known and equal on both sides: such a number may stand
    in one title only. `ambiguous` says that another book goes by the wish's main title, or the series does.

    >>> from mamcrawler.library.titles import normalise
    >>> round(title_score(normalise("The Lantern Archive"), normalise("The Lanternist's Archive")), 2)
    0.88
    >>> title_score(normalise("Salt Road Hero 2"), normalise("Salt Road Hero 3"))
    0.5
    """
    known = frozenset(plain_number(position) for position in shared)
    scores = [_similarity(wish.whole, release.whole, known)]
    if wish.subtitle and not release.subtitle:
        main = _PART_FACTOR * _similarity(wish.main, release.whole, known)
        scores.append(min(main, _AMBIGUOUS_MAIN) if ambiguous and not known else main)
        scores.append(_PART_FACTOR * _similarity(wish.subtitle, release.whole, known))
    elif release.subtitle and not wish.subtitle:
        # "Ember: Arc 2" is another volume than "Ember", as "Ember 2" is.
        told = release.main + (release.subtitle if _is_volume(release.subtitle) else ())
        scores.append(_PART_FACTOR * _similarity(wish.whole, told, known))
        scores.append(_PART_FACTOR * _similarity(wish.whole, release.subtitle, known))
    for one, other in ((wish, release), (release, wish)):
        if one.unnumbered and one.own_number and number_text(one.own_number) in known:
            # A marked number that is the known position says no more than the position.
            scores.append(_similarity(one.unnumbered + one.subtitle, other.unnumbered or other.whole, known))
    if wish.series_part:
        # The release may go by the name of the series alone, as its first book often does.
        series = _PART_FACTOR * _similarity(wish.series_part, release.whole, known)
        scores.append(series if known else min(series, _AMBIGUOUS_MAIN))
    best = max(scores)
    # "The Summary of Things" has one such word itself, a summary of it two.
    if release.companion and Counter(release.companion) - Counter(wish.companion):
        return min(best, _CAPPED)
    return best


def title_verdict(score: float) -> Verdict:
    """What a score means.

    >>> title_verdict(0.92), title_verdict(0.75), title_verdict(0.74)
    ('match', 'maybe', 'no')
    """
    return "match" if score >= MATCH else "maybe" if score >= MAYBE else "no"


def similarity(a: Words, b: Words) -> float:
    """2 × longest common subsequence ÷ sum of lengths, on the words sorted and joined; 1 when equal without
    blanks; at most 0.69 for unequal parts of which the shorter has under six letters.

    >>> round(similarity(("glass", "harbour"), ("glass", "harbor")), 2), similarity(("ember",), ("embers",))
    (0.96, 0.69)
    """
    if "".join(a) == "".join(b):
        return 1.0
    score: float = Indel.normalized_similarity(_sorted_text(a), _sorted_text(b))
    if score == 1.0:
        return score
    return min(score, _SHORT) if min(sum(map(len, a)), sum(map(len, b))) < _SHORT_LETTERS else score


def _is_volume(subtitle: Words) -> bool:
    """Whether a subtitle is one word and a number: "arc 2"."""
    return len(subtitle) == 2 and subtitle[1].isdecimal()


def number_text(own_number: str) -> str:
    """A title's own number as positions are written: "ii" is "2"."""
    number = parse_position(own_number).number
    return "" if number is None else plain_number(number)


@lru_cache(maxsize=1 << 13)
def _sorted_text(words: Words) -> str:
    return " ".join(sorted(words))


def _similarity(a: Words, b: Words, known: frozenset[str]) -> float:
    score = similarity(a, b)
    return min(score, _CAPPED) if (numbers(a) ^ numbers(b)) - known else score
