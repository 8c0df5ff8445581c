"""The queue of runs: due ticks and requests go in, workers claim, runs end."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from mamcrawler.automation.jobs import Job
from mamcrawler.automation.models import JobRun, JobState
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.redaction import redact

# A tick missed for longer is not made up for (rule J1).
MISSED_AFTER = 15 * 60
# However fast time runs, a machine that is this many real seconds behind has not missed anything.
_LEAST_GRACE = 10.0
_DETAIL_LENGTH = 1000


def grace(clock: Clock) -> timedelta:
    """How long after its due time a tick is still made up for."""
    return clock.span(MISSED_AFTER, at_least=_LEAST_GRACE)


def tick(session: Session, job: Job, *, at: datetime, grace: timedelta) -> JobRun | None:
    """Puts the run in that is due by now, if there is one, and remembers the job's ticks as dealt with.

    Several ticks missed within `grace` become one run; older ones are recorded once, as `skipped: missed`.
    A job seen for the first time owes nothing. Doing it twice, or in two processes, adds nothing.
    """
    state = state_of(session, job, at=at)
    since = state.ticked_until
    if at <= since:
        return None
    due = job.schedule.last_within(max(since, at - grace), at)
    missed = None if due or state.paused else job.schedule.next_after(since)
    state.ticked_until = at
    if state.paused:
        return None
    if due is not None:
        return None if _waits(session, job) else _put_tick(session, job, due)
    if missed is not None and missed <= at:
        run = _put_tick(session, job, missed)
        if run is not None:
            _settle(run, Outcome("skipped", detail="missed"), at)
        return run
    return None


def ask(session: Session, job: Job, *, by: str, at: datetime) -> JobRun:
    """Puts in a run now because somebody asked; the one that waits already is given instead of a second.

    Raises Problem `job_running` while the job runs.
    """
    state_of(session, job, at=at)
    running = session.scalar(select(JobRun.id).where(JobRun.job_id == job.id, JobRun.state == "running"))
    if running is not None:
        raise Problem("job_running", f"{job.id} is running already.", run_id=running)
    waiting = _waits(session, job)
    if waiting is not None:
        return waiting
    run = _new(job, at, key=f"{job.id}#{secrets.token_hex(8)}", trigger="hand", by=by)
    session.add(run)
    session.flush()
    return run


def claim(
    session: Session, jobs: Mapping[str, Job], *, worker: str, at: datetime, run_id: int | None = None
) -> JobRun | None:
    """Takes the next run whose job and lane are free (or the run `run_id`, if they are), or None.

    What decides is the database: of two processes that claim the same job or lane at once, one gets nothing.
    """
    for candidate in session.scalars(_claimable(jobs, at, run_id)).all():
        try:
            with session.begin_nested():
                won = session.scalar(
                    update(JobRun)
                    .where(JobRun.id == candidate, JobRun.state == "queued")
                    .values(state="running", worker=worker, started_at=at)
                    .returning(JobRun.id)
                    .execution_options(synchronize_session=False)
                )
        except IntegrityError:
            continue
        if won is not None:
            return session.get_one(JobRun, won, populate_existing=True)
    return None


def any_claimable(session: Session, jobs: Mapping[str, Job], *, at: datetime) -> bool:
    """Whether a claim would find something; asks without taking the write lock."""
    return session.scalar(_claimable(jobs, at, None).limit(1)) is not None


def finish(session: Session, run_id: int, outcome: Outcome, *, worker: str, at: datetime) -> bool:
    """Writes the end of a run; False when it is not this worker's any more, and nothing is written."""
    run = session.scalar(
        select(JobRun).where(JobRun.id == run_id, JobRun.worker == worker, JobRun.state == "running")
    )
    if run is None:
        return False
    _settle(run, outcome, at)
    return True


def recover(session: Session, is_over: Callable[[JobRun], bool], *, at: datetime) -> list[JobRun]:
    """Ends as `interrupted` the running runs that nobody runs any more, as `is_over` judges; returns them."""
    running = session.scalars(select(JobRun).where(JobRun.state == "running").with_for_update())
    ended = [run for run in running if is_over(run)]
    for run in ended:
        _settle(run, Outcome("interrupted", detail="The process that ran it ended."), at)
    session.flush()
    return ended


def drop_missed(session: Session, *, at: datetime, grace: timedelta) -> int:
    """Ends runs of the clock that nobody could take in time as `skipped: missed`; returns how many.

    To be called when no worker lives: while one does, a run may wait for its lane as long as it must.
    """
    stale = session.scalars(
        select(JobRun).where(JobRun.state == "queued", JobRun.trigger == "clock", JobRun.due_at < at - grace)
    ).all()
    for run in stale:
        _settle(run, Outcome("skipped", detail="missed"), at)
    return len(stale)


def set_paused(session: Session, job: Job, paused: bool, *, at: datetime) -> JobState:
    """Pauses a job, or lets it go on from the next due time; what was due meanwhile is not made up for."""
    state = state_of(session, job, at=at)
    if state.paused and not paused:
        state.ticked_until = at
    state.paused = paused
    return state


def state_of(session: Session, job: Job, *, at: datetime) -> JobState:
    """What is remembered of the job; begins with this moment for a new one."""
    state = session.get(JobState, job.id)
    if state is not None:
        return state
    state = JobState(job_id=job.id, paused=not job.enabled, ticked_until=at)
    try:
        with session.begin_nested():
            session.add(state)
    except IntegrityError:
        return session.get_one(JobState, job.id)
    return state


def _waits(session: Session, job: Job) -> JobRun | None:
    return session.scalar(select(JobRun).where(JobRun.job_id == job.id, JobRun.state == "queued").limit(1))


def _put_tick(session: Session, job: Job, due: datetime) -> JobRun | None:
    run = _new(job, due, key=f"{job.id}@{due.isoformat()}", trigger="clock", by="clock")
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError:  # another process was faster
        return None
    return run


def _new(job: Job, due: datetime, *, key: str, trigger: str, by: str) -> JobRun:
    return JobRun(key=key, job_id=job.id, lane=job.lane, trigger=trigger, by=by, due_at=due)


def _claimable(jobs: Mapping[str, Job], at: datetime, run_id: int | None) -> Select[int]:
    other = aliased(JobRun)
    same: ColumnElement[bool] = or_(
        other.job_id == JobRun.job_id, and_(other.lane.is_not(None), other.lane == JobRun.lane)
    )
    query = select(JobRun.id).where(
        JobRun.state == "queued",
        JobRun.job_id.in_(list(jobs)),
        JobRun.due_at <= at,
        ~exists(select(1).where(other.state == "running", same)),
    )
    if run_id is not None:
        query = query.where(JobRun.id == run_id)
    return query.order_by(JobRun.due_at, JobRun.id).limit(20)


def _settle(run: JobRun, outcome: Outcome, at: datetime) -> None:
    run.state = "ended"
    run.outcome = outcome.kind
    run.counts = dict(outcome.counts)
    run.detail = redact(outcome.detail)[:_DETAIL_LENGTH]
    run.left = outcome.left and redact(outcome.left)[:_DETAIL_LENGTH]
    run.problem = outcome.problem
    run.ended_at = at
