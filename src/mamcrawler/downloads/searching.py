"""Searches the tracker for a wanted row, rung by rung, and proposes what may be taken (rules S23, D1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.downloads.judging import Judged, judge, store_verdicts
from mamcrawler.downloads.knowledge import Knowledge, knowledge_of
from mamcrawler.downloads.models import Download, Verdict
from mamcrawler.downloads.proposing import propose
from mamcrawler.downloads.questions import Tracker
from mamcrawler.downloads.release_rows import from_json
from mamcrawler.downloads.wording import counted
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.codes import language_id
from mamcrawler.integrations.mam.models import SearchQuery
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.integrations.remote import RemoteFailure
from mamcrawler.library.positions import parse_position
from mamcrawler.selection.ladder import MOST_CALLS, Rung, ladder
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.selection.wishes import Account, Policy
from mamcrawler.wanted import states
from mamcrawler.wanted.models import Wanted

BY = "search"
PAGE = 100


@dataclass(slots=True)
class Found:
    """What a search brought: every row seen, the judgements of the last rung, and texts that were asked.

    `ended` is False when the calls ran out before the ladder did.
    """

    rows: dict[int, TorrentRow] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()
    rungs: list[str] = field(default_factory=list)
    ended: bool = True


def climb(
    tracker: Tracker,
    knowledge: Knowledge,
    *,
    account: Account,
    policy: Policy,
    rungs: Iterable[Rung],
) -> Found:
    """Asks the rungs in order until one yields an accepted release; at most 8 calls. Raises the failures."""
    found = Found()
    limit = tracker.calls + MOST_CALLS
    for rung in rungs:
        if tracker.calls >= limit or not _ask(tracker, knowledge, rung, found, limit):
            found.ended = False
            return found
        found.rungs.append(rung.name)
        found.judgements = judge(knowledge, found.rows.values(), account=account, policy=policy)
        if any(one.verdict == "accept" for one in found.judgements):
            return found
    return found


def query_of(rung: Rung, language: str | None, *, page: int = 0) -> SearchQuery:
    """The question of a rung (rule S24)."""
    number = language_id(language) if language else None
    return SearchQuery(
        text=rung.text,
        fields=rung.fields,
        languages=(number,) if number is not None else (),
        sort="dateDesc" if rung.newest_first else "default",
        start=page * PAGE,
        rows=PAGE,
    )


def search_wanted(
    db: Database,
    tracker: Tracker,
    wanted_id: int,
    *,
    account: Account,
    policy: Policy,
    author_first: bool = False,
) -> str:
    """Searches for one wanted row and settles it; returns its new state.

    With `author_first` the author's own list is read before anything else: it serves several wishes at once.
    A failing tracker puts the row back to wanted and raises its failure; running out of calls does so too.
    """
    with db.session() as session:
        wanted = session.get_one(Wanted, wanted_id)
        if wanted.state not in ("wanted", "not_found"):
            # A bundle found for another row of this run may have served it meanwhile.
            return wanted.state
        states.move(wanted, "searching", at=tracker.now(), sentence="Being searched for.")
        knowledge = knowledge_of(session, wanted, at=tracker.now())
    try:
        rungs = sorted(ladder(knowledge.wish), key=lambda rung: author_first and rung.name != "R5")
        found = climb(tracker, knowledge, account=account, policy=policy, rungs=rungs)
    except RemoteFailure as failure:
        _put_back(db, wanted_id, f"The search ended early: {failure.detail}.", at=tracker.now())
        raise
    if not found.ended and not any(one.verdict == "accept" for one in found.judgements):
        _put_back(db, wanted_id, "The search goes on when calls are left.", at=tracker.now())
        return "wanted"
    with db.session() as session:
        wanted = session.get_one(Wanted, wanted_id)
        if wanted.state == "searching":
            settle(session, wanted, found.judgements, account=account, policy=policy, at=tracker.now())
        return wanted.state


def settle(
    session: Session,
    wanted: Wanted,
    judgements: Sequence[Judgement],
    *,
    account: Account,
    policy: Policy,
    at: datetime,
) -> Download | None:
    """Stores the verdicts and proposes the best release.

    Without an accepted release the best doubtful one is proposed to a person; else nothing was found.
    """
    judged = store_verdicts(session, wanted, judgements, at=at)
    wanted.last_result = f"{len(judged)} releases judged"
    for one in judged:
        if one.judgement.verdict == "reject":
            break
        download = propose_judged(session, wanted, one, account=account, policy=policy, at=at)
        if download is not None:
            return download
    if wanted.state in ("searching", "wanted", "not_found"):
        states.not_found(wanted, at=at, sentence=_nothing(judged))
    return None


def propose_judged(
    session: Session, wanted: Wanted, one: Judged, *, account: Account, policy: Policy, at: datetime
) -> Download | None:
    """Proposes a judged release for the wanted row, and for every other one that it covers as a bundle."""
    wants = [(wanted, one.verdict)]
    if one.judgement.covers:
        others = _covered(session, wanted, one.judgement.covers)
        also = [(other, _verdict_for(session, other, one, account, policy, at)) for other in others]
        wants += [(other, verdict) for other, verdict in also if verdict.result == "match"]
        if len(wants) > 1 and all(_has_single(session, other, one.release.id) for other, _ in wants):
            return None
    download = propose(session, one.release, wants, by=BY, at=at, bundle=bool(one.judgement.covers))
    if download is not None:
        activity.record(
            session,
            "release_found",
            f"Found {download.title} for {counted(len(wants), 'wanted book')}",
            at,
            subject_type="download",
            subject_id=download.id,
        )
    return download


def _ask(tracker: Tracker, knowledge: Knowledge, rung: Rung, found: Found, limit: int) -> bool:
    for page in range(rung.pages):
        if page and tracker.calls >= limit:
            return True
        rows = tracker.ask(query_of(rung, knowledge.wish.language, page=page))
        if rows is None:
            return page > 0
        found.rows.update((row.id, row) for row in rows)
        if len(rows) < PAGE:
            return True
    return True


def _put_back(db: Database, wanted_id: int, sentence: str, *, at: datetime) -> None:
    with db.session() as session:
        wanted = session.get_one(Wanted, wanted_id)
        if wanted.state == "searching":
            states.move(wanted, "wanted", at=at, sentence=sentence)


def _covered(session: Session, wanted: Wanted, covers: Sequence[str]) -> list[Wanted]:
    """The other wanted rows of the same series whose positions a bundle covers."""
    numbers = {number for text in covers for number in parse_position(text).numbers}
    rows = session.scalars(
        select(Wanted)
        .where(Wanted.series_id == wanted.series_id, Wanted.id != wanted.id)
        .where(Wanted.state.in_(("wanted", "searching", "not_found", "needs_review")))
        .order_by(Wanted.id)
    )
    return [row for row in rows if set(parse_position(row.position).numbers) & numbers]


def _verdict_for(
    session: Session, other: Wanted, one: Judged, account: Account, policy: Policy, at: datetime
) -> Verdict:
    """The verdict of the bundle for another row that it covers, judged with that row's own knowledge."""
    knowledge = knowledge_of(session, other, at=at)
    judgements = judge(knowledge, [from_json(one.release.row)], account=account, policy=policy)
    return store_verdicts(session, other, judgements, at=at)[0].verdict


def _has_single(session: Session, wanted: Wanted, bundle_id: int) -> bool:
    """Whether another release, not a bundle, was accepted for the row: then no bundle is needed for it."""
    rows = session.scalars(
        select(Verdict).where(
            Verdict.wanted_id == wanted.id, Verdict.result == "match", Verdict.release_id != bundle_id
        )
    )
    return any(not row.judgement.get("covers") for row in rows)


def _nothing(judged: Sequence[Judged]) -> str:
    if not judged:
        return "The tracker has no release of it."
    codes = dict.fromkeys(one.verdict.code for one in judged if one.verdict.code)
    return f"None of {len(judged)} releases may be taken: {', '.join(codes)}."
