"""The HTTP door of wanted: wishes, gaps, the plan."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import Field

from mamcrawler.foundation.paging import IdFilter, ListQuery, Page, fetch, page_of
from mamcrawler.foundation.web import CallerDep, ContextDep, SessionDep, needs
from mamcrawler.wanted import queries
from mamcrawler.wanted.by_hand import book_of_gap
from mamcrawler.wanted.models import Gap, Wanted
from mamcrawler.wanted.plan_rows import read_plan
from mamcrawler.wanted.schemas import GapOut, PlanOut, ReasonIn, WantBookIn, WantedOut, WantGapIn
from mamcrawler.wanted.service import get, unwant, want, want_again

router = APIRouter(prefix="/wanted", tags=["wanted"])

Id = Annotated[int, Path(ge=1, le=2**31 - 1)]
State = Literal[
    "suggested",
    "waiting_release",
    "wanted",
    "searching",
    "not_found",
    "needs_review",
    "acquiring",
    "satisfied",
    "excluded",
    "closed",
]
Reason = Literal["asked", "repair", "series_gap", "author_gap", "list", "upgrade", "discovery"]
asking = Depends(needs("member"))


class WantedQuery(ListQuery):
    """Filters of the wanted list; `state` may be given several times."""

    sort: Literal["priority", "created", "next_search", "state"] = "priority"
    state: Annotated[list[State], Field(default_factory=list)]
    reason: Reason | None = None
    series_id: IdFilter | None = None
    q: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class GapQuery(ListQuery):
    """Filters of the gap list."""

    sort: Literal["series", "found"] = "series"
    series_id: IdFilter | None = None
    author_id: IdFilter | None = None
    method: Literal["catalogue", "total", "tracker", "inferred"] | None = None


@router.get("")
def list_wanted(session: SessionDep, query: Annotated[WantedQuery, Query()]) -> Page[WantedOut]:
    """Wishes, in the order they are served by default."""
    chosen = queries.wishes(states=query.state, reason=query.reason, series_id=query.series_id, q=query.q)
    rows, total = fetch(session, chosen, query, sorts=queries.WANTED_SORTS, sort=query.sort, tie=Wanted.id)
    return page_of([WantedOut.of(row) for row in rows], total, query)


@router.post("", status_code=201, dependencies=[asking])
def ask_for(
    session: SessionDep,
    context: ContextDep,
    caller: CallerDep,
    wish: WantBookIn | WantGapIn,
    response: Response,
) -> WantedOut:
    """Wants a known book or a gap. A wish that is already alive is answered with 200."""
    at, language = context.clock.now(), wish.language or context.settings.wanted.language
    if isinstance(wish, WantGapIn):
        book_id = book_of_gap(session, gap_id=wish.gap_id, language=language, at=at).id
    else:
        book_id = wish.book_id
    row, fresh = want(
        session,
        book_id=book_id,
        reason="asked",
        by=caller.name,
        at=at,
        language=language,
        narrators=wish.narrators,
        asin=wish.asin,
        form=wish.form,
    )
    response.status_code = 201 if fresh else 200
    return _shown(session, row.id)


@router.get("/gaps")
def list_gaps(session: SessionDep, query: Annotated[GapQuery, Query()]) -> Page[GapOut]:
    """What the library lacks, wanted or not."""
    chosen = queries.gaps(series_id=query.series_id, author_id=query.author_id, method=query.method)
    rows, total = fetch(session, chosen, query, sorts=queries.GAP_SORTS, sort=query.sort, tie=Gap.id)
    return page_of([GapOut.of(row) for row in rows], total, query)


@router.get("/plan")
def show_plan(session: SessionDep) -> PlanOut:
    """The ranked plan with its phases."""
    return PlanOut.of(read_plan(session))


@router.get("/{wanted_id}")
def show_wanted(session: SessionDep, wanted_id: Id) -> WantedOut:
    """One wish."""
    return _shown(session, get(session, wanted_id).id)


@router.post("/{wanted_id}/exclude", dependencies=[asking])
def exclude_wanted(
    session: SessionDep, context: ContextDep, caller: CallerDep, wanted_id: Id, why: ReasonIn
) -> WantedOut:
    """Never looks for this book again, until a person wants it."""
    unwant(session, wanted_id=wanted_id, by=caller.name, at=context.clock.now(), why=why.reason)
    return _shown(session, wanted_id)


@router.post("/{wanted_id}/want", dependencies=[asking])
def want_it_again(session: SessionDep, context: ContextDep, caller: CallerDep, wanted_id: Id) -> WantedOut:
    """Looks for the book again, from now on."""
    want_again(session, wanted_id=wanted_id, by=caller.name, at=context.clock.now())
    return _shown(session, wanted_id)


def _shown(session: SessionDep, wanted_id: int) -> WantedOut:
    session.flush()
    session.expire_all()
    return WantedOut.of(session.scalars(queries.wish(wanted_id)).one())
