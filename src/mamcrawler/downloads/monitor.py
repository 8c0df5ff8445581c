"""Watches our torrents in the client, by info-hash only (rules D11 to D15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads import watching, wishes
from mamcrawler.downloads.blocklist import block
from mamcrawler.downloads.models import Download, TorrentWatch
from mamcrawler.downloads.moves import move
from mamcrawler.downloads.retry import propose_next
from mamcrawler.downloads.states import FINAL
from mamcrawler.downloads.watching import Findings
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.qbittorrent.models import Torrent
from mamcrawler.integrations.remote import NotThere

BY = "monitor"
STALE_AFTER = 300.0
RESTART_PAUSE = 2.0
# Rows whose torrent may still owe seeding time (rule D29).
_WATCHED = (
    "downloading",
    "completed",
    "verifying",
    "verify_failed",
    "organising",
    "importing",
    "imported",
    "needs_review",
    "abandoned",
    "cancelled",
    "replaced",
)
# A torrent whose time for the duty is long over is no longer looked at.
_LOOKED_AT_FOR = timedelta(days=60)


@dataclass(slots=True)
class Watched:
    """What a round of the monitor saw and did; `stale` when the snapshot was too old to decide on."""

    looked: int = 0
    completed: int = 0
    acted: int = 0
    problems: int = 0
    stale: bool = False


def watch_round(db: Database, client: QBittorrentClient, *, clock: Clock, category: str) -> Watched:
    """Looks at every torrent of ours once and acts on what it sees; one bad torrent never stops the round.

    Raises the five failures when the client does not answer; then nothing changed.
    """
    with db.session() as session:
        query = (
            select(Download.id, Download.info_hash)
            .outerjoin(TorrentWatch, TorrentWatch.download_id == Download.id)
            .where(Download.info_hash.is_not(None), Download.state.in_(_WATCHED))
            .where(
                Download.state.not_in(FINAL)
                | TorrentWatch.download_id.is_(None)
                | (TorrentWatch.seeding_time < watching.DUTY_SECONDS)
            )
            .where(Download.state.not_in(FINAL) | (Download.state_since > clock.now() - _LOOKED_AT_FOR))
        )
        ours = {row.id: str(row.info_hash) for row in session.execute(query)}
    result = Watched()
    if not ours:
        return result
    taken_at = clock.now()
    torrents = {torrent.hash: torrent for torrent in client.torrents(ours.values())}
    limit = clock.span(STALE_AFTER, at_least=5.0)
    for download_id, info_hash in ours.items():
        if clock.now() - taken_at > limit:
            result.stale = True
            break
        _look(db, client, download_id, torrents.get(info_hash), clock=clock, category=category, result=result)
    return result


def _look(
    db: Database,
    client: QBittorrentClient,
    download_id: int,
    torrent: Torrent | None,
    *,
    clock: Clock,
    category: str,
    result: Watched,
) -> None:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        watch = session.get(TorrentWatch, download_id)
        if watch is None:
            watch = begin_watch(session, download_id, torrent, at=clock.now())
        found = _judge(download, watch, torrent, category=category, at=clock.now())
        _note_problem(download, found, at=clock.now())
    result.looked += 1
    result.problems += found.problem is not None
    for act in found.acts:
        done = _act(db, client, download_id, act, torrent, clock=clock)
        result.completed += done and act == "complete"
        result.acted += done and act != "complete"


def begin_watch(session: Session, download_id: int, torrent: Torrent | None, *, at: datetime) -> TorrentWatch:
    """The watch of a download, new; the clocks start now."""
    watch = TorrentWatch(
        download_id=download_id,
        client_state=torrent.state if torrent else "unknown",
        group=str(torrent.group) if torrent else "unknown",
        group_since=at,
        progress=0.0,
        downloaded=0,
        stalled_seconds=0.0,
        reannounces=0,
        seeding_time=0,
        category=torrent.category if torrent else None,
        restarted=False,
        stopped_by_us=False,
        seen_at=at,
    )
    session.add(watch)
    return watch


def _judge(
    download: Download, watch: TorrentWatch, torrent: Torrent | None, *, category: str, at: datetime
) -> Findings:
    fetching = download.state == "downloading"
    if torrent is None:
        found = watching.absent(watch, at=at)
        given_up = download.state in ("abandoned", "cancelled")
        return found if fetching else Findings([], None if given_up else found.problem)
    watching.see(watch, torrent, at=at)
    if download.state == "cancelled":
        return watching.cancelled(watch, torrent, tag=f"mc-{download.id}")
    if fetching:
        return watching.fetching(watch, torrent, category=category, at=at)
    if torrent.complete or torrent.group == "errored":
        return watching.seeding(watch, torrent, at=at)
    return Findings()


def _note_problem(download: Download, found: Findings, *, at: datetime) -> None:
    code, text = found.problem or (None, None)
    if download.problem != code:
        download.problem, download.problem_since = code, at if code else None
    download.problem_text = text


def _act(
    db: Database,
    client: QBittorrentClient,
    download_id: int,
    act: watching.Act,
    torrent: Torrent | None,
    *,
    clock: Clock,
) -> bool:
    """Carries one act out: first in the client, so that a row never claims what did not happen."""
    hashes: Sequence[str] = [torrent.hash] if torrent else []
    if act == "reannounce":
        return _reannounce(db, client, download_id, hashes, at=clock.now())
    if act == "restart":
        with db.session() as session:
            watch = session.get_one(TorrentWatch, download_id)
            watch.restarted = watch.stopped_by_us = True
        client.stop(hashes)
        clock.sleep(RESTART_PAUSE, at_least=0.2)
    if act in ("restart", "start"):
        client.start(hashes)
    if act == "remove":
        client.delete(hashes, delete_files=False)
    with db.session() as session:
        download = session.get_one(Download, download_id)
        watch = session.get_one(TorrentWatch, download_id)
        _settle(session, download, watch, act, at=clock.now())
    return True


def _settle(
    session: Session, download: Download, watch: TorrentWatch, act: watching.Act, *, at: datetime
) -> None:
    if act in ("start", "restart"):
        watch.stopped_by_us, watch.restarted = False, True
        return
    if download.state != "downloading":
        return
    text = download.problem_text or ""
    match act:
        case "complete":
            download.completed_at = watch.first_complete_at
            move(session, download, "completed", by=BY, at=at, sentence="Every byte is there.")
        case "remove":
            block(session, download, reason="stalled", sentence=text, by=BY, at=at)
            _give_up(session, download, "stalled", f"{text} The torrent was removed from the client.", at=at)
        case "release":
            sentence = "Its category was changed or it was tagged mc-ignore in the client."
            wished = wishes.wishes_of(session, download)
            move(session, download, "cancelled", by=BY, at=at, reason="released", sentence=sentence)
            for wanted in wished:
                wishes.ask_person(wanted, sentence, at=at)
        case "review":
            reason = download.problem or "stalled"
            offers = ("approved", "abandoned") if reason == "torrent_gone" else ("downloading", "abandoned")
            move(session, download, "needs_review", by=BY, at=at, reason=reason, sentence=text, offers=offers)
        case _:
            return


def _give_up(session: Session, download: Download, reason: str, sentence: str, *, at: datetime) -> None:
    wished = wishes.wishes_of(session, download)
    move(session, download, "abandoned", by=BY, at=at, reason=reason, sentence=sentence)
    for wanted in wished:
        propose_next(session, wanted, why=sentence, at=at)


def _reannounce(
    db: Database, client: QBittorrentClient, download_id: int, hashes: Sequence[str], *, at: datetime
) -> bool:
    try:
        trackers = [tracker for torrent_hash in hashes for tracker in client.trackers(torrent_hash)]
    except NotThere:
        return False
    ill = [tracker for tracker in trackers if tracker.status != "working"]
    if ill:
        client.reannounce(hashes)
    with db.session() as session:
        watch = session.get_one(TorrentWatch, download_id)
        watch.tracker_message = ill[0].message or ill[0].status if ill else None
        if ill:
            watch.reannounces += 1
        watch.reannounced_at = at
    return bool(ill)
