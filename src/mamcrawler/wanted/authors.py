"""Gaps of authors: works with an audiobook that the library lacks (rule W9)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import Problem
from mamcrawler.integrations.hardcover.client import HardcoverClient
from mamcrawler.integrations.remote import Misunderstood, NotThere, RemoteFailure
from mamcrawler.library.models import Author, Book, BookAuthor
from mamcrawler.library.titles import title_key
from mamcrawler.library.works import ensure_book
from mamcrawler.metadata.catalogue import author_works, store_author_list
from mamcrawler.metadata.lookup import author_list, find_author
from mamcrawler.metadata.models import CatalogueWork
from mamcrawler.wanted.complete import CALLS_PER_RUN, CALLS_PER_SERIES, STALE, Completed, Now, Progress
from mamcrawler.wanted.models import Gap
from mamcrawler.wanted.service import want
from mamcrawler.wanted.settle import Settled, WantedPolicy, same_title

# From so many missing works on, this many are searched for in a week, the most read first.
PACED_FROM = 5
PER_WEEK = 5


def complete_authors(
    db: Database,
    hardcover: HardcoverClient,
    *,
    policy: WantedPolicy,
    now: Now,
    progress: Progress,
    monitored_only: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> Completed:
    """Refreshes the works of favourite and monitored authors and settles what the library lacks of them."""
    result = Completed()
    due = _due(db, policy, monitored_only=monitored_only, at=now())
    for place, author_id in enumerate(due):
        progress(place, len(due), "authors")
        if stopping() or result.asked + CALLS_PER_SERIES > CALLS_PER_RUN:
            result.stopped, result.left = "stopping" if stopping() else "budget", len(due) - place
            break
        try:
            _refresh(db, hardcover, author_id, result, policy=policy, now=now)
        except (NotThere, Misunderstood):
            result.errors += 1
            with db.session() as session:
                session.get_one(Author, author_id).catalogue_at = now()
        except RemoteFailure as failure:
            result.stopped, result.refused, result.left = failure.kind, failure, len(due) - place
            break
    progress(len(due), len(due), "authors")
    return result


def settle_author(session: Session, author: Author, *, policy: WantedPolicy, at: datetime) -> Settled:
    """Brings the author's gap rows up to date; those of a monitored author become wanted, at a pace."""
    owned = session.scalars(
        select(Book.title)
        .join(BookAuthor, BookAuthor.book_id == Book.id)
        .where(BookAuthor.author_id == author.id, BookAuthor.role == "author", Book.owned)
    ).all()
    keys = {title_key(title) for title in owned}
    counted = [work for work in author_works(session, author.id) if _counts(work, at)]
    missing = [
        work
        for work in counted
        if title_key(work.title) not in keys and not any(same_title(work.title, title) for title in owned)
    ]
    author.total = len(counted) if counted else author.total
    held = {row.work_id: row for row in session.scalars(select(Gap).where(Gap.author_id == author.id))}
    settled = Settled(gaps=len(missing))
    for work in missing:
        if held.pop(work.id, None) is None:
            session.add(
                Gap(
                    author_id=author.id,
                    work_id=work.id,
                    title=work.title,
                    method="catalogue",
                    release_date=work.release_date,
                    found_at=at,
                )
            )
            settled.new += 1
    for gone in held.values():
        session.delete(gone)
    settled.closed = len(held)
    if author.monitor in ("missing", "all"):
        for place, work in enumerate(missing):
            weeks = place // PER_WEEK if len(missing) >= PACED_FROM else 0
            settled.wanted += _want(
                session, author, work, policy, at=at, search_from=at + timedelta(weeks=weeks)
            )
    session.flush()
    return settled


def _counts(work: CatalogueWork, at: datetime) -> bool:
    released = work.release_date is not None and work.release_date <= at.date()
    return bool(work.has_audio) and released and not work.compilation and not work.partial


def _want(
    session: Session,
    author: Author,
    work: CatalogueWork,
    policy: WantedPolicy,
    *,
    at: datetime,
    search_from: datetime,
) -> int:
    book = ensure_book(
        session,
        title=work.title,
        subtitle=work.subtitle,
        authors=work.authors or [author.name],
        language=policy.language,
        release_date=work.release_date,
        hardcover_id=int(work.source_id) if work.source == "hardcover" else None,
        readers=work.readers,
        at=at,
    )
    try:
        _, fresh = want(
            session,
            book_id=book.id,
            reason="author_gap",
            by="plan",
            at=at,
            language=policy.language,
            search_from=search_from,
        )
    except Problem as excluded:
        if excluded.code != "not_allowed":
            raise
        return 0
    return int(fresh)


def _due(db: Database, policy: WantedPolicy, *, monitored_only: bool, at: datetime) -> list[int]:
    chosen = select(Author.id).where(
        or_(Author.catalogue_at.is_(None), Author.catalogue_at < at - STALE),
        Author.monitor != "none"
        if monitored_only
        else or_(Author.owned >= policy.author_min_owned, Author.monitor != "none"),
    )
    with db.session() as session:
        return list(session.scalars(chosen.order_by(Author.catalogue_at.asc().nulls_first(), Author.id)))


def _refresh(
    db: Database,
    hardcover: HardcoverClient,
    author_id: int,
    result: Completed,
    *,
    policy: WantedPolicy,
    now: Now,
) -> None:
    with db.session() as session:
        author = session.get_one(Author, author_id)
        name, known_as = author.name, author.hardcover_id
    if known_as is None:
        result.asked += 1
        hit = find_author(hardcover, name)
        known_as = hit.id if hit else None
    works = []
    if known_as is None:
        result.unknown += 1
    else:
        result.asked += 1
        works = author_list(hardcover.author_books(known_as), language=policy.language)
    with db.session() as session:
        author = session.get_one(Author, author_id)
        author.catalogue_at = now()
        if known_as is None:
            return
        if session.scalar(select(Author.id).where(Author.hardcover_id == known_as)) is None:
            author.hardcover_id = known_as
        result.shrank += not store_author_list(session, author, works, source="hardcover", at=now())
        result.settled.add(settle_author(session, author, policy=policy, at=now()))
