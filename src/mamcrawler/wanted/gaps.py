"""The gaps of a series (rules W7 and W8): what is missing, and how that is known. Pure; reads no database."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from mamcrawler.library.folding import fold
from mamcrawler.library.positions import Position
from mamcrawler.wanted.coverage import covered_numbers, whole_numbers

Method = Literal["catalogue", "total", "tracker", "inferred"]
SameTitle = Callable[[str, str], bool]

# A position on the tracker counts when this many releases show it, or one of them was snatched this often.
ENOUGH_RELEASES = 2
ENOUGH_SNATCHES = 5
# Above this number nothing is inferred from what is owned.
HIGHEST_INFERRED = 100


@dataclass(frozen=True, slots=True)
class Owned:
    """A book we own in the series."""

    position: Position
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A work as the catalogue lists it in the series; `position` is None where it gives none."""

    position: Decimal | None
    title: str
    released: date | None = None
    readers: int = 0
    language: str | None = None
    original_language: str | None = None
    compilation: bool = False
    partial: bool = False
    merged: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A position that a stored release of the same series and author shows."""

    position: Position
    snatches: int = 0


@dataclass(frozen=True, slots=True)
class FoundGap:
    """A missing book. `waits` until it is released; `listed` is its catalogue entry where there is one."""

    position: Decimal | None
    method: Method
    waits: bool = False
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class SeriesGaps:
    """The gaps of one series, ascending, and the numbers that are covered.

    `numbering_differs` holds catalogue entries that are owned under another number.
    """

    gaps: tuple[FoundGap, ...]
    covered: frozenset[Decimal]
    total: int | None
    numbering_differs: tuple[Listed, ...] = ()

    @property
    def missing(self) -> tuple[Decimal, ...]:
        """The numbers of the gaps that could be had today."""
        return tuple(gap.position for gap in self.gaps if gap.position is not None and not gap.waits)

    @property
    def owned_count(self) -> int:
        """How many whole books are owned, of those the total counts."""
        if self.total is None:
            return len(whole_numbers(self.covered))
        return self.total - sum(not gap.waits for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class WhatCounts:
    """Which catalogue entries count as books of the series."""

    today: date
    language: str | None = None
    include_extras: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a series beside what we own: the first that is there is used, in this order."""

    catalogue: Sequence[Listed] = ()
    total: int | None = None
    sightings: Sequence[Sighting] = field(default=())


def find_gaps(
    owned: Sequence[Owned],
    known: Knowledge,
    counts: WhatCounts,
    *,
    same_title: SameTitle = lambda a, b: a == b,
) -> SeriesGaps:
    """The gaps of a series: from its catalogue, else its total, else the tracker's rows and what is owned.

    >>> from mamcrawler.library.positions import parse_position
    >>> owned = [Owned(parse_position(text)) for text in ("1-3", "5")]
    >>> [str(number) for number in find_gaps(owned, Knowledge(), WhatCounts(date(2026, 3, 1))).missing]
    ['4']
    """
    covered = covered_numbers(book.position for book in owned)
    if known.catalogue:
        return _catalogue_gaps(owned, covered, known.catalogue, counts, same_title)
    if known.total:
        missing = sorted(set(range(1, known.total + 1)) - whole_numbers(covered))
        return SeriesGaps(_plain_gaps(missing, "total"), covered, known.total)
    seen = _seen_on_tracker(known.sightings) - whole_numbers(covered)
    inferred = inferred_numbers(covered) - seen
    gaps = [*_plain_gaps(seen, "tracker"), *_plain_gaps(inferred, "inferred")]
    return SeriesGaps(tuple(sorted(gaps, key=_order)), covered, None)


def inferred_numbers(covered: Iterable[Decimal]) -> frozenset[int]:
    """The whole numbers from 1 below the highest owned one that are not owned.

    >>> sorted(inferred_numbers(map(Decimal, ["1", "3", "4", "5", "7"])))
    [2, 6]
    >>> inferred_numbers([Decimal("0.5"), Decimal("1")])
    frozenset()
    """
    owned = whole_numbers(covered)
    highest = max(owned, default=0)
    return frozenset(range(1, highest)) - owned if highest <= HIGHEST_INFERRED else frozenset()


def books_of(catalogue: Iterable[Listed], counts: WhatCounts) -> list[Listed]:
    """The entries of a catalogue that count, one for each position: that with the most readers.

    Extras (position 0, decimals, unpositioned and short works) follow where they are wanted; those without
    position are all kept.
    """
    best: dict[Decimal, Listed] = {}
    unpositioned = []
    for entry in catalogue:
        if not _counts(entry, counts):
            continue
        if entry.position is None:
            unpositioned.append(entry)
        elif entry.position not in best or entry.readers > best[entry.position].readers:
            best[entry.position] = entry
    return [best[position] for position in sorted(best)] + unpositioned


def _counts(entry: Listed, counts: WhatCounts) -> bool:
    if entry.compilation or entry.partial or entry.merged:
        return False
    spoken = {language.casefold() for language in (entry.language, entry.original_language) if language}
    if spoken and counts.language and counts.language.casefold() not in spoken:
        return False
    is_extra = entry.position is None or entry.position < 1 or entry.position % 1 != 0 or entry.short
    return counts.include_extras or not is_extra


def _catalogue_gaps(
    owned: Sequence[Owned],
    covered: frozenset[Decimal],
    catalogue: Sequence[Listed],
    counts: WhatCounts,
    same_title: SameTitle,
) -> SeriesGaps:
    books = books_of(catalogue, counts)
    gaps: list[FoundGap] = []
    differs: list[Listed] = []
    by_title: set[Decimal] = set()
    astray = _not_at_their_place(owned, books)
    for entry in books:
        if entry.position in covered:
            continue
        twin = next((book for book in astray if same_title(entry.title, book.title)), None)
        if twin is None:
            waits = entry.released is not None and entry.released > counts.today
            gaps.append(FoundGap(entry.position, "catalogue", waits, entry))
        elif entry.position is not None:
            # Without a number of its own the owned book has that of the catalogue.
            if twin.position.numbers:
                differs.append(entry)
            else:
                by_title.add(entry.position)
    return SeriesGaps(tuple(gaps), covered | by_title, _released(books, counts), tuple(differs))


def _not_at_their_place(owned: Sequence[Owned], books: Sequence[Listed]) -> list[Owned]:
    """The owned books with a title that the catalogue does not list at their own number."""
    listed = {(entry.position, fold(entry.title)) for entry in books if entry.position is not None}
    return [book for book in owned if book.title and (book.position.number, fold(book.title)) not in listed]


def _released(books: Sequence[Listed], counts: WhatCounts) -> int:
    return sum(entry.released is None or entry.released <= counts.today for entry in books)


def _seen_on_tracker(sightings: Iterable[Sighting]) -> frozenset[int]:
    releases: Counter[int] = Counter()
    snatched: set[int] = set()
    for sighting in sightings:
        numbers = sighting.position.whole_numbers()
        releases.update(numbers)
        if sighting.snatches >= ENOUGH_SNATCHES:
            snatched |= numbers
    return frozenset(snatched | {number for number, count in releases.items() if count >= ENOUGH_RELEASES})


def _plain_gaps(numbers: Iterable[int], method: Method) -> tuple[FoundGap, ...]:
    return tuple(FoundGap(Decimal(number), method) for number in sorted(numbers))


def _order(gap: FoundGap) -> Decimal:
    return gap.position if gap.position is not None else Decimal("Infinity")
