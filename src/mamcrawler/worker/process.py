"""The background of a process: the clock of the jobs and the engine that runs them."""

from mamcrawler.automation.engine import Engine
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.ticking import Ticking
from mamcrawler.foundation.runtime import Runtime


class Worker:
    """Keeps time and runs jobs from `start` to `stop`. Any number of them may work on one database."""

    def __init__(self, runtime: Runtime) -> None:
        jobs = declared_jobs()
        self._engine = Engine(runtime, jobs)
        self._ticking = Ticking(runtime, jobs, on_due=self._engine.wake)

    def start(self) -> None:
        """Takes over from dead workers, makes up for missed ticks, and begins."""
        self._engine.start()
        self._ticking.start()

    def stop(self, patience: float = 30.0) -> bool:
        """Ends within `patience` real seconds; False when a run did not finish its step by then (O10)."""
        self._ticking.stop()
        return self._engine.stop(patience)
