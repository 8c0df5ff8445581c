"""Whether two descriptions mean the same book, and how sure that is (rules S9, S10, M3)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from mamcrawler.library.names import match_people, person_key
from mamcrawler.library.positions import NO_POSITION, Position
from mamcrawler.library.series_names import same_series
from mamcrawler.library.title_scores import MATCH, title_score
from mamcrawler.library.titles import NormalTitle, normalise

CONFIRMED = 0.95
REVIEW = 0.70

Confidence = Literal["confirmed", "review", "rejected"]

_TITLE, _AUTHOR, _SERIES, _POSITION = 0.50, 0.40, 0.05, 0.05


@dataclass(frozen=True)
class BookLabel:
    """A book as some source names it; unknown is empty. `asin` and `isbn` are as the source has them."""

    title: str
    authors: tuple[str, ...] = ()
    subtitle: str | None = None
    series: str | None = None
    position: Position = NO_POSITION
    asin: str | None = None
    isbn: str | None = None

    @cached_property
    def named_authors(self) -> tuple[str, ...]:
        """The authors that have a letter in their names."""
        return tuple(name for name in self.authors if person_key(name))

    def normal_title(self, other: "BookLabel | None" = None) -> NormalTitle:
        """The title with its subtitle, read with the series and authors that both sides know."""
        told = self.subtitle and self.subtitle.casefold() not in self.title.casefold()
        text = f"{self.title}: {self.subtitle}" if told else self.title
        sides = [self, other] if other else [self]
        series = dict.fromkeys(side.series for side in sides if side.series)
        authors = dict.fromkeys(name for side in sides for name in side.named_authors)
        return normalise(text, series=series, authors=authors)


def confidence(wish: BookLabel, candidate: BookLabel) -> float:
    """How sure it is that the candidate is the wished book, from 0 to 1; unknown terms are left out.

    >>> wish = BookLabel("Ember Road", ("Mira Oakhollow",))
    >>> confidence(wish, BookLabel("Ember Road", ("M. Oakhollow",)))
    1.0
    >>> round(confidence(wish, BookLabel("Ember Road", ("Ann Vale",))), 2)
    0.56
    """
    shared = _shared(wish, candidate)
    score = title_score(wish.normal_title(candidate), candidate.normal_title(wish), shared=shared)
    terms = [(_TITLE, score)]
    author = match_people(wish.named_authors, candidate.named_authors)
    if author != "unknown":
        terms.append((_AUTHOR, float(author == "equal")))
    if wish.series and candidate.series:
        same = same_series(wish.series, candidate.series)
        terms.append((_SERIES, float(same)))
        if same and wish.position.numbers and candidate.position.numbers:
            terms.append((_POSITION, float(bool(shared))))
    return sum(weight * value for weight, value in terms) / sum(weight for weight, _ in terms)


def confidence_verdict(value: float) -> Confidence:
    """What a confidence means.

    >>> confidence_verdict(1.0), confidence_verdict(0.9), confidence_verdict(0.56)
    ('confirmed', 'review', 'rejected')
    """
    # Sums of tenths fall a hair short of what they should be.
    value = round(value, 6)
    return "confirmed" if value >= CONFIRMED else "review" if value >= REVIEW else "rejected"


def same_title(a: str, b: str) -> bool:
    """Whether two titles match, whichever of them is the wish.

    >>> same_title("Salt Road Hero", "Salt Road Hero (Unabridged)"), same_title("Ember", "Ember 2")
    (True, False)
    """
    return _titles_match(BookLabel(a), BookLabel(b))


def same_book(a: BookLabel, b: BookLabel) -> bool:
    """Whether two labels mean the same book.

    An equal ASIN or ISBN settles it. Labels without any author must have the very same title; one with and
    one without are not known to be the same.
    """
    if (a.asin and a.asin == b.asin) or (a.isbn and a.isbn == b.isbn):
        return True
    if bool(a.named_authors) != bool(b.named_authors):
        return False
    if not a.named_authors:
        return a.normal_title().key == b.normal_title().key
    if match_people(a.named_authors, b.named_authors) != "equal":
        return False
    if a.series and b.series and same_series(a.series, b.series):
        numbers = set(a.position.numbers), set(b.position.numbers)
        if all(numbers) and numbers[0] != numbers[1]:
            return False
    return _titles_match(a, b)


def _titles_match(a: BookLabel, b: BookLabel) -> bool:
    one, two, shared = a.normal_title(b), b.normal_title(a), _shared(a, b)
    return min(title_score(one, two, shared=shared), title_score(two, one, shared=shared)) >= MATCH


def _shared(a: BookLabel, b: BookLabel) -> frozenset[Decimal]:
    if not (a.series and b.series and same_series(a.series, b.series)):
        return frozenset()
    return frozenset(a.position.numbers) & frozenset(b.position.numbers)
