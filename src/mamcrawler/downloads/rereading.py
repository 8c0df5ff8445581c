"""Reads a release again before it is sent, when what we know of it is older than a day (rule D4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from mamcrawler.downloads import wishes
from mamcrawler.downloads.account import account_of
from mamcrawler.downloads.judging import judge
from mamcrawler.downloads.knowledge import knowledge_of
from mamcrawler.downloads.models import Download, Release
from mamcrawler.downloads.moves import move
from mamcrawler.downloads.release_rows import store_rows
from mamcrawler.downloads.retry import propose_next
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.integrations.remote import RemoteFailure
from mamcrawler.selection.wishes import Policy
from mamcrawler.tracker.readings import AccountFacts

BY = "queue"
FRESH = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Reread:
    """How a release is read again by its tracker id, and the policy it is judged by."""

    read: Callable[[int], TorrentRow | None]
    policy: Policy


def is_old(session: Session, download: Download, *, clock: Clock) -> bool:
    """Whether the release was last seen more than a day ago."""
    release = session.get_one(Release, download.release_id)
    return clock.now() - release.last_seen_at > FRESH or not release.row


def refresh(db: Database, download_id: int, reread: Reread, *, account: AccountFacts, clock: Clock) -> str:
    """Reads the release of an approved download again and returns the row's state afterwards.

    A release that is gone, or that the rules refuse now, is abandoned and the next-best one proposed.
    """
    with db.read() as session:
        release = session.get_one(Release, session.get_one(Download, download_id).release_id)
        tracker_id, size = release.tracker_id, release.size
    try:
        row = reread.read(tracker_id)
    except RemoteFailure as failure:
        return _wait(db, download_id, f"It could not be read again: {failure.detail}.", clock)
    with db.session() as session:
        download = session.get_one(Download, download_id)
        if download.state != "approved":
            return download.state
        if row is None:
            session.get_one(Release, download.release_id).gone_at = clock.now()
            return _abandon(session, download, "release_gone", "The tracker has it no more.", clock)
        store_rows(session, [row], at=clock.now())
        if row.size != size and not _still_taken(session, download, row, reread, account, clock):
            return _abandon(session, download, "release_changed", "It is no longer what was approved.", clock)
        download.size = row.size
        return download.state


def _still_taken(
    session: Session,
    download: Download,
    row: TorrentRow,
    reread: Reread,
    account: AccountFacts,
    clock: Clock,
) -> bool:
    for wanted in wishes.wishes_of(session, download):
        knowledge = knowledge_of(session, wanted, at=clock.now())
        judged = judge(knowledge, [row], account=account_of(account, at=clock.now()), policy=reread.policy)
        if any(one.verdict == "reject" for one in judged):
            return False
    return True


def _abandon(session: Session, download: Download, reason: str, sentence: str, clock: Clock) -> str:
    wished = wishes.wishes_of(session, download)
    move(session, download, "abandoned", by=BY, at=clock.now(), reason=reason, sentence=sentence)
    for wanted in wished:
        propose_next(session, wanted, why=sentence, at=clock.now())
    return download.state


def _wait(db: Database, download_id: int, sentence: str, clock: Clock) -> str:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        move(
            session,
            download,
            "waiting",
            by=BY,
            at=clock.now(),
            reason="release_unread",
            sentence=sentence,
            next_action="read it again",
            next_check_at=clock.now() + timedelta(minutes=10),
        )
        return download.state
