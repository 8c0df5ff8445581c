"""Wishes a person makes from what the lists show."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from mamcrawler.foundation.errors import Problem
from mamcrawler.library.models import Author, Book, Series
from mamcrawler.library.positions import plain_number
from mamcrawler.library.works import ensure_book
from mamcrawler.wanted.models import Gap


def book_of_gap(session: Session, *, gap_id: int, language: str, at: datetime) -> Book:
    """The book that fills a gap, made from its catalogue entry.

    A gap known by number only becomes "Series, Book 3", which the tracker's series words can find. Raises
    Problem `wanted_not_found` where the gap is gone, as after it was filled.
    """
    gap = session.scalar(
        select(Gap)
        .where(Gap.id == gap_id)
        .options(selectinload(Gap.series).selectinload(Series.author), selectinload(Gap.work))
    )
    if gap is None:
        raise Problem("wanted_not_found", f"There is no gap {gap_id}; it may have been filled.")
    work, series = gap.work, gap.series
    position = None if gap.position is None else plain_number(gap.position)
    names = list(work.authors) if work else []
    if not names and series is not None and series.author is not None:
        names = [series.author.name]
    if not names and gap.author_id is not None:
        names = [session.get_one(Author, gap.author_id).name]
    title = gap.title or f"{series.name if series else 'Unknown'}, Book {position}"
    return ensure_book(
        session,
        title=title,
        subtitle=work.subtitle if work else None,
        authors=names,
        series=series,
        position=position,
        language=language,
        release_date=gap.release_date,
        hardcover_id=int(work.source_id) if work and work.source == "hardcover" else None,
        readers=work.readers if work else None,
        at=at,
    )
