"""Telling an owned book from its title where the numbers differ (rule W8)."""

from collections.abc import Sequence

from rapidfuzz.fuzz import token_set_ratio

from mamcrawler.library.folding import fold
from mamcrawler.library.title_scores import MATCH, title_score
from mamcrawler.library.titles import normalise

# Titles that share fewer words than this (of 100) are told apart without taking them to pieces.
_ALIKE_AT_ALL = 70


def same_book_title(listed: str, owned: str, *, series: str = "", authors: Sequence[str] = ()) -> bool:
    """Whether a catalogue title and an owned title are the same book's, in a series of these authors.

    >>> same_book_title("The Lantern Archive", "Lantern Archive, The (Unabridged)")
    True
    """
    if not token_set_ratio(fold(listed), fold(owned), score_cutoff=_ALIKE_AT_ALL):
        return False
    names = (series,) if series else ()
    one = normalise(listed, series=names, authors=authors)
    two = normalise(owned, series=names, authors=authors)
    return title_score(one, two) >= MATCH
