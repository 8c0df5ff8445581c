"""A clock that remembers waits, and the type of the fixture that makes doors."""

from collections.abc import Callable
from datetime import UTC, datetime

from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.door import HttpDoor

START = datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC)

MakeDoor = Callable[..., HttpDoor]


class RecordingClock(ManualClock):
    """A clock moved by hand that also remembers every wait."""

    def __init__(self) -> None:
        super().__init__(START)
        self.waits: list[float] = []

    def sleep(self, seconds: float, at_least: float = 0.0) -> None:
        if seconds > 0:
            self.waits.append(seconds)
        super().sleep(seconds, at_least)
