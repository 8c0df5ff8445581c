"""The ratio state, with its memory: an emergency ends later than it began (rule T11)."""

from dataclasses import dataclass
from typing import Literal

RatioName = Literal["normal", "caution", "emergency", "unknown"]


@dataclass(frozen=True, slots=True)
class TrackerPolicy:
    """The user's limits of the account; ratios are upload ÷ download, the reserve is unsatisfied slots."""

    ratio_warning: float = 1.20
    ratio_floor: float = 1.00
    ratio_recovery: float = 1.05
    ratio_after: float = 1.10
    unsat_reserve: int = 10


def ratio_state(
    ratio: float | None, *, infinite: bool, before: RatioName, policy: TrackerPolicy
) -> RatioName:
    """The state that a fresh reading leads to; `before` is the last state that was known.

    >>> ratio_state(1.03, infinite=False, before="emergency", policy=TrackerPolicy())
    'emergency'
    >>> ratio_state(1.03, infinite=False, before="caution", policy=TrackerPolicy())
    'caution'
    """
    if infinite:
        return "normal"
    if ratio is None:
        return "unknown"
    if ratio <= policy.ratio_floor or (before == "emergency" and ratio < policy.ratio_recovery):
        return "emergency"
    return "caution" if ratio < policy.ratio_warning else "normal"
