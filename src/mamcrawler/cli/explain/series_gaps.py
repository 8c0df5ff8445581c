"""`explain series-gaps`: which books of a series are missing."""

from datetime import date
from decimal import Decimal
from typing import Any

from mamcrawler.library.names import split_names
from mamcrawler.library.positions import parse_position
from mamcrawler.wanted.gap_titles import owned_book, same_book_title
from mamcrawler.wanted.gaps import Knowledge, Listed, WhatCounts, find_gaps


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The gaps of one series whose owned books are told by raw titles."""
    asked = case["input"]
    series, authors = asked["series"], split_names(asked.get("author") or "")
    owned = [owned_book(raw, series, authors) for raw in asked["owned"]]
    total = asked.get("known_total")
    known = Knowledge([_listed(entry) for entry in asked.get("catalog") or []], total)
    found = find_gaps(
        owned,
        known,
        WhatCounts(today=date.max),
        same_title=lambda listed, title: same_book_title(listed, title, series=series, authors=authors),
    )
    return {
        "missing_positions": [_number(number) for number in found.missing],
        "owned_positions": [_number(number) for number in sorted(found.covered)],
        "owned_count": found.owned_count,
        "completeness": round(found.owned_count / total, 3) if total else None,
    }


def _listed(entry: dict[str, Any]) -> Listed:
    return Listed(parse_position(str(entry["position"])).number, entry.get("title") or "")


def _number(number: Decimal) -> int | float:
    return int(number) if number % 1 == 0 else float(number)
