"""Telling an owned book from its title where the numbers differ (rule W8)."""

from collections.abc import Sequence

from rapidfuzz.fuzz import token_set_ratio

from mamcrawler.library.folding import fold
from mamcrawler.library.labels import read_label
from mamcrawler.library.series_names import position_in, series_key
from mamcrawler.library.title_scores import MATCH, title_score
from mamcrawler.library.titles import normalise
from mamcrawler.wanted.gaps import Owned

# Titles that share fewer words than this (of 100) are told apart without taking them to pieces.
_ALIKE_AT_ALL = 70


def owned_book(raw: str, series: str, authors: Sequence[str]) -> Owned:
    """The book of a series that a raw title names.

    A title that is the name of the series with a number tells the number only.

    >>> owned_book("Salt Road, Book 2", "Salt Road", []).title, owned_book("Salt Road", "Salt Road", []).title
    ('', 'Salt Road')
    """
    position, title = position_in(raw, series, authors), read_label(raw).title
    return Owned(position, "" if position.numbers and series_key(title) == series_key(series) else title)


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
