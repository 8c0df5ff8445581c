"""Our state at the tracker as it was read, and the ratio state derived from it."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mamcrawler.foundation.db import Base, UtcDateTime, one_of

RATIO_STATES = ("normal", "caution", "emergency", "unknown")


class Standing(Base):
    """One reading of our standing. Every value that could not be read is null, never zero (rule P2).

    `unread` names the fields that the tracker sent in a form we could not read.
    """

    __tablename__ = "standing"

    id: Mapped[int] = mapped_column(primary_key=True)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    class_name: Mapped[str | None]
    uploaded: Mapped[int | None] = mapped_column(BigInteger)
    downloaded: Mapped[int | None] = mapped_column(BigInteger)
    ratio: Mapped[float | None]
    ratio_infinite: Mapped[bool] = mapped_column(default=False)
    points: Mapped[float | None]
    wedges: Mapped[int | None]
    vip_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unsat_count: Mapped[int | None]
    unsat_limit: Mapped[int | None]
    seeding_unsat: Mapped[int | None]
    inactive_unsat: Mapped[int | None]
    hit_and_runs: Mapped[int | None]
    unread: Mapped[list[str]] = mapped_column(JSON, default=list)


class StandingWatch(Base):
    """One row: how the last readings went. `misses` in a row, since the last that succeeded, and why."""

    __tablename__ = "standing_watch"

    id: Mapped[int] = mapped_column(primary_key=True)
    misses: Mapped[int] = mapped_column(default=0)
    missed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None]


class RatioState(Base):
    """The ratio state in force, one row, with when it was entered (rule T11).

    `known` is the last state that a readable ratio gave: an emergency must not end because a reading failed.
    """

    __tablename__ = "ratio_state"
    __table_args__ = (
        CheckConstraint(one_of("state", RATIO_STATES), "state"),
        CheckConstraint(one_of("known", RATIO_STATES), "known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    known: Mapped[str]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    ratio: Mapped[float | None]
