"""The service's two limits: a bucket refilled once a second, and a number of requests per day."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mamcrawler.sandbox.moment import Now, unix

PER_MINUTE, PER_DAY = 60, 5_000


@dataclass
class Limits:
    """`burst` requests at once, one more each second; every top-level field is a request."""

    now: Now
    burst: int = 20
    left_today: int = PER_DAY
    _tokens: float = 0.0
    _at: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, count: int) -> float | None:
        """Uses up `count` requests; the seconds to wait when there are not enough."""
        with self._lock:
            now = self.now()
            passed = (now - self._at).total_seconds() if self._at is not None else float(self.burst)
            self._tokens = min(float(self.burst), self._tokens + passed)
            self._at = now
            if self.left_today < count:
                return self._until_midnight()
            if self._tokens < count:
                return count - self._tokens
            self._tokens -= count
            self.left_today -= count
            return None

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Both families of limit headers, as every answer carries them."""
        with self._lock:
            left, day = int(self._tokens), int(self._until_midnight())
            reset = unix(self.now() + timedelta(seconds=self.burst - left))
            return (
                (
                    "RateLimit-Policy",
                    f'"Free";q={PER_MINUTE};w=60;burst={self.burst}, "daily";q={PER_DAY};w=86400',
                ),
                ("RateLimit", f'"Free";r={left};t={self.burst - left}, "daily";r={self.left_today};t={day}'),
                ("X-RateLimit-Limit", str(self.burst)),
                ("X-RateLimit-Remaining", str(left)),
                ("X-RateLimit-Reset", str(reset)),
                ("X-RateLimit-Daily-Limit", str(PER_DAY)),
                ("X-RateLimit-Daily-Remaining", str(self.left_today)),
            )

    def _until_midnight(self) -> float:
        now = self.now()
        tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return (tomorrow - now).total_seconds()
