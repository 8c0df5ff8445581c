"""One job, now, with its progress on the screen."""

import signal
import sys
import threading
from difflib import get_close_matches
from types import FrameType

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mamcrawler.automation.by_hand import run_by_hand
from mamcrawler.automation.jobs import Job, declared_jobs
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.cli.opening import opened, ready

FAILED = 1
NOT_ALL_DONE = 3


@click.command("run-job")
@click.argument("name")
def run_job_command(name: str) -> None:
    """Run the job NAME now, in this process, and show its progress. `mamcrawler jobs` lists the names.

    The exit status is 0 when it did what there was to do, 1 when it failed, and 3 when it did only a part,
    was skipped or lacks a connection. Ctrl-C ends it after its present step.
    """
    with opened() as runtime:
        ready(runtime)
        job = _find(name)
        stop = threading.Event()
        _stop_on_interrupt(stop)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(escape(job.title), total=None)

            def watch(done: int, total: int | None, text: str) -> None:
                label = f"{job.title}: {text}" if text else job.title
                bar.update(task, completed=done, total=total, description=escape(label))

            def waiting(why: str) -> None:
                bar.update(task, description=escape(f"{job.title} waits: {why}"))

            outcome = run_by_hand(
                runtime, job, by="command line", watch=watch, stopping=stop.is_set, waiting=waiting
            )
    _report(outcome)
    sys.exit(_status(outcome))


def _find(name: str) -> Job:
    jobs = declared_jobs()
    if name in jobs:
        return jobs[name]
    near = get_close_matches(name, jobs, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else " `mamcrawler jobs` lists them."
    raise click.ClickException(f"There is no job {name}.{hint}")


def _stop_on_interrupt(stop: threading.Event) -> None:
    def on_interrupt(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    signal.signal(signal.SIGINT, on_interrupt)


def _report(outcome: Outcome) -> None:
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in outcome.counts.items())
    parts = [outcome.kind.replace("_", " "), counts, outcome.detail, outcome.left and f"left: {outcome.left}"]
    click.echo(" · ".join(part for part in parts if part))


def _status(outcome: Outcome) -> int:
    if outcome.good:
        return 0
    return FAILED if outcome.kind in ("failed", "interrupted") else NOT_ALL_DONE
