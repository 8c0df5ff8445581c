"""The clock door of the tracker room."""

from datetime import timedelta

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import job
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.foundation.door_budget import last_call
from mamcrawler.integrations.mam.policy import NAME
from mamcrawler.tracker.ratio import TrackerPolicy
from mamcrawler.tracker.service import read_standing, try_session

KEEP_ALIVE = timedelta(hours=24)


def policy_of(ctx: Context) -> TrackerPolicy:
    """The limits of the account in force."""
    given = ctx.settings.tracker
    return TrackerPolicy(
        ratio_warning=given.ratio_warning,
        ratio_floor=given.ratio_floor,
        ratio_recovery=given.ratio_recovery,
        ratio_after=given.ratio_after,
        unsat_reserve=given.unsat_reserve,
    )


@job("tracker.standing", title="Read our standing at the tracker", cron="hourly :07 :37", lane="tracker")
def standing(ctx: Context) -> Outcome:
    """Reads class, ratio, points, VIP and unsatisfied torrents (rule T9)."""
    read_standing(ctx.db, ctx.remotes.mam, policy=policy_of(ctx), now=ctx.clock.now)
    return Outcome("done")


@job("tracker.session_check", title="Keep the tracker session alive", cron="daily 11:20", lane="tracker")
def session_check(ctx: Context) -> Outcome:
    """Makes one small call when there was none for 24 hours, so that the session does not lapse unused."""
    mam = ctx.remotes.mam
    if mam.session_state() == "refused":
        return Outcome("skipped", detail="session_refused")
    with ctx.db.read() as session:
        last = last_call(session, NAME)
    if last is not None and ctx.clock.now() - last < KEEP_ALIVE:
        return Outcome("nothing_to_do", detail="The session was in use within the last 24 hours.")
    state = try_session(ctx.db, mam, now=ctx.clock.now)
    return Outcome(
        "done" if state == "active" else "skipped", detail="" if state == "active" else "session_refused"
    )
