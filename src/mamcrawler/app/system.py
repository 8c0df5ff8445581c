"""The state of the whole over HTTP: version, remotes, standing, counts, activity, problems."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from mamcrawler import __version__
from mamcrawler.app.overview import Counts, RemoteOut, StandingOut, count_all, remotes_of, standing_of
from mamcrawler.automation import queries
from mamcrawler.automation.models import Activity, ProblemRow
from mamcrawler.automation.schemas import ActivityOut, ProblemOut
from mamcrawler.foundation.paging import ListQuery, Page, fetch, page_of
from mamcrawler.foundation.web import ContextDep, SessionDep

router = APIRouter(prefix="/system", tags=["system"])


class StatusOut(BaseModel):
    """How things stand; `now` is the product's own time, which runs faster in the demo."""

    version: str
    now: datetime
    demo: bool
    remotes: list[RemoteOut]
    standing: StandingOut
    counts: Counts


class ActivityQuery(ListQuery):
    """Newest first, unless `since_id` asks for what came after a line already seen."""

    sort: Literal["id"] = "id"
    order: Literal["asc", "desc"] = "desc"
    since_id: int | None = Field(None, ge=0, le=2**31 - 1)
    kind: str | None = None


class ProblemQuery(ListQuery):
    """Open problems, unless those that are over are asked for too."""

    sort: Literal["id", "first_seen", "last_seen"] = "id"
    order: Literal["asc", "desc"] = "desc"
    resolved: bool = False


@router.get("/status")
def status(session: SessionDep, runtime: ContextDep) -> StatusOut:
    """Version, what is connected and how it does, our standing at the tracker, and how much there is."""
    at = runtime.clock.now()
    return StatusOut(
        version=__version__,
        now=at,
        demo=runtime.settings.demo,
        remotes=remotes_of(session, runtime.settings, at=at),
        standing=standing_of(session, at=at),
        counts=count_all(session),
    )


@router.get("/activity")
def activity(query: Annotated[ActivityQuery, Query()], session: SessionDep) -> Page[ActivityOut]:
    """What happened. With `since_id` and `order=asc` a reader follows the feed without gaps."""
    rows, total = fetch(
        session,
        queries.activity(query.since_id, query.kind),
        query,
        sorts={"id": []},
        sort=query.sort,
        tie=Activity.id,
    )
    return page_of([ActivityOut.of(row) for row in rows], total, query)


@router.get("/problems")
def problems(query: Annotated[ProblemQuery, Query()], session: SessionDep) -> Page[ProblemOut]:
    """What is wrong and what to do about it."""
    rows, total = fetch(
        session,
        queries.problems(open_only=not query.resolved),
        query,
        sorts={"id": [], "first_seen": ProblemRow.first_seen_at, "last_seen": ProblemRow.last_seen_at},
        sort=query.sort,
        tie=ProblemRow.id,
    )
    return page_of([ProblemOut.of(row) for row in rows], total, query)
