"""What a measurement brings: repeated figures of one quantity, with the budget it has to keep."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity.

    `values` are the repeats in `unit`; the median is what a budget is held against: at most `most`, at
    least `least`. Without either the figure is only told.
    """

    what: str
    unit: str
    values: tuple[float, ...]
    most: float | None = None
    least: float | None = None

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def kept(self) -> bool | None:
        """Whether the median keeps the budget; None without one."""
        if self.most is not None:
            return self.median <= self.most
        return None if self.least is None else self.median >= self.least

    @property
    def budget(self) -> str:
        """The budget as text, empty without one."""
        if self.most is not None:
            return f"≤ {plain(self.most)} {self.unit}".rstrip()
        return "" if self.least is None else f"≥ {plain(self.least)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for.

    `server` and `server_key` are address and API key of an Audiobookshelf server to measure as well, as the
    user told it `server_name`.
    """

    repeats: int = 3
    server: str | None = None
    server_key: str | None = None
    server_name: str = "Audiobookshelf"


Measurement = Callable[[Options], Sequence[Figure]]


def seconds(work: Callable[[], Any]) -> float:
    """How long the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def cpu_seconds(work: Callable[[], Any]) -> float:
    """How long a processor is busy with the work; other programs that share it do not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def plain(value: float) -> str:
    """A number as people read it: three figures, thousands with blanks.

    >>> plain(21834.2), plain(1.2345), plain(0.0123)
    ('21 834', '1.23', '0.0123')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}"
