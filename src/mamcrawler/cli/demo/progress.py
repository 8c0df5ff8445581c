"""Shows how the downloads of the demo stand: a live table for people, lines for anything else."""

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text
from sqlalchemy import select

from mamcrawler.downloads.models import Download, TorrentWatch
from mamcrawler.foundation.runtime import Runtime

_COLOURS = {"imported": "green", "abandoned": "red", "needs_review": "yellow", "waiting": "blue"}


@contextlib.contextmanager
def watched(runtime: Runtime, console: Console) -> Iterator[Callable[[], None]]:
    """A function to be called now and then while the job runs."""
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
    table = Table("Download", "State", "What happens", box=None, expand=True, header_style="dim")
    table.columns[0].ratio, table.columns[2].ratio = 2, 3
    for download, watch in _rows(runtime):
        state = download.state.replace("_", " ")
        if watch is not None and download.state == "downloading":
            state += f" {int(100 * watch.progress)} %"
        what = download.sentence or download.next_action
        colour = _COLOURS.get(download.state, "default")
        table.add_row(Text(download.title), Text(state, colour), Text(what, "dim"))
    return table


def _tell_moves(runtime: Runtime, console: Console, told: dict[int, str]) -> None:
    for download, _ in _rows(runtime):
        if told.get(download.id) != download.state:
            told[download.id] = download.state
            tail = f" · {download.sentence}" if download.sentence else ""
            text = f"{download.title}: {download.state.replace('_', ' ')}{tail}"
            console.print(Text(text), soft_wrap=True)
