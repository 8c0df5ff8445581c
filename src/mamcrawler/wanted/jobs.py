"""The clock door of wanted: completion of series and authors, numbers, the plan."""

from dataclasses import replace

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import job
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.integrations.hardcover.client import HardcoverClient
from mamcrawler.wanted.authors import complete_authors
from mamcrawler.wanted.complete import Completed, complete_series, settle_all
from mamcrawler.wanted.plan_rows import read_plan, store_ranks
from mamcrawler.wanted.settle import WantedPolicy


@job("wanted.completion_weekly", title="Find gaps of monitored series", cron="Mon 02:10")
def weekly(ctx: Context) -> Outcome:
    """Refreshes what is monitored, series and authors, and wants what is missing."""
    outcome = _complete(ctx, monitored_only=True)
    hardcover = _hardcover(ctx)
    if hardcover is None or outcome.kind == "partial":
        return outcome
    result = complete_authors(
        ctx.db,
        hardcover,
        policy=policy_of(ctx),
        now=ctx.clock.now,
        progress=ctx.progress,
        monitored_only=True,
        stopping=ctx.stopping,
    )
    second = _outcome(ctx, result)
    counts = {name: outcome.counts.get(name, 0) + count for name, count in second.counts.items()}
    quiet = second.kind == outcome.kind == "nothing_to_do"
    return replace(second, counts=counts, kind=second.kind if quiet or not second.good else "done")


@job("wanted.series_completion", title="Find gaps of all series", cron="2nd of month 04:10")
def monthly(ctx: Context) -> Outcome:
    """Refreshes the catalogues of all series, 200 calls a run."""
    return _complete(ctx, monitored_only=False)


@job(
    "wanted.author_completion",
    title="Find what is missing of authors",
    cron="3rd of month 04:10",
    lane="tracker",
)
def authors(ctx: Context) -> Outcome:
    """Refreshes the works of favourite and monitored authors, 200 calls a run."""
    result = complete_authors(
        ctx.db,
        ctx.remotes.hardcover,
        policy=policy_of(ctx),
        now=ctx.clock.now,
        progress=ctx.progress,
        stopping=ctx.stopping,
    )
    return _outcome(ctx, result)


@job("library.recount", title="Count series and authors anew", cron="daily 01:50")
def recount(ctx: Context) -> Outcome:
    """Settles gaps and numbers from what is stored, without asking anybody."""
    result = Completed()
    settle_all(ctx.db, result, policy=policy_of(ctx), now=ctx.clock.now, progress=ctx.progress)
    return _outcome(ctx, result)


@job("wanted.plan", title="Order the plan", cron="daily 02:45")
def plan(ctx: Context) -> Outcome:
    """Ranks the series by what they lack and writes the ranks on the wanted rows."""
    with ctx.db.session() as session:
        plan = read_plan(session)
        changed = store_ranks(session, plan.ranks())
    counts = {"series": len(plan.series), "missing": plan.missing, "percent": plan.percent, "ranked": changed}
    return Outcome("done" if changed else "nothing_to_do", counts)


def policy_of(ctx: Context) -> WantedPolicy:
    """The user's wishes as the settings hold them."""
    settings = ctx.settings.wanted
    return WantedPolicy(
        language=settings.language,
        include_extras=settings.include_extras,
        series_min_owned=settings.series_min_owned,
        author_min_owned=settings.author_min_owned,
    )


def _complete(ctx: Context, *, monitored_only: bool) -> Outcome:
    result = complete_series(
        ctx.db,
        _hardcover(ctx),
        policy=policy_of(ctx),
        now=ctx.clock.now,
        progress=ctx.progress,
        monitored_only=monitored_only,
        stopping=ctx.stopping,
    )
    return _outcome(ctx, result)


def _hardcover(ctx: Context) -> HardcoverClient | None:
    try:
        return ctx.remotes.hardcover
    except NotConfigured:
        return None


def _outcome(ctx: Context, result: Completed) -> Outcome:
    counts = {
        "catalogue_calls": result.asked,
        "gaps": result.settled.gaps,
        "new": result.settled.new,
        "closed": result.settled.closed,
        "wanted": result.settled.wanted,
        "satisfied": result.satisfied,
        "unknown": result.unknown,
        "errors": result.errors,
        "catalogue_shrank": result.shrank,
    }
    if result.settled.wanted:
        ctx.activity("wanted.found", f"{result.settled.wanted} books of monitored series are wanted now")
    if result.left:
        return Outcome(
            "partial", counts, detail=result.stopped or "", left=f"{result.left} catalogues to refresh"
        )
    changed = result.settled.changes or result.satisfied or result.asked
    return Outcome("done" if changed else "nothing_to_do", counts)
