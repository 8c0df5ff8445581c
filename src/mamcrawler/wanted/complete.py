"""Refreshes catalogues and settles the gaps they show, series by series (rules W7 and W10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.hardcover.client import HardcoverClient
from mamcrawler.integrations.remote import Misunderstood, NotThere, RemoteFailure
from mamcrawler.library.models import Author, Book, BookAuthor, Series, SeriesEntry
from mamcrawler.library.people import chunks
from mamcrawler.metadata.catalogue import store_series_list
from mamcrawler.metadata.lookup import find_series, series_list
from mamcrawler.wanted.service import settle_satisfied
from mamcrawler.wanted.settle import Settled, WantedPolicy, settle_series

# Catalogues older than this are asked for again, and at most so many calls are made in one run (rule W10).
STALE = timedelta(days=7)
CALLS_PER_RUN = 200
# A look-up by name and the list itself.
CALLS_PER_SERIES = 2
GROUP = 200

Progress = Callable[[int, int, str], None]
Now = Callable[[], datetime]


@dataclass(slots=True)
class Completed:
    """What a completion run did; `stopped` is why catalogues were left for the next run."""

    settled: Settled = field(default_factory=Settled)
    asked: int = 0
    unknown: int = 0
    errors: int = 0
    shrank: int = 0
    satisfied: int = 0
    left: int = 0
    stopped: str | None = None
    refused: RemoteFailure | None = None


def complete_series(
    db: Database,
    hardcover: HardcoverClient | None,
    *,
    policy: WantedPolicy,
    now: Now,
    progress: Progress,
    monitored_only: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> Completed:
    """Refreshes the stale catalogues, oldest first, then settles the gaps of every series.

    Without Hardcover, and for series it does not know, the gaps are inferred. An answer that cannot be used
    counts as an error and the run goes on; a remote that is down, refuses us or asks us to wait ends the
    refreshing, and what is left is taken up by the next run.
    """
    result = Completed()
    due = _due(db, monitored_only=monitored_only, at=now()) if hardcover is not None else []
    for place, series_id in enumerate(due):
        progress(place, len(due), "catalogues")
        if result.asked + CALLS_PER_SERIES > CALLS_PER_RUN or stopping():
            result.stopped = "budget" if not stopping() else "stopping"
        if result.stopped is not None or hardcover is None:
            result.left = len(due) - place
            break
        try:
            _refresh(db, hardcover, series_id, result, now=now)
        except (NotThere, Misunderstood):
            result.errors += 1
            _asked_in_vain(db, series_id, at=now())
        except RemoteFailure as failure:
            result.stopped, result.refused = failure.kind, failure
            result.left = len(due) - place
            break
    progress(len(due), len(due), "catalogues")
    settle_all(db, result, policy=policy, now=now, progress=progress)
    return result


def settle_all(
    db: Database, result: Completed, *, policy: WantedPolicy, now: Now, progress: Progress
) -> None:
    """Settles the gaps of every series from what is stored, counts authors anew, closes satisfied rows."""
    with db.session() as session:
        ids = list(session.scalars(select(Series.id).order_by(Series.id)))
    for place, some in enumerate(chunks(ids, GROUP)):
        progress(place * GROUP, len(ids), "gaps")
        with db.session() as session:
            series = session.scalars(select(Series).where(Series.id.in_(some)).order_by(Series.id)).all()
            result.settled.add(settle_series(session, series, policy=policy, at=now()))
    with db.session() as session:
        count_authors(session)
        result.satisfied = settle_satisfied(session, at=now())
    progress(len(ids), len(ids), "gaps")


def count_authors(session: Session) -> None:
    """Counts the owned books of every author anew (rule L12)."""
    owned: dict[int, int] = {}
    rows = session.execute(
        select(BookAuthor.author_id)
        .join(Book, Book.id == BookAuthor.book_id)
        .where(Book.owned, Book.archived_at.is_(None), BookAuthor.role == "author")
    )
    for (author_id,) in rows:
        owned[author_id] = owned.get(author_id, 0) + 1
    for author in session.scalars(select(Author)):
        author.owned = owned.get(author.id, 0)


def _due(db: Database, *, monitored_only: bool, at: datetime) -> list[int]:
    """Series with an owned book, or followed, whose catalogue is missing or old."""
    held = select(SeriesEntry.series_id).join(Book, Book.id == SeriesEntry.book_id).where(Book.owned)
    stale = or_(Series.catalogue_at.is_(None), Series.catalogue_at < at - STALE)
    chosen = select(Series.id).where(stale, or_(Series.id.in_(held), Series.followed))
    if monitored_only:
        chosen = chosen.where(Series.monitor != "none")
    with db.session() as session:
        return list(session.scalars(chosen.order_by(Series.catalogue_at.asc().nulls_first(), Series.id)))


def _refresh(
    db: Database, hardcover: HardcoverClient, series_id: int, result: Completed, *, now: Now
) -> None:
    with db.session() as session:
        series = session.scalars(
            select(Series).where(Series.id == series_id).options(selectinload(Series.author))
        ).one()
        name, known_as = series.name, series.hardcover_id
        author = series.author.name if series.author else None
        titles = _titles(session, series_id)
    if known_as is None:
        result.asked += 1
        hit = find_series(hardcover, name, author=author, titles=titles)
        if hit is None:
            result.unknown += 1
            _asked_in_vain(db, series_id, at=now())
            return
        known_as = hit.id
    result.asked += 1
    catalogue = hardcover.series(known_as)
    with db.session() as session:
        series = session.get_one(Series, series_id)
        taken = session.scalar(
            select(Series.id).where(Series.hardcover_id == catalogue.id, Series.id != series_id)
        )
        if taken is None:
            series.hardcover_id = catalogue.id
        works = series_list(catalogue)
        kept = store_series_list(
            session, series, works, source="hardcover", total=catalogue.primary_books_count, at=now()
        )
        result.shrank += not kept


def _titles(session: Session, series_id: int) -> Sequence[str]:
    return session.scalars(
        select(Book.title)
        .join(SeriesEntry, SeriesEntry.book_id == Book.id)
        .where(SeriesEntry.series_id == series_id, Book.owned)
    ).all()


def _asked_in_vain(db: Database, series_id: int, *, at: datetime) -> None:
    """Notes the attempt, so that the series goes to the back of the row; its stored list stays."""
    with db.session() as session:
        session.get_one(Series, series_id).catalogue_at = at
