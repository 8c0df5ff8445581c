"""Torrents in our category that no row knows become rows in their real state (rule D10)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.downloads.models import Download, Release
from mamcrawler.downloads.monitor import begin_watch
from mamcrawler.downloads.moves import write_down
from mamcrawler.downloads.states import TABLE
from mamcrawler.downloads.watching import IGNORE_TAG
from mamcrawler.integrations.qbittorrent.models import Torrent

BY = "adoption"


def adopt(session: Session, torrents: Iterable[Torrent], *, at: datetime) -> list[Download]:
    """Makes a row for each torrent whose hash no row has; tagged `mc-ignore` ones are left alone.

    A torrent that is still fetching is downloading. A complete one asks a person which book it is, because
    nothing that we decided says so; it is never added again and never moved.
    """
    listed = [torrent for torrent in torrents if IGNORE_TAG not in torrent.tags]
    known = set(
        session.scalars(
            select(Download.info_hash).where(Download.info_hash.in_([torrent.hash for torrent in listed]))
        )
    )
    return [_adopt(session, torrent, at=at) for torrent in listed if torrent.hash not in known]


def _adopt(session: Session, torrent: Torrent, *, at: datetime) -> Download:
    release = session.scalar(select(Release).where(Release.info_hash == torrent.hash))
    taken = release is not None and session.scalar(
        select(Download.id).where(Download.release_id == release.id)
    )
    state = "needs_review" if torrent.complete else "downloading"
    download = Download(
        release_id=None if taken or release is None else release.id,
        info_hash=torrent.hash,
        title=torrent.name,
        size=torrent.total_size or torrent.size,
        cost_class="ratio",
        state=state,
        state_since=at,
        deadline=at + (TABLE[state].stay or at - at),
        reason="adopted",
        sentence="Found in the client in our category; it was not added by us.",
        next_action="say which book it is" if torrent.complete else "watch the transfer",
        offers=["abandoned"] if torrent.complete else [],
        adopted=True,
        by=BY,
        grabbed_at=torrent.added_at or at,
        created_at=at,
    )
    session.add(download)
    write_down(session, download, None, by=BY, at=at)
    begin_watch(session, download.id, torrent, at=at)
    activity.record(
        session, "adopted", f"Adopted {torrent.name}", at, subject_type="download", subject_id=download.id
    )
    return download
