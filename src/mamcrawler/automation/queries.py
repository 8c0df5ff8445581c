"""Reads of jobs, runs, activity and problems."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from mamcrawler.automation.models import Activity, JobRun, JobState, ProblemRow


def last_runs(session: Session, job_ids: Iterable[str]) -> dict[str, JobRun]:
    """The newest run of each job that has one, whatever its state."""
    newest = select(func.max(JobRun.id)).where(JobRun.job_id.in_(list(job_ids))).group_by(JobRun.job_id)
    return {run.job_id: run for run in session.scalars(select(JobRun).where(JobRun.id.in_(newest)))}


def states(session: Session) -> dict[str, JobState]:
    """What is remembered of each job, by id."""
    return {state.job_id: state for state in session.scalars(select(JobState))}


def runs(job_id: str | None = None, state: str | None = None, outcome: str | None = None) -> Select[JobRun]:
    """Runs, as the filters allow."""
    query = select(JobRun)
    for column, value in ((JobRun.job_id, job_id), (JobRun.state, state), (JobRun.outcome, outcome)):
        if value is not None:
            query = query.where(column == value)
    return query


def activity(since_id: int | None = None, kind: str | None = None) -> Select[Activity]:
    """Lines of the feed after `since_id`."""
    query = select(Activity)
    if since_id is not None:
        query = query.where(Activity.id > since_id)
    return query if kind is None else query.where(Activity.kind == kind)


def problems(*, open_only: bool = True) -> Select[ProblemRow]:
    """Problems; those that are over only when asked for."""
    query = select(ProblemRow)
    return query.where(ProblemRow.resolved_at.is_(None)) if open_only else query


def failures_in_a_row(session: Session, job_id: str, look_at: int) -> int:
    """How many of the last `look_at` ended runs failed without another outcome between."""
    ended = select(JobRun.outcome).where(JobRun.job_id == job_id, JobRun.state == "ended")
    count = 0
    for outcome in session.scalars(ended.order_by(JobRun.id.desc()).limit(look_at)):
        if outcome != "failed":
            break
        count += 1
    return count
