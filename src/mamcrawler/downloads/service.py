"""What a person can do with a download. Every verb raises Problem `invalid_transition` where it cannot."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.downloads import proposing, wishes
from mamcrawler.downloads.blocklist import block
from mamcrawler.downloads.lapses import try_again
from mamcrawler.downloads.models import Blocked, Download, DownloadWanted
from mamcrawler.downloads.moves import move, write_down
from mamcrawler.downloads.states import FINAL, TABLE
from mamcrawler.foundation.errors import Problem
from mamcrawler.wanted.models import Wanted


def get(session: Session, download_id: int) -> Download:
    """The row, or Problem `download_not_found`."""
    download = session.get(Download, download_id)
    if download is None:
        raise Problem("download_not_found", f"There is no download {download_id}.")
    return download


def approve(session: Session, *, download_id: int, by: str, at: datetime) -> Download:
    """Lets a proposed download go to the queue."""
    download = get(session, download_id)
    proposing.approve(session, download, by=by, at=at)
    _tell(session, download, "approved", by, at)
    return download


def reject(session: Session, *, download_id: int, by: str, at: datetime, why: str = "") -> Download:
    """Declines a proposed download; its wishes are searched on and this release is not proposed again."""
    download = get(session, download_id)
    wished = wishes.wishes_of(session, download)
    sentence = why or f"Declined by {by}."
    move(session, download, "rejected", by=by, at=at, reason="declined", sentence=sentence)
    for wanted in wished:
        wishes.search_on(wanted, f"A release was declined: {download.title}", at=at)
    _tell(session, download, "rejected", by, at)
    return download


def cancel(session: Session, *, download_id: int, by: str, at: datetime) -> Download:
    """Gives a download up before its transfer ended. Its torrent is left alone once a byte was received,
    because it then owes seeding time."""
    download = get(session, download_id)
    wished = wishes.wishes_of(session, download)
    move(session, download, "cancelled", by=by, at=at, reason="cancelled", sentence=f"Cancelled by {by}.")
    for wanted in wished:
        wishes.search_on(wanted, f"Its download was cancelled by {by}.", at=at)
    _tell(session, download, "cancelled", by, at)
    return download


def hold(session: Session, *, download_id: int, by: str, at: datetime) -> Download:
    """Keeps an approved download out of the queue until it is released; one that is held stays so."""
    download = get(session, download_id)
    if download.state == "waiting" and download.reason == "manual_hold":
        return download
    if download.state == "waiting":
        move(session, download, "approved", by=by, at=at, sentence="Held.")
    move(
        session,
        download,
        "waiting",
        by=by,
        at=at,
        reason="manual_hold",
        sentence=f"Held by {by}.",
        next_action="release it",
    )
    return download


def let_go(session: Session, *, download_id: int, by: str, at: datetime) -> Download:
    """Puts a waiting download back into the queue at once; its gates are asked again."""
    download = get(session, download_id)
    move(
        session,
        download,
        "approved",
        by=by,
        at=at,
        sentence="Waits for its turn in the queue.",
        next_action="send to the client",
        next_check_at=at,
    )
    return download


def decide(session: Session, *, download_id: int, choice: str, by: str, at: datetime) -> Download:
    """Settles a review by one of the states it offers.

    Going on to import accepts the doubts of the checks for good. Looking for the item again begins with a
    new scan.
    """
    download = get(session, download_id)
    if download.state != "needs_review":
        raise Problem("invalid_transition", f"This download is {download.state} and needs no review.")
    wished = wishes.wishes_of(session, download)
    if choice == "organising":
        download.accepted_by_hand = True
    if choice == "importing":
        download.scan_asked_at, download.scans, download.looks = None, 0, 0
    move(session, download, choice, by=by, at=at, sentence=f"Decided by {by}.", next_check_at=at)
    for wanted in wished:
        if choice == "abandoned":
            wishes.search_on(wanted, f"Its download was given up by {by}.", at=at)
        else:
            wishes.acquire(wanted, download, at=at)
    _tell(session, download, f"sent on to {choice}", by, at)
    return download


def retry(session: Session, *, download_id: int, by: str, at: datetime) -> Download:
    """Tries again now: a failed download at the step it left, a final one as a new row for the same release.

    Raises Problem `already_downloading` when a wish of it has another live download by now.
    """
    download = get(session, download_id)
    if download.state == "failed":
        try_again(session, download, by, at)
        return download
    if download.state not in FINAL or download.state in ("imported", "replaced"):
        raise Problem("invalid_transition", f"A download that is {download.state} cannot be tried again.")
    return _repeat(session, download, by=by, at=at)


def block_release(session: Session, *, download_id: int, by: str, at: datetime, why: str = "") -> Blocked:
    """Puts the release of a download on the blocklist for 30 days."""
    download = get(session, download_id)
    blocked = block(session, download, reason="by_hand", sentence=why or f"Blocked by {by}.", by=by, at=at)
    session.flush()
    return blocked


def unblock(session: Session, *, blocked_id: int) -> None:
    """Takes an entry off the blocklist; an unknown id is Problem `release_not_found`."""
    blocked = session.get(Blocked, blocked_id)
    if blocked is None:
        raise Problem("release_not_found", f"There is no entry {blocked_id} on the blocklist.")
    session.delete(blocked)


def _repeat(session: Session, download: Download, *, by: str, at: datetime) -> Download:
    wanted_ids = list(
        session.scalars(select(DownloadWanted.wanted_id).where(DownloadWanted.download_id == download.id))
    )
    for wanted_id in wanted_ids:
        live = wishes.live_download(session, wanted_id)
        if live is not None:
            raise Problem("already_downloading", f"Download {live.id} is for the same book.", id=live.id)
    latest = session.scalar(
        select(func.max(Download.repeat)).where(Download.release_id == download.release_id)
    )
    again = Download(
        release_id=download.release_id,
        repeat=(latest or 0) + 1,
        title=download.title,
        size=download.size,
        cost_class=download.cost_class,
        result=download.result,
        snapshot=download.snapshot,
        state="approved",
        state_since=at,
        deadline=at + (TABLE["approved"].stay or at - at),
        sentence=f"Asked for again by {by}.",
        next_action="send to the client",
        next_check_at=at,
        by=by,
        created_at=at,
    )
    session.add(again)
    session.flush()
    for wanted_id in wanted_ids:
        session.add(DownloadWanted(download_id=again.id, wanted_id=wanted_id, live=True))
        wishes.acquire(session.get_one(Wanted, wanted_id), again, at=at)
    write_down(session, again, None, by=by, at=at)
    return again


def _tell(session: Session, download: Download, what: str, by: str, at: datetime) -> None:
    activity.record(
        session,
        "download_decided",
        f"{download.title}: {what} by {by}",
        at,
        subject_type="download",
        subject_id=download.id,
    )
