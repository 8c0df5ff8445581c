"""What the door remembers of each remote across restarts: its circuit breaker and the calls counted."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from mamcrawler.foundation.db import Base, UtcDateTime


class RemoteState(Base):
    """The circuit breaker of one remote (rule F2).

    `level` is the step of the parking ladder reached, 0 when all is well. `parked_until` is when the next
    call may try. `held` parks until a person acts; it binds only while `credential`, the fingerprint of what
    was refused, is still in use.
    """

    __tablename__ = "remote_state"

    remote: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(default=0)
    parked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held: Mapped[bool] = mapped_column(default=False)
    credential: Mapped[str] = mapped_column(default="")
    failure_kind: Mapped[str | None]
    failure_reason: Mapped[str | None]
    failure_detail: Mapped[str | None]
    failed_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RemoteCalls(Base):
    """Calls made to one remote within one minute, for budgets that outlive the process (rule T8)."""

    __tablename__ = "remote_calls"

    remote: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    calls: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
