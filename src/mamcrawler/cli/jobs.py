"""The list of jobs."""

from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from mamcrawler.automation import queries
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.models import JobRun
from mamcrawler.cli.opening import opened, ready

_COLOURS = {"done": "green", "nothing_to_do": "green", "failed": "red", "interrupted": "red"}


@click.command("jobs")
def jobs_command() -> None:
    """List the jobs with their schedules, their next run and how the last one ended. Times are UTC."""
    with opened() as runtime:
        ready(runtime)
        jobs, at = declared_jobs(), runtime.clock.now()
        with runtime.db.read() as session:
            states, last = queries.states(session), queries.last_runs(session, jobs)
        table = Table("job", "what it does", "schedule", "lane", "next run", "last run")
        for job in jobs.values():
            state = states.get(job.id)
            paused = state.paused if state else not job.enabled
            following = "paused" if paused else _moment(job.schedule.next_after(at), at)
            table.add_row(
                job.id, job.title, job.schedule.text, job.lane or "–", following, _end(last.get(job.id), at)
            )
        Console().print(table)


def _end(run: JobRun | None, at: datetime) -> str:
    if run is None:
        return "never"
    if run.outcome is None:
        return run.state
    colour = _COLOURS.get(run.outcome, "yellow")
    return f"[{colour}]{run.outcome.replace('_', ' ')}[/] {_moment(run.ended_at or run.due_at, at)}"


def _moment(moment: datetime, at: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == at.date() else f"{moment:%a %d %b %H:%M}"
