"""Judges releases for a wanted row with everything we know, and stores why each is taken or not (S21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.knowledge import Knowledge
from mamcrawler.downloads.models import Release, Verdict
from mamcrawler.downloads.release_rows import releases_by_tracker_id
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.selection.judge import judge_releases
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.selection.wishes import Account, Policy
from mamcrawler.wanted.models import Wanted

_RESULTS = {"accept": "match", "review": "maybe", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A release with its judgement for one wanted row."""

    release: Release
    judgement: Judgement
    verdict: Verdict


def judge(
    knowledge: Knowledge, rows: Iterable[TorrentRow], *, account: Account, policy: Policy
) -> list[Judgement]:
    """The judgements of the rows for what is known of one wanted row; nothing is stored."""
    return judge_releases(
        knowledge.wish,
        rows,
        editions=knowledge.editions,
        known_books=knowledge.books,
        account=account,
        policy=policy,
        exclusions=knowledge.exclusions,
        shelf=knowledge.shelf,
    )


def store_verdicts(
    session: Session, wanted: Wanted, judgements: Sequence[Judgement], *, at: datetime
) -> list[Judged]:
    """Stores the judgements as the verdicts of a wanted row, replacing older ones, in their order.

    Ranks are those within the present judgements: a release that was not judged now loses its rank.
    """
    releases = releases_by_tracker_id(session, [one.release_id for one in judgements])
    held = {
        verdict.release_id: verdict
        for verdict in session.scalars(select(Verdict).where(Verdict.wanted_id == wanted.id))
    }
    for verdict in held.values():
        verdict.rank = None
    found = []
    for one in judgements:
        release = releases[one.release_id]
        verdict = held.get(release.id) or Verdict(wanted_id=wanted.id, release_id=release.id)
        session.add(verdict)
        reason = next((reason for reason in one.reasons if reason.code == one.code), None)
        verdict.result, verdict.code = _RESULTS[one.verdict], one.code
        verdict.found = reason.found if reason else None
        verdict.required = reason.required if reason else None
        verdict.permanent, verdict.rank, verdict.level = one.permanent, one.rank, one.level
        verdict.cost_class, verdict.judgement, verdict.at = one.cost, one.to_json(), at
        found.append(Judged(release, one, verdict))
    session.flush()
    return found
