"""The engine inside the process: claims due runs and runs each in a thread of its own."""

import threading
import time
from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from mamcrawler.automation import queue
from mamcrawler.automation.jobs import Job
from mamcrawler.automation.life import SignsOfLife
from mamcrawler.automation.models import JobRun
from mamcrawler.automation.runner import execute
from mamcrawler.foundation.log import logger
from mamcrawler.foundation.runtime import Runtime

# Runs put in by another process are found within this many real seconds.
_LOOK_EVERY = 1.0
_AT_ONCE = 8
_log = logger("automation")


class Engine:
    """Takes runs from the queue as long as it is started.

    Nothing that matters is remembered in memory: a killed engine's runs are ended as `interrupted` by the
    next one, and what they worked on is recovered by the rooms' own deadlines.
    """

    def __init__(self, runtime: Runtime, jobs: Mapping[str, Job]) -> None:
        self._runtime = runtime
        self._jobs = jobs
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._claiming = threading.Lock()
        self._running: dict[int, threading.Thread] = {}
        self._life = SignsOfLife(runtime, self._running, self._claiming)
        self._loop = threading.Thread(target=self._claim_on, name="engine", daemon=True)

    def start(self) -> None:
        """Takes over from dead workers and begins to claim."""
        self._life.start()
        self._loop.start()

    def wake(self) -> None:
        """Says that a run was put in, so that nobody waits for the next look."""
        self._wake.set()

    def stop(self, patience: float = 30.0) -> bool:
        """Claims no more and waits up to `patience` real seconds for the runs; False when some still run."""
        self._stop.set()
        self._wake.set()
        deadline = time.monotonic() + patience
        if self._loop.is_alive():
            self._loop.join(patience)
        for thread in list(self._running.values()):
            thread.join(max(0.0, deadline - time.monotonic()))
        unfinished = sorted(self._running)
        self._life.stop(sign_off=not unfinished)
        if unfinished:
            _log.warning("stopped with runs unfinished", runs=unfinished)
        return not unfinished

    def _claim_on(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            if not self._claimed_one():
                self._wake.wait(_LOOK_EVERY)

    def _claimed_one(self) -> bool:
        if len(self._running) >= _AT_ONCE:
            return False
        try:
            with self._claiming:
                run = self._claim()
                if run is None:
                    return False
                thread = threading.Thread(target=self._run, args=[run], name=f"run-{run.id}", daemon=True)
                self._running[run.id] = thread
        except SQLAlchemyError as error:
            _log.error("cannot claim runs", error=str(error))
            return False
        thread.start()
        return True

    def _claim(self) -> JobRun | None:
        at = self._runtime.clock.now()
        with self._runtime.db.read() as session:
            if not queue.any_claimable(session, self._jobs, at=at):
                return None
        with self._runtime.db.session() as session:
            return queue.claim(session, self._jobs, worker=self._runtime.presence.name, at=at)

    def _run(self, run: JobRun) -> None:
        try:
            execute(self._runtime, self._jobs[run.job_id], run, stopping=self._stop.is_set)
        except SQLAlchemyError as error:
            # The end could not be written; the next sign of life ends the run as interrupted.
            _log.error("cannot write the end of a run", run_id=run.id, error=str(error))
        finally:
            self._running.pop(run.id, None)
            self._wake.set()
