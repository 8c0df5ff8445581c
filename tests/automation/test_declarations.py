"""Jobs as they are declared, and the clock that makes them due."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import LANES, Job, declared_jobs, find_job, job
from mamcrawler.automation.models import JobRun
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.automation.schedules import every
from mamcrawler.automation.ticking import DueTimes, Ticking
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.settings import Settings


def work(context: Context) -> Outcome:
    return Outcome("done")


def test_every_declared_job_has_a_title_a_schedule_and_a_known_lane() -> None:
    jobs = declared_jobs()

    assert {"library.sync_full", "downloads.monitor", "health.checks"} <= set(jobs)
    for declared in jobs.values():
        assert declared.title
        assert declared.lane in (None, *LANES)
        assert declared.schedule.next_after(datetime.now(UTC)) > datetime.now(UTC)


@pytest.mark.parametrize("job_id", ["sync", "Library.sync", "library.sync-full", ""])
def test_a_job_is_called_room_and_verb(job_id: str) -> None:
    with pytest.raises(ValueError, match=r"room\.verb"):
        job(job_id, title="A job", every="5m")


def test_two_rooms_cannot_declare_one_job() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        job("library.sync_full", title="Another", every="5m")(work)


def test_a_job_nobody_declared_is_not_found() -> None:
    with pytest.raises(Problem) as refused:
        find_job({}, "library.sync_full")

    assert refused.value.code == "job_not_found"


def test_due_times_come_sooner_on_a_fast_clock() -> None:
    epoch = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    due = DueTimes(every("10m"), Clock(60, epoch))

    first = due.get_next_fire_time(None, epoch)
    second = due.get_next_fire_time(first, first)

    assert first == datetime(2026, 3, 10, 12, 0, 10, tzinfo=UTC)
    assert second == datetime(2026, 3, 10, 12, 0, 20, tzinfo=UTC)


def test_however_fast_time_runs_the_machine_gets_a_breath() -> None:
    epoch = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    due = DueTimes(every("1m"), Clock(6000, epoch))
    first = due.get_next_fire_time(None, epoch)

    assert (due.get_next_fire_time(first, first) - first).total_seconds() >= 0.2


def test_a_ticking_clock_puts_due_runs_in(database_url: str, tmp_path: Path) -> None:
    from pydantic import SecretStr

    settings = Settings(demo=True, clock_speed=600, database_url=SecretStr(database_url))
    runtime = Runtime(settings, data_dir=tmp_path / "data")
    told: list[str] = []
    due = Job("test.job", "A job of the test", every("2m"), work)
    ticking = Ticking(runtime, {due.id: due}, on_due=lambda: told.append("due"))
    ticking.start()
    try:
        for _ in range(500):
            if told:
                break
            time.sleep(0.02)
    finally:
        ticking.stop()

    with runtime.db.read() as session:
        runs = session.scalars(select(JobRun)).all()
    runtime.close()
    assert told == ["due"]
    assert [(run.job_id, run.state, run.trigger) for run in runs] == [("test.job", "queued", "clock")]
