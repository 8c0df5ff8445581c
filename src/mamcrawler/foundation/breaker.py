"""The circuit breaker of a remote: stored, escalating, logged once going down and once coming back (F2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.door_models import RemoteState
from mamcrawler.foundation.log import logger
from mamcrawler.integrations.remote import RateLimited, RejectedUs, RemoteFailure, Unavailable

PARK_MINUTES = (1, 5, 15, 60, 180, 360)
LONGEST_WISH = 3_600.0

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """The stored state as a call found it."""

    level: int = 0
    failing: bool = False


class Breaker:
    """One remote's breaker. Every method is its own short transaction, never open across the network.

    `credential` is a fingerprint of address and credential in use: a refusal of another one does not bind.
    """

    def __init__(
        self, database: Database, clock: Clock, remote: str, *, credential: str = "", holds: bool = True
    ) -> None:
        self._database = database
        self._clock = clock
        self._remote = remote
        self._credential = credential
        self._holds = holds

    def ensure_open(self) -> Seen:
        """What is stored, for `succeeded` and `failed`. Raises what parked the remote, while it is parked."""
        now = self._clock.now()
        with self._database.read() as session:
            row = session.get(RemoteState, self._remote)
            if row is None:
                return Seen()
            if row.held and row.credential == self._credential:
                raise RejectedUs(
                    self._remote,
                    row.failure_detail or "it refused us",
                    reason=row.failure_reason or "credential",
                )
            if row.parked_until is not None and row.parked_until > now and not row.held:
                raise _parked(row, (row.parked_until - now).total_seconds())
            return Seen(level=row.level, failing=row.failed_since is not None)

    def succeeded(self, seen: Seen) -> None:
        """Steps down the ladder and says so once when the remote had been failing."""
        if seen == Seen():
            return
        with self._database.session() as session:
            back = session.scalar(
                update(RemoteState)
                .where(RemoteState.remote == self._remote, RemoteState.level == seen.level)
                .values(
                    level=max(0, seen.level - 1),
                    parked_until=None,
                    held=False,
                    failure_kind=None,
                    failure_reason=None,
                    failure_detail=None,
                    failed_since=None,
                )
                .returning(RemoteState.remote)
                .execution_options(synchronize_session=False)
            )
        if back is not None and seen.failing:
            _log.info("remote answers again", remote=self._remote)

    def failed(self, failure: RemoteFailure, seen: Seen) -> None:
        """Parks the remote as the failure asks for; failures that say nothing about the remote do nothing."""
        match failure:
            case Unavailable():
                level = min(seen.level + 1, len(PARK_MINUTES))
                wait = max(PARK_MINUTES[level - 1] * 60.0, failure.retry_after or 0.0)
                self._park(failure, seen, level=level, wait=wait)
            case RateLimited():
                self._park(
                    failure, seen, level=seen.level, wait=failure.retry_after or PARK_MINUTES[0] * 60.0
                )
            case RejectedUs(opens_after=float(wait)):
                self._park(failure, seen, level=seen.level, wait=wait)
            case RejectedUs() if self._holds and failure.reason != "permission":
                self._park(failure, seen, level=seen.level, wait=None)
            case _:
                pass

    def release(self) -> None:
        """A person acted: the next call may try."""
        with self._database.session() as session:
            session.execute(
                update(RemoteState)
                .where(RemoteState.remote == self._remote)
                .values(held=False, parked_until=None, level=0)
            )

    def _park(self, failure: RemoteFailure, seen: Seen, *, level: int, wait: float | None) -> None:
        now = self._clock.now()
        values = {
            "level": level,
            "parked_until": None if wait is None else now + timedelta(seconds=wait),
            "held": wait is None,
            "credential": self._credential,
            "failure_kind": failure.kind,
            "failure_reason": failure.reason if isinstance(failure, RejectedUs) else None,
            "failure_detail": failure.detail,
            "last_failed_at": now,
        }
        with self._database.session() as session:
            went_down = self._write(session, values, seen, now)
        if went_down:
            _log.warning(
                "remote parked",
                remote=self._remote,
                kind=failure.kind,
                detail=failure.detail,
                parked_until=values["parked_until"],
            )

    def _write(self, session: Session, values: Mapping[str, object], seen: Seen, now: datetime) -> bool:
        """Stores the parking unless another call did so meanwhile; True when the remote just went down."""
        open_ = or_(RemoteState.parked_until.is_(None), RemoteState.parked_until <= now)
        written = session.scalar(
            update(RemoteState)
            .where(RemoteState.remote == self._remote, RemoteState.level == seen.level, open_)
            .values(**values)
            .returning(RemoteState.remote)
            .execution_options(synchronize_session=False)
        )
        if written is None:
            if session.scalar(select(RemoteState.remote).where(RemoteState.remote == self._remote)):
                return False
            try:
                with session.begin_nested():
                    session.add(RemoteState(remote=self._remote, failed_since=now, **values))
            except IntegrityError:
                return False
            return True
        fresh = session.scalar(
            update(RemoteState)
            .where(RemoteState.remote == self._remote, RemoteState.failed_since.is_(None))
            .values(failed_since=now)
            .returning(RemoteState.remote)
            .execution_options(synchronize_session=False)
        )
        return fresh is not None


def _parked(row: RemoteState, left: float) -> RemoteFailure:
    """The failure that parked the remote, as a call meets it while the parking lasts."""
    detail = row.failure_detail or "it did not answer"
    if row.failure_kind == RateLimited.kind:
        return RateLimited(row.remote, detail, retry_after=left)
    if row.failure_kind == RejectedUs.kind:
        return RejectedUs(
            row.remote, detail, reason=row.failure_reason or "ban", permanent=False, opens_after=left
        )
    return Unavailable(row.remote, detail, retry_after=left)
