"""Releases we do not take again (rule D18)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from mamcrawler.downloads.models import Blocked, Download, Release

FOR_EVER = ("wrong_recording", "corrupt", "program_inside", "locked_audio")
REST = timedelta(days=30)


def block(
    session: Session, download: Download, *, reason: str, sentence: str, by: str, at: datetime
) -> Blocked:
    """Blocks the release and the info-hash of a download: for ever when its content is bad, else 30 days."""
    release = session.get(Release, download.release_id) if download.release_id else None
    blocked = Blocked(
        tracker_id=release.tracker_id if release else None,
        info_hash=download.info_hash,
        title=download.title,
        reason=reason,
        sentence=sentence,
        by=by,
        at=at,
        until=None if reason in FOR_EVER else at + REST,
    )
    session.add(blocked)
    return blocked


def blocked_ids(session: Session, tracker_ids: Iterable[int], *, at: datetime) -> set[int]:
    """Those of the tracker ids that are blocked now."""
    query = select(Blocked.tracker_id).where(Blocked.tracker_id.in_(set(tracker_ids)), _in_force(at))
    return {tracker_id for tracker_id in session.scalars(query) if tracker_id is not None}


def is_hash_blocked(session: Session, info_hash: str, *, at: datetime) -> bool:
    """Whether the info-hash is blocked now."""
    return session.scalar(select(Blocked.id).where(Blocked.info_hash == info_hash, _in_force(at))) is not None


def _in_force(at: datetime) -> ColumnElement[bool]:
    return or_(Blocked.until.is_(None), Blocked.until > at)
