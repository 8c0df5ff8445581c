"""A worker that kills itself at one transition of a download: python doomed_worker.py FROM TO before|after

It is the product's own worker on the environment's settings; only the listener below is added. Without
arguments it works on until it is killed from outside.
"""

import os
import signal
import sys
import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from mamcrawler.automation import queue
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.downloads.models import Move
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.runtime import Runtime, open_runtime
from mamcrawler.worker.process import Worker


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def doom(left: str, to: str, when: str) -> None:
    """Arranges the end of this process at the commit that carries the move from `left` to `to`."""

    def is_it(move: Any) -> bool:
        return isinstance(move, Move) and (move.from_state or "-", move.to_state) == (left, to)

    def seen(session: Session) -> bool:
        return bool(session.info.get("doomed")) or any(map(is_it, session.new))

    @event.listens_for(Session, "after_flush")
    def note(session: Session, _context: Any) -> None:
        if any(map(is_it, session.new)):
            session.info["doomed"] = True

    @event.listens_for(Session, "before_commit")
    def before(session: Session) -> None:
        if when == "before" and seen(session):
            # What the commit would write is sent to the database first: all of it must vanish.
            session.flush()
            die()

    @event.listens_for(Session, "after_commit")
    def after(session: Session) -> None:
        if when == "after" and seen(session) and not session.in_nested_transaction():
            die()


def search_now(runtime: Runtime) -> None:
    """Asks for the search, so that nobody waits for the minute at which the clock would."""
    while True:
        try:
            with runtime.db.session() as session:
                queue.ask(session, declared_jobs()["downloads.search"], by="tester", at=runtime.clock.now())
        except Problem:
            # The run of the killed worker has not been taken over yet.
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    if len(sys.argv) > 1:
        doom(*sys.argv[1:])
    runtime = open_runtime()
    worker = Worker(runtime)
    worker.start()
    search_now(runtime)
    time.sleep(600)
