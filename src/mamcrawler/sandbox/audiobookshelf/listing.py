"""Lists of items: filters, sorting and pages counted from 0."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from mamcrawler.sandbox.audiobookshelf.shapes import last_first, without_prefix
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Shelf, stable_id

Test = Callable[[Item], bool]

_SORTS: dict[str, Callable[[Item], Any]] = {
    "addedAt": lambda item: item.added_at,
    "size": lambda item: item.size,
    "birthtimeMs": lambda item: item.added_at,
    "mtimeMs": lambda item: item.mtime_ms,
    "media.duration": lambda item: item.duration,
    "media.metadata.title": lambda item: without_prefix(item.metadata.title).casefold(),
    "media.metadata.authorName": lambda item: ", ".join(item.metadata.authors).casefold(),
    "media.metadata.authorNameLF": lambda item: ", ".join(map(last_first, item.metadata.authors)).casefold(),
    "media.metadata.publishedYear": lambda item: item.metadata.published_year or "",
}
_MISSING: dict[str, Callable[[Item], object]] = {
    "asin": lambda item: item.metadata.asin,
    "isbn": lambda item: item.metadata.isbn,
    "subtitle": lambda item: item.metadata.subtitle,
    "publishedYear": lambda item: item.metadata.published_year,
    "description": lambda item: item.metadata.description,
    "publisher": lambda item: item.metadata.publisher,
    "language": lambda item: item.metadata.language,
    "cover": lambda item: item.cover,
    "genres": lambda item: item.metadata.genres,
    "tags": lambda item: item.tags,
    "narrators": lambda item: item.metadata.narrators,
    "chapters": lambda item: item.chapters,
    "authors": lambda item: item.metadata.authors,
    "series": lambda item: item.metadata.series,
}


class Lists:
    """Sorted lists of a shelf, each kept until the shelf changes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: dict[tuple[str, bool, str], tuple[int, list[Item]]] = {}

    def items(self, sort: str, desc: bool, filter_by: str) -> list[Item]:
        """All items that pass the filter, in order; an unknown sort leaves the order of adding."""
        key = (sort, desc, filter_by)
        kept = self._kept.get(key)
        if kept is None or kept[0] != self._shelf.version:
            kept = (self._shelf.version, self._sorted(sort, desc, filter_by))
            self._kept[key] = kept
        return kept[1]

    def _sorted(self, sort: str, desc: bool, filter_by: str) -> list[Item]:
        test = filter_test(filter_by)
        items = [item for item in self._shelf.items.values() if test(item)]
        if sort == "sequence" and filter_by.startswith("series."):
            series = decoded(filter_by)
            return sorted(items, key=lambda item: _sequence(item, series), reverse=desc)
        by = _SORTS.get(sort)
        return sorted(items, key=by, reverse=desc) if by else (items[::-1] if desc else items)


def decoded(filter_by: str) -> str:
    """The value inside `group.<base64>`; empty when it is not base64."""
    _, _, value = filter_by.partition(".")
    try:
        return base64.b64decode(value, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def filter_test(filter_by: str) -> Test:
    """The condition a filter stands for; an empty one lets everything through."""
    group, _, _ = filter_by.partition(".")
    value = decoded(filter_by)
    tests: dict[str, Test] = {
        "": lambda item: True,
        "issues": lambda item: item.is_missing,
        "abridged": lambda item: item.metadata.abridged,
        "explicit": lambda item: item.metadata.explicit,
        "genres": lambda item: value in item.metadata.genres,
        "tags": lambda item: value in item.tags,
        "authors": lambda item: any(stable_id("author", name) == value for name in item.metadata.authors),
        "narrators": lambda item: value in item.metadata.narrators,
        "publishers": lambda item: item.metadata.publisher == value,
        "languages": lambda item: item.metadata.language == value,
        "missing": lambda item: value in _MISSING and not _MISSING[value](item),
        "tracks": lambda item: {"none": 0, "single": 1}.get(value, 2) == min(len(item.audio), 2),
        "series": lambda item: _in_series(item, value),
    }
    return tests.get(group, tests[""])


def series_entry(item: Item, filter_by: str) -> dict[str, object] | None:
    """The one membership a series filter shows with each row."""
    value = decoded(filter_by)
    for name, sequence in item.metadata.series:
        if stable_id("series", name) == value:
            return {"id": value, "name": name, "sequence": sequence}
    return None


def _in_series(item: Item, value: str) -> bool:
    if value == "no-series":
        return not item.metadata.series
    return any(stable_id("series", name) == value for name, _ in item.metadata.series)


def _sequence(item: Item, series: str) -> tuple[float, str]:
    for name, sequence in item.metadata.series:
        if stable_id("series", name) == series and sequence:
            try:
                return float(sequence.partition("-")[0]), sequence
            except ValueError:
                return float("inf"), sequence
    return float("inf"), ""
