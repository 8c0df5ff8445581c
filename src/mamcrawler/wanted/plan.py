"""The plan (rules W11 and W12): in which order series are completed. It orders; it never bypasses a gate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mamcrawler.library.folding import fold

SERIES_PER_PHASE = 3


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """A series with how many of its books are owned, of how many, and the positions that are missing."""

    name: str
    owned: int
    total: int
    missing: tuple[str, ...]
    series_id: int | None = None

    @property
    def percent(self) -> int:
        return min(100, self.owned * 100 // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Phase:
    """Up to three series, how many books they lack, and the percent of the whole owned after the phase."""

    number: int
    series: tuple[PlannedSeries, ...]
    count: int
    percent_after: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All series in order, the phases of those with gaps, and the sums over all."""

    series: tuple[PlannedSeries, ...]
    phases: tuple[Phase, ...]
    owned: int
    total: int
    missing: int
    percent: int

    def ranks(self) -> dict[int, int]:
        """Rank from 1 by series id, of the series that have one."""
        return {one.series_id: rank for rank, one in enumerate(self.series, 1) if one.series_id is not None}


def plan_of(series: Iterable[PlannedSeries]) -> Plan:
    """Series by number missing descending, then percent complete descending, then name; complete ones last.

    >>> plan = plan_of([PlannedSeries("Ash", 3, 3, ()), PlannedSeries("Salt Road", 1, 3, ("2", "3"))])
    >>> [one.name for one in plan.series], plan.percent, [phase.percent_after for phase in plan.phases]
    (['Salt Road', 'Ash'], 66, [100])
    """
    ordered = sorted(series, key=lambda one: (-len(one.missing), -one.percent, fold(one.name), one.name))
    owned, total = sum(one.owned for one in ordered), sum(one.total for one in ordered)
    return Plan(
        series=tuple(ordered),
        phases=tuple(_phases([one for one in ordered if one.missing], owned, total)),
        owned=owned,
        total=total,
        missing=sum(len(one.missing) for one in ordered),
        percent=_percent(owned, total),
    )


def _phases(lacking: Sequence[PlannedSeries], owned: int, total: int) -> Iterable[Phase]:
    for number, start in enumerate(range(0, len(lacking), SERIES_PER_PHASE), 1):
        some = tuple(lacking[start : start + SERIES_PER_PHASE])
        count = sum(len(one.missing) for one in some)
        owned += count
        yield Phase(number, some, count, _percent(owned, total))


def _percent(part: int, whole: int) -> int:
    return min(100, part * 100 // whole) if whole else 100
