"""Each check finds what it is for, and its problem lasts exactly as long as the trouble."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from mamcrawler.automation import workers
from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.models import JobRun, ProblemRow
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.models import RemoteState
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.secrets import KEY_FILE
from mamcrawler.health.checks import deadlines, jobs, remotes, secret_key, worker
from mamcrawler.health.findings import Finding, Look
from mamcrawler.health.jobs import check_health
from mamcrawler.library.models import Book
from mamcrawler.wanted.models import Wanted

JOB = "library.sync_full"
Find = Callable[[Look], list[Finding]]


def found(runtime: Runtime, find: Find) -> list[tuple[str, str]]:
    with runtime.db.read() as session:
        findings = find(Look(session, runtime.clock, runtime.clock.now(), runtime.data_dir))
    return [(finding.code, finding.subject) for finding in findings]


def sign(runtime: Runtime) -> None:
    with runtime.db.session() as session:
        workers.sign(session, "worker", at=runtime.clock.now())


def end(runtime: Runtime, outcome: str) -> None:
    at = runtime.clock.now()
    with runtime.db.session() as session:
        number = len(session.scalars(select(JobRun)).all())
        session.add(
            JobRun(
                key=str(number),
                job_id=JOB,
                trigger="hand",
                due_at=at,
                state="ended",
                outcome=outcome,
                ended_at=at,
            )
        )


def test_a_worker_is_missed_after_three_minutes(runtime: Runtime, clock: ManualClock) -> None:
    assert found(runtime, worker.find) == [("worker_silent", "")]
    sign(runtime)
    clock.advance(180)
    assert found(runtime, worker.find) == []
    clock.advance(1)

    assert found(runtime, worker.find) == [("worker_silent", "")]


@pytest.mark.parametrize(
    ("outcomes", "failing"),
    [
        (["failed", "failed", "failed"], True),
        (["done", "failed", "failed", "failed"], True),
        (["failed", "failed"], False),
        (["failed", "failed", "partial"], False),
        (["failed", "done", "failed", "failed"], False),
    ],
)
def test_a_job_is_failing_at_the_third_failure_running(
    runtime: Runtime, outcomes: list[str], failing: bool
) -> None:
    for outcome in outcomes:
        end(runtime, outcome)

    assert found(runtime, jobs.find) == ([("job_failing", JOB)] if failing else [])


def test_a_run_is_overdue_after_three_intervals(runtime: Runtime, clock: ManualClock) -> None:
    with runtime.db.session() as session:
        session.add(JobRun(key="waiting", job_id=JOB, trigger="clock", due_at=clock.now()))
    due = declared_jobs()[JOB].schedule.next_after(clock.now())
    clock.advance(3 * (due - clock.now()).total_seconds())
    assert found(runtime, jobs.find) == []
    clock.advance(1)

    assert found(runtime, jobs.find) == [("job_overdue", JOB)]


def test_a_row_past_its_deadline_is_noticed_once_the_job_had_its_chance(
    runtime: Runtime, clock: ManualClock
) -> None:
    at = clock.now()
    with runtime.db.session() as session:
        book = Book(title="A Lamp", title_key="lamp", created_at=at, updated_at=at)
        session.add(book)
        session.flush()
        session.add(
            Wanted(
                key="k",
                book_id=book.id,
                reason="asked",
                priority=1,
                state="searching",
                state_since=at,
                deadline=at,
                created_at=at,
            )
        )
    clock.advance(20 * 60)
    assert found(runtime, deadlines.find) == []
    clock.advance(1)

    assert found(runtime, deadlines.find) == [("deadlines_passed", "")]


def test_a_remote_is_down_after_an_hour_and_refuses_at_once(runtime: Runtime, clock: ManualClock) -> None:
    at = clock.now()
    with runtime.db.session() as session:
        session.add(RemoteState(remote="hardcover", held=True, failed_since=at, failure_detail="bad token"))
        session.add(RemoteState(remote="audnexus", failed_since=at, parked_until=at + timedelta(minutes=5)))
        session.add(RemoteState(remote="mam"))
    assert found(runtime, remotes.find) == [("remote_refused", "hardcover")]
    clock.advance(3600)

    assert sorted(found(runtime, remotes.find)) == [
        ("remote_down", "audnexus"),
        ("remote_refused", "hardcover"),
    ]


def test_a_key_that_others_can_read_is_noticed(runtime: Runtime) -> None:
    assert found(runtime, secret_key.find) == []
    (runtime.data_dir / KEY_FILE).chmod(0o640)

    assert found(runtime, secret_key.find) == [("secret_key_readable", "")]


def test_the_job_opens_what_is_wrong_and_resolves_what_is_over(runtime: Runtime, clock: ManualClock) -> None:
    sign(runtime)
    for _ in range(3):
        end(runtime, "failed")

    first = check_health(Context(runtime))
    second = check_health(Context(runtime))
    end(runtime, "done")
    third = check_health(Context(runtime))

    assert [outcome.kind for outcome in (first, second, third)] == ["done", "nothing_to_do", "done"]
    with runtime.db.read() as session:
        rows = session.scalars(select(ProblemRow).where(ProblemRow.code == "job_failing")).all()
    assert [(row.subject, row.resolved_at) for row in rows] == [(JOB, clock.now())]
