"""The main job, as a user's server does it in a night: read, find, plan, search, get, verify, import."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select

from mamcrawler.automation.by_hand import run_by_hand
from mamcrawler.automation.jobs import declared_jobs, find_job
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.states import FINAL
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.tracker.models import Standing
from mamcrawler.wanted.models import Wanted

OPENING = (
    "paths.check",
    "tracker.standing",
    "library.sync_full",
    "wanted.series_completion",
    "wanted.plan",
)
CLOSING = ("library.recount", "wanted.plan")
# These only look; finding all well is a result, not a change.
LOOKING = ("paths.check", "tracker.standing")
ROUND = ("downloads.queue", "downloads.monitor", "downloads.pipeline", "downloads.deadlines")
# A row in this state waits for a person, who is not there in a demo. So does a doubtful proposal.
RESTING = "needs_review"
STANDING_AGE = timedelta(minutes=8)
# How often a job that could do only part of its work is taken up.
TRIES = 20
# Real seconds: between two looks, and without any change until the demo gives up.
PAUSE = 0.2
PATIENCE = 120.0

Watch = Callable[[], None]


@dataclass(slots=True)
class JobRuns:
    """How each job ended, over all its runs: outcome words with their counts, and the last sentence."""

    outcomes: dict[str, dict[str, int]] = field(default_factory=dict)
    last: dict[str, Outcome] = field(default_factory=dict)

    def note(self, job_id: str, outcome: Outcome) -> None:
        """Adds one run."""
        kinds = self.outcomes.setdefault(job_id, {})
        kinds[outcome.kind] = kinds.get(outcome.kind, 0) + 1
        self.last[job_id] = outcome

    @property
    def busy(self) -> list[str]:
        """The jobs that can change something and did, or failed."""
        return [
            job_id
            for job_id, kinds in self.outcomes.items()
            if job_id not in LOOKING and not set(kinds) <= {"nothing_to_do", "skipped"}
        ]

    @property
    def quiet(self) -> bool:
        """Whether no job changed anything."""
        return not self.busy


def run_main_job(
    runtime: Runtime,
    *,
    say: Callable[[str], None],
    watch: Watch,
    after_opening: Callable[[], None] = lambda: None,
    each_round: Callable[[], None] = lambda: None,
    pause: Callable[[], None] = lambda: time.sleep(PAUSE),
) -> JobRuns:
    """Runs the jobs in order and goes round the downloads until nothing moves any more.

    `pause` is made between two rounds; a clock moved by hand moves there.
    """
    runs = JobRuns()
    open_day(runtime, runs, say=say, watch=watch, pause=pause)
    after_opening()
    seen, changed_at = None, time.monotonic()
    while True:
        go_round(runtime, runs, watch=watch)
        each_round()
        watch()
        now = _picture(runtime)
        if now != seen:
            seen, changed_at = now, time.monotonic()
        if is_over(runtime):
            break
        if time.monotonic() - changed_at > PATIENCE:
            say(f"Nothing has moved for {PATIENCE:.0f} seconds; the job rests here.")
            break
        pause()
    for job_id in CLOSING:
        say(sentence(job_id, run_job(runtime, job_id, runs, watch)))
    return runs


def open_day(
    runtime: Runtime, runs: JobRuns, *, say: Callable[[str], None], watch: Watch, pause: Callable[[], None]
) -> None:
    """Reads library, catalogue and standing, and decides what is wanted.

    A job that could do only part of its work is taken up again after a pause, as the next night would.
    """
    for job_id in OPENING:
        for _ in range(TRIES):
            outcome = run_job(runtime, job_id, runs, watch)
            say(sentence(job_id, outcome))
            if outcome.kind != "partial":
                break
            pause()


def go_round(runtime: Runtime, runs: JobRuns, *, watch: Watch) -> None:
    """Every job that moves downloads on, once, as the clock would call them."""
    if _standing_is_old(runtime):
        run_job(runtime, "tracker.standing", runs, watch)
    if _due(runtime):
        run_job(runtime, "downloads.search", runs, watch)
    for job_id in ROUND:
        run_job(runtime, job_id, runs, watch)


def is_over(runtime: Runtime) -> bool:
    """Whether nothing is left to do without a person."""
    return not _due(runtime) and not _live(runtime)


def run_job(runtime: Runtime, job_id: str, runs: JobRuns, watch: Watch) -> Outcome:
    """One run of a job to its end, noted in `runs`."""

    def progress(done: int, total: int | None, text: str) -> None:
        watch()

    job = find_job(declared_jobs(), job_id)
    outcome = run_by_hand(
        runtime, job, by="demo", watch=progress, stopping=lambda: False, waiting=lambda why: None
    )
    runs.note(job_id, outcome)
    return outcome


def sentence(job_id: str, outcome: Outcome) -> str:
    """How a run ended, in one line."""
    title = find_job(declared_jobs(), job_id).title
    counts = ", ".join(
        f"{name.replace('_', ' ')} {count:,}" for name, count in outcome.counts.items() if count
    )
    parts = (outcome.kind.replace("_", " "), counts, outcome.left or outcome.detail)
    return f"{title}: {' · '.join(part for part in parts if part)}"


def _due(runtime: Runtime) -> bool:
    """Whether a wanted row is due for a search now."""
    with runtime.db.read() as session:
        due = select(func.count(Wanted.id)).where(
            Wanted.state.in_(("wanted", "searching")), Wanted.next_search_at <= runtime.clock.now()
        )
        return bool(session.scalar(due))


def _live(runtime: Runtime) -> bool:
    """Whether a download is on its way without needing a person."""
    with runtime.db.read() as session:
        live = select(func.count(Download.id)).where(
            Download.state.not_in((*FINAL, RESTING)),
            (Download.state != "proposed") | (Download.result == "match"),
        )
        return bool(session.scalar(live))


def _standing_is_old(runtime: Runtime) -> bool:
    with runtime.db.read() as session:
        read_at = session.scalar(select(func.max(Standing.read_at)))
    return read_at is None or runtime.clock.now() - read_at > STANDING_AGE


def _picture(runtime: Runtime) -> Sequence[object]:
    """What would be different if anything had moved."""
    with runtime.db.read() as session:
        rows = session.execute(select(Download.id, Download.state, Download.attempts, Download.reason))
        wishes = session.execute(select(Wanted.id, Wanted.state, Wanted.attempts))
        return [tuple(row) for row in rows] + [tuple(row) for row in wishes]
