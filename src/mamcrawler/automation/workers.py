"""Signs of life of the processes that run jobs, so that the runs of a dead one are taken up again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mamcrawler.automation.models import WorkerSign
from mamcrawler.foundation.clock import Clock

# Real seconds: whether a process lives does not depend on how fast the clock of the demo runs.
SIGN_EVERY = 20.0
DEAD_AFTER = 90.0


def sign(session: Session, name: str, *, at: datetime) -> None:
    """Writes the sign of life of the worker `name`."""
    present = session.get(WorkerSign, name)
    if present is None:
        session.add(WorkerSign(name=name, started_at=at, seen_at=at))
    else:
        present.seen_at = at
    session.flush()


def sign_off(session: Session, name: str) -> None:
    """Removes the worker `name`, which ends properly."""
    session.execute(delete(WorkerSign).where(WorkerSign.name == name))


def dead_workers(
    session: Session, *, at: datetime, patience: timedelta, is_gone: Callable[[str], bool]
) -> Callable[[str], bool]:
    """A judgement of worker names: dead is who is gone for certain or was silent longer than `patience`."""
    seen = {row.name: row.seen_at for row in session.scalars(select(WorkerSign))}

    def is_dead(name: str) -> bool:
        last = seen.get(name)
        return last is None or at - last > patience or is_gone(name)

    return is_dead


def bury(session: Session, is_dead: Callable[[str], bool]) -> None:
    """Removes the signs of dead workers."""
    for row in session.scalars(select(WorkerSign)).all():
        if is_dead(row.name):
            session.delete(row)


def alone(session: Session, name: str) -> bool:
    """Whether no other worker lives."""
    return session.scalar(select(WorkerSign.name).where(WorkerSign.name != name).limit(1)) is None


def patience(clock: Clock) -> timedelta:
    """How long a worker may be silent, in the clock's own time."""
    return clock.span(DEAD_AFTER, at_least=DEAD_AFTER)
