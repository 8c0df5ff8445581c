"""The queue: what may go without a person goes, row by row through the gates (rules D1, D4 to D7, T23)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mamcrawler.downloads import rereading, wishes
from mamcrawler.downloads.account import account_of
from mamcrawler.downloads.due import urgency
from mamcrawler.downloads.gates import Asked, Shut, Surroundings, first_shut, recheck_at
from mamcrawler.downloads.models import Download, Release, TorrentWatch
from mamcrawler.downloads.moves import move, stay
from mamcrawler.downloads.proposing import EFFECTIVELY_FREE, approve, may_go
from mamcrawler.downloads.release_rows import from_json
from mamcrawler.downloads.sending import Way, send
from mamcrawler.downloads.watching import DUTY_SECONDS
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.selection.cost import COSTS, cost_class
from mamcrawler.tracker.pace import WEEK, mode_for, per_run

BY = "queue"
JUST_GRABBED = timedelta(minutes=30)
HELD_BY_HAND = ("manual_hold", "cost_changed")
_UNDER_WAY = ("sending", "downloading")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be sent, with what orders it."""

    id: int
    order: tuple[object, ...]


def approve_by_mode(db: Database, mode: str, *, at: datetime) -> int:
    """Approves every proposal that goes without a person in this mode; returns how many (rule D1)."""
    with db.session() as session:
        proposed = session.scalars(select(Download).where(Download.state == "proposed").order_by(Download.id))
        going = [download for download in proposed if may_go(download, mode)]
        for download in going:
            approve(session, download, by=f"mode {mode}", at=at)
    return len(going)


def drop_unwanted(db: Database, *, at: datetime) -> int:
    """Abandons rows that nobody waits for any more, such as of a book imported by other means."""
    dropped = 0
    with db.session() as session:
        for download in session.scalars(
            select(Download).where(Download.state.in_(("proposed", "approved", "waiting")))
        ).all():
            wished = wishes.wishes_of(session, download)
            if wished and not any(wanted.state in wishes.ASKING for wanted in wished):
                sentence = "No wanted book waits for it any more."
                move(session, download, "abandoned", by=BY, at=at, reason="not_wanted", sentence=sentence)
                dropped += 1
    return dropped


def candidates(session: Session, *, at: datetime) -> list[int]:
    """Approved rows, and waiting ones whose recheck has come, in the order in which they go.

    By priority of the wish, effectively free before costing within it, then as wanted rows are ordered.
    """
    rows = session.scalars(
        select(Download).where(
            Download.state.in_(("approved", "waiting")),
            (Download.next_check_at <= at) | Download.next_check_at.is_(None),
        )
    )
    found = [
        Candidate(download.id, _order(session, download))
        for download in rows
        if not (download.state == "waiting" and download.reason in HELD_BY_HAND)
    ]
    return [one.id for one in sorted(found, key=lambda one: (one.order, one.id))]


def run(
    db: Database,
    ids: Sequence[int],
    around: Surroundings,
    way: Way,
    reread: rereading.Reread,
    *,
    mode: str,
    clock: Clock,
    token: str,
    stopping: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> Counter[str]:
    """Takes each row through the gates and sends it; returns how many rows ended in each state."""
    ended: Counter[str] = Counter()
    left = per_run(mode_for(around.account.ratio_state))
    for number, download_id in enumerate(ids):
        if stopping() or left <= 0:
            break
        progress(number, len(ids))
        state, old = _gates(db, download_id, around, mode, clock=clock)
        if state == "approved" and old:
            state = rereading.refresh(db, download_id, reread, account=around.account, clock=clock)
            if state == "approved":
                # What was read may cost more now, so the gates are asked again.
                state, _ = _gates(db, download_id, around, mode, clock=clock)
        if state == "approved":
            state = send(db, way, download_id, clock=clock, token=token)
            left -= state == "downloading"
        ended[state] += 1
    return ended


def _gates(
    db: Database, download_id: int, around: Surroundings, mode: str, *, clock: Clock
) -> tuple[str, bool]:
    """Asks the gates for one row; returns its state and whether its release was last seen long ago."""
    at = clock.now()
    with db.session() as session:
        download = session.get_one(Download, download_id)
        if download.state not in ("approved", "waiting"):
            return download.state, False
        shut = _dearer(session, download, around, mode, at=at)
        shut = shut or first_shut(around, _asked(session, download, around, at=at), at=at)
        if shut is not None:
            _wait(session, download, shut, at=at)
        elif download.state == "waiting":
            move(
                session, download, "approved", by=BY, at=at, sentence="Every gate is open.", next_check_at=at
            )
        return download.state, rereading.is_old(session, download, clock=clock)


def _dearer(
    session: Session, download: Download, around: Surroundings, mode: str, *, at: datetime
) -> Shut | None:
    """Counts the cost of the row anew; one that became dearer since it was approved is a person's to decide,
    unless costing releases go by themselves."""
    release = session.get_one(Release, download.release_id)
    if around.account.class_name is None or not release.row:
        return None
    cost = cost_class(from_json(release.row), account_of(around.account, at=at))
    ranks: list[str] = [*COSTS]
    was, download.cost_class = download.cost_class, cost
    if mode == "auto" or ranks.index(cost) <= ranks.index(was):
        return None
    return Shut("cost_changed", f"It was approved as {was.replace('_', ' ')}; it would cost {cost} now.")


def _wait(session: Session, download: Download, shut: Shut, *, at: datetime) -> None:
    due = recheck_at(shut, at=at)
    action = "ask the gates again"
    if download.state == "approved":
        move(
            session,
            download,
            "waiting",
            by=BY,
            at=at,
            reason=shut.reason,
            sentence=shut.sentence,
            next_action=action,
            next_check_at=due,
        )
    else:
        stay(
            session,
            download,
            at=at,
            reason=shut.reason,
            sentence=shut.sentence,
            next_check_at=due,
            next_action=action,
        )
    download.opens_at = shut.opens_at


def _asked(session: Session, download: Download, around: Surroundings, *, at: datetime) -> Asked:
    grabs = tuple(
        grab
        for grab in session.scalars(
            select(Download.grabbed_at).where(Download.grabbed_at > at - WEEK, ~Download.adopted)
        )
        if grab is not None
    )
    counted_until = around.account.read_at or at
    costing = session.scalar(
        select(func.coalesce(func.sum(Download.size), 0)).where(
            Download.cost_class.in_(("ratio", "wedge")),
            ~Download.adopted,
            Download.state.in_(_UNDER_WAY) | (Download.completed_at > counted_until),
        )
    )
    active = session.scalar(
        select(func.count()).select_from(Download).where(Download.state.in_(_UNDER_WAY), ~Download.adopted)
    )
    return Asked(
        size=download.size,
        free=download.cost_class in EFFECTIVELY_FREE,
        costing_bytes=int(costing or 0),
        recent_grabs=sum(grab > at - JUST_GRABBED for grab in grabs),
        grabs=grabs,
        active=active or 0,
        mode=mode_for(around.account.ratio_state),
        earliest_satisfied_at=_earliest_satisfied(session, at=at),
    )


def _earliest_satisfied(session: Session, *, at: datetime) -> datetime | None:
    """When the torrent nearest to its 72 hours reaches them, by the client's count."""
    most = session.scalar(
        select(func.max(TorrentWatch.seeding_time)).where(
            TorrentWatch.seeding_time < DUTY_SECONDS, TorrentWatch.group == "seeding"
        )
    )
    return None if most is None else at + timedelta(seconds=DUTY_SECONDS - most)


def _order(session: Session, download: Download) -> tuple[object, ...]:
    costs = download.cost_class not in EFFECTIVELY_FREE
    keys = sorted(urgency(wanted) for wanted in wishes.wishes_of(session, download))
    if not keys:
        return (99, costs)
    first = keys[0]
    return (first[0], costs, *first[1:])
