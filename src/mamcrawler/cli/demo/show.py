"""Runs the demo before an audience: progress while it works, the summary, and the open server after it."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.table import Table
from sqlalchemy import func, select

from mamcrawler.cli.demo.main_job import run_main_job
from mamcrawler.cli.demo.proof import prove
from mamcrawler.cli.demo.stage import Stage, set_stage
from mamcrawler.cli.demo.summary import Summary
from mamcrawler.downloads.models import Download, TorrentWatch
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.library.models import Book
from mamcrawler.library.titles import title_key
from mamcrawler.wanted.models import Wanted
from mamcrawler.wanted.service import want

_COLOURS = {"imported": "green", "abandoned": "red", "needs_review": "yellow", "waiting": "blue"}


def run_demo(
    *, once: bool, quiet: bool, faults: Sequence[str], client: str, port: int, directory: Path | None
) -> Summary:
    """The whole demo; returns when it is over or, without `once`, when the user ends it."""
    console = Console(stderr=quiet, highlight=False)
    started = time.monotonic()
    console.print("Setting up the sandbox: a library, a catalogue, a tracker, a torrent client …")
    with set_stage(faults=faults, client=client, port=port, directory=directory) as stage:
        made = stage.sandbox.client
        console.print(f"Torrent client: {made.name} {made.version}. Page: {stage.url}")
        console.print(f"API key of this demo: {stage.key}")
        if faults:
            console.print(f"Faults: {', '.join(faults)}")
        with _watched(stage.runtime, console) as watch:
            run_main_job(
                stage.runtime,
                say=console.print,
                watch=watch,
                after_opening=lambda: _fix_narrators(stage),
                each_round=lambda: _relieve(stage),
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


def _fix_narrators(stage: Stage) -> None:
    """Asks for the books whose listener insists on a narrator, as a user does by hand."""
    fixed = stage.sandbox.world.expected.fixed_narrators
    titles = {title_key(stage.sandbox.world.book_by_key[key].title): names for key, names in fixed.items()}
    at = stage.runtime.clock.now()
    with stage.runtime.db.session() as session:
        rows = session.execute(
            select(Wanted, Book.title_key)
            .join(Book, Book.id == Wanted.book_id)
            .where(Book.title_key.in_(titles))
        ).all()
        for row, key in rows:
            row.narrators = list(titles[key])
            want(session, book_id=row.book_id, reason="asked", by="demo", at=at, narrators=titles[key])


def _relieve(stage: Stage) -> None:
    """Makes room on the small disk once the product has run into it."""
    if stage.disk is None or not stage.disk.small:
        return
    with stage.runtime.db.read() as session:
        if session.scalar(select(func.count(Download.id)).where(Download.reason == "disk_full")):
            stage.disk.make_room()


def _imports(runtime: Runtime) -> int:
    with runtime.db.read() as session:
        return session.scalar(select(func.count(Download.id)).where(Download.state == "imported")) or 0


@contextlib.contextmanager
def _watched(runtime: Runtime, console: Console) -> Iterator[Callable[[], None]]:
    """A function that shows how the downloads stand: a live table for people, lines for anything else."""
    if not console.is_terminal:
        told: dict[int, str] = {}
        yield lambda: _tell_moves(runtime, console, told)
        return
    with Live(console=console, refresh_per_second=5) as live:
        yield lambda: live.update(_table(runtime))


def _rows(runtime: Runtime) -> list[tuple[Download, TorrentWatch | None]]:
    with runtime.db.read() as session:
        found = session.execute(
            select(Download, TorrentWatch)
            .outerjoin(TorrentWatch, TorrentWatch.download_id == Download.id)
            .order_by(Download.id)
        ).all()
    return [(download, watch) for download, watch in found]


def _table(runtime: Runtime) -> Table:
    table = Table("download", "state", "progress", "what happens", expand=True)
    for download, watch in _rows(runtime):
        colour = _COLOURS.get(download.state, "white")
        share = f"{watch.progress:.0%}" if watch else ""
        what = download.sentence or download.next_action
        table.add_row(download.title, f"[{colour}]{download.state.replace('_', ' ')}[/]", share, what)
    return table


def _tell_moves(runtime: Runtime, console: Console, told: dict[int, str]) -> None:
    for download, _ in _rows(runtime):
        if told.get(download.id) != download.state:
            told[download.id] = download.state
            tail = f" · {download.sentence}" if download.sentence else ""
            console.print(f"{download.title}: {download.state.replace('_', ' ')}{tail}")


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
