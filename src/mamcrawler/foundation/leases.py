"""Leases: what only one process of an installation may do at a time (rule T4).

Leases are rows, so they bind processes on several machines. A holder renews in time; one that died is
succeeded when its lease ran out, or at once when it is known to be gone.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mamcrawler.foundation.models import Lease


def acquire(
    session: Session,
    name: str,
    holder: str,
    *,
    at: datetime,
    span: timedelta,
    is_gone: Callable[[str], bool] = lambda holder: False,
) -> bool:
    """Takes or renews the lease `name` until `at` + `span`; False while somebody else holds it.

    `is_gone` may tell that a holder has died, so that nobody waits for its lease to run out.
    """
    until = at + span
    present = session.get(Lease, name, populate_existing=True)
    if present is None:
        try:
            with session.begin_nested():
                session.add(Lease(name=name, holder=holder, expires_at=until))
        except IntegrityError:
            return False
        return True
    open_to_us = [Lease.holder == holder, Lease.expires_at <= at]
    if present.holder != holder and is_gone(present.holder):
        open_to_us.append(Lease.holder == present.holder)
    taken = session.scalar(
        update(Lease)
        .where(Lease.name == name, or_(*open_to_us))
        .values(holder=holder, expires_at=until)
        .returning(Lease.name)
        .execution_options(synchronize_session=False)
    )
    session.expire(present)
    return taken is not None


def release(session: Session, name: str, holder: str) -> None:
    """Gives the lease `name` back, if `holder` has it."""
    session.execute(
        delete(Lease)
        .where(Lease.name == name, Lease.holder == holder)
        .execution_options(synchronize_session=False)
    )
