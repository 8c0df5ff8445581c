"""Our state at the tracker as it was read, and the ratio state derived from it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mamcrawler.foundation.db import Base, UtcDateTime, one_of

RATIO_STATES = ("normal", "caution", "emergency", "unknown")


class Standing(Base):
    """One reading of our standing. Every value that could not be read is null, never zero (rule P2)."""

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


class RatioState(Base):
    """The ratio state in force, one row, with when and why it was entered (rule T11)."""

    __tablename__ = "ratio_state"
    __table_args__ = (CheckConstraint(one_of("state", RATIO_STATES), "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    ratio: Mapped[float | None]
