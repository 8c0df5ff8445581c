"""Waits until Audiobookshelf shows what was imported, and ties the ends together (rule D25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.downloads import wishes
from mamcrawler.downloads.models import Download, ImportedFolder
from mamcrawler.downloads.moves import move, stay
from mamcrawler.downloads.wording import counted
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
from mamcrawler.integrations.audiobookshelf.models import Item, ItemRow
from mamcrawler.integrations.remote import NotThere, RemoteFailure
from mamcrawler.library.models import Library, LibraryItem
from mamcrawler.library.names import same_person
from mamcrawler.library.sync import store_item
from mamcrawler.library.titles import title_key

BY = "pipeline"
# When to look for the item, counted from the scan; before the look of SECOND_SCAN_AT a scan is asked again.
LOOKS = (
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=45),
    timedelta(hours=2),
)
SECOND_SCAN_AT = 4
TASK_POLLS = 15
TASK_POLL_SECONDS = 1.0
REST_AFTER_FAILURE = timedelta(minutes=1)
NEWEST_PAGES = 4
PAGE = 50


@dataclass(frozen=True, slots=True)
class _Sought:
    folder_id: int
    library_id: int
    abs_library_id: str
    path: str


def confirm(db: Database, client: AudiobookshelfClient, download_id: int, *, clock: Clock) -> str:
    """One step of waiting: asks for the scan if none was asked, else looks for the items. Returns the state.

    A server that does not answer leaves the row importing until its deadline, which then asks a person.
    """
    with db.read() as session:
        download = session.get_one(Download, download_id)
        scanned, looks, scans = download.scan_asked_at, download.looks, download.scans
        sought = _sought(session, download_id)
    try:
        if scanned is None or (looks >= SECOND_SCAN_AT and scans < 2):
            _scan(client, sorted({one.abs_library_id for one in sought}), clock)
            _note_scan(db, download_id, at=clock.now())
            return "importing"
        found = {one.folder_id: _find(client, one) for one in sought}
    except RemoteFailure as failure:
        return _wait(db, download_id, failure, at=clock.now())
    with db.session() as session:
        return _settle(session, download_id, found, at=clock.now())


def _sought(session: Session, download_id: int) -> list[_Sought]:
    query = (
        select(ImportedFolder.id, ImportedFolder.library_id, Library.abs_id, ImportedFolder.library_path)
        .join(Library, Library.id == ImportedFolder.library_id)
        .where(ImportedFolder.download_id == download_id, ImportedFolder.found_at.is_(None))
        .order_by(ImportedFolder.id)
    )
    return [_Sought(*row) for row in session.execute(query)]


def _scan(client: AudiobookshelfClient, libraries: Sequence[str], clock: Clock) -> None:
    """Asks for a scan of each library and waits a while for its task to end."""
    for library_id in libraries:
        client.scan_library(library_id)
    for _ in range(TASK_POLLS):
        clock.sleep(TASK_POLL_SECONDS, at_least=0.1)
        running = {
            task.library_id for task in client.tasks() if task.action == "library-scan" and not task.finished
        }
        if not running.intersection(libraries):
            return


def _note_scan(db: Database, download_id: int, *, at: datetime) -> None:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        download.scans += 1
        if download.scan_asked_at is None:
            download.scan_asked_at = at
        due = download.scan_asked_at + LOOKS[min(download.looks, len(LOOKS) - 1)]
        stay(
            session,
            download,
            at=at,
            reason="waiting_for_library",
            sentence="Audiobookshelf was asked to scan.",
            next_action="look for the item",
            next_check_at=max(due, at),
        )


def _find(client: AudiobookshelfClient, sought: _Sought) -> Item | None:
    """The item at exactly the path, never by title; new ones come first in the server's order."""
    for number in range(NEWEST_PAGES):
        page = client.items_page(
            sought.abs_library_id, page=number, limit=PAGE, sort="addedAt", descending=True
        )
        row = next((row for row in page.rows if _same_path(row, sought.path)), None)
        if row is not None:
            try:
                return client.item(row.id)
            except NotThere:
                return None
        if (number + 1) * PAGE >= page.total:
            return None
    return None


def _same_path(row: ItemRow, path: str) -> bool:
    return row.path.rstrip("/") == path.rstrip("/") and not row.is_missing


def _wait(db: Database, download_id: int, failure: RemoteFailure, *, at: datetime) -> str:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        stay(
            session,
            download,
            at=at,
            reason="abs_down" if failure.kind != "rejected_us" else "abs_refused",
            sentence=f"In place, but Audiobookshelf cannot be asked: {failure.detail}",
            next_action="ask Audiobookshelf again",
            next_check_at=at + REST_AFTER_FAILURE,
        )
        return download.state


def _settle(session: Session, download_id: int, found: dict[int, Item | None], *, at: datetime) -> str:
    download = session.get_one(Download, download_id)
    for folder_id, item in found.items():
        if item is not None:
            _tie(session, session.get_one(ImportedFolder, folder_id), item, at=at)
    if all(found.values()):
        return _imported(session, download, at=at)
    download.looks += 1
    missing = sum(item is None for item in found.values())
    begun = download.scan_asked_at or at
    if download.looks >= len(LOOKS):
        move(
            session,
            download,
            "needs_review",
            by=BY,
            at=at,
            reason="not_seen_by_library",
            sentence=f"Audiobookshelf does not show {counted(missing, 'imported folder')} after two scans.",
            offers=("importing", "organising", "abandoned"),
            next_action="a person decides",
        )
        return download.state
    stay(
        session,
        download,
        at=at,
        reason="not_seen_yet",
        sentence=f"Audiobookshelf does not show {counted(missing, 'imported folder')} yet.",
        next_action="look again",
        next_check_at=max(begun + LOOKS[download.looks], at),
    )
    return download.state


def _tie(session: Session, folder: ImportedFolder, item: Item, *, at: datetime) -> None:
    row = store_item(session, session.get_one(Library, folder.library_id), item, at=at)
    row.origin = "download"
    folder.library_item_id, folder.found_at = row.id, at


def _imported(session: Session, download: Download, *, at: datetime) -> str:
    folders = list(session.scalars(select(ImportedFolder).where(ImportedFolder.download_id == download.id)))
    items = {
        folder.id: session.get_one(LibraryItem, folder.library_item_id)
        for folder in folders
        if folder.library_item_id is not None
    }
    other = [text for folder in folders for text in _differs(folder, items[folder.id], download)]
    wanted = wishes.wishes_of(session, download)
    move(
        session,
        download,
        "imported",
        by=BY,
        at=at,
        reason="item_other_identity" if other else None,
        sentence=" ".join(other) or f"In the library as {counted(len(folders), 'item')}.",
    )
    download.imported_at = at
    for one in wanted:
        item = next((items[folder.id] for folder in folders if one.id in folder.wanted_ids), None)
        if item is None:
            wishes.search_on(one, "The bundle was imported without this book.", at=at)
        elif _is_other_reader(one.narrators, item):
            wishes.ask_person(one, "The imported recording is read by somebody else than wished.", at=at)
        else:
            wishes.satisfy(one, note=None, at=at)
    titles = ", ".join(str(item.metadata_as_shown.get("title", "")) for item in items.values())
    activity.record(
        session, "imported", f"Imported {titles}", at, subject_type="download", subject_id=download.id
    )
    return download.state


def _differs(folder: ImportedFolder, item: LibraryItem, download: Download) -> list[str]:
    """Says so when Audiobookshelf shows another book than the one that was put there."""
    if item.book_id in folder.book_ids:
        return []
    shown = str(item.metadata_as_shown.get("title", ""))
    if title_key(shown) == title_key(download.title):
        return []
    return [f"Audiobookshelf shows {shown!r} in {folder.library_path}."]


def _is_other_reader(wished: list[str] | None, item: LibraryItem) -> bool:
    told = [str(name) for name in item.metadata_as_shown.get("narrators") or ()]
    return bool(wished and told and not any(same_person(a, b) != "different" for a in wished for b in told))
