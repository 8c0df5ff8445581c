"""The plan over the stored gaps, and its ranks on the wanted rows (rule W11)."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mamcrawler.library.models import Series
from mamcrawler.library.positions import plain_number
from mamcrawler.wanted.models import Gap, Wanted
from mamcrawler.wanted.plan import Plan, PlannedSeries, plan_of


def read_plan(session: Session) -> Plan:
    """The plan over every series whose total is known, from the gaps as they are stored today."""
    missing: defaultdict[int, list[float]] = defaultdict(list)
    gaps = session.execute(
        select(Gap.series_id, Gap.position, Gap.method)
        .where(Gap.position.is_not(None), Gap.waits.is_(False))
        .order_by(Gap.position)
    )
    for series_id, position, method in gaps:
        if series_id is not None and position is not None and method != "inferred":
            missing[series_id].append(position)
    rows = session.execute(
        select(Series.id, Series.name, Series.owned, Series.total).where(
            Series.total.is_not(None), Series.owned > 0
        )
    )
    return plan_of(
        PlannedSeries(
            name=name,
            owned=owned,
            total=total or 0,
            missing=tuple(plain_number(position) for position in missing[series_id]),
            series_id=series_id,
        )
        for series_id, name, owned, total in rows
    )


def store_ranks(session: Session, ranks: Mapping[int, int]) -> int:
    """Writes the rank of each series on its wanted rows and returns how many rows got another one."""
    changed = 0
    rows = session.execute(select(Wanted.id, Wanted.series_id, Wanted.plan_rank)).all()
    for wanted_id, series_id, before in rows:
        rank = ranks.get(series_id) if series_id is not None else None
        if rank != before:
            session.execute(update(Wanted).where(Wanted.id == wanted_id).values(plan_rank=rank))
            changed += 1
    return changed
