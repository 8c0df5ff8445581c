"""Which numbers of a series owned items cover (rule L15)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from mamcrawler.library.positions import Position


def covered_numbers(positions: Iterable[Position]) -> frozenset[Decimal]:
    """Every number that is owned; a book in parts counts when all its parts are owned.

    >>> from mamcrawler.library.positions import parse_position
    >>> owned = map(parse_position, ["1-3", "5 part 1 of 2", "5 part 2 of 2", "6p1"])
    >>> sorted(map(str, covered_numbers(owned)))
    ['1', '2', '3', '5']
    """
    numbers: set[Decimal] = set()
    parts: dict[Decimal, set[int]] = defaultdict(set)
    totals: dict[Decimal, int] = {}
    for position in positions:
        if position.kind != "part":
            numbers.update(position.numbers)
            continue
        book = position.numbers[0]
        parts[book].update(position.parts)
        if position.part_total:
            totals[book] = max(position.part_total, totals.get(book, 0))
    # Without a total nobody knows how many parts there are, so the book stays uncovered.
    numbers.update(book for book, total in totals.items() if parts[book].issuperset(range(1, total + 1)))
    return frozenset(numbers)


def whole_numbers(numbers: Iterable[Decimal]) -> frozenset[int]:
    """Of numbers the whole ones from 1; extras between and before the books are none."""
    return frozenset(int(number) for number in numbers if number >= 1 and number == int(number))
