"""One tracker call at a time; of those who wait, the most urgent goes next (rules T4, T8)."""

import heapq
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class Urgency(IntEnum):
    """Who goes first, lower sooner."""

    TORRENT = 1
    PERSON = 2
    STANDING = 3
    SWEEP = 4
    SEARCH = 5
    LISTS = 6
    GUIDES = 7


class Turns:
    """Hands out the one turn. Equal urgency is served in order of arrival."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._busy = False
        self._waiting: list[tuple[int, int]] = []
        self._arrivals = 0

    @contextmanager
    def turn(self, urgency: Urgency) -> Iterator[None]:
        """Waits for the turn and holds it while the block runs."""
        with self._free:
            ticket = (int(urgency), self._arrivals)
            self._arrivals += 1
            heapq.heappush(self._waiting, ticket)
            while self._busy or self._waiting[0] != ticket:
                self._free.wait()
            heapq.heappop(self._waiting)
            self._busy = True
        try:
            yield
        finally:
            with self._free:
                self._busy = False
                self._free.notify_all()
