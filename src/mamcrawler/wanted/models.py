"""Gaps (facts) and wanted rows (decisions)."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mamcrawler.foundation.db import Base, UtcDateTime, one_of
from mamcrawler.library.models import Book, Series
from mamcrawler.metadata.models import CatalogueWork

WANTED_STATES = (
    "suggested",
    "waiting_release",
    "wanted",
    "searching",
    "not_found",
    "needs_review",
    "acquiring",
    "satisfied",
    "excluded",
    "closed",
)
# Lower is sooner (rule W5).
PRIORITIES = {
    "asked": 1,
    "repair": 2,
    "series_gap": 3,
    "author_gap": 4,
    "list": 5,
    "upgrade": 6,
    "discovery": 7,
}


class Gap(Base):
    """A position or work that the library lacks, how that is known, and whether it waits for its release."""

    __tablename__ = "gap"
    __table_args__ = (
        UniqueConstraint("series_id", "position"),
        UniqueConstraint("author_id", "work_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("author.id", ondelete="CASCADE"))
    work_id: Mapped[int | None] = mapped_column(
        ForeignKey("catalogue_work.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[float | None]
    title: Mapped[str | None]
    method: Mapped[str]
    release_date: Mapped[date | None]
    waits: Mapped[bool] = mapped_column(default=False)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)

    series: Mapped[Series | None] = relationship(lazy="raise")
    work: Mapped[CatalogueWork | None] = relationship(lazy="raise")


class Wanted(Base):
    """A book we decided to get: the wish, why, where it stands and what happens next (rules W3–W6)."""

    __tablename__ = "wanted"
    __table_args__ = (
        CheckConstraint(one_of("state", WANTED_STATES), "state"),
        CheckConstraint(one_of("reason", tuple(PRIORITIES)), "reason"),
        Index("ix_wanted_state_next_search_at", "state", "next_search_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    position: Mapped[str | None]
    narrators: Mapped[list[str] | None] = mapped_column(JSON)
    asin: Mapped[str | None]
    form: Mapped[str] = mapped_column(default="unabridged")
    production: Mapped[list[str]] = mapped_column(JSON, default=lambda: ["single", "multi"])
    language: Mapped[str] = mapped_column(default="English")
    reason: Mapped[str]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    priority: Mapped[int]
    plan_rank: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="wanted")
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    sentence: Mapped[str] = mapped_column(default="")
    next_action: Mapped[str] = mapped_column(default="search")
    next_search_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    last_result: Mapped[str | None]
    note: Mapped[str | None]
    by: Mapped[str] = mapped_column(default="plan")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    book: Mapped[Book] = relationship(lazy="raise")
    series: Mapped[Series | None] = relationship(lazy="raise")


class Exclusion(Base):
    """What a person never wants: a book, edition, series, author or word, with the reason given."""

    __tablename__ = "exclusion"
    __table_args__ = (
        CheckConstraint(one_of("kind", ("book", "edition", "series", "author", "word")), "kind"),
        UniqueConstraint("kind", "value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    value: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
