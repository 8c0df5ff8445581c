"""Acts on every deadline that has passed, of downloads and of wanted rows (rules D8 and W6)."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mamcrawler.downloads.importing import undo
from mamcrawler.downloads.lapses import LAPSES
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.moves import renew
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.sending import settle_lost
from mamcrawler.downloads.shelf import shelf_of
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.qbittorrent.models import Torrent
from mamcrawler.integrations.remote import RemoteFailure
from mamcrawler.wanted import states
from mamcrawler.wanted.models import Wanted

BY = "deadlines"
_WANTED_LATE = {
    "suggested": ("closed", "Nobody took it up within 180 days."),
    "waiting_release": ("wanted", "It is out."),
    "searching": ("wanted", "Its search did not end."),
    "needs_review": ("not_found", "Nobody decided within 30 days."),
    "acquiring": ("needs_review", "It has been on its way for 45 days."),
}
WORKING = ("verifying", "organising")


def apply_deadlines(
    db: Database, client: Callable[[], QBittorrentClient], *, library_paths: PathMap, clock: Clock
) -> Counter[str]:
    """Moves every download past its deadline as rule D2 says; returns how many were moved from each state."""
    with db.read() as session:
        query = select(Download.id, Download.state, Download.info_hash)
        late = session.execute(query.where(Download.deadline <= clock.now())).all()
        shelf = shelf_of(session, library_paths)
    moved: Counter[str] = Counter()
    for download_id, state, info_hash in late:
        torrent = _in_client(client, info_hash) if state == "sending" else None
        if state == "organising" and shelf is not None:
            undo(db, download_id, shelf.root)
        with db.session() as session:
            download = session.get_one(Download, download_id)
            # It may have moved on since it was listed.
            if download.state != state or download.deadline is None or download.deadline > clock.now():
                continue
            if state == "sending":
                settle_lost(session, download, torrent, by=BY, at=clock.now())
            elif state == "completed" and _pipeline_is_busy(session):
                renew(download, at=clock.now())
            else:
                LAPSES[state](session, download, BY, clock.now())
        moved[state] += 1
    return moved


def settle_wanted(session: Session, *, at: datetime) -> int:
    """Moves every wanted row past its deadline as rule W6 says; returns how many."""
    rows = session.scalars(select(Wanted).where(Wanted.deadline <= at)).all()
    for wanted in rows:
        to, sentence = _WANTED_LATE.get(wanted.state, ("", ""))
        if to == "not_found":
            states.not_found(wanted, at=at, sentence=sentence)
        elif to:
            states.move(wanted, to, at=at, sentence=sentence)
        else:
            wanted.deadline = None
    return len(rows)


def overdue(session: Session, *, at: datetime) -> int:
    """How many downloads are past their deadline; 0 after the job ran (rule D8)."""
    return session.scalar(select(func.count()).select_from(Download).where(Download.deadline <= at)) or 0


def _in_client(client: Callable[[], QBittorrentClient], info_hash: str | None) -> Torrent | None:
    """The torrent, or None also when the client does not answer: a new send asks for the hash first."""
    if info_hash is None:
        return None
    try:
        return client().torrent(info_hash)
    except (RemoteFailure, NotConfigured):
        return None


def _pipeline_is_busy(session: Session) -> bool:
    """Whether the pipeline works on another row, so that a finished download merely waits for its turn."""
    return session.scalar(select(Download.id).where(Download.state.in_(WORKING)).limit(1)) is not None
