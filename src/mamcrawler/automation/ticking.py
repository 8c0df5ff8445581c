"""The clock of the jobs: wakes at due times and puts the runs in."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from mamcrawler.automation import queue
from mamcrawler.automation.jobs import Job
from mamcrawler.automation.schedules import Schedule
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.runtime import Runtime

# However fast time runs, a job is not woken more often than this (real time); ticks between are coalesced.
_LEAST_GAP = timedelta(seconds=0.2)


class DueTimes(BaseTrigger):  # type: ignore[misc]
    """A job's due times as real instants, for a scheduler that knows nothing of a faster clock."""

    def __init__(self, schedule: Schedule, clock: Clock) -> None:
        self._schedule = schedule
        self._clock = clock

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        earliest = max(now, previous_fire_time + _LEAST_GAP) if previous_fire_time else now
        due = self._schedule.next_after(self._clock.virtual(earliest.astimezone(UTC)))
        return self._clock.real(due)


class Ticking:
    """Puts due runs into the queue and calls `on_due` after it did."""

    def __init__(self, runtime: Runtime, jobs: Mapping[str, Job], on_due: Callable[[], None]) -> None:
        self._runtime = runtime
        self._on_due = on_due
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        for job in jobs.values():
            # The first look comes at once and makes up for what was missed while no clock ran.
            self._scheduler.add_job(
                self.tick,
                DueTimes(job.schedule, runtime.clock),
                args=[job],
                id=job.id,
                next_run_time=datetime.now(UTC),
            )

    def start(self) -> None:
        """Keeps time from now on. A look that fails is made up for by the next one."""
        self._scheduler.start()

    def stop(self) -> None:
        """Keeps time no longer."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def tick(self, job: Job) -> None:
        """Puts in what is due of one job."""
        clock = self._runtime.clock
        with self._runtime.db.session() as session:
            run = queue.tick(
                session,
                job,
                at=clock.now(),
                grace=queue.grace(clock),
            )
            waits = run is not None and run.state == "queued"
        if waits:
            self._on_due()
