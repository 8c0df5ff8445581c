"""The run table as a queue: ticks, requests, claims, ends, recovery."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from mamcrawler.automation import queue
from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import Job, Lane
from mamcrawler.automation.models import JobRun, JobState
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.automation.schedules import every
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import Problem

GRACE = timedelta(minutes=15)


def make_job(job_id: str = "test.job", interval: str = "10m", lane: Lane | None = None) -> Job:
    def run(context: Context) -> Outcome:
        return Outcome("done")

    return Job(job_id, "A job of the test", every(interval), run, lane)


def tick(database: Database, job: Job, at: datetime) -> JobRun | None:
    with database.session() as session:
        return queue.tick(session, job, at=at, grace=GRACE)


def ask(database: Database, job: Job, at: datetime) -> JobRun:
    with database.session() as session:
        return queue.ask(session, job, by="a test", at=at)


def claim(database: Database, jobs: list[Job], at: datetime, worker: str = "worker") -> JobRun | None:
    with database.session() as session:
        return queue.claim(session, {job.id: job for job in jobs}, worker=worker, at=at)


def finish(database: Database, run: JobRun, at: datetime, worker: str = "worker") -> bool:
    with database.session() as session:
        return queue.finish(session, run.id, Outcome("done", {"books": 3}), worker=worker, at=at)


def all_runs(database: Database) -> list[JobRun]:
    with database.read() as session:
        return list(session.scalars(select(JobRun).order_by(JobRun.id)))


def test_a_new_job_owes_no_ticks(database: Database, clock: ManualClock) -> None:
    assert tick(database, make_job(), clock.now()) is None
    assert all_runs(database) == []


def test_a_due_tick_puts_one_run_in(database: Database, clock: ManualClock) -> None:
    job = make_job()
    tick(database, job, clock.now())
    clock.advance(10 * 60)

    run = tick(database, job, clock.now())

    assert run is not None
    assert (run.state, run.trigger, run.due_at) == ("queued", "clock", clock.now())


def test_the_same_tick_in_two_processes_puts_one_run_in(database: Database, clock: ManualClock) -> None:
    job = make_job()
    tick(database, job, clock.now())
    clock.advance(10 * 60)
    tick(database, job, clock.now())

    with database.session() as session:  # what a process that read the state earlier would do
        session.get_one(JobState, job.id).ticked_until = clock.now() - timedelta(minutes=1)
    claimed = claim(database, [job], clock.now())
    assert claimed is not None
    finish(database, claimed, clock.now())

    assert tick(database, job, clock.now()) is None
    assert len(all_runs(database)) == 1


def test_ticks_missed_for_a_quarter_of_an_hour_become_one_run(database: Database, clock: ManualClock) -> None:
    job = make_job(interval="2m")
    tick(database, job, clock.now())
    clock.advance(15 * 60)

    run = tick(database, job, clock.now())

    assert run is not None
    assert run.due_at == clock.now() - timedelta(minutes=1)
    assert len(all_runs(database)) == 1


def test_a_tick_missed_for_longer_is_recorded_and_not_run(database: Database, clock: ManualClock) -> None:
    job = make_job(interval="6h")
    tick(database, job, clock.now())
    clock.advance(6 * 3600 + 16 * 60)

    run = tick(database, job, clock.now())

    assert run is not None
    assert (run.state, run.outcome, run.detail) == ("ended", "skipped", "missed")
    assert run.due_at == clock.now() - timedelta(minutes=16)


def test_a_run_that_waits_absorbs_later_ticks(database: Database, clock: ManualClock) -> None:
    job = make_job()
    tick(database, job, clock.now())
    for _ in range(3):
        clock.advance(10 * 60)
        tick(database, job, clock.now())

    assert [run.state for run in all_runs(database)] == ["queued"]


def test_a_paused_job_is_not_due_and_does_not_catch_up(database: Database, clock: ManualClock) -> None:
    job = make_job()
    with database.session() as session:
        queue.set_paused(session, job, True, at=clock.now())
    clock.advance(10 * 60)
    assert tick(database, job, clock.now()) is None
    clock.advance(5 * 60)
    with database.session() as session:
        queue.set_paused(session, job, False, at=clock.now())

    assert tick(database, job, clock.now()) is None
    clock.advance(5 * 60)
    assert tick(database, job, clock.now()) is not None


def test_asking_twice_gives_the_run_that_waits(database: Database, clock: ManualClock) -> None:
    job = make_job()
    first = ask(database, job, clock.now())
    clock.advance(1)

    assert ask(database, job, clock.now()).id == first.id


def test_asking_for_a_running_job_is_refused(database: Database, clock: ManualClock) -> None:
    job = make_job()
    ask(database, job, clock.now())
    claim(database, [job], clock.now())

    with pytest.raises(Problem) as refused:
        ask(database, job, clock.now())

    assert (refused.value.code, refused.value.status) == ("job_running", 409)


def test_a_job_never_overlaps_itself(database: Database, clock: ManualClock) -> None:
    job = make_job()
    tick(database, job, clock.now())
    clock.advance(10 * 60)
    tick(database, job, clock.now())
    running = claim(database, [job], clock.now())
    assert running is not None
    clock.advance(10 * 60)
    tick(database, job, clock.now())

    assert claim(database, [job], clock.now()) is None
    finish(database, running, clock.now())
    assert claim(database, [job], clock.now()) is not None


def test_a_lane_runs_one_job_at_a_time_and_others_run_freely(database: Database, clock: ManualClock) -> None:
    first, second = make_job("test.one", lane="tracker"), make_job("test.two", lane="tracker")
    other, free = make_job("test.three", lane="disk"), make_job("test.four")
    jobs = [first, second, other, free]
    for job in jobs:
        ask(database, job, clock.now())
        clock.advance(1)

    claimed = [claim(database, jobs, clock.now()) for _ in range(4)]

    assert [run.job_id if run else None for run in claimed] == ["test.one", "test.three", "test.four", None]


def test_a_run_for_the_future_is_not_taken(database: Database, clock: ManualClock) -> None:
    job = make_job()
    run = ask(database, job, clock.now())

    assert claim(database, [job], run.due_at - timedelta(seconds=1)) is None


def test_a_job_this_program_does_not_know_is_left_alone(database: Database, clock: ManualClock) -> None:
    ask(database, make_job("test.unknown"), clock.now())

    assert claim(database, [make_job("test.known")], clock.now()) is None


def test_of_many_who_claim_at_once_one_wins(database: Database, clock: ManualClock) -> None:
    jobs = [make_job("test.one", lane="disk"), make_job("test.two", lane="disk")]
    for job in jobs:
        ask(database, job, clock.now())
    start = threading.Barrier(6)
    won: list[JobRun] = []

    def try_it(number: int) -> None:
        start.wait()
        run = claim(database, jobs, clock.now(), worker=f"worker {number}")
        if run is not None:
            won.append(run)

    threads = [threading.Thread(target=try_it, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_the_end_is_written_once_and_by_its_worker_alone(database: Database, clock: ManualClock) -> None:
    job = make_job()
    ask(database, job, clock.now())
    run = claim(database, [job], clock.now(), worker="mine")
    assert run is not None

    assert finish(database, run, clock.now(), worker="another") is False
    assert finish(database, run, clock.now(), worker="mine") is True
    assert finish(database, run, clock.now(), worker="mine") is False
    (ended,) = all_runs(database)
    assert (ended.state, ended.outcome, ended.counts) == ("ended", "done", {"books": 3})


def test_runs_of_a_dead_worker_are_interrupted_and_those_of_others_not(
    database: Database, clock: ManualClock
) -> None:
    first, second = make_job("test.one"), make_job("test.two")
    for job, worker in ((first, "dead"), (second, "alive")):
        ask(database, job, clock.now())
        claim(database, [job], clock.now(), worker=worker)

    with database.session() as session:
        ended = queue.recover(session, lambda run: run.worker == "dead", at=clock.now())

    assert [run.job_id for run in ended] == ["test.one"]
    assert [(run.state, run.outcome) for run in all_runs(database)] == [
        ("ended", "interrupted"),
        ("running", None),
    ]
    assert ask(database, first, clock.now()).state == "queued"


def test_what_nobody_could_take_in_time_is_missed_but_not_what_a_person_asked_for(
    database: Database, clock: ManualClock
) -> None:
    by_clock, by_hand = make_job("test.clock"), make_job("test.hand")
    tick(database, by_clock, clock.now())
    clock.advance(10 * 60)
    tick(database, by_clock, clock.now())
    ask(database, by_hand, clock.now())
    clock.advance(16 * 60)

    with database.session() as session:
        assert queue.drop_missed(session, at=clock.now(), grace=GRACE) == 1

    assert [(run.job_id, run.state) for run in all_runs(database)] == [
        ("test.clock", "ended"),
        ("test.hand", "queued"),
    ]


def test_secrets_in_the_end_of_a_run_are_hidden(database: Database, clock: ManualClock) -> None:
    job = make_job()
    ask(database, job, clock.now())
    run = claim(database, [job], clock.now())
    assert run is not None

    with database.session() as session:
        outcome = Outcome("failed", detail="GET /x?mam_id=abcdef failed")
        queue.finish(session, run.id, outcome, worker="worker", at=clock.now())

    assert all_runs(database)[0].detail == "GET /x?mam_id=[hidden] failed"
