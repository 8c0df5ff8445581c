"""Values of a search row that need more than a plain reading: sizes, entities, JSON in texts (rule S1)."""

import html
import json
import re
from typing import Any

from mamcrawler.integrations import reading

TITLE_LIMIT = 500
NAME_LIMIT = 255
TEXT_LIMIT = 20_000

_UNITS = {"b": 1, "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40, "pib": 2**50}
# The site counts in powers of two and now and then drops the "i".
_UNITS |= {unit.replace("i", ""): factor for unit, factor in _UNITS.items()}
_SIZE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([kmgtp]?i?b)?", re.IGNORECASE)
_NAME_PAIR = re.compile(
    r'"?(\d+)"?\s*:\s*"(.*?)"(?=\s*(?:,\s*"?\d+"?\s*:|(?:,\s*"?\s*)?(?:\}|$)))', re.DOTALL
)
_SERIES_PAIR = re.compile(
    r'"?\d+"?\s*:\s*\[\s*"(.*?)"\s*(?:,\s*"?(.*?)"?\s*(?:,[^,\]]*)?)?\](?=\s*(?:,\s*"?\d|\}|$))'
)
_MORE = re.compile(r"and \d+ more", re.IGNORECASE)
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h\d)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"<[a-z/!][^>]*>|\[/?(?:b|i|u|s|url|img|size|color|font|center|quote|list|\*)(?:=[^\]]*)?\]",
    re.IGNORECASE,
)

_UNREADABLE = object()


def decoded(text: str) -> str:
    """The text with HTML entities resolved, twice at most, and single blanks.

    >>> decoded("Salt &amp;amp; Ash"), decoded("Shaman&#039;s  Door")
    ('Salt & Ash', "Shaman's Door")
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return " ".join(text.split())


def plain_text(value: Any) -> str:
    """A description without markup, lines kept, at most 20,000 characters; "" where there is none.

    >>> plain_text("<p>Read by <b>Ann Vale</b>.</p><p>11 h 2 min</p>")
    'Read by Ann Vale.\\n11 h 2 min'
    """
    text = reading.text(value, TEXT_LIMIT * 2) or ""
    if "<" in text or "[" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    lines = (decoded(line) for line in text.splitlines())
    return (reading.text("\n".join(line for line in lines if line), TEXT_LIMIT)) or ""


def name_text(value: Any, limit: int = NAME_LIMIT) -> str | None:
    """A name or title as a person reads it; a number becomes its digits.

    >>> name_text(1984), name_text(" Glass &amp; Salt "), name_text(""), name_text(None)
    ('1984', 'Glass & Salt', None, None)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = reading.text(value, limit * 4)
    return reading.text(decoded(text), limit) if text else None


def size_in_bytes(value: Any) -> int | None:
    """Bytes from a number or from "1,016.2 KiB"; zero, negative and misgrouped values are unknown.

    >>> size_in_bytes("528.3 MiB"), size_in_bytes("1,000 MiB"), size_in_bytes(5000), size_in_bytes("85867200")
    (553962701, 1048576000, 5000, 85867200)
    >>> size_in_bytes("1,0088 MiB"), size_in_bytes("MiB"), size_in_bytes(0), size_in_bytes("-3 MiB")
    (None, None, None, None)
    """
    if not isinstance(value, str):
        return reading.size(value) or None
    found = _SIZE.fullmatch(value.strip())
    if not found:
        return None
    whole, fraction, unit = found.groups()
    factor = _UNITS[(unit or "b").lower()]
    return round(float(whole.replace(",", "") + (fraction or "")) * factor) or None


def json_in_text(value: Any) -> Any:
    """What a field holds that carries JSON in a text, once or twice wrapped.

    An empty field gives None. A text that is no JSON raises ValueError.

    >>> json_in_text('{"12":"Mira Oakhollow"}'), json_in_text("")
    ({'12': 'Mira Oakhollow'}, None)
    >>> json_in_text(json.dumps('{"12":"Ann Vale"}'))
    {'12': 'Ann Vale'}
    """
    for _ in range(3):
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            value = json.loads(value)
        except RecursionError:
            raise ValueError("nested too deep") from None
    return value


def names(value: Any) -> tuple[tuple[str, ...], bool]:
    """The names of an `author_info` or `narrator_info` field, and whether it could be read.

    Broken JSON is recovered by its pattern `"id":"name"`. "and 17 more" is no name.

    >>> names('{"7":"Mira Oakhollow","8":"Ann &quot;Salt&quot; Vale"}')
    (('Mira Oakhollow', 'Ann "Salt" Vale'), True)
    >>> names('{"7":"Ann "Salt" Vale","8":"Tobin Farrow"}')
    (('Ann "Salt" Vale', 'Tobin Farrow'), True)
    >>> names('{"7":"Mira Oakhollow","')
    (('Mira Oakhollow',), True)
    >>> names("Mira Oakhollow"), names("")
    (((), False), ((), True))
    """
    readable = True
    try:
        found = json_in_text(value)
    except ValueError:
        found = [name for _, name in _NAME_PAIR.findall(str(value))]
        readable = bool(found)
    if isinstance(found, dict):
        found = list(found.values())
    elif not isinstance(found, list):
        return (), found is None
    texts = dict.fromkeys(text for entry in found if (text := name_text(_first(entry))))
    return tuple(text for text in texts if not _MORE.fullmatch(text)), readable


def series(value: Any) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Names and number texts of a `series_info` field, and whether it could be read.

    >>> series('{"5":["Lantern Cycle","1-3",1.0],"6":["Salt Road",""]}')
    ((('Lantern Cycle', '1-3'), ('Salt Road', '')), True)
    >>> series('{"5":["The "Lantern" Cycle","2"]}')
    ((('The "Lantern" Cycle', '2'),), True)
    """
    readable = True
    try:
        found = json_in_text(value)
    except ValueError:
        found = [list(pair) for pair in _SERIES_PAIR.findall(str(value))]
        readable = bool(found)
    if isinstance(found, dict):
        found = list(found.values())
    elif not isinstance(found, list):
        return (), found is None
    entries = []
    for entry in found:
        parts = entry if isinstance(entry, list) else [entry]
        name = name_text(parts[0]) if parts else None
        if name:
            entries.append((name, (name_text(parts[1], 100) if len(parts) > 1 else None) or ""))
    return tuple(dict.fromkeys(entries)), readable


def _first(entry: Any) -> Any:
    return entry[0] if isinstance(entry, list) and entry else entry
