"""What time it is in the sandbox: the real clock, or the fast one of a demo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
"""Tells the present moment, aware, in UTC."""


def real_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def unix(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int(moment.timestamp())


def unix_ms(moment: datetime) -> int:
    """Milliseconds since 1970, as the library server counts."""
    return int(moment.timestamp() * 1000)
