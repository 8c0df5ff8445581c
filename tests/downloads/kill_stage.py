"""One case on its database: processes die and are started again, and time goes by between them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from kill_processes import Doom, Forks, Process
from kill_rows import put_rows
from kill_scenery import Scene, Scenery
from kill_story import settings_of
from sqlalchemy import func, select

from mamcrawler.accounts.keys import create_key
from mamcrawler.app.factory import create_app
from mamcrawler.automation import queue
from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.models import JobRun
from mamcrawler.downloads.models import Download, Move
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.runtime import Runtime, open_runtime
from mamcrawler.wanted.models import Wanted

# Of all downloads and of all wishes, oldest first.
States = tuple[tuple[str, ...], tuple[str, ...]]
SPEED = 150.0
PATIENCE = 60.0
# So long no job ran before a worker starts: each is due then, and not too late to be made up for.
_IDLE = timedelta(minutes=10)


class Stage:
    """A scene set up on an empty database, for processes to work in."""

    def __init__(
        self,
        forks: Forks,
        scenery: Scenery,
        scene: Scene,
        url: str,
        folder: Path,
        settings: Mapping[str, str],
    ) -> None:
        self.scenery = scenery
        self._forks, self._log = forks, folder / "process.log"
        self.at = scene.at
        self.db = Database(url)
        self._settings = settings_of(scenery, url, folder) | dict(settings)
        put_rows(self.db, scene.rows)
        scenery.begin(scene)
        self._go_on_from(timedelta(0))

    def close(self) -> None:
        """Gives the connections back."""
        self.db.close()

    def dies(
        self,
        doom: Doom,
        job: str,
        *,
        later: timedelta = timedelta(0),
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """A worker starts `later`, does only this job, and must kill itself at `doom`."""
        ran = self._work(doom, (job,), later, settings or {})
        try:
            assert ran.wait(PATIENCE) == -9, f"the worker did not come to {doom}: {self.histories()}"
        finally:
            self._end(ran)

    def goes_on(self, until: States, jobs: Sequence[str], *, later: timedelta) -> None:
        """A worker starts again and works until downloads and wishes are in these states and each job ran."""
        ran = self._work(None, jobs, later, {})
        begun = self.at
        try:
            self._wait(ran, lambda: self.states() == until and self._ran_since(begun) >= set(jobs))
        finally:
            self._end(ran)

    def runs(self, *jobs: str) -> None:
        """Runs jobs to their end in this process."""
        with self._runtime() as runtime:
            for job in jobs:
                declared_jobs()[job].run(Context(runtime, name=job, run_id=0))

    def request_dies(self, doom: Doom, path: str, body: Any) -> None:
        """A server is asked by a person and must kill itself at `doom`."""
        with self.db.session() as session:
            _, self._key = create_key(session, "anna", "admin", at=self.at)
        asked = {"path": path, "body": body, "key": self._key}
        ran = self._forks.start_request(self._environment(), doom, self._log, asked)
        try:
            assert ran.wait(PATIENCE) == -9, f"the request did not come to {doom}"
        finally:
            self._end(ran)

    def request(self, path: str, body: Any) -> int:
        """The status of the answer that a server started anew gives the same person."""
        with self._runtime() as runtime:
            client = TestClient(create_app(runtime), base_url="http://localhost/api/v1")
            return client.post(path, json=body, headers={"X-Api-Key": self._key}).status_code

    def states(self) -> States:
        """The states of all downloads and of all wishes, oldest first."""
        with self.db.read() as session:
            return (
                tuple(session.scalars(select(Download.state).order_by(Download.id))),
                tuple(session.scalars(select(Wanted.state).order_by(Wanted.id))),
            )

    def histories(self) -> dict[int, list[tuple[str, str]]]:
        """The moves of each download in their order."""
        with self.db.read() as session:
            found: dict[int, list[tuple[str, str]]] = {
                row: [] for row in session.scalars(select(Download.id).order_by(Download.id))
            }
            for move in session.scalars(select(Move).order_by(Move.id)):
                found[move.download_id].append((move.from_state or "-", move.to_state))
        return found

    def _work(
        self,
        doom: Doom | None,
        jobs: Sequence[str],
        later: timedelta,
        settings: Mapping[str, str],
    ) -> Process:
        self._go_on_from(later)
        with self.db.session() as session:
            for job in declared_jobs().values():
                queue.set_paused(session, job, True, at=self.at)
                if job.id in jobs:
                    queue.set_paused(session, job, False, at=self.at - _IDLE)
        return self._forks.start_worker({**self._environment(), **settings}, doom, self._log)

    def _wait(self, ran: Process, there: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE
        while not there():
            assert ran.wait(0.05) is None, "the worker ended by itself"
            assert time.monotonic() < give_up, f"it does not come to it: {self.states()} {self.histories()}"

    def _end(self, ran: Process) -> None:
        ran.kill()
        self.at = self._clock.now()

    def _ran_since(self, begun: datetime) -> set[str]:
        with self.db.read() as session:
            query = select(JobRun.job_id).where(JobRun.state == "ended", JobRun.started_at >= begun)
            return set(session.scalars(query.group_by(JobRun.job_id).having(func.count() > 0)))

    def _go_on_from(self, later: timedelta) -> None:
        self.at += later
        self._clock = self.scenery.clock = running_from(self.at)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self._settings,
            "MAMCRAWLER_CLOCK_SPEED": str(SPEED),
            "MAMCRAWLER_CLOCK_EPOCH": self._clock.epoch.isoformat(),
        }

    @contextmanager
    def _runtime(self) -> Iterator[Runtime]:
        runtime = open_runtime(self._environment())
        try:
            yield runtime
        finally:
            runtime.close()


def running_from(moment: datetime) -> Clock:
    """A fast clock that shows `moment` now."""
    real = datetime.now(UTC)
    return Clock(SPEED, real + (real - moment) / (SPEED - 1))
