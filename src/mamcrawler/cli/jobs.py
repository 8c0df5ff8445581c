"""The list of jobs."""

from datetime import datetime

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table

from mamcrawler.automation import queries
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.models import JobRun
from mamcrawler.cli.opening import opened, ready

# From this many columns on there is room for what a job does.
WIDE = 120
_COLOURS = {"done": "green", "nothing_to_do": "green", "failed": "red", "interrupted": "red"}


@click.command("jobs")
def jobs_command() -> None:
    """List the jobs with their schedules, their next run and how the last one ended. Times are UTC."""
    with opened() as runtime:
        ready(runtime)
        jobs, at = declared_jobs(), runtime.clock.now()
        with runtime.db.read() as session:
            states, last = queries.states(session), queries.last_runs(session, jobs)
        console = Console()
        wide = console.width >= WIDE
        more = ("lane", "what it does") if wide else ()
        table = Table(Column("job", no_wrap=True), "schedule", "next run", "last run", *more, box=SIMPLE_HEAD)
        for job in jobs.values():
            state = states.get(job.id)
            paused = state.paused if state else not job.enabled
            following = "paused" if paused else _moment(job.schedule.next_after(at), at)
            row = [job.id, job.schedule.text, following, _end(last.get(job.id), at)]
            table.add_row(*row, *((job.lane or "–", job.title) if wide else ()))
        console.print(table)


def _end(run: JobRun | None, at: datetime) -> str:
    if run is None:
        return "never"
    if run.outcome is None:
        return run.state
    colour = _COLOURS.get(run.outcome, "yellow")
    return f"[{colour}]{run.outcome.replace('_', ' ')}[/] {_moment(run.ended_at or run.due_at, at)}"


def _moment(moment: datetime, at: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == at.date() else f"{moment:%a %d %b %H:%M}"
