"""How fast grabs may follow each other (rule T23)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mamcrawler.tracker.ratio import RatioName

EventKind = Literal["freeleech", "bonus", "multiplier"]
Mode = Literal["restricted", "caution", "event", "multiplier", "normal"]

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pace:
    """Least seconds between two grabs, most downloads at once, most grabs in each span and in each run."""

    gap_seconds: int
    at_once: int
    per_hour: int
    per_day: int
    per_week: int
    per_run: int
    free_only: bool = False

    @property
    def spans(self) -> tuple[tuple[timedelta, int, str], ...]:
        """The spans with their limits and names."""
        return (
            (HOUR, self.per_hour, "an hour"),
            (DAY, self.per_day, "a day"),
            (WEEK, self.per_week, "a week"),
        )


PACES: dict[Mode, Pace] = {
    "restricted": Pace(300, 1, 2, 10, 50, 5, free_only=True),
    "caution": Pace(300, 1, 2, 10, 50, 5),
    "event": Pace(30, 5, 20, 100, 500, 50),
    "multiplier": Pace(150, 2, 4, 24, 120, 16, free_only=True),
    "normal": Pace(120, 2, 5, 30, 150, 20),
}


def mode_for(state: RatioName, events: Collection[EventKind] = ()) -> Mode:
    """The first mode of the table that applies.

    >>> mode_for("unknown", {"freeleech"}), mode_for("normal", {"multiplier", "bonus"}), mode_for("normal")
    ('restricted', 'event', 'normal')
    """
    if state in ("emergency", "unknown"):
        return "restricted"
    if state == "caution":
        return "caution"
    if "freeleech" in events or "bonus" in events:
        return "event"
    return "multiplier" if "multiplier" in events else "normal"


def per_run(mode: Mode, *, event_hours_left: float | None = None) -> int:
    """How many grabs one run may make; an event that is about to end makes it fewer.

    >>> per_run("event", event_hours_left=1.5), per_run("event", event_hours_left=9), per_run("normal")
    (30, 50, 20)
    """
    most = PACES[mode].per_run
    if mode == "event" and event_hours_left is not None:
        return min(most, int(20 * max(0.0, event_hours_left)))
    return most


def opens_at(pace: Pace, grabs: Collection[datetime], at: datetime) -> tuple[datetime, str] | None:
    """When the next grab may go and what holds it, or None when it may go now. `grabs` are recent ones."""
    latest = sorted(grab for grab in grabs if grab > at - WEEK)
    holds: list[tuple[datetime, str]] = []
    if latest:
        after = latest[-1] + timedelta(seconds=pace.gap_seconds)
        holds.append((after, f"{pace.gap_seconds} s between two grabs"))
    for span, limit, name in pace.spans:
        if len(latest) >= limit:
            holds.append((latest[-limit] + span, f"{limit} grabs in {name}"))
    hold = max(holds, default=None)
    return hold if hold is not None and hold[0] > at else None
