"""What follows when a release did not work out: the next-best one, or a person (rule D18)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from mamcrawler.downloads import wishes
from mamcrawler.downloads.blocklist import blocked_ids
from mamcrawler.downloads.models import Download, DownloadWanted, Release, Verdict
from mamcrawler.downloads.proposing import propose
from mamcrawler.wanted.models import Wanted

RELEASES_PER_WISH = 3
SPAN = timedelta(days=30)


def propose_next(session: Session, wanted: Wanted, *, why: str, at: datetime) -> Download | None:
    """Proposes the best release accepted for the wish that was never tried, and returns it.

    A fourth release within 30 days is not tried: the wish waits for a person. Without another release the
    wish is searched on.
    """
    if wanted.state not in wishes.ASKING:
        return None
    if _tried(session, wanted, since=at - SPAN) >= RELEASES_PER_WISH:
        wishes.ask_person(wanted, f"{RELEASES_PER_WISH} releases did not work out. The last: {why}", at=at)
        return None
    verdict = _next_best(session, wanted, at=at)
    if verdict is None:
        wishes.search_on(wanted, f"Searched on: {why}", at=at)
        return None
    bundle = bool(verdict.judgement.get("covers"))
    return propose(session, verdict.release, [(wanted, verdict)], by="retry", at=at, bundle=bundle)


def _tried(session: Session, wanted: Wanted, *, since: datetime) -> int:
    query = (
        select(func.count())
        .select_from(Download)
        .join(DownloadWanted, DownloadWanted.download_id == Download.id)
        .where(DownloadWanted.wanted_id == wanted.id, Download.created_at >= since)
        .where(Download.state.in_(("abandoned", "cancelled")), Download.reason != "superseded")
    )
    return session.scalar(query) or 0


def _next_best(session: Session, wanted: Wanted, *, at: datetime) -> Verdict | None:
    query = (
        select(Verdict)
        .join(Release, Release.id == Verdict.release_id)
        .where(Verdict.wanted_id == wanted.id, Verdict.result == "match", Release.gone_at.is_(None))
        .where(~select(Download.id).where(Download.release_id == Verdict.release_id).exists())
        .order_by(Verdict.rank.nulls_last(), Verdict.level.desc(), Release.tracker_id)
        .options(joinedload(Verdict.release))
    )
    verdicts = list(session.scalars(query))
    blocked = blocked_ids(session, (verdict.release.tracker_id for verdict in verdicts), at=at)
    return next((verdict for verdict in verdicts if verdict.release.tracker_id not in blocked), None)
