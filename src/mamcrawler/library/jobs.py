"""The clock door of the library: full and recent sync with Audiobookshelf."""

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import job
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.automation.problems import open_problem, resolve_problem
from mamcrawler.library.sync import SyncResult, read_details, sync_full, sync_recent


@job("library.sync_full", title="Read the whole library", cron="daily 01:10")
def full(ctx: Context) -> Outcome:
    """Reads every book library of Audiobookshelf and notes what is gone."""
    client = ctx.remotes.audiobookshelf
    result = sync_full(
        ctx.db,
        client,
        now=ctx.clock.now,
        guard_percent=ctx.settings.library.shrink_guard_percent,
        progress=ctx.progress,
    )
    waiting = read_details(ctx.db, client, now=ctx.clock.now)
    _tell_shrinking(ctx, result)
    return _outcome(ctx, result, waiting)


@job("library.sync_recent", title="Read what is new in the library", every="15m")
def recent(ctx: Context) -> Outcome:
    """Reads the newest and the last changed items."""
    client = ctx.remotes.audiobookshelf
    result = sync_recent(ctx.db, client, now=ctx.clock.now)
    return _outcome(ctx, result, read_details(ctx.db, client, now=ctx.clock.now))


def _outcome(ctx: Context, result: SyncResult, waiting: int) -> Outcome:
    counts = {
        "read": result.read,
        "new": len(result.stored.new),
        "changed": len(result.stored.changed),
        "moved": len(result.stored.moved),
        "absent": result.absent,
        "missing": result.missing,
        "back": result.back,
        "unreadable": result.unreadable,
        "podcast_libraries": result.podcasts,
    }
    if result.changes:
        new, changed = counts["new"], counts["changed"]
        ctx.activity(
            "library.synced", f"Library read: {new} new, {changed} changed, {result.missing} missing"
        )
    if result.partial is not None:
        return Outcome("partial", counts, detail=result.partial, left="nothing was marked as gone")
    if waiting:
        return Outcome("partial", counts, left=f"{waiting} items whose details are still to be read")
    return Outcome("done" if result.changes else "nothing_to_do", counts)


def _tell_shrinking(ctx: Context, result: SyncResult) -> None:
    with ctx.db.session() as session:
        if not result.shrunk_by:
            resolve_problem(session, "library_shrank", "library", at=ctx.clock.now())
            return
        open_problem(
            session,
            "library_shrank",
            "library",
            at=ctx.clock.now(),
            severity="warning",
            text=f"Audiobookshelf no longer lists {result.shrunk_by} of the items it had; none was marked.",
            remedy="Look whether a library folder is mounted. If the books are really gone, raise "
            "library.shrink_guard_percent for one sync.",
        )
