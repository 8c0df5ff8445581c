"""Runs the demo before an audience: progress while it works, the summary, and the open server after it."""

import contextlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from sqlalchemy import func, select

from mamcrawler.cli.demo.listener import fix_narrators
from mamcrawler.cli.demo.main_job import run_main_job
from mamcrawler.cli.demo.progress import watched
from mamcrawler.cli.demo.proof import prove
from mamcrawler.cli.demo.relief import relieve
from mamcrawler.cli.demo.stage import Stage, set_stage
from mamcrawler.cli.demo.summary import Summary
from mamcrawler.downloads.models import Download
from mamcrawler.foundation.runtime import Runtime


def run_demo(
    *, once: bool, quiet: bool, faults: Sequence[str], client: str, port: int, directory: Path | None
) -> Summary:
    """The whole demo; returns when it is over or, without `once`, when the user ends it."""
    console = Console(stderr=quiet, highlight=False)
    started = time.monotonic()

    def say(text: str) -> None:
        console.print(text, markup=False, soft_wrap=not console.is_terminal)

    console.print("Setting up the sandbox: a library, a catalogue, a tracker, a torrent client …")
    with set_stage(faults=faults, client=client, port=port, directory=directory) as stage:
        made = stage.sandbox.client
        console.print(f"Torrent client: {made.name} {made.version}. Page: {stage.url}")
        console.print(f"API key of this demo: {stage.key}")
        if faults:
            console.print(f"Faults: {', '.join(faults)}")
        with watched(stage.runtime, console) as watch:
            run_main_job(
                stage.runtime,
                say=say,
                watch=watch,
                after_opening=lambda: fix_narrators(stage.runtime, stage.sandbox.world),
                each_round=lambda: relieve(stage, say),
            )
        console.print("Running the job a second time …")
        before = _imports(stage.runtime)
        again = run_main_job(stage.runtime, say=lambda text: None, watch=lambda: None)
        summary = Summary(
            proof=prove(stage.runtime, stage.sandbox),
            again=again,
            imported_again=_imports(stage.runtime) - before,
            client_name=made.name,
            client_version=made.version,
            seconds=time.monotonic() - started,
            faults=tuple(faults),
        )
        if not quiet:
            summary.show(console)
        if not once:
            _stay(stage, console)
    return summary


def _imports(runtime: Runtime) -> int:
    with runtime.db.read() as session:
        return session.scalar(select(func.count(Download.id)).where(Download.state == "imported")) or 0


def _stay(stage: Stage, console: Console) -> None:
    """Keeps the server and its jobs running until the user ends them."""
    from mamcrawler.worker.process import Worker

    worker = Worker(stage.runtime)
    worker.start()
    console.print(f"The server stays up: {stage.url} with the key {stage.key}. Ctrl-C ends it.")
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    console.print("Ending …")
    worker.stop()
