"""Runs one job now, in this process, while somebody watches."""

import threading
from collections.abc import Callable

from mamcrawler.automation import queue
from mamcrawler.automation.context import ProgressSink
from mamcrawler.automation.jobs import Job
from mamcrawler.automation.life import SignsOfLife
from mamcrawler.automation.models import JobRun
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.automation.runner import execute
from mamcrawler.foundation.runtime import Runtime


def run_by_hand(
    runtime: Runtime,
    job: Job,
    *,
    by: str,
    watch: ProgressSink,
    stopping: Callable[[], bool],
    waiting: Callable[[str], None],
) -> Outcome:
    """Puts in a run and runs it as soon as its lane is free; another process may take it before, and is
    watched then. `waiting` is told why it does not begin yet.

    Raises Problem `job_running` while the job runs.
    """
    here = _Here(runtime, job)
    here.life.start()
    try:
        with runtime.db.session() as session:
            asked = queue.ask(session, job, by=by, at=runtime.clock.now())
        while not here.take(asked.id):
            seen = _look(runtime, asked.id)
            if seen.state == "ended":
                return _outcome(seen)
            if stopping():
                return Outcome("interrupted", detail="The run stays in the queue for the server.")
            if seen.state == "running":
                watch(seen.progress_done or 0, seen.progress_total, seen.progress_text or "")
            else:
                waiting(f"another job of the lane {job.lane} runs" if job.lane else "its turn has not come")
            runtime.clock.sleep(0, at_least=0.5)
        return execute(runtime, job, _look(runtime, asked.id), watch=watch, stopping=stopping)
    finally:
        here.leave()


class _Here:
    """What this process runs, and its signs of life meanwhile."""

    def __init__(self, runtime: Runtime, job: Job) -> None:
        self._runtime = runtime
        self._job = job
        self._running: set[int] = set()
        self._guard = threading.Lock()
        self.life = SignsOfLife(runtime, self._running, self._guard)

    def take(self, run_id: int) -> bool:
        """Claims the run, if its lane is free and nobody else was faster."""
        me, at = self._runtime.presence.name, self._runtime.clock.now()
        with self._guard:
            with self._runtime.db.session() as session:
                run = queue.claim(session, {self._job.id: self._job}, worker=me, at=at, run_id=run_id)
            if run is not None:
                self._running.add(run_id)
            return run is not None

    def leave(self) -> None:
        """Ends a run that was broken off, and says that this process is gone."""
        self._running.clear()
        self.life.give()
        self.life.stop()


def _look(runtime: Runtime, run_id: int) -> JobRun:
    with runtime.db.read() as session:
        return session.get_one(JobRun, run_id)


def _outcome(run: JobRun) -> Outcome:
    return Outcome(
        run.outcome or "interrupted",  # type: ignore[arg-type]
        counts=run.counts,
        detail=run.detail,
        left=run.left,
        problem=run.problem,
    )
