"""A small sandbox: one wanted book with its releases, short audio, and a worker's world around it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.downloads.models import Download
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.runtime import open_runtime
from mamcrawler.library.models import Series
from mamcrawler.library.works import ensure_book
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.run import Sandbox
from mamcrawler.sandbox.world import CatalogueBook, Release, World
from mamcrawler.sandbox.world_build import build_world
from mamcrawler.wanted.service import want

CHOSEN, SPARE = 910051, 910052
BUNDLE = 910111
BOOK = "saltglass-5"
BUNDLED = ("barsoom-3", "barsoom-4", "barsoom-5")
SECONDS = 120.0
MINUTES = 2


def small_world(*releases: int) -> World:
    """The world with those releases only, three books on the shelf, and short readings of the one book."""
    whole = build_world()
    return replace(
        whole,
        books=tuple(_short_book(book) if book.key == BOOK else book for book in whole.books),
        items=tuple(item for item in whole.items if item.present)[:3],
        releases=tuple(
            _short_release(release) if release.id in (CHOSEN, SPARE) else release
            for release in whole.releases
            if release.id in releases
        ),
    )


def _short_book(book: CatalogueBook) -> CatalogueBook:
    return replace(book, editions=tuple(replace(edition, runtime_min=MINUTES) for edition in book.editions))


def _short_release(release: Release) -> Release:
    return replace(
        release,
        payload=tuple(replace(file, seconds=SECONDS) for file in release.payload),
        duration_sec=int(SECONDS),
    )


def wish(session: Session, world: World, key: str, *, at: datetime) -> int:
    """Wishes for a book of the world by hand; returns the id of the wanted row."""
    book = world.book_by_key[key]
    place = book.places[0]
    series = session.scalar(select(Series).where(Series.name == place.series.name))
    if series is None:
        series = Series(name=place.series.name, key=place.series.key, created_at=at)
        session.add(series)
        session.flush()
    row = ensure_book(
        session,
        title=book.title,
        authors=[person.name for person in book.authors],
        series=series,
        position=place.text,
        language="English",
        release_date=book.released,
        hardcover_id=book.hardcover_id,
        at=at,
    )
    wanted, _ = want(session, book_id=row.id, reason="asked", by="tester", at=at)
    return wanted.id


class Town:
    """The sandbox with a runtime in this process; jobs are called by name."""

    def __init__(
        self,
        folder: Path,
        *releases: int,
        database_url: str | None = None,
        speed: float = 600.0,
        faults: tuple[str, ...] = (),
        **settings: str,
    ) -> None:
        self.clock = Clock(speed, datetime.now(UTC))
        self.faults = Faults(*faults)
        self.sandbox = Sandbox(
            folder / "sandbox",
            client="simulated",
            faults=self.faults,
            now=self.clock.now,
            world=small_world(*releases),
        )
        self.folder = folder
        self._given = {
            "MAMCRAWLER_CLOCK_SPEED": str(speed),
            "MAMCRAWLER_CLOCK_EPOCH": self.clock.epoch.isoformat(),
            "MAMCRAWLER_DATA_DIR": str(folder / "data"),
            "MAMCRAWLER_DOWNLOADS__MODE": "auto",
            **settings,
        }
        if database_url is not None:
            self._given["MAMCRAWLER_DATABASE_URL"] = database_url
        self._runs = 0

    def __enter__(self) -> Town:
        self.sandbox.__enter__()
        self.runtime = open_runtime(self.environment)
        self.db = self.runtime.db
        return self

    def __exit__(self, *_: object) -> None:
        self.runtime.close()
        self.sandbox.__exit__(None, None, None)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a process that works in this town."""
        return self.sandbox.environment() | self._given

    @property
    def process_environment(self) -> Mapping[str, str]:
        """The same with what every process needs."""
        return {**os.environ, **self.environment}

    def run(self, job: str) -> Outcome:
        """Runs a job to its end in this process; raises what it raises."""
        self._runs += 1
        return declared_jobs()[job].run(Context(self.runtime, name=job, run_id=self._runs))

    def want(self, *keys: str) -> list[int]:
        """Wishes for books of the world by hand; returns the ids of the wanted rows."""
        with self.db.session() as session:
            return [wish(session, self.sandbox.world, key, at=self.clock.now()) for key in keys]

    def states(self) -> list[str]:
        """The states of all downloads, oldest first."""
        with self.db.read() as session:
            return list(session.scalars(select(Download.state).order_by(Download.id)))
