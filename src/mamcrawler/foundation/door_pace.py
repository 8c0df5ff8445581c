"""Keeps the distance between calls to one remote (rules T8, M18)."""

import random
import threading
from datetime import datetime

from mamcrawler.foundation.clock import Clock
from mamcrawler.integrations.remote import RemotePolicy

SLOW_ANSWER = 10.0
SLOW_SPAN = 3_600.0

_jitter = random.SystemRandom()


class Pace:
    """Spacing after each answer, and a rate with a burst. Errors and slow answers only ever slow it down."""

    def __init__(self, policy: RemotePolicy, clock: Clock) -> None:
        self._policy = policy
        self._clock = clock
        self._lock = threading.Lock()
        self._not_before: float | None = None
        self._rate_from = float("-inf")
        self._slow_until = float("-inf")
        self._slow_answers = 0

    def wait(self, previous: datetime | None = None) -> None:
        """Waits until the next call may leave. `previous` is when another process last called, if known."""
        self._clock.sleep(self._turn(previous))

    def answered(self, seconds: float, *, told_to_slow_down: bool = False) -> None:
        """Notes that an answer, or the failure to get one, came after `seconds` of real time."""
        with self._lock:
            now = self._clock.monotonic()
            self._slow_answers = self._slow_answers + 1 if seconds > SLOW_ANSWER else 0
            if told_to_slow_down or self._slow_answers >= 2:
                self._slow_until = now + SLOW_SPAN
            self._not_before = now + self._spacing(now)

    def _spacing(self, now: float) -> float:
        policy = self._policy
        factor = 2.0 if now < self._slow_until else 1.0
        return factor * policy.spacing + _jitter.uniform(0, policy.jitter)

    def _turn(self, previous: datetime | None) -> float:
        with self._lock:
            now = self._clock.monotonic()
            if self._not_before is None:
                ago = (self._clock.now() - previous).total_seconds() if previous else float("inf")
                self._not_before = now + max(0.0, self._spacing(now) - ago)
            start = max(now, self._not_before)
            if self._policy.per_second is not None:
                # A virtual schedule with one call per interval; a burst may run ahead of it.
                interval = 1.0 / self._policy.per_second
                start = max(start, self._rate_from - (self._policy.burst - 1) * interval)
                self._rate_from = max(self._rate_from, start) + interval
            return start - now
