"""Counts calls in the database, so that a budget binds across restarts and processes (rule T8)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.door_models import RemoteCalls
from mamcrawler.integrations.remote import RateLimited


class OwnLimit(RateLimited):
    """Our own budget is spent; nothing was sent and the remote is not to blame."""


class Budget:
    """At most `calls` calls in any `seconds`, for each of the pairs in `windows`."""

    def __init__(
        self, database: Database, clock: Clock, remote: str, windows: Sequence[tuple[int, int]]
    ) -> None:
        self._database = database
        self._clock = clock
        self._remote = remote
        self._windows = tuple(windows)

    def charge(self) -> datetime | None:
        """Counts one call about to be made; returns when the previous one was, as far as remembered.

        The call is counted before it leaves, so that a process that dies cannot forget one. Raises OwnLimit,
        and counts nothing, when a window is full.
        """
        if not self._windows:
            return None
        now = self._clock.now()
        with self._database.session() as session:
            previous = self._count(session, now)
            minutes = session.execute(
                select(RemoteCalls.minute, RemoteCalls.calls)
                .where(RemoteCalls.remote == self._remote)
                .order_by(RemoteCalls.minute)
            ).all()
            for seconds, calls in self._windows:
                wait = _seconds_until_room([(row[0], row[1]) for row in minutes], now, seconds, calls)
                if wait > 0:
                    raise OwnLimit(
                        self._remote,
                        f"our own limit of {calls} calls in {_span(seconds)} is reached",
                        retry_after=wait,
                    )
            oldest = now - timedelta(seconds=max(seconds for seconds, _ in self._windows) + 60)
            session.execute(
                delete(RemoteCalls).where(RemoteCalls.remote == self._remote, RemoteCalls.minute < oldest)
            )
        return previous

    def spent(self) -> tuple[tuple[int, int, int], ...]:
        """(seconds, calls made, calls allowed) of each window, for a person to see."""
        now = self._clock.now()
        with self._database.read() as session:
            minutes = session.execute(
                select(RemoteCalls.minute, RemoteCalls.calls).where(RemoteCalls.remote == self._remote)
            ).all()
        return tuple(
            (seconds, sum(made for minute, made in minutes if _inside(minute, now, seconds)), calls)
            for seconds, calls in self._windows
        )

    def _count(self, session: Session, now: datetime) -> datetime | None:
        minute = now.replace(second=0, microsecond=0)
        bump = (
            update(RemoteCalls)
            .where(RemoteCalls.remote == self._remote, RemoteCalls.minute == minute)
            .values(calls=RemoteCalls.calls + 1)
            .execution_options(synchronize_session=False)
        )
        if session.execute(bump.returning(RemoteCalls.calls)).first() is None:
            try:
                with session.begin_nested():
                    session.add(RemoteCalls(remote=self._remote, minute=minute, calls=1, last_at=now))
            except IntegrityError:
                session.execute(bump)
        previous = session.scalar(
            select(RemoteCalls.last_at)
            .where(RemoteCalls.remote == self._remote, RemoteCalls.last_at < now)
            .order_by(RemoteCalls.minute.desc())
            .limit(1)
        )
        session.execute(
            update(RemoteCalls)
            .where(RemoteCalls.remote == self._remote, RemoteCalls.minute == minute)
            .values(last_at=now)
            .execution_options(synchronize_session=False)
        )
        return previous


def last_call(session: Session, remote: str) -> datetime | None:
    """When a remote with a budget was last called, as far as the budget's memory reaches."""
    return session.scalar(select(func.max(RemoteCalls.last_at)).where(RemoteCalls.remote == remote))


def _inside(minute: datetime, now: datetime, seconds: int) -> bool:
    """Whether calls of that minute may lie within the window: a minute counts until its last second left."""
    return minute + timedelta(minutes=1) > now - timedelta(seconds=seconds)


def _seconds_until_room(
    minutes: Sequence[tuple[datetime, int]], now: datetime, seconds: int, calls: int
) -> float:
    """How long until the window, with the call just counted, holds no more than `calls`; 0 when it does."""
    counted = [(minute, made) for minute, made in minutes if _inside(minute, now, seconds)]
    over = sum(made for _, made in counted) - calls
    for minute, made in counted:
        if over <= 0:
            break
        over -= made
        leaves = minute + timedelta(minutes=1, seconds=seconds)
        if over <= 0:
            return max(1.0, (leaves - now).total_seconds())
    return 0.0


def _span(seconds: int) -> str:
    return {3_600: "an hour", 86_400: "a day"}.get(seconds, f"{seconds} s")
