"""The background of a process: the clock of the jobs and the engine that runs them."""

import threading

from sqlalchemy.exc import SQLAlchemyError

from mamcrawler.automation.engine import Engine
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.ticking import Ticking
from mamcrawler.foundation.log import logger
from mamcrawler.foundation.runtime import Runtime

_RETRY_AFTER = 5.0
_log = logger("worker")


class Worker:
    """Keeps time and runs jobs from `start` to `stop`. Any number of them may work on one database."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._stop = threading.Event()
        self._begun: tuple[Engine, Ticking] | None = None
        self._beginning = threading.Thread(target=self._begin, name="worker", daemon=True)

    def start(self) -> None:
        """Takes over from dead workers, makes up for missed ticks, and begins; all of it beside the caller,
        so that a server answers while the rooms' jobs are still being loaded."""
        self._beginning.start()

    def stop(self, patience: float = 30.0) -> bool:
        """Ends within `patience` real seconds; False when a run did not finish its step by then (O10)."""
        self._stop.set()
        self._beginning.join(patience)
        if self._begun is None:
            return True
        engine, ticking = self._begun
        ticking.stop()
        return engine.stop(patience)

    def _begin(self) -> None:
        jobs = declared_jobs()
        while not self._stop.is_set():
            engine = Engine(self._runtime, jobs)
            try:
                engine.start()
            except SQLAlchemyError as error:
                _log.error("cannot begin", error=str(error))
                self._stop.wait(_RETRY_AFTER)
                continue
            ticking = Ticking(self._runtime, jobs, on_due=engine.wake)
            ticking.start()
            self._begun = engine, ticking
            return
