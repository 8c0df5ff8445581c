"""Completion numbers of series and authors (rule L13)."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["complete", "partial", "incomplete", "unknown"]


@dataclass(frozen=True, slots=True)
class Completion:
    """How much of a known total is owned; missing and percent are None where the total is unknown."""

    owned: int
    total: int | None
    missing: int | None
    percent: int | None
    status: Status


def completion(owned: int, total: int | None) -> Completion:
    """The numbers for `owned` of `total`; percent is cut to a whole number and never above 100.

    >>> completion(12, 21)
    Completion(owned=12, total=21, missing=9, percent=57, status='partial')
    >>> completion(3, None).status
    'unknown'
    """
    if not total:
        return Completion(owned, None, None, None, "unknown")
    percent = min(100, owned * 100 // total)
    status: Status = "complete" if percent == 100 else "partial" if percent >= 50 else "incomplete"
    return Completion(owned, total, max(0, total - owned), percent, status)
