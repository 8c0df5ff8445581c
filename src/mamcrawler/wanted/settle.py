"""Turns found gaps into rows: facts for every series, decisions for the monitored ones (rules W1, W2, W7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.foundation.errors import Problem
from mamcrawler.library.models import Author, Series
from mamcrawler.library.people import chunks
from mamcrawler.library.positions import plain_number
from mamcrawler.library.title_scores import MATCH, title_score
from mamcrawler.library.titles import normalise, title_key
from mamcrawler.library.works import ensure_book
from mamcrawler.metadata.models import CatalogueWork
from mamcrawler.wanted.completion import completion
from mamcrawler.wanted.coverage import whole_numbers
from mamcrawler.wanted.gaps import FoundGap, Listed, SeriesGaps, WhatCounts, find_gaps
from mamcrawler.wanted.hints import confirm_hints
from mamcrawler.wanted.models import Gap
from mamcrawler.wanted.series_facts import SeriesFacts, read_series_facts
from mamcrawler.wanted.service import want


@dataclass(frozen=True, slots=True)
class WantedPolicy:
    """What the user wants of series and authors (rules W2 and W8)."""

    language: str = "English"
    include_extras: bool = False
    series_min_owned: int = 2
    author_min_owned: int = 2


@dataclass(slots=True)
class Settled:
    """Counts of one settling: gaps known, gaps new, gaps closed, wanted rows made."""

    gaps: int = 0
    new: int = 0
    closed: int = 0
    wanted: int = 0

    def add(self, other: "Settled") -> None:
        """Takes the other's counts in."""
        self.gaps += other.gaps
        self.new += other.new
        self.closed += other.closed
        self.wanted += other.wanted

    @property
    def changes(self) -> int:
        """How many rows came or went."""
        return self.new + self.closed + self.wanted


def settle_series(
    session: Session, series: Sequence[Series], *, policy: WantedPolicy, at: datetime
) -> Settled:
    """Finds the gaps of the series, brings their rows up to date and wants those that are monitored.

    Inferred gaps, and gaps whose title nobody knows, become wanted only by hand.
    """
    confirm_hints(session, series)
    facts = read_series_facts(session, series)
    counts = WhatCounts(at.date(), policy.language, policy.include_extras)
    held = _held_gaps(session, [one.id for one in series])
    authors = _authors(session, series)
    gaps = {
        one.id: find_gaps(facts[one.id].owned, facts[one.id].knowledge, counts, same_title=same_title)
        for one in series
    }
    works = _works(session, facts, gaps)
    settled = Settled()
    for one in series:
        found, mine = gaps[one.id], works[one.id]
        _number(one, found, policy)
        settled.add(_rows(session, one, found, mine, held.get(one.id, []), at=at))
        for gap in found.gaps:
            if gap.listed is not None and is_monitored(one.monitor, gap, found):
                work = mine[gap.listed]
                settled.wanted += _want(session, one, gap, work, authors, policy=policy, at=at)
    session.flush()
    return settled


def same_title(a: str, b: str) -> bool:
    """Whether two titles mean the same book (rule S9).

    >>> same_title("The Lantern Archive", "Lantern Archive, The (Unabridged)")
    True
    """
    return title_key(a) == title_key(b) or title_score(normalise(a), normalise(b)) >= MATCH


def is_monitored(mode: str, gap: FoundGap, found: SeriesGaps) -> bool:
    """Whether a gap of a series monitored in that mode becomes wanted by itself (rules W2 and W8).

    What is not out yet is wanted as well, and waits for its release.
    """
    if gap.method == "inferred":
        return False
    if mode == "latest":
        positions = [one.position for one in found.gaps if one.position is not None]
        newest = max([*positions, *found.covered], default=None)
        return gap.position is not None and gap.position == newest
    return mode in ("missing", "all") or (mode == "future" and gap.waits)


def _number(series: Series, found: SeriesGaps, policy: WantedPolicy) -> None:
    numbers = completion(found.owned_count, found.total)
    series.owned, series.percent = numbers.owned, numbers.percent
    if found.total is not None:
        series.total = found.total
    if not series.monitor_by_hand:
        # Books that the catalogue does not list are owned all the same.
        held = max(numbers.owned, len(whole_numbers(found.covered)))
        series.monitor = "missing" if held >= policy.series_min_owned else "none"


def _rows(
    session: Session,
    series: Series,
    found: SeriesGaps,
    works: dict[Listed, CatalogueWork],
    held: list[Gap],
    *,
    at: datetime,
) -> Settled:
    known = {_key(row): row for row in held}
    settled = Settled(gaps=len(found.gaps))
    for gap in found.gaps:
        work = works[gap.listed] if gap.listed else None
        position = None if gap.position is None else float(gap.position)
        row = known.pop(position if position is not None else -(work.id if work else 0), None)
        if row is None:
            row = Gap(series_id=series.id, position=position, method=gap.method, found_at=at)
            session.add(row)
            settled.new += 1
        row.method = gap.method
        row.work_id = work.id if work else None
        row.title = work.title if work else None
        row.release_date = work.release_date if work else None
        row.waits = gap.waits
    for gone in known.values():
        session.delete(gone)
    settled.closed = len(known)
    return settled


def _want(
    session: Session,
    series: Series,
    gap: FoundGap,
    work: CatalogueWork,
    authors: dict[int, str],
    *,
    policy: WantedPolicy,
    at: datetime,
) -> int:
    names = work.authors or [authors[series.author_id]] if series.author_id else work.authors
    if not names:
        return 0
    book = ensure_book(
        session,
        title=work.title,
        subtitle=work.subtitle,
        authors=names,
        series=series,
        position=None if gap.position is None else plain_number(gap.position),
        language=policy.language,
        release_date=work.release_date,
        hardcover_id=int(work.source_id) if work.source == "hardcover" else None,
        readers=work.readers,
        at=at,
    )
    if book.owned:
        return 0
    try:
        _, fresh = want(
            session,
            book_id=book.id,
            reason="series_gap",
            by="plan",
            at=at,
            language=policy.language,
            undated=work.release_date is None,
        )
    except Problem as excluded:
        if excluded.code != "not_allowed":
            raise
        return 0
    return int(fresh)


def _works(
    session: Session, facts: dict[int, SeriesFacts], gaps: dict[int, SeriesGaps]
) -> dict[int, dict[Listed, CatalogueWork]]:
    """By series id, the catalogue works behind its gaps."""
    ids = {
        id_: {gap.listed: facts[id_].works[gap.listed] for gap in found.gaps if gap.listed is not None}
        for id_, found in gaps.items()
    }
    works: dict[int, CatalogueWork] = {}
    for some in chunks(sorted({work_id for mine in ids.values() for work_id in mine.values()})):
        rows = session.scalars(select(CatalogueWork).where(CatalogueWork.id.in_(some)))
        works.update({work.id: work for work in rows})
    return {id_: {listed: works[work_id] for listed, work_id in mine.items()} for id_, mine in ids.items()}


def _held_gaps(session: Session, series_ids: list[int]) -> dict[int, list[Gap]]:
    found: dict[int, list[Gap]] = {}
    for some in chunks(series_ids):
        for row in session.scalars(select(Gap).where(Gap.series_id.in_(some))):
            found.setdefault(row.series_id or 0, []).append(row)
    return found


def _key(row: Gap) -> float:
    return row.position if row.position is not None else -(row.work_id or 0)


def _authors(session: Session, series: Sequence[Series]) -> dict[int, str]:
    ids = sorted({one.author_id for one in series if one.author_id is not None})
    found: dict[int, str] = {}
    for some in chunks(ids):
        found.update(session.execute(select(Author.id, Author.name).where(Author.id.in_(some))).all())
    return found
