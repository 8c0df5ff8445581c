"""The ranked plan."""

import json
from collections.abc import Sequence

import click
from rich.console import Console
from rich.table import Table

from mamcrawler.cli.opening import opened, ready
from mamcrawler.wanted import queries
from mamcrawler.wanted.models import Wanted
from mamcrawler.wanted.plan import Plan
from mamcrawler.wanted.plan_rows import read_plan
from mamcrawler.wanted.schemas import PlanOut, WantedOut
from mamcrawler.wanted.states import LIVE

NEXT = 20


@click.command("plan")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the plan and the next wishes.")
def plan_command(as_json: bool) -> None:
    """Show what the library lacks, series by series, in the order it is got, and what is searched next.

    The plan comes from the last `library.sync_full` and `wanted.series_completion`; run these with
    `mamcrawler run-job` when it looks old.
    """
    with opened() as runtime:
        ready(runtime)
        with runtime.db.read() as session:
            plan = read_plan(session)
            chosen = queries.wishes(states=LIVE).order_by(*queries.IN_TURN, Wanted.id).limit(NEXT)
            wishes = [WantedOut.of(row) for row in session.scalars(chosen).unique()]
    if as_json:
        following = [wish.model_dump(mode="json") for wish in wishes]
        click.echo(json.dumps(PlanOut.of(plan).model_dump(mode="json") | {"next": following}))
        return
    console = Console(highlight=False)
    if not plan.series and not wishes:
        console.print("Nothing is planned: no series with a known total is in the library yet.")
        console.print("Connect Audiobookshelf and Hardcover, then: mamcrawler run-job library.sync_full")
        return
    console.print(_series_table(plan))
    console.print(
        f"{plan.owned} of {plan.total} books owned, {plan.missing} missing; complete {plan.percent} %."
    )
    console.print(_wishes_table(wishes) if wishes else "Nothing is wanted.")


def _series_table(plan: Plan) -> Table:
    table = Table("phase", "series", "owned", "missing positions", title="Plan", title_justify="left")
    for phase in plan.phases:
        for place, one in enumerate(phase.series):
            label = f"{phase.number} (then {phase.percent_after} %)" if place == 0 else ""
            table.add_row(label, one.name, f"{one.owned}/{one.total}", ", ".join(one.missing))
    return table


def _wishes_table(wishes: Sequence[WantedOut]) -> Table:
    table = Table("book", "author", "series", "why", "state", title="Next", title_justify="left")
    for wish in wishes:
        place = f"{wish.series} {wish.position or ''}".strip() if wish.series else "–"
        state = f"{wish.state.replace('_', ' ')}: {wish.sentence}".removesuffix(": ")
        table.add_row(wish.title, ", ".join(wish.authors), place, wish.reason.replace("_", " "), state)
    return table
