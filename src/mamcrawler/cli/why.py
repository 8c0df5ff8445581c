"""Why a book or a download is where it is."""

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from mamcrawler.cli.opening import opened, ready
from mamcrawler.downloads.schemas import DownloadWhole, VerdictOut
from mamcrawler.downloads.why import Answer, why_book, why_download


@click.command("why")
@click.argument("download_or_book")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def why_command(download_or_book: str, as_json: bool) -> None:
    """Say why a book or a download is where it is, from the reasons that were stored.

    DOWNLOAD_OR_BOOK is the number of a download, part of a title, or book:NUMBER.
    """
    with opened() as runtime:
        ready(runtime)
        with runtime.db.read() as session:
            if download_or_book.isdigit():
                answer = why_download(session, int(download_or_book))
            else:
                answer = why_book(session, download_or_book)
            if as_json:
                click.echo(json.dumps(_as_json(answer)))
            else:
                _print(answer)


def _as_json(answer: Answer) -> dict[str, Any]:
    wanted = answer.wanted
    return {
        "title": answer.title,
        "book_id": answer.book.id if answer.book else None,
        "wanted": None
        if wanted is None
        else {"id": wanted.id, "state": wanted.state, "why": wanted.sentence},
        "downloads": [DownloadWhole.of(row).model_dump(mode="json") for row in answer.downloads],
        "verdicts": [VerdictOut.of(row).model_dump(mode="json") for row in answer.verdicts],
    }


def _print(answer: Answer) -> None:
    console = Console(highlight=False)
    console.print(f"[bold]{answer.title}[/bold]")
    if answer.wanted is None:
        owned = answer.book is not None and answer.book.owned
        console.print("It is in the library." if owned else "Nobody wants it: no wish names it.")
    else:
        wanted = answer.wanted
        console.print(f"Wanted since {wanted.created_at:%Y-%m-%d}, {_words(wanted.state)}: {wanted.sentence}")
        if wanted.next_search_at is not None and wanted.state in ("wanted", "not_found"):
            console.print(f"Next search: {wanted.next_search_at:%Y-%m-%d %H:%M} UTC")
    for row in answer.downloads:
        console.print(f"\nDownload {row.id}, {row.title}: {_words(row.state)}. {row.sentence}")
        table = Table("when (UTC)", "from", "to", "by", "why")
        for move in row.moves:
            why = " ".join(filter(None, (move.reason, move.sentence)))
            table.add_row(
                f"{move.at:%m-%d %H:%M:%S}", _words(move.from_state), _words(move.to_state), move.by, why
            )
        console.print(table)
        for check in row.checks:
            if check.result != "passed":
                console.print(f"  check {check.name}: {check.result}. {check.sentence}")
    if answer.verdicts:
        console.print(verdict_table([VerdictOut.of(row) for row in answer.verdicts]))


def verdict_table(verdicts: list[VerdictOut]) -> Table:
    """The releases judged, each with what decided."""
    table = Table("release", "verdict", "found", "required", title="Releases", title_justify="left")
    for one in verdicts:
        taken = f"match, rank {one.rank}" if one.rank else _words(one.result)
        verdict = taken if one.code is None else f"{taken}: {one.code}"
        table.add_row(f"{one.release} ({one.tracker_id})", verdict, one.found or "", one.required or "")
    return table


def _words(state: str | None) -> str:
    return (state or "–").replace("_", " ")
