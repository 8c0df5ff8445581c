"""Reads single values out of answers that may hold anything: what cannot be read becomes None (rule F4)."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=731)
# Lists of thousands of items pass through here; a union written at the call is built anew every time.
_NUMBERS = (int, float)
_YES = {"1", "true", "yes", "y", "on"}
_NO = {"0", "false", "no", "n", "off"}


def text(value: Any, limit: int = 500) -> str | None:
    """Trimmed text of a string or number, at most `limit` characters (cut with an ellipsis); "" is None.

    >>> text(" Salt Orbit "), text(1984), text(""), text(["no"]), text("abcdef", limit=4)
    ('Salt Orbit', '1984', None, None, 'abc…')
    """
    if value is None:
        return None
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, _NUMBERS):
            return None
        value = str(value)
    found: str = value.strip()
    if not found:
        return None
    return found if len(found) <= limit else found[: limit - 1] + "…"


def number(value: Any) -> float | None:
    """A finite number, also from text with thousands commas.

    >>> number("1,234.5"), number(3), number("∞"), number(True), number(float("nan"))
    (1234.5, 3.0, None, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.replace(",", "").strip()
    elif not isinstance(value, _NUMBERS):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def count(value: Any) -> int | None:
    """A whole number of 0 or more; negative, broken or fractional values are unknown.

    >>> count("12"), count(7.0), count(-1), count(1.5), count(None)
    (12, 7, None, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    found = number(value)
    if found is None or found < 0 or found != int(found):
        return None
    return int(found)


def amount(value: Any) -> float | None:
    """A number of 0 or more."""
    found = number(value)
    return found if found is not None and found >= 0 else None


def size(value: Any) -> int | None:
    """Bytes of 0 or more; a fraction of a byte is dropped.

    >>> size(1510700000000.5), size("12"), size(-3)
    (1510700000000, 12, None)
    """
    found = amount(value)
    return None if found is None else int(found)


def flag(value: Any) -> bool | None:
    """Yes or no from 0/1, true/false, "yes"/"no".

    >>> flag(1), flag("0"), flag("yes"), flag(None), flag("maybe")
    (True, False, True, None, None)
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value) if value in (0, 1) else None
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _YES else False if word in _NO else None
    return None


def decimal(value: Any) -> Decimal | None:
    """A finite decimal without trailing zeros, as series positions are written.

    >>> decimal(1.0), decimal("0.5"), decimal("Book 2")
    (Decimal('1'), Decimal('0.5'), None)
    """
    if isinstance(value, bool) or not isinstance(value, (str, *_NUMBERS)):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not found.is_finite():
        return None
    return Decimal(int(found)) if found == int(found) else found.normalize()


def unix_moment(value: Any, *, scale: int = 1, now: datetime | None = None) -> datetime | None:
    """A moment from unix time counted in 1/`scale` seconds; before 1990 or two years ahead is unknown."""
    seconds = number(value)
    if seconds is None:
        return None
    try:
        found = datetime.fromtimestamp(seconds / scale, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return plausible(found, now)


def utc_moment(value: Any, *, now: datetime | None = None) -> datetime | None:
    """A moment from "YYYY-MM-DD HH:MM:SS" in UTC; zero dates and implausible years are unknown.

    >>> utc_moment("0000-00-00 00:00:00"), utc_moment("2024-02-30 10:00:00"), utc_moment("soon")
    (None, None, None)
    """
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return plausible(found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC), now)


def plausible(moment: datetime, now: datetime | None = None) -> datetime | None:
    """The moment, unless it lies before 1990 or more than two years after `now`."""
    latest = (now or datetime.now(UTC)) + _AHEAD
    return moment if _OLDEST <= moment <= latest else None


def day(value: Any) -> date | None:
    """A calendar day from the front of an ISO date or date-time.

    >>> day("2024-05-07T00:00:00.000Z"), day("2024-05-07"), day("2024"), day(None)
    (datetime.date(2024, 5, 7), datetime.date(2024, 5, 7), None, None)
    """
    if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def table(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def texts(value: Any, limit: int = 255) -> tuple[str, ...]:
    """The readable texts of a list, in order."""
    found = (text(entry, limit) for entry in rows(value))
    return tuple(entry for entry in found if entry)
