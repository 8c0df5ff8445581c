"""The gates of the account before a grab: pure functions, each with its reason and when it opens (D4, D5).

They are asked in the order in which they stand here. Unknown never opens a gate (rule P2).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from mamcrawler.integrations.mam.codes import CLASSES
from mamcrawler.tracker.pace import PACES, Mode, opens_at
from mamcrawler.tracker.ratio import RatioName, TrackerPolicy

FRESH = timedelta(minutes=60)
NEW_MEMBER = timedelta(weeks=4)
GIB = 2**30

Reason = Literal[
    "session_refused", "standing_unknown", "ratio_emergency", "ratio_after", "unsat_full", "pace"
]


@dataclass(frozen=True, slots=True)
class Pass:
    """The gate is open."""


@dataclass(frozen=True, slots=True)
class Wait:
    """The gate is shut: why, when it opens as far as that can be computed, and one sentence for a person."""

    reason: Reason
    opens_at: datetime | None
    sentence: str


Gate = Pass | Wait
_OPEN = Pass()


def session_gate(state: str, sentence: str = "") -> Gate:
    """Shut while the site refuses our session (rule T7)."""
    if state != "refused":
        return _OPEN
    return Wait("session_refused", None, sentence or "The tracker refuses our session.")


def standing_gate(read_at: datetime | None, *, at: datetime) -> Gate:
    """Shut without a reading of the last 60 minutes (rule T10)."""
    if read_at is None:
        return Wait("standing_unknown", None, "Our standing at the tracker has not been read yet.")
    if at - read_at > FRESH:
        minutes = int((at - read_at).total_seconds() // 60)
        return Wait("standing_unknown", None, f"Our standing was last read {minutes} minutes ago.")
    return _OPEN


def ratio_state_gate(state: RatioName, *, free: bool) -> Gate:
    """Lets only effectively free releases pass in an emergency or while the ratio is unknown (rule T11)."""
    if free or state in ("normal", "caution"):
        return _OPEN
    if state == "emergency":
        return Wait(
            "ratio_emergency",
            None,
            "The ratio is in emergency: only free releases are fetched until it recovers.",
        )
    return Wait("standing_unknown", None, "The ratio could not be read: only free releases are fetched.")


def ratio_after_gate(
    *,
    uploaded: int | None,
    downloaded: int | None,
    size: int | None,
    in_progress: int,
    free: bool,
    policy: TrackerPolicy,
) -> Gate:
    """Keeps the ratio after a costing grab at or above the user's limit (rule T15).

    All in bytes; `in_progress` is the size of costing downloads that the site has not counted yet.
    """
    if free:
        return _OPEN
    if uploaded is None or downloaded is None:
        return Wait("standing_unknown", None, "Uploaded or downloaded bytes could not be read.")
    if size is None:
        return Wait("ratio_after", None, "The size is unknown, so the ratio after the grab is unknown.")
    after = downloaded + size + in_progress
    # Compared as uploaded ≥ limit × after, so that a download of nothing needs no division.
    if uploaded >= policy.ratio_after * after:
        return _OPEN
    missing = policy.ratio_after * after - uploaded
    return Wait(
        "ratio_after",
        None,
        f"The ratio would fall to {_cut(uploaded / after)}, below {policy.ratio_after:.2f}; "
        f"{missing / GIB:.1f} GiB of upload are missing.",
    )


def unsatisfied_gate(
    *,
    count: int | None,
    limit: int | None,
    class_name: str | None,
    recent_grabs: int,
    policy: TrackerPolicy,
    account_age: timedelta | None = None,
    earliest_satisfied_at: datetime | None = None,
) -> Gate:
    """Keeps unsatisfied torrents below the site's limit and our reserve (rule T16).

    `recent_grabs` are ours of the last 30 minutes that the site does not list yet. It opens when the earliest
    unsatisfied torrent reaches its 72 hours, if that is known.
    """
    if count is None:
        return Wait("standing_unknown", None, "The number of unsatisfied torrents could not be read.")
    most = limit if limit is not None else limit_of_class(class_name, account_age)
    if most is None:
        return Wait("standing_unknown", None, "The limit of unsatisfied torrents is not known.")
    if count + recent_grabs + 1 <= most - policy.unsat_reserve:
        return _OPEN
    return Wait(
        "unsat_full",
        earliest_satisfied_at,
        f"{count} torrents are unsatisfied and {recent_grabs} were just fetched; of the limit of {most}, "
        f"{policy.unsat_reserve} are kept free.",
    )


def limit_of_class(class_name: str | None, account_age: timedelta | None = None) -> int | None:
    """The unsatisfied limit where the site does not tell it; None for a class that is not known.

    >>> limit_of_class("VIP"), limit_of_class("Elite VIP"), limit_of_class("user"), limit_of_class("Cheese")
    (150, 200, 50, None)
    >>> limit_of_class("VIP", timedelta(days=10))
    20
    """
    if account_age is not None and account_age < NEW_MEMBER:
        return 20
    names = [name.casefold() for name in CLASSES]
    folded = (class_name or "").strip().casefold()
    if folded not in names:
        return None
    known = {"vip": 150, "power user": 100, "user": 50, "mouse": 50}
    return known.get(folded, 200)


def pace_gate(mode: Mode, *, grabs: Collection[datetime], active: int, free: bool, at: datetime) -> Gate:
    """Keeps grabs apart (rule T23). `grabs` are the moments of ours in the last week, `active` is how many
    downloads are under way now."""
    pace = PACES[mode]
    if pace.free_only and not free:
        return Wait("pace", None, "Only free releases are fetched now.")
    if active >= pace.at_once:
        return Wait("pace", None, f"{active} downloads are under way; {pace.at_once} may be at once.")
    hold = opens_at(pace, grabs, at)
    return _OPEN if hold is None else Wait("pace", hold[0], f"The limit of {hold[1]} is reached.")


def _cut(ratio: float) -> str:
    """Three decimals, never rounded up to a limit that is not reached."""
    return f"{int(ratio * 1_000) / 1_000:.3f}"
