"""Reads the book libraries of Audiobookshelf into ours (rules L1 to L5)."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
from mamcrawler.integrations.audiobookshelf.models import Item, ItemRow, ItemsPage
from mamcrawler.library.absence import note_absences
from mamcrawler.library.facts import Stored
from mamcrawler.library.models import Library, LibraryItem
from mamcrawler.library.reading import facts_of_item, facts_of_row
from mamcrawler.library.shelves import BookLibrary, book_libraries
from mamcrawler.library.store import store_items

PAGE = 500
# So many pages are on their way while one is stored: the server never waits for us, nor we for it.
AHEAD = 2
RECENT_PAGE = 50
RECENT_PAGES = 10
TIME_LIMIT = timedelta(minutes=15)
# Full items are read in groups of this size, and so many in one run; the rest follow in the next.
DETAIL_GROUP = 25
DETAILS_PER_RUN = 500

Progress = Callable[[int, int, str], None]
Now = Callable[[], datetime]


@dataclass(slots=True)
class SyncResult:
    """What a sync read and changed.

    `partial` is the reason why nothing was marked as absent; `shrunk_by` counts what the guard held back.
    """

    libraries: int = 0
    podcasts: int = 0
    read: int = 0
    stored: Stored = field(default_factory=Stored)
    absent: int = 0
    missing: int = 0
    back: int = 0
    unreadable: int = 0
    partial: str | None = None
    shrunk_by: int = 0

    @property
    def changes(self) -> int:
        """How many items this sync made, changed or marked."""
        return len(self.stored.new) + len(self.stored.changed) + self.absent + self.missing + self.back


def sync_full(
    db: Database, client: AudiobookshelfClient, *, now: Now, guard_percent: int, progress: Progress
) -> SyncResult:
    """Reads every page of every book library, stores what is new or changed, and notes what is gone.

    The next pages are fetched while one is stored. A library that ends before its own total, or later
    than 15 minutes after the start, removes nothing and makes the result partial.
    """
    result = SyncResult()
    until = now() + TIME_LIMIT
    with db.session() as session:
        known = {row.abs_id for row in session.scalars(select(Library))}
    shelves, result.podcasts = book_libraries(db, client)
    result.libraries = len(shelves)
    for shelf in shelves:
        seen, ended_early = _read_library(db, client, shelf, result, now=now, until=until, progress=progress)
        result.partial = result.partial or ended_early
        if ended_early is None:
            _settle_absences(db, shelf, seen, result, at=now(), guard_percent=guard_percent)
    if known - {shelf.abs_id for shelf in shelves}:
        result.partial = result.partial or "library_gone"
    return result


def sync_recent(db: Database, client: AudiobookshelfClient, *, now: Now) -> SyncResult:
    """Reads the newest items by time added, then by time of change, until a page brings nothing new."""
    result = SyncResult()
    shelves, result.podcasts = book_libraries(db, client)
    result.libraries = len(shelves)
    for shelf in shelves:
        for key in ("addedAt", "mtimeMs"):
            for number in range(RECENT_PAGES):
                page = client.items_page(
                    shelf.abs_id, page=number, limit=RECENT_PAGE, sort=key, descending=True
                )
                result.read += len(page.rows)
                stored = _store_changed(db, shelf.id, page.rows, at=now())
                result.stored.add(stored)
                if not stored.new and not stored.changed:
                    break
    return result


def read_details(db: Database, client: AudiobookshelfClient, *, now: Now) -> int:
    """Reads the full items whose joined names were uncertain and returns how many still wait."""
    for _ in range(DETAILS_PER_RUN // DETAIL_GROUP):
        with db.session() as session:
            due = session.execute(
                select(LibraryItem.abs_id, LibraryItem.library_id)
                .where(LibraryItem.details_due, LibraryItem.status == "active")
                .limit(DETAIL_GROUP)
            ).all()
        if not due:
            return 0
        homes = {row.abs_id: row.library_id for row in due}
        items = client.items(list(homes))
        with db.session() as session:
            for library_id in set(homes.values()):
                mine = [facts_of_item(item) for item in items if homes.get(item.row.id) == library_id]
                store_items(session, library_id, mine, at=now())
            # An item that the server no longer gives is the next full sync's to notice.
            unseen = set(homes) - {item.row.id for item in items}
            for row in session.scalars(select(LibraryItem).where(LibraryItem.abs_id.in_(unseen))):
                row.details_due = False
    with db.session() as session:
        waiting = select(LibraryItem.id).where(LibraryItem.details_due, LibraryItem.status == "active")
        return len(session.scalars(waiting).all())


def store_item(session: Session, library: Library, item: Item, *, at: datetime) -> LibraryItem:
    """Stores one full item, as after an import, and returns our row of it."""
    store_items(session, library.id, [facts_of_item(item)], at=at)
    mine = select(LibraryItem).where(LibraryItem.abs_id == item.row.id)
    return session.scalars(mine, execution_options={"populate_existing": True}).one()


def _read_library(
    db: Database,
    client: AudiobookshelfClient,
    shelf: BookLibrary,
    result: SyncResult,
    *,
    now: Now,
    until: datetime,
    progress: Progress,
) -> tuple[set[str], str | None]:
    """The ids read, and why the reading ended before the library did (None when it did not)."""
    seen: set[str] = set()
    ended_early = None
    for page in _pages(client, shelf.abs_id):
        fresh = {row.id for row in page.rows} - seen
        seen |= fresh
        result.unreadable += page.unreadable
        result.stored.add(_store_changed(db, shelf.id, page.rows, at=now()))
        progress(len(seen), page.total, shelf.name)
        if len(seen) + result.unreadable >= page.total:
            break
        if not fresh or now() > until:
            ended_early = "time_limit" if fresh else "pages_ended_early"
            break
    result.read += len(seen)
    return seen, ended_early


def _pages(client: AudiobookshelfClient, abs_id: str) -> Iterator[ItemsPage]:
    """Pages from 0 on, the next ones already on their way; ends only when nobody asks any more."""
    with ThreadPoolExecutor(AHEAD, thread_name_prefix="pages") as pool:
        coming: deque[Future[ItemsPage]] = deque()
        asked = 0
        while True:
            if not coming:
                coming.append(pool.submit(client.items_page, abs_id, page=asked, limit=PAGE))
                asked += 1
            page = coming.popleft().result()
            while len(coming) < AHEAD and asked * PAGE < page.total:
                coming.append(pool.submit(client.items_page, abs_id, page=asked, limit=PAGE))
                asked += 1
            yield page


def _store_changed(db: Database, library_id: int, rows: tuple[ItemRow, ...], *, at: datetime) -> Stored:
    """Stores those rows that are new or whose stamp, path or presence differs from ours."""
    with db.session() as session:
        held = session.execute(
            select(
                LibraryItem.abs_id, LibraryItem.abs_updated_at, LibraryItem.path, LibraryItem.status
            ).where(LibraryItem.abs_id.in_([row.id for row in rows]))
        ).all()
        ours = {abs_id: (stamp, path, status == "missing") for abs_id, stamp, path, status in held}
        kept = {abs_id for abs_id, _, _, status in held if status in ("archived", "duplicate")}
        changed = [
            row
            for row in rows
            if row.id not in kept and ours.get(row.id) != (row.updated_ms or 0, row.path, row.is_missing)
        ]
        if not changed:
            return Stored()
        return store_items(session, library_id, [facts_of_row(row) for row in changed], at=at)


def _settle_absences(
    db: Database, shelf: BookLibrary, seen: set[str], result: SyncResult, *, at: datetime, guard_percent: int
) -> None:
    with db.session() as session:
        noted = note_absences(session, shelf.id, seen, at=at, guard_percent=guard_percent)
        library = session.get_one(Library, shelf.id)
        library.last_full_sync = at
    if noted.guarded:
        result.shrunk_by += noted.absent
        result.partial = "library_shrank"
        return
    result.absent += noted.absent
    result.missing += noted.missing
    result.back += noted.back
