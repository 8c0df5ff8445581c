"""Health, by the clock."""

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import job
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.health.findings import Look
from mamcrawler.health.service import look_after, settle


@job("health.checks", title="Check that all is well", every="5m")
def check_health(ctx: Context) -> Outcome:
    """Runs every check and opens and resolves their problems."""
    at = ctx.clock.now()
    with ctx.db.read() as session:
        found = look_after(Look(session, ctx.clock, at, ctx.runtime.data_dir))
    with ctx.db.session() as session:
        began, ended = settle(session, found, at=at)
    counts = {"problems_begun": began, "problems_over": ended}
    return Outcome("done" if began or ended else "nothing_to_do", counts)
