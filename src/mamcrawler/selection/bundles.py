"""Releases that hold several books, and when one is worth taking (rule D28)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.names import match_people
from mamcrawler.library.positions import parse_position, plain_number
from mamcrawler.library.series_names import same_series
from mamcrawler.library.title_text import compared_words
from mamcrawler.library.titles import NormalTitle, normalise
from mamcrawler.selection.facts import ReleaseFacts
from mamcrawler.selection.wishes import Policy, SeriesPlace, Shelf, Wish

_WORDS = re.compile(
    r"\b(?:box ?set|boxed set|omnibus|collection|bundle|compilation|trilogy|duology|tetralogy|quartet|quintet"
    r"|complete (?:\w+ ){0,3}(?:series|saga|novels|works|books)"
    r"|(?:books|volumes|vols|novels) \d+ (?:and |to )?\d+"
    r"|\d+ (?:books?|novels?) in (?:1|one)|\d+ (?:book|novel)s?(?: set)?|\d+ in 1)\b|\bseries$"
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The books of a bundle by position: those wanted, those owned, and those nobody asked for.

    `keys` are the keys of the wishes it would satisfy. `books` is 0 where the release does not say how many.
    """

    series: str = ""
    wanted: tuple[Decimal, ...] = ()
    owned: tuple[Decimal, ...] = ()
    extra: tuple[Decimal, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def books(self) -> int:
        """How many books the release says it holds."""
        return len(self.wanted) + len(self.owned) + len(self.extra)


@lru_cache(maxsize=1 << 12)
def bundle_words(title: NormalTitle) -> frozenset[str]:
    """The words of a title that speak of several books.

    >>> sorted(bundle_words(normalise("Lantern Cycle Box Set"))), sorted(bundle_words(normalise("Ember")))
    (['box set'], [])
    """
    texts = (title.whole, *map(compared_words, title.left_out))
    return frozenset(found for words in texts for found in _WORDS.findall(" ".join(words)))


def is_bundle(places: Iterable[SeriesPlace], wished: Iterable[SeriesPlace], words: frozenset[str]) -> bool:
    """Several positions (other than those of a wished omnibus) or words of a bundle."""
    several = [place for place in places if place.position.kind == "many" and len(place.position.numbers) > 1]
    omnibus = [place.position.numbers for place in wished if len(place.position.numbers) > 1]
    return bool(words) or any(place.position.numbers not in omnibus for place in several)


def row_is_bundle(row: TorrentRow) -> bool:
    """Whether a row by itself, without any wish, holds several books."""
    title = normalise(row.title, series=[entry.name for entry in row.series], authors=row.authors)
    places = [SeriesPlace(entry.name, parse_position(entry.position)) for entry in row.series]
    places += [SeriesPlace(note.name, parse_position(note.position)) for note in title.notes]
    return is_bundle(places, (), bundle_words(title))


def coverage(facts: ReleaseFacts, noted: Iterable[SeriesPlace], shelf: Shelf, wish: Wish) -> Coverage:
    """What the release would bring, position by position, of the series in which it holds most books."""
    places = [place for place in (*facts.series, *noted) if len(place.position.numbers) > 1]
    if not places:
        return Coverage()
    place = max(places, key=lambda place: len(place.position.numbers))
    name = place.name or next((entry.name for entry in (*facts.series, *wish.series)), "")
    wanted: dict[Decimal, str] = {}
    for other in (wish, *shelf.wishes):
        if match_people(other.authors, facts.authors) != "equal":
            continue
        for entry in other.series:
            if same_series(entry.name, name):
                wanted |= dict.fromkeys(entry.position.numbers, other.key)
    owned = {n for series, numbers in shelf.owned.items() if same_series(series, name) for n in numbers}
    numbers = place.position.numbers
    return Coverage(
        name,
        tuple(number for number in numbers if number in wanted and number not in owned),
        tuple(number for number in numbers if number in owned),
        tuple(number for number in numbers if number not in wanted and number not in owned),
        tuple(dict.fromkeys(wanted[n] for n in numbers if n in wanted and n not in owned and wanted[n])),
    )


def why_not_bundle(found: Coverage, size: int | None, policy: Policy) -> str | None:
    """Why a bundle may not be taken by itself, as the end of a sentence; None when it may.

    That no single releases of equal band and cost cover the same wishes is seen to by the ranking, where
    every accepted single release stands before a bundle.
    """
    if len(found.wanted) < policy.bundle_min_wanted:
        return (
            f"only {len(found.wanted)} of its books are wanted, at least {policy.bundle_min_wanted} must be"
        )
    if len(found.owned) * 2 > found.books:
        return f"{len(found.owned)} of its {found.books} books are owned, at most half may be"
    if size is None or size > policy.max_gib * 2**30 * found.books:
        return f"it is larger than {policy.max_gib:g} GiB a book"
    return None


def positions_text(numbers: Iterable[Decimal]) -> tuple[str, ...]:
    """Positions as texts.

    >>> positions_text([Decimal("1"), Decimal("2.5")])
    ('1', '2.5')
    """
    return tuple(map(plain_number, numbers))
