"""One run of the search job: ladders for the most urgent due rows (rules S23, S24)."""

from collections import Counter

from sqlalchemy import select

from mamcrawler.automation.context import Context
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.downloads import policies
from mamcrawler.downloads.due import CALLS_PER_RUN, ROWS_PER_RUN, crowded, due_rows
from mamcrawler.downloads.questions import FRESH_FOR_JOBS, Tracker
from mamcrawler.downloads.searching import search_wanted
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.integrations.remote import RateLimited, RemoteFailure
from mamcrawler.metadata.recordings import learn_recordings
from mamcrawler.wanted import states
from mamcrawler.wanted.models import Wanted


def run_searches(ctx: Context) -> Outcome:
    """Searches for up to ten due rows with at most 40 calls. A failing tracker ends the run as partial."""
    recover(ctx)
    with ctx.db.read() as session:
        due = due_rows(session, at=ctx.clock.now())
        rows = [(wanted.id, wanted.book_id) for wanted in due[:ROWS_PER_RUN]]
        full_shelves = crowded(session, due)
    if not rows:
        return Outcome("nothing_to_do")
    mam = ctx.remotes.mam
    if mam.session_state() == "refused":
        return Outcome("skipped", detail="session_refused")
    account = policies.known_account(ctx)
    tracker = Tracker(ctx.db, mam, ctx.clock.now, Urgency.SEARCH, FRESH_FOR_JOBS, left=CALLS_PER_RUN)
    policy = policies.selection_policy(ctx.settings)
    ended: Counter[str] = Counter()
    for number, (wanted_id, book_id) in enumerate(rows):
        if ctx.stopping() or tracker.left <= 0:
            return _partial(ended, tracker, len(due) - number)
        ctx.progress(number, len(rows), "searching the tracker")
        learn(ctx, book_id)
        try:
            state = search_wanted(
                ctx.db,
                tracker,
                wanted_id,
                account=account,
                policy=policy,
                author_first=book_id in full_shelves,
            )
        except RateLimited as failure:
            return _partial(ended, tracker, len(due) - number, failure)
        ended[state] += 1
    left = len(due) - len(rows)
    if left or ended["wanted"]:
        return _partial(ended, tracker, left + ended["wanted"])
    return Outcome("done", _counts(ended, tracker))


def recover(ctx: Context) -> None:
    """Puts rows back that a search left which died; only one runs at a time, so none of them is alive."""
    with ctx.db.session() as session:
        for wanted in session.scalars(select(Wanted).where(Wanted.state == "searching")):
            states.move(wanted, "wanted", at=ctx.clock.now(), sentence="Its search was interrupted.")


def learn(ctx: Context, book_id: int) -> None:
    """Sees to it that the recordings of a book are known; a catalogue that fails is done without."""
    try:
        hardcover = ctx.remotes.hardcover
    except NotConfigured:
        hardcover = None
    try:
        learn_recordings(
            ctx.db, book_id, hardcover=hardcover, audnexus=ctx.remotes.audnexus, now=ctx.clock.now
        )
    except RemoteFailure as failure:
        ctx.log.info("recordings not known", book=book_id, detail=failure.detail)


def _partial(
    ended: Counter[str], tracker: Tracker, left: int, failure: RemoteFailure | None = None
) -> Outcome:
    detail = failure.detail if failure else ""
    return Outcome("partial", _counts(ended, tracker), detail=detail, left=f"{left} wanted books are due")


def _counts(ended: Counter[str], tracker: Tracker) -> dict[str, int]:
    counts = {"calls": tracker.calls, **ended}
    return {name: count for name, count in counts.items() if count}
