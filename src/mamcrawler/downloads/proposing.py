"""Turns an accepted release into a proposed download (rules D1 and D3)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads import wishes
from mamcrawler.downloads.models import Download, DownloadWanted, Release, Verdict
from mamcrawler.downloads.moves import move, write_down
from mamcrawler.downloads.states import TABLE
from mamcrawler.wanted.models import Wanted

EFFECTIVELY_FREE = ("site_free", "personal_free", "vip_free")


def propose(
    session: Session,
    release: Release,
    wants: Sequence[tuple[Wanted, Verdict]],
    *,
    by: str,
    at: datetime,
    bundle: bool = False,
) -> Download | None:
    """A proposed download of the release for the wanted rows, or None when nothing may be proposed.

    A release is proposed once; a wanted row has one live download. A doubtful proposal gives way to a match:
    it is then abandoned as superseded. The wanted rows are acquiring afterwards, or wait for a person where
    the release is doubtful.
    """
    if session.scalar(select(Download.id).where(Download.release_id == release.id)) is not None:
        return None
    sure = all(verdict.result == "match" for _, verdict in wants)
    free_wants = [pair for pair in wants if _gives_way(session, pair[0], sure, at=at)]
    if not free_wants or (len(wants) > 1 and len(free_wants) < len(wants)):
        return None
    first = free_wants[0][1]
    download = Download(
        release_id=release.id,
        info_hash=None,
        title=release.title,
        size=release.size,
        cost_class=first.cost_class or "ratio",
        result="match" if sure else "maybe",
        snapshot=_snapshot(release, first, bundle),
        state="proposed",
        state_since=at,
        deadline=at + (TABLE["proposed"].stay or at - at),
        sentence="Waits for approval." if sure else "Doubtful: waits for a person to look at it.",
        next_action="approve or reject",
        by=by,
        created_at=at,
    )
    session.add(download)
    session.flush()
    for wanted, _ in free_wants:
        session.add(DownloadWanted(download_id=download.id, wanted_id=wanted.id, live=True))
        if sure:
            wishes.acquire(wanted, download, at=at)
        else:
            wishes.ask_person(wanted, f"Only a doubtful release: {release.title}", at=at)
    write_down(session, download, None, by=by, at=at)
    return download


def may_go(download: Download, mode: str) -> bool:
    """Whether a proposed download goes without a person in this mode (rule D1)."""
    if download.result != "match" or mode == "propose":
        return False
    return mode == "auto" or download.cost_class in EFFECTIVELY_FREE


def approve(session: Session, download: Download, *, by: str, at: datetime) -> None:
    """Lets a proposed download go on to the queue; its wanted rows are acquiring. Raises Problem
    `invalid_transition`."""
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
    for wanted in wishes.wishes_of(session, download):
        wishes.acquire(wanted, download, at=at)


def _gives_way(session: Session, wanted: Wanted, sure: bool, *, at: datetime) -> bool:
    """Whether the wanted row has no live download, or only a doubtful proposal that gives way to a match."""
    present = wishes.live_download(session, wanted.id)
    if present is None:
        return wanted.state in wishes.ASKING
    if not sure or present.state != "proposed" or present.result == "match":
        return False
    move(
        session,
        present,
        "abandoned",
        by="search",
        at=at,
        reason="superseded",
        sentence="A release that is surely the right one was found.",
    )
    session.flush()
    return True


def _snapshot(release: Release, verdict: Verdict, bundle: bool) -> dict[str, object]:
    return {
        "bundle": bundle,
        "tracker_id": release.tracker_id,
        "authors": release.authors,
        "narrators": release.narrators,
        "series": release.series,
        "duration": release.duration,
        "level": verdict.level,
        "rank": verdict.rank,
    }
