"""The clock door of downloads."""

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import job
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.downloads import deadlines as late
from mamcrawler.downloads import monitor as watching
from mamcrawler.downloads import pipeline as works
from mamcrawler.downloads import policies
from mamcrawler.downloads.adoption import adopt
from mamcrawler.downloads.new_uploads import sweep
from mamcrawler.downloads.path_check import check_paths
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.questions import FRESH_FOR_JOBS, Tracker
from mamcrawler.downloads.queue_run import run_queue
from mamcrawler.downloads.search_run import learn, run_searches
from mamcrawler.integrations.mam.turns import Urgency

NOTHING = Outcome("nothing_to_do")


@job("downloads.search", title="Search for wanted books", cron="hourly :12 :42", lane="tracker")
def search(ctx: Context) -> Outcome:
    """Climbs the ladder for up to ten wanted rows whose search is due, with at most 40 calls."""
    return run_searches(ctx)


@job("downloads.new_uploads", title="Look through the newest uploads", cron="hourly :27 :57", lane="tracker")
def new_uploads(ctx: Context) -> Outcome:
    """Judges what was uploaded since the last look against every wanted book."""
    mam = ctx.remotes.mam
    if mam.session_state() == "refused":
        return Outcome("skipped", detail="session_refused")
    tracker = Tracker(ctx.db, mam, ctx.clock.now, Urgency.SWEEP, FRESH_FOR_JOBS, left=0)
    swept = sweep(
        tracker,
        language=policies.language_number(ctx.settings),
        account=policies.known_account(ctx),
        policy=policies.selection_policy(ctx.settings),
        learn=lambda book_id: learn(ctx, book_id),
    )
    counts = {"rows": swept.rows, "new": swept.new, "judged": swept.judged, "proposed": swept.proposed}
    return Outcome("done" if swept.new else "nothing_to_do", counts)


@job("downloads.queue", title="Send approved downloads to the client", every="2m", lane="tracker")
def queue(ctx: Context) -> Outcome:
    """Takes approved releases through the gates and hands those that may go to the client."""
    return run_queue(ctx)


@job("downloads.monitor", title="Watch the torrents in the client", every="60s")
def monitor(ctx: Context) -> Outcome:
    """Looks at every torrent of ours, acts on what it sees, and adopts unknown ones of our category."""
    client, category = ctx.remotes.qbittorrent, ctx.settings.downloads.category
    in_category = client.torrents(category=category)
    with ctx.db.session() as session:
        adopted = len(adopt(session, in_category, at=ctx.clock.now()))
    seen = watching.watch_round(ctx.db, client, clock=ctx.clock, category=category)
    counts = {
        "looked": seen.looked,
        "completed": seen.completed,
        "acted": seen.acted,
        "problems": seen.problems,
        "adopted": adopted,
    }
    if seen.stale:
        return Outcome("partial", counts, left="the rest of the torrents: the snapshot became too old")
    return Outcome("done" if adopted or seen.completed or seen.acted else "nothing_to_do", counts)


@job("downloads.pipeline", title="Verify and import finished downloads", every="60s", lane="disk")
def pipeline(ctx: Context) -> Outcome:
    """Takes finished downloads through the checks into the library, one at a time."""
    given, token = policies.works(ctx), f"run {ctx.run_id}"
    recovered = works.recover(ctx.db, given, clock=ctx.clock, token=token)
    reached = works.run(
        ctx.db,
        given,
        clock=ctx.clock,
        token=token,
        stopping=ctx.stopping,
        progress=lambda text: ctx.progress(0, None, text),
    )
    counts = dict(reached) | ({"recovered": recovered} if recovered else {})
    return Outcome("done", counts) if counts else NOTHING


@job("downloads.deadlines", title="Act on deadlines that have passed", every="10m")
def deadlines(ctx: Context) -> Outcome:
    """Moves every download and wanted row that is past its deadline as the rules say."""
    moved = late.apply_deadlines(
        ctx.db,
        lambda: ctx.remotes.qbittorrent,
        library_paths=PathMap.of(ctx.settings.audiobookshelf.path_map),
        clock=ctx.clock,
    )
    with ctx.db.session() as session:
        wishes = late.settle_wanted(session, at=ctx.clock.now())
    counts = {**moved, **({"wanted": wishes} if wishes else {})}
    return Outcome("done", counts) if counts else NOTHING


@job("paths.check", title="Prove the paths between client, us and library", cron="daily 00:15", lane="disk")
def paths(ctx: Context) -> Outcome:
    """Runs the path doctor and keeps its result."""
    steps = check_paths(ctx)
    failed = next((step for step in steps if not step.passed), None)
    counts = {"passed": sum(step.passed for step in steps), "failed": int(failed is not None)}
    return Outcome("done", counts, detail=failed.sentence if failed else "")
