"""Sends one approved release to the client: claim, fetch, check, add, settle (rules D7 and D9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.downloads import wishes
from mamcrawler.downloads.blocklist import block, is_hash_blocked
from mamcrawler.downloads.lapses import sending_lapsed
from mamcrawler.downloads.models import Download, DownloadWanted, Release
from mamcrawler.downloads.monitor import begin_watch
from mamcrawler.downloads.moves import claim, move
from mamcrawler.downloads.retry import propose_next
from mamcrawler.downloads.states import LIVE
from mamcrawler.downloads.torrent_file import BadTorrent, TorrentFile, check_torrent, read_torrent
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.qbittorrent.models import Torrent
from mamcrawler.integrations.remote import NotThere, RemoteFailure

BY = "queue"


@dataclass(frozen=True, slots=True)
class Way:
    """How releases reach the client: fetch a torrent by tracker id, the tracker's domains, category, path."""

    fetch: Callable[[int], bytes]
    client: QBittorrentClient
    domains: tuple[str, ...]
    category: str
    save_path: str | None


def send(db: Database, way: Way, download_id: int, *, clock: Clock, token: str) -> str:
    """Sends an approved download and returns its new state.

    The info-hash is written down before the client is asked to add anything, so that whatever happens then,
    the torrent is found again by its hash and never added twice.
    """
    with db.session() as session:
        download = session.get_one(Download, download_id)
        if not claim(
            session, download, "sending", by=BY, token=token, at=clock.now(), sentence="Being sent."
        ):
            return "approved"
        release = session.get_one(Release, download.release_id)
        tracker_id, size = release.tracker_id, release.size
    try:
        body = way.fetch(tracker_id)
        torrent = read_torrent(body)
        check_torrent(torrent, row_size=size, domains=way.domains)
    except BadTorrent as bad:
        return _give_up(db, download_id, bad.code, bad.detail, clock=clock, token=token)
    except NotThere as gone:
        return _give_up(db, download_id, "release_gone", gone.detail, clock=clock, token=token)
    except RemoteFailure as failure:
        return _again(db, download_id, "torrent_refused", failure.detail, clock=clock, token=token)
    with db.session() as session:
        other = _note_hash(session, download_id, torrent, at=clock.now())
    if other is not None:
        return _give_up(db, download_id, *other, clock=clock, token=token)
    try:
        added = way.client.add(
            body,
            torrent.info_hash,
            category=way.category,
            tags=("mc", f"mc-{download_id}"),
            save_path=way.save_path,
        )
    except RemoteFailure as failure:
        if failure.permanent and failure.kind == "misunderstood":
            return _give_up(db, download_id, "client_refused", failure.detail, clock=clock, token=token)
        return _again(db, download_id, "client_down", failure.detail, clock=clock, token=token)
    with db.session() as session:
        download = session.get_one(Download, download_id)
        return arrived(
            session, download, added.torrent, by=BY, adopted=added.already, token=token, at=clock.now()
        )


def arrived(
    session: Session,
    download: Download,
    torrent: Torrent,
    *,
    by: str,
    adopted: bool,
    token: str | None,
    at: datetime,
) -> str:
    """Settles a send whose torrent is in the client."""
    move(
        session,
        download,
        "downloading",
        by=by,
        at=at,
        token=token,
        sentence="The client had it already." if adopted else "In the client.",
        next_action="watch the transfer",
    )
    download.grabbed_at = download.grabbed_at or at
    download.adopted = adopted
    begin_watch(session, download.id, torrent, at=at)
    activity.record(
        session,
        "grabbed",
        f"Downloading {download.title}",
        at,
        subject_type="download",
        subject_id=download.id,
    )
    return download.state


def recover(db: Database, client: QBittorrentClient, *, clock: Clock, token: str) -> int:
    """Settles the sends that a queue which died left behind, by asking the client for their hashes.

    Raises the five failures when the client does not answer; the rows then stay as they are.
    """
    with db.read() as session:
        query = select(Download.id, Download.info_hash).where(
            Download.state == "sending", Download.claimed_by.is_distinct_from(token)
        )
        left = session.execute(query).all()
    found = {torrent.hash: torrent for torrent in client.torrents([hash_ for _, hash_ in left if hash_])}
    for download_id, info_hash in left:
        with db.session() as session:
            download = session.get_one(Download, download_id)
            settle_lost(session, download, found.get(info_hash or ""), by="recovery", at=clock.now())
    return len(left)


def settle_lost(
    session: Session, download: Download, torrent: Torrent | None, *, by: str, at: datetime
) -> None:
    """A send without a living worker: on its way when the client has the torrent, else to be sent again."""
    if torrent is not None:
        arrived(session, download, torrent, by=by, adopted=False, token=None, at=at)
    else:
        sending_lapsed(session, download, by, at)


def _note_hash(
    session: Session, download_id: int, torrent: TorrentFile, *, at: datetime
) -> tuple[str, str] | None:
    """Writes the info-hash down, unless the torrent must not be taken: then the code and sentence why."""
    download = session.get_one(Download, download_id)
    if is_hash_blocked(session, torrent.info_hash, at=at):
        return "blocklisted", "This torrent is on the blocklist."
    other = session.scalar(
        select(Download).where(
            Download.info_hash == torrent.info_hash,
            Download.repeat == download.repeat,
            Download.id != download_id,
        )
    )
    if other is not None:
        _hand_over(session, download, other)
        return "same_torrent", f"The same torrent is download {other.id}."
    download.info_hash = torrent.info_hash
    release = session.get_one(Release, download.release_id)
    release.info_hash = torrent.info_hash
    return None


def _hand_over(session: Session, download: Download, other: Download) -> None:
    """Gives the wishes to a live download of the same torrent that has none, such as an adopted one."""
    if other.state not in LIVE or wishes.wishes_of(session, other):
        return
    mine = list(session.scalars(select(DownloadWanted).where(DownloadWanted.download_id == download.id)))
    other.snapshot = other.snapshot or download.snapshot
    for row in mine:
        wanted_id = row.wanted_id
        session.delete(row)
        session.flush()
        session.add(DownloadWanted(download_id=other.id, wanted_id=wanted_id, live=True))


def _again(db: Database, download_id: int, reason: str, sentence: str, *, clock: Clock, token: str) -> str:
    """A temporary failure: back to the queue, failed the third time."""
    with db.session() as session:
        download = session.get_one(Download, download_id)
        attempts = download.attempts + 1
        to = "failed" if attempts >= 3 else "approved"
        move(
            session,
            download,
            to,
            by=BY,
            at=clock.now(),
            token=token,
            reason=reason,
            sentence=sentence,
            next_action="try again",
            next_check_at=clock.now(),
        )
        download.attempts = 0 if to == "failed" else attempts
        return download.state


def _give_up(db: Database, download_id: int, reason: str, sentence: str, *, clock: Clock, token: str) -> str:
    """The release cannot be taken: blocked, abandoned, and the next-best one proposed."""
    at = clock.now()
    with db.session() as session:
        download = session.get_one(Download, download_id)
        wished = wishes.wishes_of(session, download)
        move(session, download, "failed", by=BY, at=at, token=token, reason=reason, sentence=sentence)
        move(session, download, "abandoned", by=BY, at=at, reason=reason, sentence=sentence)
        if reason not in ("blocklisted", "same_torrent"):
            block(session, download, reason=reason, sentence=sentence, by=BY, at=at)
        for wanted in wished:
            propose_next(session, wanted, why=sentence, at=at)
        return download.state
