"""What we hold and what the catalogues list of many series at once, in a fixed number of reads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.library.models import Book, BookAuthor, Series, SeriesEntry
from mamcrawler.library.people import chunks
from mamcrawler.library.positions import parse_position
from mamcrawler.metadata.models import CatalogueEntry, CatalogueWork
from mamcrawler.wanted.gaps import Knowledge, Listed, Owned


@dataclass(slots=True)
class SeriesFacts:
    """The input of gap finding for one series, with the id of the catalogue work behind each entry."""

    owned: list[Owned] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    works: dict[Listed, int] = field(default_factory=dict)
    total: int | None = None

    @property
    def knowledge(self) -> Knowledge:
        """What is known beside what we own."""
        return Knowledge(catalogue=self.listed, total=self.total)


def read_series_facts(session: Session, series: Sequence[Series]) -> dict[int, SeriesFacts]:
    """Facts by series id.

    Owned books of the series' author that stand in no series at all are among the owned ones without a
    position, so that a book whose series nobody noted is not taken for missing.
    """
    facts = {one.id: SeriesFacts(total=one.total) for one in series}
    for some in chunks(list(facts)):
        _owned(session, some, facts)
        _listed(session, some, facts)
    _unlabelled(session, series, facts)
    return facts


def _owned(session: Session, ids: list[int], facts: dict[int, SeriesFacts]) -> None:
    rows = session.execute(
        select(SeriesEntry.series_id, SeriesEntry.position, Book.title)
        .join(Book, Book.id == SeriesEntry.book_id)
        .where(SeriesEntry.series_id.in_(ids), Book.owned, Book.archived_at.is_(None))
    )
    for series_id, position, title in rows:
        facts[series_id].owned.append(Owned(parse_position(position), title))


def _listed(session: Session, ids: list[int], facts: dict[int, SeriesFacts]) -> None:
    # Whole works would cost twice as much, and few of those listed are gaps.
    work = CatalogueWork
    rows = session.execute(
        select(
            CatalogueEntry.series_id,
            CatalogueEntry.position,
            work.id,
            *(work.title, work.release_date, work.readers, work.language, work.compilation, work.partial),
        )
        .join(work, work.id == CatalogueEntry.work_id)
        .where(CatalogueEntry.series_id.in_(ids))
    )
    for series_id, position, work_id, title, released, readers, language, compilation, partial in rows:
        entry = Listed(
            position=None if position is None else Decimal(str(position)).normalize(),
            title=title,
            # An entry without a date is announced at best; only what is known to be out counts (rule W8).
            released=released or date.max,
            readers=readers,
            language=language,
            compilation=compilation,
            partial=partial,
        )
        facts[series_id].listed.append(entry)
        facts[series_id].works[entry] = work_id


def _unlabelled(session: Session, series: Sequence[Series], facts: dict[int, SeriesFacts]) -> None:
    by_author: defaultdict[int, list[int]] = defaultdict(list)
    for one in series:
        if one.author_id is not None and facts[one.id].listed:
            by_author[one.author_id].append(one.id)
    nowhere = parse_position("")
    for some in chunks(list(by_author)):
        rows = session.execute(
            select(BookAuthor.author_id, Book.title)
            .join(Book, Book.id == BookAuthor.book_id)
            .where(
                BookAuthor.author_id.in_(some),
                Book.owned,
                Book.archived_at.is_(None),
                ~select(SeriesEntry.book_id).where(SeriesEntry.book_id == Book.id).exists(),
            )
        )
        for author_id, title in rows:
            for series_id in by_author[author_id]:
                facts[series_id].owned.append(Owned(nowhere, title))
