"""Time as the product lives it: real, sped up for the demo, or moved by hand."""

import threading
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The one source of time.

    A clock may run faster than the world: `speed` virtual seconds pass in one real second, counted from
    the real instant `epoch` at which both times were equal. Processes that share speed and epoch agree on
    the time. The numbers of the rules stay what they are; only time runs faster.
    """

    def __init__(self, speed: float = 1.0, epoch: datetime | None = None) -> None:
        if speed <= 0:
            raise ValueError("the speed of a clock must be above zero")
        self.speed = speed
        self.epoch = (epoch or datetime.now(UTC)).astimezone(UTC)

    def now(self) -> datetime:
        """The present time, aware, in UTC."""
        return self.virtual(datetime.now(UTC))

    def monotonic(self) -> float:
        """Virtual seconds that never run backwards, for measuring spans inside one process."""
        return time.monotonic() * self.speed

    def sleep(self, seconds: float, at_least: float = 0.0) -> None:
        """Waits `seconds` of virtual time, but not less than `at_least` seconds of real time."""
        time.sleep(self.real_seconds(seconds, at_least))

    def real_seconds(self, seconds: float, at_least: float = 0.0) -> float:
        """How many real seconds a wait of `seconds` virtual ones takes, not less than `at_least`."""
        return max(seconds / self.speed, at_least, 0.0)

    def span(self, seconds: float, at_least: float = 0.0) -> timedelta:
        """A span of `seconds` virtual seconds, stretched where that is less than `at_least` real ones.

        For limits that real programs must be able to keep, such as a sign of life of another process.
        """
        return timedelta(seconds=max(seconds, at_least * self.speed))

    def virtual(self, real: datetime) -> datetime:
        """The virtual time at the real instant `real`."""
        if self.speed == 1.0:
            return real
        return self.epoch + (real - self.epoch) * self.speed

    def real(self, virtual: datetime) -> datetime:
        """The real instant at which it is `virtual`."""
        if self.speed == 1.0:
            return virtual
        return self.epoch + (virtual - self.epoch) / self.speed


class ManualClock(Clock):
    """A clock that stands still until it is told to advance; sleeping on it advances it at once."""

    def __init__(self, start: datetime) -> None:
        super().__init__(epoch=start)
        self._start = start.astimezone(UTC)
        self._passed = 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        with self._lock:
            return self._passed

    def sleep(self, seconds: float, at_least: float = 0.0) -> None:
        self.advance(max(seconds, at_least, 0.0))

    def advance(self, seconds: float) -> None:
        """Moves the time forward by `seconds`."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        with self._lock:
            self._passed += seconds
