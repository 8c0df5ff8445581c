"""Jobs run when they are due and do not fail again and again."""

from collections.abc import Mapping

from sqlalchemy import select

from mamcrawler.automation.jobs import Job, declared_jobs
from mamcrawler.automation.models import JobRun
from mamcrawler.automation.queries import failures_in_a_row, last_runs
from mamcrawler.health.findings import Finding, Look

_FAILURES = 3
_INTERVALS_LATE = 3


def find(look: Look) -> list[Finding]:
    """Jobs that failed three times running, and runs that waited three times their interval."""
    jobs = declared_jobs()
    return _failing(look, jobs) + _overdue(look, jobs)


def _failing(look: Look, jobs: Mapping[str, Job]) -> list[Finding]:
    suspects = [run for run in last_runs(look.session, jobs).values() if run.outcome in (None, "failed")]
    return [
        Finding(
            "job_failing",
            "warning",
            f"{jobs[run.job_id].title} ({run.job_id}) failed {_FAILURES} times running"
            f"{': ' + run.detail if run.detail else ''}.",
            f"See what it says with `mamcrawler run-job {run.job_id}`.",
            subject=run.job_id,
        )
        for run in suspects
        if failures_in_a_row(look.session, run.job_id, _FAILURES) >= _FAILURES
    ]


def _overdue(look: Look, jobs: Mapping[str, Job]) -> list[Finding]:
    waiting = look.session.scalars(select(JobRun).where(JobRun.state == "queued", JobRun.due_at < look.at))
    found = []
    for run in waiting:
        job = jobs.get(run.job_id)
        if job is None:
            continue
        interval = job.schedule.next_after(run.due_at) - run.due_at
        if look.at - run.due_at > max(interval * _INTERVALS_LATE, look.clock.span(0, at_least=60)):
            found.append(
                Finding(
                    "job_overdue",
                    "warning",
                    f"{job.title} ({job.id}) has waited since {run.due_at:%Y-%m-%d %H:%M} UTC.",
                    "See what holds its lane with `mamcrawler jobs`, and whether a worker runs.",
                    subject=job.id,
                )
            )
    return found
