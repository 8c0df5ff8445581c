"""`loadSearchJSONbasic.php`: reads the parameters in all three forms, filters, sorts and pages."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from mamcrawler.sandbox.mam import query
from mamcrawler.sandbox.serving import Call
from mamcrawler.sandbox.world import Release

SMALLEST_PAGE, USUAL_PAGE, LARGEST_PAGE = 5, 20, 100
FIELDS = ("title", "author", "narrator", "series", "description", "filenames", "fileTypes", "tags")
USUAL_FIELDS = ("title", "author", "narrator", "series")


@dataclass(frozen=True)
class Listed:
    """A release with what the index and the site know of it."""

    release: Release
    words: Mapping[str, Sequence[str]]
    size: int
    seeders: int


def indexed(release: Release) -> dict[str, list[str]]:
    """The index words of a release by searchable field."""
    texts = {
        "title": str(release.title),
        "author": " ".join(person.name for person in release.authors),
        "narrator": " ".join(person.name for person in release.narrators),
        "series": " ".join(series.name for series, _ in release.series),
        "description": re.sub(r"<[^>]+>", " ", release.description),
        "filenames": " ".join(file.path for file in release.payload),
        "fileTypes": release.filetype,
        "tags": release.tags,
    }
    return {field: query.words(text) for field, text in texts.items()}


def parameters(call: Call) -> dict[str, Any]:
    """The search parameters from a JSON body, a form body or the query string, as one nested mapping.

    Raises ValueError for a body that is neither.
    """
    if call.method == "GET":
        return nested(call.query)
    if "json" in call.headers.get("content-type", ""):
        content = call.json()
        if not isinstance(content, dict):
            raise ValueError("the body is not an object")
        return content
    return nested([*call.query, *call.form()])


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Bracket names as PHP reads them: `tor[main_cat][]=13` becomes {"tor": {"main_cat": ["13"]}}."""
    result: dict[str, Any] = {}
    for name, value in pairs:
        head, *rest = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name) or [name]
        spot: Any = result
        path = [head, *rest]
        for step, following in pairwise(path):
            spot = spot.setdefault(step, [] if following == "" else {})
        if isinstance(spot, list):
            spot.append(value)
        else:
            spot[path[-1]] = value
    return result


def per_page(parameters: Mapping[str, Any]) -> int:
    """The page size the site grants."""
    asked = parameters.get("perpage", parameters.get("tor", {}).get("perpage", USUAL_PAGE))
    return min(LARGEST_PAGE, max(SMALLEST_PAGE, _number(asked) or USUAL_PAGE))


def start(tor: Mapping[str, Any]) -> int:
    """The offset asked for."""
    return max(0, _number(tor.get("startNumber")) or 0)


def find(
    listed: Sequence[Listed], tor: Mapping[str, Any], snatched: Callable[[int], bool] | None
) -> list[Listed]:
    """All rows that answer the search, in its order; `snatched` limits to what the member has."""
    text = str(tor.get("text") or "")
    if query.is_broken(text) or tor.get("browse_lang") == []:
        return []
    groups, fields = query.parse(text), _search_in(tor)
    tests = _tests(tor)
    if snatched is not None:
        tests.append(lambda row: snatched(row.release.id))
    hits = [
        row
        for row in listed
        if all(test(row) for test in tests) and (not groups or query.matches(groups, row.words, fields))
    ]
    return _sorted(hits, str(tor.get("sortType") or "default"), bool(groups))


def _search_in(tor: Mapping[str, Any]) -> Sequence[str]:
    asked = tor.get("srchIn") or USUAL_FIELDS
    if isinstance(asked, dict):
        on = {name: value for name, value in asked.items() if str(value) not in ("false", "0")}
        asked = [name if name in FIELDS else value for name, value in on.items()]
    return [field for field in asked if field in FIELDS] or USUAL_FIELDS


def _tests(tor: Mapping[str, Any]) -> list[Callable[[Listed], bool]]:
    tests: list[Callable[[Listed], bool]] = []
    identity = _number(tor.get("id"))
    if identity is not None:
        tests.append(lambda row: row.release.id == identity)
    main, categories, languages = (_numbers(tor.get(name)) for name in ("main_cat", "cat", "browse_lang"))
    if main:
        tests.append(lambda row: _index(row.release, "main_cat", 13) in main)
    if categories and 0 not in categories:
        tests.append(lambda row: row.release.category in categories)
    if languages:
        tests.append(lambda row: _index(row.release, "language", 1) in languages)
    tests.append(_kind(str(tor.get("searchType") or "all")))
    flags = sum(_numbers(tor.get("browseFlags")))
    if flags:
        show = str(tor.get("browseFlagsHideVsShow")) == "1"
        tests.append(lambda row: bool(row.release.browseflags & flags) == show)
    since, until = _moment(tor.get("startDate")), _moment(tor.get("endDate"))
    tests.append(
        lambda row: (not since or row.release.added >= since) and (not until or row.release.added < until)
    )
    unit = _number(tor.get("unit")) or 1
    for name, value in (
        ("Size", _size),
        ("Seeders", _seeders),
        ("Leechers", _leechers),
        ("Snatched", _snatched),
    ):
        low, high = _number(tor.get(f"min{name}")), _number(tor.get(f"max{name}"))
        tests.append(_between(value, low, high, unit if name == "Size" else 1))
    return tests


def _between(
    value: Callable[[Listed], int], low: int | None, high: int | None, unit: int
) -> Callable[[Listed], bool]:
    return lambda row: (not low or value(row) >= low * unit) and (not high or value(row) <= high * unit)


def _size(row: Listed) -> int:
    return row.size


def _seeders(row: Listed) -> int:
    return row.seeders


def _leechers(row: Listed) -> int:
    return row.release.leechers


def _snatched(row: Listed) -> int:
    return row.release.snatched


def _index(release: Release, field: str, older: int) -> int:
    """What the index holds for a field: the older value while it lags behind the row."""
    return older if field in release.stale_index else int(getattr(release, field))


def _kind(search_type: str) -> Callable[[Listed], bool]:
    def alive(row: Listed) -> bool:
        return row.seeders > 0 or "seeders" in row.release.stale_index

    kinds: dict[str, Callable[[Listed], bool]] = {
        "active": alive,
        "inactive": lambda row: not alive(row),
        "fl": lambda row: row.release.free,
        "fl-VIP": lambda row: row.release.free or row.release.vip,
        "VIP": lambda row: row.release.vip,
        "nVIP": lambda row: not row.release.vip,
    }
    return kinds.get(search_type, lambda row: True)


def _sorted(hits: list[Listed], order: str, by_relevance: bool) -> list[Listed]:
    if order == "random":
        return random.Random(len(hits)).sample(hits, len(hits))
    keys: dict[str, Callable[[Listed], Any]] = {
        "title": lambda row: str(row.release.title).casefold(),
        "file": lambda row: row.release.files_in_row,
        "size": _size,
        "seeders": _seeders,
        "leechers": _leechers,
        "snatched": _snatched,
        "date": lambda row: row.release.added,
        "category": lambda row: row.release.category,
    }
    field, _, direction = (
        order.partition("Asc") if order.endswith("Asc") else (order.removesuffix("Desc"), "", "Desc")
    )
    if field not in keys:
        return sorted(
            hits,
            key=lambda row: row.release.id if by_relevance else row.release.added.timestamp(),
            reverse=True,
        )
    return sorted(hits, key=lambda row: (keys[field](row), row.release.id), reverse=direction == "Desc")


def _numbers(value: object) -> list[int]:
    items = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
    return [number for number in map(_number, items) if number is not None]


def _number(value: object) -> int | None:
    text = str(value).strip() if value is not None else ""
    return int(text) if re.fullmatch(r"-?\d+", text) else None


def _moment(value: object) -> datetime | None:
    number = _number(value)
    if number is not None:
        return datetime.fromtimestamp(number, UTC)
    return datetime.strptime(str(value), "%Y-%m-%d").replace(tzinfo=UTC) if value else None
