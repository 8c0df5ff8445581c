"""The scheduler over HTTP: jobs, run now, pause, resume, history."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from mamcrawler.automation import queries, queue
from mamcrawler.automation.jobs import declared_jobs, find_job
from mamcrawler.automation.models import JobRun
from mamcrawler.automation.schemas import JobList, JobOut, RunOut, RunQuery
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.paging import Page, fetch, page_of
from mamcrawler.foundation.web import CallerDep, ContextDep, RowId, SessionDep, needs

router = APIRouter(prefix="/scheduler", tags=["scheduler"])
_ADMIN = [Depends(needs("admin"))]


@router.get("/jobs")
def list_jobs(session: SessionDep, runtime: ContextDep) -> JobList:
    """Every job with its next due time and its last run."""
    jobs, at = declared_jobs(), runtime.clock.now()
    states, last = queries.states(session), queries.last_runs(session, jobs)
    return JobList(
        items=[JobOut.of(job, states.get(job.id), last.get(job.id), at=at) for job in jobs.values()]
    )


@router.post("/jobs/{job_id}/run", status_code=202, dependencies=_ADMIN)
def run_job(job_id: str, session: SessionDep, runtime: ContextDep, caller: CallerDep) -> RunOut:
    """Puts a run of the job into the queue; 409 `job_running` while it runs."""
    job = find_job(declared_jobs(), job_id)
    return RunOut.of(queue.ask(session, job, by=caller.name, at=runtime.clock.now()))


@router.post("/jobs/{job_id}/pause", dependencies=_ADMIN)
def pause_job(job_id: str, session: SessionDep, runtime: ContextDep) -> JobOut:
    """Lets the job rest until it is resumed; it can still be run by hand."""
    return _set_paused(job_id, True, session, runtime)


@router.post("/jobs/{job_id}/resume", dependencies=_ADMIN)
def resume_job(job_id: str, session: SessionDep, runtime: ContextDep) -> JobOut:
    """Lets the job go on at its next due time."""
    return _set_paused(job_id, False, session, runtime)


@router.get("/runs")
def list_runs(query: Annotated[RunQuery, Query()], session: SessionDep) -> Page[RunOut]:
    """The run history, newest first."""
    rows, total = fetch(
        session,
        queries.runs(query.job_id, query.state, query.outcome),
        query,
        sorts={"id": [], "due": JobRun.due_at},
        sort=query.sort,
        tie=JobRun.id,
    )
    return page_of([RunOut.of(run) for run in rows], total, query)


@router.get("/runs/{run_id}")
def read_run(run_id: RowId, session: SessionDep) -> RunOut:
    """One run with its progress."""
    run = session.get(JobRun, run_id)
    if run is None:
        raise Problem("run_not_found", f"There is no run {run_id}.")
    return RunOut.of(run)


def _set_paused(job_id: str, paused: bool, session: SessionDep, runtime: ContextDep) -> JobOut:
    job, at = find_job(declared_jobs(), job_id), runtime.clock.now()
    state = queue.set_paused(session, job, paused, at=at)
    last = queries.last_runs(session, [job.id])
    return JobOut.of(job, state, last.get(job.id), at=at)
