"""The story of a download as far as a case needs it, told once in this process and then copied."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kill_rows import put_rows, take_rows
from kill_scenery import PATIENCE, Scene, Scenery
from small_town import BOOK, BUNDLED, CHOSEN, SPARE, wish

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.downloads import service
from mamcrawler.downloads.states import RETRY_AFTER
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.runtime import open_runtime
from mamcrawler.wanted.service import unwant

START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
SECRET = "a-secret-key-of-the-tests-and-of-nothing-else"
GATES_SHUT = {"MAMCRAWLER_TRACKER__UNSAT_RESERVE": "200"}


class Teller:
    """Lets things happen in one database, on a clock that stands unless it is moved."""

    def __init__(self, scenery: Scenery, url: str, folder: Path, at: datetime) -> None:
        self.scenery, self._url, self._folder = scenery, url, folder
        self.clock = scenery.clock = ManualClock(at)
        self.db = Database(url)

    def run(self, job: str, times: int = 1, **settings: str) -> None:
        """Runs a job of downloads, or another one by its whole name."""
        given = settings_of(self.scenery, self._url, self._folder) | settings
        runtime = open_runtime(given, clock=self.clock)
        try:
            for _ in range(times):
                whole = job if "." in job else f"downloads.{job}"
                declared_jobs()[whole].run(Context(runtime, name=whole, run_id=0))
        finally:
            runtime.close()

    def later(self, span: timedelta) -> None:
        """Lets time go by."""
        self.clock.advance(span.total_seconds())

    def want(self, *keys: str) -> None:
        """A person wishes for books of the world."""
        with self.db.session() as session:
            for key in keys:
                wish(session, self.scenery.sandbox.world, key, at=self.clock.now())

    def approve(self) -> None:
        """A person approves the only download."""
        with self.db.session() as session:
            service.approve(session, download_id=1, by="tester", at=self.clock.now())

    def unwant(self) -> None:
        """A person does not want the book any more."""
        with self.db.session() as session:
            unwant(session, wanted_id=1, by="tester", at=self.clock.now())

    def until_whole(self) -> None:
        """Waits until the client has every byte of its torrents."""
        self._until(lambda: all(held.complete for held in self.scenery.torrents()))

    @staticmethod
    def _until(there: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < give_up, "the story does not go on"
            time.sleep(0.05)


@dataclass(frozen=True)
class Chapter:
    """What happens after the scene `after`, or at the very beginning."""

    after: str | None
    tell: Callable[[Teller], object]


def _complete(teller: Teller) -> None:
    teller.run("monitor")
    teller.later(timedelta(seconds=10))
    teller.run("monitor")


def _send(teller: Teller) -> None:
    teller.run("queue")
    teller.until_whole()


def _look_and_wait(teller: Teller) -> None:
    teller.run("monitor")
    teller.later(timedelta(seconds=10))


def _stall(teller: Teller) -> None:
    teller.scenery.faults.switch_on("stalled")
    teller.run("queue")
    teller.run("monitor")


def _meet_stalled(teller: Teller) -> None:
    teller.scenery.faults.switch_on("stalled")
    teller.scenery.add_by_hand(CHOSEN, whole=False)


def _refuse(teller: Teller, times: int) -> None:
    # A torrent that is none is asked for twice.
    teller.scenery.faults.switch_on("torrent-is-login-page", 2 * times)
    teller.run("queue", times)


def _refuse_for_good(teller: Teller) -> None:
    for rest in RETRY_AFTER:
        teller.later(rest)
        teller.run("deadlines")
        _refuse(teller, 3)


def _break(teller: Teller) -> None:
    teller.scenery.faults.switch_on("corrupt-audio")
    _send(teller)
    _complete(teller)


def _lose(teller: Teller) -> None:
    teller.scenery.forget_torrents()
    teller.run("monitor")


def _take_folder(teller: Teller) -> None:
    """Puts something nobody knows where the book is to go."""
    book = teller.scenery.sandbox.world.book_by_key[BOOK]
    release = next(one for one in teller.scenery.sandbox.world.releases if one.id == CHOSEN)
    assert book.released is not None
    name = f"Vol {book.places[0].text} - {book.released.year} - {book.title} {{{release.narrators[0].name}}}"
    folder = teller.scenery.root / book.authors[0].name / book.places[0].series.name / name
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")


def _wait_unseen(teller: Teller) -> None:
    teller.scenery.faults.switch_on("library-down-at-scan")
    teller.run("pipeline")
    teller.later(timedelta(hours=2))
    teller.run("deadlines")


def _at_deadline(job: str, **span: float) -> Callable[[Teller], None]:
    def tell(teller: Teller) -> None:
        teller.later(timedelta(**span))
        teller.run(job)

    return tell


def _run(job: str, **settings: str) -> Callable[[Teller], None]:
    return lambda teller: teller.run(job, **settings)


def _begin(*books: str) -> Callable[[Teller], None]:
    def tell(teller: Teller) -> None:
        teller.run("library.sync_full")
        teller.want(*books)

    return tell


CHAPTERS = {
    "wished": Chapter(None, _begin(BOOK)),
    "stranger": Chapter("wished", lambda teller: teller.scenery.add_by_hand(SPARE, whole=True)),
    "stalled stranger": Chapter("wished", _meet_stalled),
    "proposed": Chapter("wished", _run("search")),
    "expired": Chapter("proposed", _at_deadline("deadlines", days=14)),
    "approved": Chapter("proposed", lambda teller: teller.approve()),
    "waiting": Chapter("proposed", _run("queue", **GATES_SHUT)),
    "unwanted approved": Chapter("approved", lambda teller: teller.unwant()),
    "unwanted waiting": Chapter("waiting", lambda teller: teller.unwant()),
    "refused twice": Chapter("proposed", lambda teller: _refuse(teller, 2)),
    "failed": Chapter("refused twice", lambda teller: _refuse(teller, 1)),
    "failed for good": Chapter("failed", _refuse_for_good),
    "stalled": Chapter("proposed", _stall),
    "downloading": Chapter("proposed", _send),
    "ignored": Chapter("downloading", lambda teller: teller.scenery.tag("mc-ignore")),
    "lost": Chapter("downloading", _lose),
    "never finished": Chapter("lost", _at_deadline("deadlines", days=14)),
    "lost for good": Chapter("lost", _at_deadline("monitor", minutes=10)),
    "seen complete": Chapter("downloading", _look_and_wait),
    "completed": Chapter("seen complete", _run("monitor")),
    "left lying twice": Chapter("completed", lambda teller: [_lapse(teller) for _ in range(2)]),
    "gone before the check": Chapter("completed", lambda teller: teller.scenery.forget_torrents()),
    "doubtful": Chapter("gone before the check", _run("pipeline")),
    "broken": Chapter("proposed", _break),
    "taken folder": Chapter("completed", _take_folder),
    "taken folder found": Chapter("taken folder", _run("pipeline")),
    "not seen": Chapter("completed", _wait_unseen),
    "bundle": Chapter(None, _begin(*BUNDLED)),
    "bundle completed": Chapter("bundle", lambda teller: _fetch(teller)),
}


def _lapse(teller: Teller) -> None:
    _at_deadline("deadlines", minutes=15)(teller)


def _fetch(teller: Teller) -> None:
    teller.run("search")
    _send(teller)
    _complete(teller)


class Story:
    """The scenes, each told when a case first begins with it."""

    def __init__(self, scenery: Scenery, empty: Path) -> None:
        self._scenery, self._empty = scenery, empty
        self._told: dict[str, Scene] = {}

    def scene(self, name: str) -> Scene:
        """How things stand at the end of the chapter `name`."""
        if name not in self._told:
            chapter = CHAPTERS[name]
            before = self.scene(chapter.after) if chapter.after else None
            self._told[name] = self._tell(chapter, before)
        return self._told[name]

    def _tell(self, chapter: Chapter, before: Scene | None) -> Scene:
        folder = self._scenery.folder / "story"
        folder.mkdir(exist_ok=True)
        for left in folder.glob("story.db*"):
            left.unlink()
        shutil.copy(self._empty, folder / "story.db")
        at = before.at if before else START
        teller = Teller(self._scenery, f"sqlite:///{folder / 'story.db'}", folder, at)
        try:
            if before is not None:
                put_rows(teller.db, before.rows)
            self._scenery.begin(before)
            chapter.tell(teller)
            return self._scenery.scene(take_rows(teller.db), teller.clock.now())
        finally:
            teller.db.close()


def settings_of(scenery: Scenery, url: str, folder: Path) -> dict[str, str]:
    """The settings of a process that works in the scenery on this database."""
    return scenery.sandbox.environment() | {
        "MAMCRAWLER_DATABASE_URL": url,
        "MAMCRAWLER_DATA_DIR": str(folder / "data"),
        "MAMCRAWLER_DOWNLOADS__MODE": "auto",
        "MAMCRAWLER_SECRET_KEY": SECRET,
    }
