"""What the catalogues say exists: works, and their places in series and under authors."""

from datetime import date, datetime

from sqlalchemy import JSON, Float, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mamcrawler.foundation.db import Base, UtcDateTime


class CatalogueWork(Base):
    """A work as a provider lists it; `source_id` is the provider's own id as text."""

    __tablename__ = "catalogue_work"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    source_id: Mapped[str]
    title: Mapped[str]
    subtitle: Mapped[str | None]
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    release_date: Mapped[date | None]
    readers: Mapped[int] = mapped_column(default=0)
    compilation: Mapped[bool] = mapped_column(default=False)
    partial: Mapped[bool] = mapped_column(default=False)
    has_audio: Mapped[bool | None]
    language: Mapped[str | None]
    fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CatalogueEntry(Base):
    """A work's place in one of our series' catalogue; `position` is null when the provider gives none."""

    __tablename__ = "catalogue_entry"

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), primary_key=True)
    work_id: Mapped[int] = mapped_column(
        ForeignKey("catalogue_work.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[float | None] = mapped_column(Float)
    details: Mapped[str | None]

    work: Mapped[CatalogueWork] = relationship(lazy="raise")


class CatalogueCredit(Base):
    """A work's place under one of our authors."""

    __tablename__ = "catalogue_credit"

    author_id: Mapped[int] = mapped_column(ForeignKey("author.id", ondelete="CASCADE"), primary_key=True)
    work_id: Mapped[int] = mapped_column(
        ForeignKey("catalogue_work.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    work: Mapped[CatalogueWork] = relationship(lazy="raise")
