"""Jobs as rooms declare them: a function under @job in the room's jobs.py."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from mamcrawler.automation.context import Context
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.automation.schedules import Schedule, parse
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.rooms import import_from_rooms

Lane = Literal["tracker", "library", "disk"]
LANES: tuple[Lane, ...] = ("tracker", "library", "disk")
JobFunction = Callable[[Context], Outcome]

_ID = re.compile(r"[a-z]+\.[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Job:
    """A declared job. A lane runs one job at a time; jobs without a lane run freely."""

    id: str
    title: str
    schedule: Schedule
    run: JobFunction
    lane: Lane | None = None
    enabled: bool = True


_declared: dict[str, Job] = {}


def job(
    id: str,  # noqa: A002 - it is what the list of jobs calls it
    *,
    title: str,
    every: str | None = None,
    cron: str | None = None,
    lane: Lane | None = None,
    enabled: bool = True,
) -> Callable[[JobFunction], JobFunction]:
    """Declares the function below it as the job `id` ("room.verb"), due at an interval or at days and times.

    A job that is not `enabled` starts paused. Raises ValueError for a declaration that makes no sense.
    """
    if not _ID.fullmatch(id):
        raise ValueError(f"a job is called room.verb, not {id!r}")
    schedule = parse(every, cron)

    def declare(function: JobFunction) -> JobFunction:
        known = _declared.get(id)
        if known is not None and known.run.__module__ != function.__module__:
            raise ValueError(f"the job {id} is declared twice")
        _declared[id] = Job(id, title, schedule, function, lane, enabled)
        return function

    return declare


def declared_jobs() -> Mapping[str, Job]:
    """Every job of every room, by id; imports the rooms' jobs.py on first use."""
    import_from_rooms("jobs")
    return dict(sorted(_declared.items()))


def find_job(jobs: Mapping[str, Job], job_id: str) -> Job:
    """The job called `job_id`. Raises Problem `job_not_found`."""
    if job_id not in jobs:
        raise Problem("job_not_found", f"There is no job {job_id}.")
    return jobs[job_id]
