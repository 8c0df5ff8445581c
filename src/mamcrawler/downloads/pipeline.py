"""From a finished transfer to a book in the library, one row at a time (rules D16 to D25)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.confirming import confirm
from mamcrawler.downloads.importing import ImportPolicy, organise, undo
from mamcrawler.downloads.lapses import organising_lapsed, verifying_lapsed
from mamcrawler.downloads.linking import clear_temporary
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.moves import move
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.shelf import shelf_of
from mamcrawler.downloads.verify import give_up, verify
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
from mamcrawler.integrations.qbittorrent.client import QBittorrentClient

BY = "pipeline"
# A look that is due within this time is waited for, so that the first one after a scan needs no new run.
WAIT_FOR_LOOK = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Works:
    """What the pipeline works with: remotes, the two path maps, and how files are put in."""

    client: QBittorrentClient
    library: Callable[[], AudiobookshelfClient]
    client_paths: PathMap
    library_paths: PathMap
    policy: ImportPolicy


def recover(db: Database, works: Works, *, clock: Clock, token: str) -> int:
    """Takes up what a pipeline that died left behind; returns how many rows.

    Only one pipeline runs at a time, so every row that another token holds belongs to a dead one.
    """
    with db.read() as session:
        query = select(Download.id, Download.state).where(
            Download.state.in_(("verifying", "organising")),
            Download.claimed_by.is_not(None),
            Download.claimed_by != token,
        )
        left = session.execute(query).all()
        shelf = shelf_of(session, works.library_paths)
    for download_id, state in left:
        if state == "organising" and shelf is not None:
            undo(db, download_id, shelf.root)
        with db.session() as session:
            download = session.get_one(Download, download_id)
            lapsed = organising_lapsed if state == "organising" else verifying_lapsed
            lapsed(session, download, "recovery", clock.now())
    if shelf is not None:
        clear_temporary(shelf.root)
    return len(left)


def run(
    db: Database,
    works: Works,
    *,
    clock: Clock,
    token: str,
    stopping: Callable[[], bool],
    progress: Callable[[str], None],
) -> Counter[str]:
    """Takes every row as far as it goes now, oldest first; returns how many rows reached each state."""
    reached: Counter[str] = Counter()
    tried: set[tuple[int, str]] = set()
    while not stopping():
        with db.read() as session:
            row = _next(session, tried, at=clock.now())
        if row is None:
            pause = _pause(db, at=clock.now())
            if pause is None:
                return reached
            clock.sleep(pause.total_seconds(), at_least=0.05)
            continue
        download_id, state = row
        now_in = _step(db, works, download_id, state, clock=clock, token=token, progress=progress)
        if now_in is None or now_in == state:
            # An importing row tells by its next look when it is due again; any other waits for the next run.
            if state != "importing":
                tried.add(row)
        else:
            reached[now_in] += 1
    return reached


def _next(session: Session, tried: set[tuple[int, str]], *, at: datetime) -> tuple[int, str] | None:
    """The row to take now: what is nearest to its end first, then the oldest."""
    query = (
        select(Download.id, Download.state, Download.next_check_at)
        .where(Download.state.in_(("importing", "organising", "verify_failed", "completed")))
        .where(Download.claimed_by.is_(None))
        .order_by(Download.state_since, Download.id)
    )
    order = {"importing": 0, "organising": 1, "verify_failed": 2, "completed": 3}
    due = [
        (download_id, state)
        for download_id, state, check_at in session.execute(query)
        if (download_id, state) not in tried and (check_at is None or check_at <= at)
    ]
    return min(due, key=lambda row: order[row[1]], default=None)


def _pause(db: Database, *, at: datetime) -> timedelta | None:
    """How long to wait for a look that is due soon; None when there is none."""
    with db.read() as session:
        due = session.scalar(
            select(Download.next_check_at)
            .where(Download.state == "importing", Download.next_check_at <= at + WAIT_FOR_LOOK)
            .order_by(Download.next_check_at)
            .limit(1)
        )
    return None if due is None else max(due - at, timedelta(0))


def _step(
    db: Database,
    works: Works,
    download_id: int,
    state: str,
    *,
    clock: Clock,
    token: str,
    progress: Callable[[str], None],
) -> str | None:
    if state == "completed":
        return verify(
            db,
            works.client,
            download_id,
            clock=clock,
            token=token,
            client_paths=works.client_paths,
            progress=progress,
        )
    if state == "verify_failed":
        give_up(db, download_id, clock=clock)
        return "abandoned"
    if state == "organising":
        with db.read() as session:
            shelf = shelf_of(session, works.library_paths)
        if shelf is None:
            return _no_shelf(db, download_id, clock=clock)
        return organise(db, download_id, shelf, works.policy, clock=clock, token=token)
    return confirm(db, works.library(), download_id, clock=clock)


def _no_shelf(db: Database, download_id: int, *, clock: Clock) -> str:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        move(
            session,
            download,
            "needs_review",
            by=BY,
            at=clock.now(),
            reason="no_library",
            sentence="No book library of Audiobookshelf is known yet: run the library sync first.",
            offers=("organising", "abandoned"),
        )
        return download.state
