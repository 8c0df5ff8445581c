"""Keeps what was read of our standing, and the ratio state that follows from it (rules T9 to T11)."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.integrations.mam.codes import is_vip_class
from mamcrawler.integrations.mam.models import UserData
from mamcrawler.tracker.gates import FRESH
from mamcrawler.tracker.models import RatioState, Standing, StandingWatch
from mamcrawler.tracker.ratio import RatioName, TrackerPolicy, ratio_state

EVERY = timedelta(minutes=30)
EVERY_IN_EMERGENCY = timedelta(minutes=10)
BEFORE_A_GRAB = timedelta(minutes=10)

_FEED = {
    "normal": "The ratio is back to normal.",
    "caution": "The ratio calls for caution: grabs slow down.",
    "emergency": "Ratio emergency: only free releases are fetched until it recovers.",
    "unknown": "The ratio cannot be read: only free releases are fetched.",
}


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the choice of a release and the gates ask of the account, as known at a moment.

    A reading older than 60 minutes counts as none: then every value is None and the ratio state is unknown.
    `vip_hours_left` is None without VIP and when unknown.
    """

    read_at: datetime | None
    ratio_state: RatioName
    class_name: str | None = None
    is_vip: bool | None = None
    vip_hours_left: float | None = None
    uploaded: int | None = None
    downloaded: int | None = None
    ratio: float | None = None
    ratio_infinite: bool = False
    points: float | None = None
    wedges: int | None = None
    unsat_count: int | None = None
    unsat_limit: int | None = None


def store_reading(session: Session, data: UserData, *, policy: TrackerPolicy, at: datetime) -> Standing:
    """Stores a reading and moves the ratio state."""
    values = asdict(data)
    values.pop("user_id")
    values["unread"] = list(data.unread)
    reading = Standing(read_at=at, **values)
    session.add(reading)
    watch = _watch(session)
    watch.misses, watch.reason, watch.missed_at = 0, None, None
    state = _state(session, at)
    known: RatioName = state.known  # type: ignore[assignment]
    found = ratio_state(data.ratio, infinite=data.ratio_infinite, before=known, policy=policy)
    _move(session, state, found, data.ratio, at)
    session.flush()
    return reading


def store_miss(session: Session, reason: str, *, at: datetime) -> int:
    """Notes that a reading failed and why; returns how many have failed in a row."""
    watch = _watch(session)
    watch.misses += 1
    watch.missed_at, watch.reason = at, reason
    reading = latest_reading(session)
    if reading is None or at - reading.read_at > FRESH:
        _move(session, _state(session, at), "unknown", None, at)
    session.flush()
    return watch.misses


def latest_reading(session: Session) -> Standing | None:
    """The newest reading, however old."""
    return session.scalar(select(Standing).order_by(Standing.read_at.desc(), Standing.id.desc()).limit(1))


def account_facts(session: Session, *, at: datetime) -> AccountFacts:
    """The account as far as it is known at `at` (rules T10, P2)."""
    reading = latest_reading(session)
    if reading is None or at - reading.read_at > FRESH:
        return AccountFacts(read_at=reading.read_at if reading else None, ratio_state="unknown")
    state = session.scalar(select(RatioState).limit(1))
    name: RatioName = state.state if state else "unknown"  # type: ignore[assignment]
    vip_left = (reading.vip_until - at).total_seconds() / 3_600 if reading.vip_until else None
    return AccountFacts(
        read_at=reading.read_at,
        ratio_state=name,
        class_name=reading.class_name,
        is_vip=is_vip_class(reading.class_name),
        vip_hours_left=vip_left,
        uploaded=reading.uploaded,
        downloaded=reading.downloaded,
        ratio=reading.ratio,
        ratio_infinite=reading.ratio_infinite,
        points=reading.points,
        wedges=reading.wedges,
        unsat_count=reading.unsat_count,
        unsat_limit=reading.unsat_limit,
    )


def reading_due(session: Session, *, at: datetime, before_grab: bool = False) -> bool:
    """Whether rule T9 asks for a reading now."""
    reading = latest_reading(session)
    if reading is None:
        return True
    state = session.scalar(select(RatioState.state).limit(1))
    longest = EVERY_IN_EMERGENCY if state == "emergency" else EVERY
    if before_grab:
        longest = min(longest, BEFORE_A_GRAB)
    return at - reading.read_at >= longest


def _watch(session: Session) -> StandingWatch:
    watch = session.get(StandingWatch, 1)
    if watch is None:
        watch = StandingWatch(id=1, misses=0)
        session.add(watch)
    return watch


def _state(session: Session, at: datetime) -> RatioState:
    state = session.get(RatioState, 1)
    if state is None:
        state = RatioState(id=1, state="unknown", known="unknown", since=at)
        session.add(state)
    return state


def _move(session: Session, state: RatioState, found: RatioName, ratio: float | None, at: datetime) -> None:
    state.ratio = ratio
    if found != "unknown":
        state.known = found
    if state.state == found:
        return
    first = state.state == "unknown" and found == "normal"
    state.state, state.since = found, at
    if not first:
        shown = "" if ratio is None else f" It is {ratio:.3f}."
        activity.record(session, f"ratio_{found}", _FEED[found] + shown, at, data={"ratio": ratio})
