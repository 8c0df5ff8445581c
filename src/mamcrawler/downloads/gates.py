"""The gates before a release is sent, in order; the first that is shut says why and till when (D4, D5)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mamcrawler.tracker.gates import (
    Gate,
    Pass,
    pace_gate,
    ratio_after_gate,
    ratio_state_gate,
    session_gate,
    standing_gate,
    unsatisfied_gate,
)
from mamcrawler.tracker.pace import Mode
from mamcrawler.tracker.ratio import TrackerPolicy
from mamcrawler.tracker.readings import AccountFacts

GIB = 2**30
LEAST_FREE = 10 * GIB
LEAST_FREE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for every row of a run.

    `client_fault` is why the client cannot be used, `paths_fault` why the path doctor is red; None is well.
    `disk_free` and `disk_total` are bytes where the client saves, None when unknown.
    """

    session: str
    session_reason: str
    client_fault: str | None
    account: AccountFacts
    policy: TrackerPolicy
    disk_free: int | None
    disk_total: int | None
    paths_fault: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks for: bytes, whether it is effectively free, and what our other downloads are at.

    `costing_bytes` are those of costing downloads that the site has not counted yet, `recent_grabs` ours of
    the last 30 minutes, `grabs` the moments of the last week, `active` how many are under way.
    """

    size: int | None
    free: bool
    costing_bytes: int
    recent_grabs: int
    grabs: tuple[datetime, ...]
    active: int
    mode: Mode
    earliest_satisfied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shut:
    """A gate that holds a row back: reason code, one sentence, and when it opens if that is known."""

    reason: str
    sentence: str
    opens_at: datetime | None = None


def first_shut(around: Surroundings, asked: Asked, *, at: datetime) -> Shut | None:
    """The first gate that is shut, or None when the row may go."""
    for gate in GATES:
        shut = gate(around, asked, at)
        if shut is not None:
            return shut
    return None


def recheck_at(shut: Shut, *, at: datetime) -> datetime:
    """When a row held by this gate is looked at again: when it opens, else by its kind, within 6 hours."""
    rest = _RECHECK.get(shut.reason, timedelta(minutes=30))
    due = shut.opens_at if shut.opens_at is not None else at + rest
    return min(due, at + timedelta(hours=6))


def _session(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    return _shut(session_gate(around.session, around.session_reason))


def _client(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    if around.client_fault is None:
        return None
    return Shut("client_down", f"qBittorrent cannot be used: {around.client_fault}")


def _standing(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    return _shut(standing_gate(around.account.read_at, at=at))


def _ratio_state(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    return _shut(ratio_state_gate(around.account.ratio_state, free=asked.free))


def _ratio_after(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    account = around.account
    # Who has downloaded nothing yet has an infinite ratio; the arithmetic is the same.
    return _shut(
        ratio_after_gate(
            uploaded=account.uploaded,
            downloaded=account.downloaded,
            size=asked.size,
            in_progress=asked.costing_bytes,
            free=asked.free,
            policy=around.policy,
        )
    )


def _unsatisfied(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    account = around.account
    return _shut(
        unsatisfied_gate(
            count=account.unsat_count,
            limit=account.unsat_limit,
            class_name=account.class_name,
            recent_grabs=asked.recent_grabs,
            policy=around.policy,
            earliest_satisfied_at=asked.earliest_satisfied_at,
        )
    )


def _pace(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    return _shut(pace_gate(asked.mode, grabs=asked.grabs, active=asked.active, free=asked.free, at=at))


def _disk(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    if around.disk_free is None:
        return None
    needed = max(LEAST_FREE, LEAST_FREE_SHARE * (around.disk_total or 0))
    left = around.disk_free - (asked.size or 0)
    if left >= needed:
        return None
    would = f"Only {max(left, 0) / GIB:.1f} GiB would be left where the client saves"
    return Shut("disk_low", f"{would}; {needed / GIB:.1f} GiB are kept free.")


def _paths(around: Surroundings, asked: Asked, at: datetime) -> Shut | None:
    return None if around.paths_fault is None else Shut("paths_broken", around.paths_fault)


# Points are never spent on a grab in this version, so the VIP gate of rule D4 has nothing to hold.
GATES: tuple[Callable[[Surroundings, Asked, datetime], Shut | None], ...] = (
    _session,
    _client,
    _standing,
    _ratio_state,
    _ratio_after,
    _unsatisfied,
    _pace,
    _disk,
    _paths,
)

_RECHECK = {
    "session_refused": timedelta(minutes=15),
    "client_down": timedelta(minutes=2),
    "standing_unknown": timedelta(minutes=10),
    "unsat_full": timedelta(hours=1),
    "pace": timedelta(minutes=2),
    "paths_broken": timedelta(minutes=10),
}


def _shut(gate: Gate) -> Shut | None:
    return None if isinstance(gate, Pass) else Shut(gate.reason, gate.sentence, gate.opens_at)
