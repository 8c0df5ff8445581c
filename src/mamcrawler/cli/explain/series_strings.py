"""`explain series-strings`: what the product makes of series and positions."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from mamcrawler.cli.explain.unsupported import Unsupported
from mamcrawler.library.positions import Position, format_position, parse_position, shown_position
from mamcrawler.library.series_names import (
    SeriesRef,
    parse_series,
    series_from_subtitle,
    series_from_title,
    series_key,
    volume,
    volume_range,
)


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question about series."""
    asked = case["input"]
    try:
        question = QUESTIONS[asked["op"]]
    except KeyError:
        raise Unsupported from None
    return question(asked["text"])


def _entries(position: Position) -> list[dict[str, Any]]:
    return [
        (
            {"num": _number(span.low)}
            if span.low == span.high
            else {"range": [_number(span.low), _number(span.high)]}
        )
        | ({"part": span.part} if span.part else {})
        for span in position.spans
    ]


def _number(number: Decimal) -> int | float:
    return int(number) if number % 1 == 0 else float(number)


def _parse_series(text: str) -> dict[str, Any]:
    found = parse_series(text)
    return {"name": found.name or None, "entries": _entries(found.position), **_position(found)}


def _from_title(text: str) -> dict[str, Any]:
    found = series_from_title(text)
    return {"title": found.title, "series": found.primary.name or None, **_position(found.primary)}


def _from_subtitle(text: str) -> dict[str, Any]:
    found = series_from_subtitle(text)
    return {"series": found.name or None, **_position(found)}


def _position(found: SeriesRef) -> dict[str, Any]:
    return {"position": format_position(found.position) or None}


def _volume(text: str) -> dict[str, Any]:
    number = volume(text).number
    return {"volume": None if number is None else _number(number)}


def _volume_range(text: str) -> dict[str, Any]:
    found = volume_range(text)
    return {"volume_range": list(found) if found else None}


QUESTIONS: dict[str, Callable[[str], dict[str, Any]]] = {
    "parse_series": _parse_series,
    "parse_position": lambda text: {"entries": _entries(parse_position(text))},
    "series_from_title": _from_title,
    "series_from_subtitle": _from_subtitle,
    "clean_sequence": lambda text: {"sequence": shown_position(text) or None},
    "volume": _volume,
    "volume_range": _volume_range,
    "normalize_key": lambda text: {"key": series_key(text)},
}
