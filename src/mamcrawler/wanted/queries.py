"""Reads of gaps and wishes; every list costs a fixed number of statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mamcrawler.library.models import Book, BookAuthor
from mamcrawler.library.queries import matching
from mamcrawler.wanted.models import Gap, Wanted

# The order of rule W5: priority, rank in the plan, position, date wanted, id.
IN_TURN = (Wanted.priority, Wanted.plan_rank, Wanted.position, Wanted.created_at)
WANTED_SORTS: Mapping[str, Any] = {
    "priority": IN_TURN,
    "created": Wanted.created_at,
    "next_search": Wanted.next_search_at,
    "state": (Wanted.state, *IN_TURN),
}
GAP_SORTS: Mapping[str, Any] = {"series": (Gap.series_id, Gap.position), "found": Gap.found_at}

_WITH_BOOK = (
    joinedload(Wanted.book).selectinload(Book.authors).joinedload(BookAuthor.author),
    joinedload(Wanted.series),
)


def wishes(
    *,
    states: Sequence[str] = (),
    reason: str | None = None,
    series_id: int | None = None,
    q: str | None = None,
) -> Select[Wanted]:
    """Wanted rows by state, reason, series and title part, with what a row shows."""
    chosen = select(Wanted).options(*_WITH_BOOK)
    if states:
        chosen = chosen.where(Wanted.state.in_(states))
    if reason is not None:
        chosen = chosen.where(Wanted.reason == reason)
    if series_id is not None:
        chosen = chosen.where(Wanted.series_id == series_id)
    if q:
        chosen = chosen.where(Wanted.book_id.in_(select(Book.id).where(matching(q))))
    return chosen


def wish(wanted_id: int) -> Select[Wanted]:
    """One wanted row with what it shows."""
    return select(Wanted).options(*_WITH_BOOK).where(Wanted.id == wanted_id)


def gaps(
    *, series_id: int | None = None, author_id: int | None = None, method: str | None = None
) -> Select[Gap]:
    """Gaps by series, author and how they are known."""
    chosen = select(Gap).options(selectinload(Gap.series))
    if series_id is not None:
        chosen = chosen.where(Gap.series_id == series_id)
    if author_id is not None:
        chosen = chosen.where(Gap.author_id == author_id)
    if method is not None:
        chosen = chosen.where(Gap.method == method)
    return chosen
