"""The releases of a book, each with what every rule says."""

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from mamcrawler.automation.context import Context
from mamcrawler.cli.opening import opened, ready
from mamcrawler.downloads.by_hand import LookedUp, look_up
from mamcrawler.integrations.remote import RejectedUs, RemoteFailure
from mamcrawler.selection.verdicts import Judgement

SHOWN = {"accept": "take", "review": "ask", "reject": "refuse"}


@click.command("search")
@click.argument("book")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def search_command(book: str, as_json: bool) -> None:
    """Ask the tracker for a book and show every release with its verdict. Nothing is proposed or fetched.

    BOOK is part of a title, or book:NUMBER. Answers of the last 15 minutes are used again.
    """
    with opened() as runtime:
        ready(runtime)
        try:
            found = look_up(Context(runtime, name="search"), book)
        except RejectedUs as refused:
            held = refused.reason == "session" and not refused.permanent
            hint = " Stop the server for a moment; only one process may use the session." if held else ""
            raise click.ClickException(f"The tracker cannot be asked: {refused.detail}.{hint}") from None
        except RemoteFailure as failure:
            raise click.ClickException(f"The tracker cannot be asked: {failure.detail}.") from None
    if as_json:
        click.echo(json.dumps(_as_json(found)))
        return
    console = Console(highlight=False)
    console.print(f"[bold]{found.title}[/bold] by {', '.join(found.authors)}")
    console.print(f"Asked {found.calls} time(s), rungs {', '.join(found.rungs) or 'none'}.")
    if not found.judgements:
        console.print("The tracker has no release of it.")
        return
    table = Table("id", "release", "verdict", "why", "cost", "seeders")
    for one in found.judgements:
        taken = f"{SHOWN[one.verdict]}, rank {one.rank}" if one.rank else SHOWN[one.verdict]
        why = "; ".join(f"{reason.code}: {reason.sentence}" for reason in one.reasons)
        table.add_row(
            str(one.release_id), one.title, taken, why or "every rule passes", one.cost, str(one.seeders)
        )
    console.print(table)


def _as_json(found: LookedUp) -> dict[str, Any]:
    return {
        "book_id": found.book_id,
        "title": found.title,
        "authors": list(found.authors),
        "calls": found.calls,
        "rungs": list(found.rungs),
        "releases": [_release(one) for one in found.judgements],
    }


def _release(one: Judgement) -> dict[str, Any]:
    return one.to_json() | {"code": one.code, "permanent": one.permanent}
