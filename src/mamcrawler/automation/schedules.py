"""When jobs are due, written as people say it; every process computes the same due times."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

_UNITS = {"s": 1, "m": 60, "h": 3600}
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EVERY = re.compile(r"(\d+)([smh])")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_MINUTE = re.compile(r":([0-5]\d)")
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th) of month")
# Intervals are counted from here, so that they fall on the same instants in every process.
_ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)


class Schedule:
    """The due times of one job, all in UTC; `text` is how people read it."""

    def __init__(self, text: str, trigger: BaseTrigger) -> None:
        self.text = text
        self._trigger = trigger

    def next_after(self, moment: datetime) -> datetime:
        """The first due time later than `moment`."""
        due: datetime | None = self._trigger.get_next_fire_time(None, moment + timedelta(microseconds=1))
        if due is None:
            raise ValueError(f"the schedule {self.text} never comes")
        return due.astimezone(UTC)

    def last_within(self, after: datetime, until: datetime) -> datetime | None:
        """The last due time later than `after` and not later than `until`."""
        last = None
        due = self.next_after(after)
        while due <= until:
            last, due = due, self.next_after(due)
        return last


def every(text: str) -> Schedule:
    """An interval.

    >>> every("2m").next_after(datetime(2026, 3, 1, 8, 0, tzinfo=UTC)).isoformat()
    '2026-03-01T08:02:00+00:00'
    """
    match = _EVERY.fullmatch(text)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"an interval reads 30s, 15m or 6h, not {text!r}")
    seconds = int(match[1]) * _UNITS[match[2]]
    return Schedule(f"every {text}", IntervalTrigger(seconds=seconds, start_date=_ORIGIN, timezone=UTC))


def cron(text: str) -> Schedule:
    """Days and times.

    Days are `daily`, names (`Mon`, `Mon,Thu`), `2nd of month`, or `first Sun of month`, followed by times
    (`03:10`, several parted by blanks); or `hourly` followed by minutes (`:07 :37`).

    >>> cron("first Sun of month 03:45").next_after(datetime(2026, 3, 1, 8, 0, tzinfo=UTC)).isoformat()
    '2026-04-05T03:45:00+00:00'
    >>> cron("hourly :07 :37").next_after(datetime(2026, 3, 1, 8, 7, tzinfo=UTC)).isoformat()
    '2026-03-01T08:37:00+00:00'
    """
    words = text.split()
    first_time = next((place for place, word in enumerate(words) if ":" in word), len(words))
    days, times = " ".join(words[:first_time]), words[first_time:]
    if not times:
        raise ValueError(f"the schedule {text!r} names no time")
    if days == "hourly":
        minutes = ",".join(_read(_MINUTE, time, text)[1] for time in times)
        return Schedule(text, CronTrigger(minute=minutes, timezone=UTC))
    fields = _days(days, text)
    clock_times = [_read(_TIME, time, text) for time in times]
    triggers = [CronTrigger(**fields, hour=time[1], minute=time[2], timezone=UTC) for time in clock_times]
    return Schedule(text, triggers[0] if len(triggers) == 1 else OrTrigger(triggers))


def _days(days: str, text: str) -> dict[str, str]:
    if days == "daily":
        return {}
    nth = _NTH.fullmatch(days)
    if nth and 1 <= int(nth[1]) <= 28:
        return {"day": nth[1]}
    first = re.fullmatch(r"first (\w+) of month", days)
    if first and first[1] in _DAY_NAMES:
        return {"day": f"1st {first[1].lower()}"}
    names = days.split(",")
    if names and all(name in _DAY_NAMES for name in names):
        return {"day_of_week": ",".join(name.lower() for name in names)}
    raise ValueError(f"the schedule {text!r} names no days that are known")


def _read(pattern: re.Pattern[str], part: str, text: str) -> re.Match[str]:
    match = pattern.fullmatch(part)
    if match is None:
        raise ValueError(f"{part!r} in the schedule {text!r} is no time")
    return match


def parse(every_text: str | None, cron_text: str | None) -> Schedule:
    """The schedule of a declaration that gives exactly one of the two."""
    readers: list[tuple[Callable[[str], Schedule], str | None]] = [(every, every_text), (cron, cron_text)]
    given = [(reader, text) for reader, text in readers if text is not None]
    if len(given) != 1:
        raise ValueError("a job has either every= or cron=")
    reader, text = given[0]
    return reader(text)
