"""Jobs really run: outcomes, lanes, stopping, and a killed process."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from fixture_types import MakeRuntime
from mamcrawler.automation import queries, queue
from mamcrawler.automation.by_hand import run_by_hand
from mamcrawler.automation.context import Context
from mamcrawler.automation.engine import Engine
from mamcrawler.automation.jobs import Job, JobFunction, Lane
from mamcrawler.automation.models import Activity, JobRun
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.automation.schedules import every
from mamcrawler.foundation.errors import NotConfigured, Problem
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.integrations.mam.session import SessionRefused
from mamcrawler.integrations.remote import Misunderstood, RateLimited, RejectedUs, Unavailable


def job_of(run: JobFunction, job_id: str = "test.job", lane: Lane | None = None) -> Job:
    return Job(job_id, "A job of the test", every("10m"), run, lane)


def ask(runtime: Runtime, job: Job) -> int:
    with runtime.db.session() as session:
        return queue.ask(session, job, by="a test", at=runtime.clock.now()).id


def look(runtime: Runtime, run_id: int) -> JobRun:
    with runtime.db.read() as session:
        return session.get_one(JobRun, run_id)


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it never became true")


def ended(runtime: Runtime, run_id: int) -> JobRun:
    wait_until(lambda: look(runtime, run_id).state == "ended")
    return look(runtime, run_id)


StartEngine = Callable[..., Engine]


@pytest.fixture
def start_engine(runtime: Runtime) -> Iterator[StartEngine]:
    started: list[Engine] = []

    def start(*jobs: Job) -> Engine:
        engine = Engine(runtime, {job.id: job for job in jobs})
        engine.start()
        started.append(engine)
        return engine

    yield start
    for engine in started:
        engine.stop(5)


def test_an_asked_for_run_runs_and_its_end_is_recorded(runtime: Runtime, start_engine: StartEngine) -> None:
    def work(context: Context) -> Outcome:
        context.progress(2, 2, "both")
        context.activity("test_done", "Something was done.", subject=("book", 7), pages=3)
        return Outcome("done", {"books": 2}, "All read.")

    job = job_of(work)
    run_id = ask(runtime, job)
    start_engine(job)

    run = ended(runtime, run_id)

    assert (run.outcome, run.counts, run.detail) == ("done", {"books": 2}, "All read.")
    assert (run.progress_done, run.progress_total, run.progress_text) == (2, 2, "both")
    assert run.started_at == run.ended_at == runtime.clock.now()
    with runtime.db.read() as session:
        (line,) = session.scalars(select(Activity))
    assert (line.kind, line.subject_type, line.subject_id, line.data) == (
        "test_done",
        "book",
        7,
        {"pages": 3},
    )


@pytest.mark.parametrize(
    ("error", "outcome", "problem", "detail"),
    [
        (
            NotConfigured("hardcover", "MAMCRAWLER_HARDCOVER__TOKEN"),
            "not_configured",
            None,
            "hardcover is not connected: set MAMCRAWLER_HARDCOVER__TOKEN",
        ),
        (RateLimited("mam", "it asks us to slow down"), "partial", None, "mam: it asks us to slow down"),
        (SessionRefused("it has expired"), "skipped", None, "session_refused"),
        (Unavailable("mam", "no answer"), "failed", "remote_down", "mam: no answer"),
        (RejectedUs("abs", "refused"), "failed", "remote_refused", "abs: refused"),
        (Misunderstood("mam", "no JSON"), "failed", "remote_misunderstood", "mam: no JSON"),
        (Problem("book_not_found", "There is no book 3."), "failed", "book_not_found", "There is no book 3."),
        (ZeroDivisionError("by zero"), "failed", "ZeroDivisionError", "ZeroDivisionError: by zero"),
        (
            RuntimeError("mam_id=secretvalue was refused"),
            "failed",
            "RuntimeError",
            "RuntimeError: mam_id=[hidden] was refused",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_however_a_job_fails_the_run_says_so(
    runtime: Runtime, error: Exception, outcome: str, problem: str | None, detail: str
) -> None:
    def work(context: Context) -> Outcome:
        raise error

    said = by_hand(runtime, job_of(work))

    assert (said.kind, said.problem, said.detail) == (outcome, problem, detail)
    with runtime.db.read() as session:
        run = session.scalars(select(JobRun)).one()
        lines = [line.kind for line in session.scalars(select(Activity))]
    assert (run.outcome, run.problem, run.detail) == (outcome, problem, detail)
    assert lines == (["job_failed"] if outcome == "failed" else [])


def by_hand(runtime: Runtime, job: Job, **more: Any) -> Outcome:
    given: dict[str, Any] = {
        "by": "a test",
        "watch": lambda done, total, text: None,
        "stopping": lambda: False,
        "waiting": lambda why: None,
    }
    return run_by_hand(runtime, job, **{**given, **more})


def test_a_run_by_hand_tells_its_progress(runtime: Runtime) -> None:
    told: list[tuple[int, int | None, str]] = []

    def work(context: Context) -> Outcome:
        context.progress(0, 3, "first")
        context.progress(3, 3, "last")
        return Outcome("done")

    by_hand(runtime, job_of(work), watch=lambda *progress: told.append(progress))

    assert told == [(0, 3, "first"), (3, 3, "last")]


def test_a_run_that_its_process_has_lost_does_not_block_the_lane(runtime: Runtime) -> None:
    lost = job_of(lambda context: Outcome("done"), "test.lost", lane="disk")
    lost_id = ask(runtime, lost)
    with runtime.db.session() as session:
        queue.claim(session, {lost.id: lost}, worker=runtime.presence.name, at=runtime.clock.now())
    reasons: list[str] = []

    outcome = by_hand(
        runtime,
        job_of(lambda context: Outcome("done"), "test.next", lane="disk"),
        waiting=reasons.append,
    )

    assert (outcome.kind, reasons) == ("done", [])
    assert look(runtime, lost_id).outcome == "interrupted"


def test_a_run_by_hand_for_a_busy_lane_stays_in_the_queue(
    runtime: Runtime, start_engine: StartEngine
) -> None:
    go_on = threading.Event()

    def hold(context: Context) -> Outcome:
        go_on.wait(10)
        return Outcome("done")

    busy = job_of(hold, "test.busy", lane="disk")
    busy_id = ask(runtime, busy)
    start_engine(busy)
    wait_until(lambda: look(runtime, busy_id).state == "running")
    other = make_other(runtime)
    reasons: list[str] = []

    outcome = by_hand(
        other,
        job_of(lambda context: Outcome("done"), "test.late", lane="disk"),
        waiting=reasons.append,
        stopping=lambda: len(reasons) > 1,
    )

    go_on.set()
    other.close()
    assert (outcome.kind, outcome.detail) == ("interrupted", "The run stays in the queue for the server.")
    assert set(reasons) == {"another job of the lane disk runs"}
    assert ended(runtime, busy_id).outcome == "done"


def make_other(runtime: Runtime) -> Runtime:
    """A second process' runtime on the same installation."""
    return Runtime(runtime.settings, data_dir=runtime.data_dir, clock=runtime.clock)


def test_jobs_of_one_lane_run_one_after_the_other(runtime: Runtime, start_engine: StartEngine) -> None:
    inside, most, lock = 0, 0, threading.Lock()

    def work(context: Context) -> Outcome:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.05)
        with lock:
            inside -= 1
        return Outcome("done")

    jobs = [job_of(work, f"test.job{number}", lane="library") for number in range(4)]
    run_ids = [ask(runtime, job) for job in jobs]
    start_engine(*jobs)

    assert [ended(runtime, run_id).outcome for run_id in run_ids] == ["done"] * 4
    assert most == 1


def test_a_stopping_engine_lets_a_run_finish_its_step(runtime: Runtime) -> None:
    began = threading.Event()

    def work(context: Context) -> Outcome:
        began.set()
        wait_until(context.stopping)
        return Outcome("partial", left="the rest")

    job = job_of(work)
    run_id = ask(runtime, job)
    engine = Engine(runtime, {job.id: job})
    engine.start()
    began.wait(10)

    assert engine.stop(10) is True
    assert (look(runtime, run_id).outcome, look(runtime, run_id).left) == ("partial", "the rest")


def _die_in_a_run(database_url: str, data_dir: str, started: Any) -> None:
    from pathlib import Path

    from pydantic import SecretStr

    from mamcrawler.foundation.settings import Settings

    runtime = Runtime(Settings(database_url=SecretStr(database_url)), data_dir=Path(data_dir))

    def work(context: Context) -> Outcome:
        started.set()
        time.sleep(60)
        return Outcome("done")

    job = job_of(work)
    ask(runtime, job)
    engine = Engine(runtime, {job.id: job})
    engine.start()
    time.sleep(60)


def test_the_run_of_a_killed_process_is_interrupted_at_the_next_start(
    database_url: str, make_runtime: MakeRuntime
) -> None:
    runtime = make_runtime()
    spawn = multiprocessing.get_context("spawn")
    started = spawn.Event()
    process = spawn.Process(target=_die_in_a_run, args=(database_url, str(runtime.data_dir), started))
    process.start()
    assert started.wait(60)
    process.kill()
    process.join()

    engine = Engine(runtime, {})
    engine.start()
    engine.stop(5)

    with runtime.db.read() as session:
        (run,) = session.scalars(queries.runs())
        lines = [line.text for line in session.scalars(select(Activity))]
    assert (run.state, run.outcome) == ("ended", "interrupted")
    assert lines == ["test.job was interrupted when its process ended."]


def test_a_living_process_keeps_its_runs(runtime: Runtime, start_engine: StartEngine) -> None:
    go_on = threading.Event()

    def hold(context: Context) -> Outcome:
        go_on.wait(10)
        return Outcome("done")

    job = job_of(hold)
    run_id = ask(runtime, job)
    start_engine(job)
    wait_until(lambda: look(runtime, run_id).state == "running")
    other = make_other(runtime)
    second = Engine(other, {})
    second.start()
    second.stop(5)
    other.close()

    assert look(runtime, run_id).state == "running"
    go_on.set()
    assert ended(runtime, run_id).outcome == "done"
