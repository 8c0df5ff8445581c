"""Keeps the lists of works that a provider knows for a series or an author (rules W7 to W10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mamcrawler.library.models import Author, Series
from mamcrawler.metadata.models import CatalogueCredit, CatalogueEntry, CatalogueWork

# A list that lost more than this share against the stored one is not applied (rule W10).
SHRANK_PERCENT = 30


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """A work as a provider lists it; `position` is its place in the series asked for, None without one."""

    source_id: str
    title: str
    authors: tuple[str, ...]
    subtitle: str | None = None
    release_date: date | None = None
    readers: int = 0
    compilation: bool = False
    partial: bool = False
    has_audio: bool | None = None
    language: str | None = None
    position: float | None = None
    details: str | None = None


def store_series_list(
    session: Session,
    series: Series,
    works: Sequence[WorkFacts],
    *,
    source: str,
    total: int | None,
    at: datetime,
) -> bool:
    """Replaces the catalogue of a series; False when it shrank too much and the stored list stays."""
    held = session.scalar(
        select(func.count()).select_from(CatalogueEntry).where(CatalogueEntry.series_id == series.id)
    )
    if _shrank(held or 0, len(works)):
        return False
    ids = _store_works(session, works, source=source, at=at)
    session.execute(delete(CatalogueEntry).where(CatalogueEntry.series_id == series.id))
    session.add_all(
        CatalogueEntry(
            series_id=series.id, work_id=ids[work.source_id], position=work.position, details=work.details
        )
        for work in _once(works)
    )
    series.total = total if total is not None else series.total
    series.catalogue_at = at
    session.flush()
    return True


def store_author_list(
    session: Session, author: Author, works: Sequence[WorkFacts], *, source: str, at: datetime
) -> bool:
    """Replaces the catalogue of an author; False when it shrank too much and the stored list stays."""
    held = session.scalar(
        select(func.count()).select_from(CatalogueCredit).where(CatalogueCredit.author_id == author.id)
    )
    if _shrank(held or 0, len(works)):
        return False
    ids = _store_works(session, works, source=source, at=at)
    session.execute(delete(CatalogueCredit).where(CatalogueCredit.author_id == author.id))
    session.add_all(
        CatalogueCredit(author_id=author.id, work_id=ids[work.source_id]) for work in _once(works)
    )
    author.catalogue_at = at
    session.flush()
    return True


def series_works(session: Session, series_id: int) -> list[tuple[CatalogueEntry, CatalogueWork]]:
    """The stored list of a series with its works."""
    rows = session.execute(
        select(CatalogueEntry, CatalogueWork)
        .join(CatalogueWork, CatalogueWork.id == CatalogueEntry.work_id)
        .where(CatalogueEntry.series_id == series_id)
        .order_by(CatalogueEntry.position, CatalogueWork.readers.desc(), CatalogueWork.id)
    )
    return list(rows)


def author_works(session: Session, author_id: int) -> list[CatalogueWork]:
    """The stored list of an author, most read first."""
    return list(
        session.scalars(
            select(CatalogueWork)
            .join(CatalogueCredit, CatalogueCredit.work_id == CatalogueWork.id)
            .where(CatalogueCredit.author_id == author_id)
            .order_by(CatalogueWork.readers.desc(), CatalogueWork.id)
        )
    )


def _shrank(held: int, told: int) -> bool:
    return told * 100 < held * (100 - SHRANK_PERCENT)


def _once(works: Iterable[WorkFacts]) -> list[WorkFacts]:
    return list({work.source_id: work for work in works}.values())


def _store_works(
    session: Session, works: Sequence[WorkFacts], *, source: str, at: datetime
) -> dict[str, int]:
    wanted = _once(works)
    held = {
        row.source_id: row
        for row in session.scalars(
            select(CatalogueWork).where(
                CatalogueWork.source == source,
                CatalogueWork.source_id.in_([work.source_id for work in wanted]),
            )
        )
    }
    for work in wanted:
        row = held.get(work.source_id)
        if row is None:
            row = held[work.source_id] = CatalogueWork(source=source, source_id=work.source_id)
            session.add(row)
        row.title, row.subtitle, row.authors = work.title, work.subtitle, list(work.authors)
        row.release_date, row.readers = work.release_date, work.readers
        row.compilation, row.partial = work.compilation, work.partial
        row.has_audio, row.language, row.fetched_at = work.has_audio, work.language, at
    session.flush()
    return {source_id: row.id for source_id, row in held.items()}
