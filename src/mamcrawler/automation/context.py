"""What a job gets to work with."""

import time
from collections.abc import Callable
from typing import Any

from mamcrawler.automation import activity
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.log import logger
from mamcrawler.foundation.remotes import Remotes
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.settings import Settings

ProgressSink = Callable[[int, int | None, str], None]

# Real seconds between two progress reports that are written down.
_PROGRESS_GAP = 0.5


class Context:
    """The world of one run of a job.

    `settings` are those in force when it began; `run_id` is its row in the run table; `by` is who asked for
    it: "clock", or the name of a person's key.
    """

    def __init__(
        self,
        runtime: Runtime,
        *,
        name: str = "by hand",
        run_id: int | None = None,
        by: str = "clock",
        on_progress: ProgressSink = lambda done, total, text: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.runtime = runtime
        self.settings: Settings = runtime.settings
        self.name = name
        self.run_id = run_id
        self.by = by
        self.log = logger(name)
        self._on_progress = on_progress
        self._stopping = stopping
        self._told = 0.0

    @property
    def db(self) -> Database:
        """The database."""
        return self.runtime.db

    @property
    def clock(self) -> Clock:
        """The one source of time."""
        return self.runtime.clock

    @property
    def remotes(self) -> Remotes:
        """The clients of the remotes; an unconfigured one raises NotConfigured."""
        return self.runtime.remotes

    def progress(self, done: int, total: int | None, text: str = "") -> None:
        """Says how far the run is: `done` of `total` (None: unknown). Not to be called inside a session."""
        now = time.monotonic()
        if done == total or now - self._told >= _PROGRESS_GAP:
            self._told = now
            self._on_progress(done, total, text)

    def activity(self, kind: str, text: str, subject: tuple[str, int] | None = None, **data: Any) -> None:
        """Writes one line into the activity feed, in a transaction of its own.

        `subject` is what the line is about, such as ("book", 12). Inside a session use activity.record.
        """
        with self.db.session() as session:
            activity.record(
                session,
                kind,
                text,
                self.clock.now(),
                subject_type=subject[0] if subject else None,
                subject_id=subject[1] if subject else None,
                data=data,
            )

    def stopping(self) -> bool:
        """Whether the run should end after the present step, because the process is to stop."""
        return self._stopping()
