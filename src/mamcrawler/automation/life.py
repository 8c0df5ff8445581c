"""A process that runs jobs gives signs of life, and ends the runs of those that give none any more."""

import threading
from collections.abc import Container

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from mamcrawler.automation import activity, queue, workers
from mamcrawler.automation.models import JobRun
from mamcrawler.foundation.log import logger
from mamcrawler.foundation.runtime import Runtime

_log = logger("automation")


class SignsOfLife:
    """Gives a sign every 20 real seconds from `start` to `stop`.

    `running_here` holds the ids of the runs this process really runs; `guard` is held by whoever changes it,
    so that a run just claimed is never taken for a lost one.
    """

    def __init__(self, runtime: Runtime, running_here: Container[int], guard: threading.Lock) -> None:
        self._runtime = runtime
        self._running_here = running_here
        self._guard = guard
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="signs-of-life", daemon=True)

    def start(self) -> None:
        """Gives the first sign, takes over from dead workers, and goes on in a thread."""
        with self._guard, self._runtime.db.session() as session:
            self._give(session)
            if workers.alone(session, self._runtime.presence.name):
                at, grace = self._runtime.clock.now(), queue.grace(self._runtime.clock)
                queue.drop_missed(session, at=at, grace=grace)
        self._thread.start()

    def give(self) -> None:
        """Gives one sign and takes over from dead workers."""
        with self._guard, self._runtime.db.session() as session:
            self._give(session)

    def stop(self, *, sign_off: bool = True) -> None:
        """Gives no more signs; with `sign_off` this process is known to have ended properly."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if sign_off:
            with self._runtime.db.session() as session:
                workers.sign_off(session, self._runtime.presence.name)

    def _go_on(self) -> None:
        while not self._stop.wait(workers.SIGN_EVERY):
            try:
                self.give()
            except SQLAlchemyError as error:
                _log.error("cannot write the sign of life", error=str(error))

    def _give(self, session: Session) -> None:
        runtime, at, me = self._runtime, self._runtime.clock.now(), self._runtime.presence.name
        workers.sign(session, me, at=at)
        is_dead = workers.dead_workers(
            session, at=at, patience=workers.patience(runtime.clock), is_gone=runtime.presence.is_gone
        )

        def is_over(run: JobRun) -> bool:
            return run.id not in self._running_here if run.worker == me else is_dead(run.worker or "")

        for run in queue.recover(session, is_over, at=at):
            text = f"{run.job_id} was interrupted when its process ended."
            activity.record(session, "job_interrupted", text, at, data={"run": run.id})
        workers.bury(session, is_dead)
