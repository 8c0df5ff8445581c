"""Reads of downloads that deserve a name."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from mamcrawler.downloads.models import (
    Blocked,
    Download,
    DownloadWanted,
    ImportedFolder,
    Verdict,
)
from mamcrawler.foundation.paging import Sortable
from mamcrawler.library.models import Book
from mamcrawler.wanted.models import Wanted

Sorts = Mapping[str, Sortable | Sequence[Sortable]]

DOWNLOAD_SORTS: Sorts = {
    "created": Download.created_at,
    "state": [Download.state, Download.state_since],
    "since": Download.state_since,
    "deadline": Download.deadline,
    "title": Download.title,
}
VERDICT_SORTS: Sorts = {"rank": [Verdict.rank, Verdict.result], "at": Verdict.at}
BLOCKED_SORTS: Sorts = {"at": Blocked.at, "title": Blocked.title}


def downloads(
    *, states: Sequence[str] = (), wanted_id: int | None = None, q: str | None = None
) -> Select[Download]:
    """Downloads with what a list shows of them: their release, watch and wished books."""
    chosen = select(Download).options(
        joinedload(Download.release),
        joinedload(Download.watch),
        selectinload(Download.wants).joinedload(DownloadWanted.wanted).joinedload(Wanted.book),
    )
    if states:
        chosen = chosen.where(Download.state.in_(states))
    if wanted_id is not None:
        linked = select(DownloadWanted.download_id).where(DownloadWanted.wanted_id == wanted_id)
        chosen = chosen.where(Download.id.in_(linked))
    if q:
        chosen = chosen.where(Download.title.icontains(q, autoescape=True))
    return chosen


def download_whole(download_id: int) -> Select[Download]:
    """One download with its moves, checks, folders and files."""
    return (
        downloads()
        .where(Download.id == download_id)
        .options(
            selectinload(Download.moves),
            selectinload(Download.checks),
            selectinload(Download.folders).selectinload(ImportedFolder.files),
        )
    )


def verdicts(
    *, wanted_id: int | None = None, book_id: int | None = None, release_id: int | None = None
) -> Select[Verdict]:
    """The stored judgements of releases, for "why not?"."""
    chosen = select(Verdict).options(
        joinedload(Verdict.release), joinedload(Verdict.wanted).joinedload(Wanted.book)
    )
    if wanted_id is not None:
        chosen = chosen.where(Verdict.wanted_id == wanted_id)
    if book_id is not None:
        chosen = chosen.where(Verdict.wanted_id.in_(select(Wanted.id).where(Wanted.book_id == book_id)))
    if release_id is not None:
        chosen = chosen.where(Verdict.release_id == release_id)
    return chosen


def blocklist(*, in_force_at: datetime | None = None) -> Select[Blocked]:
    """Entries of the blocklist; with a time only those in force then."""
    chosen = select(Blocked)
    if in_force_at is not None:
        chosen = chosen.where(or_(Blocked.until.is_(None), Blocked.until > in_force_at))
    return chosen


def books_called(text: str) -> Select[Book]:
    """Books whose title contains the text, those with a wanted row first."""
    wished = select(Wanted.book_id).where(Wanted.book_id == Book.id).exists()
    return (
        select(Book)
        .where(Book.title.icontains(text, autoescape=True), Book.archived_at.is_(None))
        .order_by(~wished, Book.title, Book.id)
    )
