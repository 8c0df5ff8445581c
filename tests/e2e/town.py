"""The product beside a sandbox, in one process: its jobs run one by one on a clock moved by steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from step_clock import StepClock

from mamcrawler.automation.models import ProblemRow
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.cli.demo.main_job import JobRuns, go_round, open_day, run_job, run_main_job
from mamcrawler.downloads.models import Blocked, Download, Move, Release
from mamcrawler.foundation.runtime import Runtime, open_runtime
from mamcrawler.library.models import Book
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.qbittorrent.client import Version
from mamcrawler.sandbox.qbittorrent.launch import Kind
from mamcrawler.sandbox.run import Sandbox
from mamcrawler.sandbox.world import World
from mamcrawler.wanted.models import Wanted

START = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
# How far virtual time goes between two rounds while bytes come, and while nothing but time has to pass.
STEP, LONG_STEP = timedelta(seconds=10), timedelta(minutes=2)
# A real moment for the client, whose transfers no clock speeds up.
MOMENT = 0.05
LONGEST = timedelta(days=5)


MakeTown = Callable[..., "Town"]


@dataclass(frozen=True)
class Told:
    """A download as a test looks at it: the release, where it stands and why."""

    release: int | None
    state: str
    reason: str | None


class Town:
    """A context manager around the sandbox and the product connected with it."""

    def __init__(
        self,
        folder: Path,
        database_url: str,
        world: World,
        *faults: str,
        client: Kind = "auto",
        client_version: Version = "4.5.2",
        **settings: str,
    ) -> None:
        self.clock = StepClock(START)
        self.faults = Faults(*faults)
        self.sandbox = Sandbox(
            folder / "sandbox",
            faults=self.faults,
            client=client,
            client_version=client_version,
            now=self.clock.now,
            world=world,
        )
        self.folder = folder
        self.runs = JobRuns()
        self._given = {
            "MAMCRAWLER_DATA_DIR": str(folder / "data"),
            "MAMCRAWLER_DATABASE_URL": database_url,
            "MAMCRAWLER_DOWNLOADS__MODE": "auto",
            **settings,
        }
        self._ending = ExitStack()

    def __enter__(self) -> Town:
        with ExitStack() as ending:
            ending.enter_context(self.sandbox)
            self.runtime = self._connect()
            ending.callback(lambda: self.runtime.close())
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def _connect(self) -> Runtime:
        return open_runtime(self.sandbox.environment() | self._given, clock=self.clock)

    def reconnect(self, **settings: str) -> None:
        """Ends the product and starts it again with other settings, as a person changes them."""
        self.runtime.close()
        self._given |= settings
        self.runtime = self._connect()

    # What happens.

    def open_day(self) -> None:
        """Reads library, catalogue and standing, and decides what is wanted."""
        open_day(
            self.runtime,
            self.runs,
            say=lambda text: None,
            watch=lambda: None,
            pause=lambda: self.clock.advance(60),
        )
        self._must_not_crash()

    def whole_job(self, after_opening: Callable[[], None] = lambda: None) -> JobRuns:
        """The main job from the first look at the library until nothing is left to do."""
        runs = run_main_job(
            self.runtime,
            say=lambda text: None,
            watch=lambda: None,
            after_opening=after_opening,
            pause=self.pass_time,
        )
        self.runs.last |= runs.last
        self._must_not_crash()
        return runs

    def run(self, job_id: str) -> Outcome:
        """One run of a job through the job runner."""
        return run_job(self.runtime, job_id, self.runs, lambda: None)

    def go_round(self, step: timedelta | None = None) -> None:
        """One round of all jobs that move downloads; then time goes on."""
        go_round(self.runtime, self.runs, watch=lambda: None)
        self._must_not_crash()
        self.pass_time(step)

    def pass_time(self, step: timedelta | None = None) -> None:
        """Lets time go on: a little while bytes come, else as long as nothing but time has to pass."""
        time.sleep(MOMENT)
        busy = any(one.state in ("downloading", "completed") for one in self.downloads())
        self.clock.advance((step or (STEP if busy else LONG_STEP)).total_seconds())

    def until(self, there: Callable[[], bool], step: timedelta | None = None) -> None:
        """Rounds until `there` holds. Fails with what stands in the rows when days have passed without it."""
        give_up = self.clock.now() + LONGEST
        while not there():
            assert self.clock.now() < give_up, f"it never came to that: {self.downloads()}, {self.wanted()}"
            self.go_round(step)

    def until_imported(self, *books: str) -> None:
        """Rounds until these books of the world are in the library."""
        self.until(lambda: {self.wanted().get(book) for book in books} == {"satisfied"})

    def _must_not_crash(self) -> None:
        """A job may fail for what a remote does, never with an exception nobody expected."""
        for job_id, outcome in self.runs.last.items():
            assert not (outcome.problem or "")[:1].isupper(), f"{job_id}: {outcome.detail}"

    # What can be seen.

    def downloads(self) -> list[Told]:
        """Every download, oldest first."""
        query = select(Release.tracker_id, Download.state, Download.reason).select_from(Download)
        query = query.outerjoin(Release, Release.id == Download.release_id).order_by(Download.id)
        with self.runtime.db.read() as session:
            return [Told(*row) for row in session.execute(query)]

    def only_download(self) -> Told:
        """The download, of which there must be one."""
        (one,) = self.downloads()
        return one

    def rows(self, model: type[Any]) -> list[Any]:
        """Every row of a table, oldest first."""
        with self.runtime.db.read() as session:
            return list(session.scalars(select(model).order_by(model.id)))

    def moves(self, release: int | None = None) -> list[str]:
        """The states a download went through, of the given release or of all."""
        query = select(Move.to_state).join(Download, Download.id == Move.download_id)
        if release is not None:
            query = query.join(Release, Release.id == Download.release_id).where(
                Release.tracker_id == release
            )
        with self.runtime.db.read() as session:
            return list(session.scalars(query.order_by(Move.id)))

    def wanted(self) -> dict[str, str]:
        """State of each wanted row by the key of its book in the world."""
        # Two books may share a title; the one in a series comes first.
        keys = {book.title: book.key for book in reversed(self.sandbox.world.books)}
        query = select(Book.title, Wanted.state).join(Wanted, Wanted.book_id == Book.id)
        with self.runtime.db.read() as session:
            return {keys.get(title, title): state for title, state in session.execute(query)}

    def problems(self) -> list[tuple[str, bool]]:
        """Every problem that was told, with whether it is still open."""
        return [(row.code, row.resolved_at is None) for row in self.rows(ProblemRow)]

    def blocked(self) -> list[tuple[int | None, str]]:
        """The releases on the blocklist with the reason."""
        return [(row.tracker_id, row.reason) for row in self.rows(Blocked)]

    def calls(self, path: str = "") -> list[int]:
        """The statuses of the tracker's answers so far, to calls of this path."""
        return [seen.status for seen in self.sandbox.mam.seen if seen.path.startswith(path)]
