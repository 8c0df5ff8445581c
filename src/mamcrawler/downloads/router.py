"""The HTTP door of downloads. Nothing here calls a remote: the worker acts on what is decided (rule A9)."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from sqlalchemy import select

from mamcrawler.downloads import queries, service
from mamcrawler.downloads.models import Blocked, Download, PathCheck, Verdict
from mamcrawler.downloads.schemas import (
    BlockedOut,
    ChoiceIn,
    DownloadOut,
    DownloadWhole,
    PathCheckOut,
    VerdictOut,
    WhyIn,
)
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.paging import IdFilter, ListQuery, Page, fetch, page_of
from mamcrawler.foundation.web import CallerDep, ContextDep, RowId, SessionDep, needs

router = APIRouter(prefix="/downloads", tags=["downloads"])
_DECIDES = [Depends(needs("admin"))]

State = Literal[
    "proposed",
    "approved",
    "waiting",
    "sending",
    "downloading",
    "completed",
    "verifying",
    "verify_failed",
    "organising",
    "importing",
    "failed",
    "needs_review",
    "imported",
    "rejected",
    "cancelled",
    "abandoned",
    "replaced",
]


class DownloadQuery(ListQuery):
    """Filters of the download list, newest first; `state` may be given several times."""

    sort: Literal["created", "state", "since", "deadline", "title"] = "created"
    order: Literal["asc", "desc"] = "desc"
    state: Annotated[list[State], Field(default_factory=list)]
    wanted_id: IdFilter | None = None
    q: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class VerdictQuery(ListQuery):
    """Filters of the verdicts: of one wish, one book, or one release of ours."""

    sort: Literal["rank", "at"] = "rank"
    wanted_id: IdFilter | None = None
    book_id: IdFilter | None = None
    result: Literal["match", "maybe", "rejected"] | None = None


class BlockedQuery(ListQuery):
    """Filters of the blocklist."""

    sort: Literal["at", "title"] = "at"
    order: Literal["asc", "desc"] = "desc"
    in_force: bool = True


@router.get("")
def list_downloads(session: SessionDep, query: Annotated[DownloadQuery, Query()]) -> Page[DownloadOut]:
    """Downloads with state, reason, next action and, where a gate holds them, when it opens."""
    chosen = queries.downloads(states=query.state, wanted_id=query.wanted_id, q=query.q)
    rows, total = fetch(
        session, chosen, query, sorts=queries.DOWNLOAD_SORTS, sort=query.sort, tie=Download.id
    )
    return page_of([DownloadOut.of(row) for row in rows], total, query)


@router.get("/verdicts")
def list_verdicts(session: SessionDep, query: Annotated[VerdictQuery, Query()]) -> Page[VerdictOut]:
    """Why releases were taken or not, accepted ones first."""
    chosen = queries.verdicts(wanted_id=query.wanted_id, book_id=query.book_id)
    if query.result is not None:
        chosen = chosen.where(Verdict.result == query.result)
    rows, total = fetch(session, chosen, query, sorts=queries.VERDICT_SORTS, sort=query.sort, tie=Verdict.id)
    return page_of([VerdictOut.of(row) for row in rows], total, query)


@router.get("/blocklist")
def list_blocked(
    session: SessionDep, context: ContextDep, query: Annotated[BlockedQuery, Query()]
) -> Page[BlockedOut]:
    """Releases that are not taken again."""
    chosen = queries.blocklist(in_force_at=context.clock.now() if query.in_force else None)
    rows, total = fetch(session, chosen, query, sorts=queries.BLOCKED_SORTS, sort=query.sort, tie=Blocked.id)
    return page_of([BlockedOut.of(row) for row in rows], total, query)


@router.delete("/blocklist/{blocked_id}", status_code=204, dependencies=_DECIDES)
def unblock(session: SessionDep, blocked_id: RowId) -> None:
    """Takes an entry off the blocklist."""
    service.unblock(session, blocked_id=blocked_id)


@router.get("/paths")
def show_paths(session: SessionDep) -> PathCheckOut:
    """The last result of the path doctor, which the job paths.check renews."""
    last = session.scalar(select(PathCheck).order_by(PathCheck.id.desc()).limit(1))
    if last is None:
        raise Problem("report_not_found", "The path doctor has not run yet: run the job paths.check.")
    return PathCheckOut.of(last)


@router.get("/{download_id}")
def show_download(session: SessionDep, download_id: RowId) -> DownloadWhole:
    """One download with its history, checks, files and links."""
    service.get(session, download_id)
    return DownloadWhole.of(session.scalars(queries.download_whole(download_id)).unique().one())


@router.post("/{download_id}/approve", dependencies=_DECIDES)
def approve(session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId) -> DownloadOut:
    """Lets a proposed download go to the queue."""
    service.approve(session, download_id=download_id, by=caller.name, at=context.clock.now())
    return _now(session, download_id)


@router.post("/{download_id}/reject", dependencies=_DECIDES)
def reject(
    session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId, why: WhyIn
) -> DownloadOut:
    """Declines a proposed download; the search goes on."""
    service.reject(session, download_id=download_id, by=caller.name, at=context.clock.now(), why=why.why)
    return _now(session, download_id)


@router.post("/{download_id}/cancel", dependencies=_DECIDES)
def cancel(session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId) -> DownloadOut:
    """Gives a download up before its transfer ended."""
    service.cancel(session, download_id=download_id, by=caller.name, at=context.clock.now())
    return _now(session, download_id)


@router.post("/{download_id}/retry", dependencies=_DECIDES)
def retry(session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId) -> DownloadOut:
    """Tries a failed download again now; a final one as a new download of the same release."""
    row = service.retry(session, download_id=download_id, by=caller.name, at=context.clock.now())
    return _now(session, row.id)


@router.post("/{download_id}/hold", dependencies=_DECIDES)
def hold(session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId) -> DownloadOut:
    """Keeps an approved download out of the queue."""
    service.hold(session, download_id=download_id, by=caller.name, at=context.clock.now())
    return _now(session, download_id)


@router.post("/{download_id}/release", dependencies=_DECIDES)
def let_go(session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId) -> DownloadOut:
    """Puts a waiting download back into the queue at once."""
    service.let_go(session, download_id=download_id, by=caller.name, at=context.clock.now())
    return _now(session, download_id)


@router.post("/{download_id}/reviewed", dependencies=_DECIDES)
def decide(
    session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId, choice: ChoiceIn
) -> DownloadOut:
    """Settles a review by one of the states it offers."""
    service.decide(
        session, download_id=download_id, choice=choice.choice, by=caller.name, at=context.clock.now()
    )
    return _now(session, download_id)


@router.post("/{download_id}/block", status_code=201, dependencies=_DECIDES)
def block(
    session: SessionDep, context: ContextDep, caller: CallerDep, download_id: RowId, why: WhyIn
) -> BlockedOut:
    """Puts the release of a download on the blocklist."""
    return BlockedOut.of(
        service.block_release(
            session, download_id=download_id, by=caller.name, at=context.clock.now(), why=why.why
        )
    )


def _now(session: SessionDep, download_id: int) -> DownloadOut:
    session.flush()
    session.expire_all()
    return DownloadOut.of(
        session.scalars(queries.downloads().where(Download.id == download_id)).unique().one()
    )
