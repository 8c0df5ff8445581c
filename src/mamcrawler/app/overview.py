"""Sums across the rooms for the status route."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mamcrawler.automation.models import ProblemRow
from mamcrawler.downloads.models import Download
from mamcrawler.foundation.models import RemoteState
from mamcrawler.foundation.remotes import REMOTES, missing_settings
from mamcrawler.foundation.settings import Settings
from mamcrawler.library.models import Author, Book, Series
from mamcrawler.tracker.models import RatioState, Standing
from mamcrawler.wanted.models import Gap, Wanted

_FINAL = ("imported", "rejected", "cancelled", "abandoned", "replaced")


class RemoteOut(BaseModel):
    """A remote: `missing` names the settings that connect it; `parked_until` is when it is tried again,
    null while parked until a person acts; `detail` is its last failure."""

    name: str
    state: Literal["answering", "parked", "refused", "not_connected"]
    missing: str | None
    parked_until: datetime | None
    since: datetime | None
    detail: str | None


class StandingOut(BaseModel):
    """Our last reading of the account; null is unknown. Age in seconds, sizes in bytes."""

    read_at: datetime | None
    age: int | None
    class_name: str | None
    ratio: float | None
    ratio_infinite: bool | None
    ratio_state: str
    uploaded: int | None
    downloaded: int | None
    points: float | None
    vip_until: datetime | None
    unsat_count: int | None
    unsat_limit: int | None


class Counts(BaseModel):
    """How much there is of what."""

    books: int
    owned_books: int
    authors: int
    series: int
    gaps: int
    wanted: int
    downloads_under_way: int
    imported: int
    needs_review: int
    open_problems: int


def remotes_of(session: Session, settings: Settings, *, at: datetime) -> list[RemoteOut]:
    """Every remote with how it does."""
    rows = {row.remote: row for row in session.scalars(select(RemoteState))}
    return [_remote(name, missing_settings(settings, name), rows.get(name), at) for name in REMOTES]


def standing_of(session: Session, *, at: datetime) -> StandingOut:
    """The newest reading of our standing, however old it is; its age says what it is worth."""
    last = session.scalar(select(Standing).order_by(Standing.read_at.desc()).limit(1))
    state = session.scalar(select(RatioState).limit(1))
    names = (
        "read_at", "class_name", "ratio", "ratio_infinite", "uploaded", "downloaded", "points", "vip_until",
        "unsat_count", "unsat_limit",
    )  # fmt: skip
    return StandingOut(
        **{name: getattr(last, name, None) for name in names},
        age=int((at - last.read_at).total_seconds()) if last else None,
        ratio_state=state.state if state else "unknown",
    )


def count_all(session: Session) -> Counts:
    """Every count, in one statement."""
    counted = {
        "books": select(func.count(Book.id)).where(Book.archived_at.is_(None)),
        "owned_books": select(func.count(Book.id)).where(Book.owned, Book.archived_at.is_(None)),
        "authors": select(func.count(Author.id)),
        "series": select(func.count(Series.id)),
        "gaps": select(func.count(Gap.id)),
        "wanted": select(func.count(Wanted.id)).where(
            Wanted.state.not_in(("satisfied", "excluded", "closed", "suggested"))
        ),
        "downloads_under_way": select(func.count(Download.id)).where(Download.state.not_in(_FINAL)),
        "imported": select(func.count(Download.id)).where(Download.state == "imported"),
        "needs_review": select(func.count(Download.id)).where(Download.state == "needs_review"),
        "open_problems": select(func.count(ProblemRow.id)).where(ProblemRow.resolved_at.is_(None)),
    }
    row = session.execute(select(*(query.scalar_subquery().label(name) for name, query in counted.items())))
    return Counts(**row.one()._mapping)


def _remote(name: str, missing: str | None, row: RemoteState | None, at: datetime) -> RemoteOut:
    state: Literal["answering", "parked", "refused", "not_connected"] = "answering"
    if missing is not None:
        state = "not_connected"
    elif row is not None and row.held:
        state = "refused"
    elif row is not None and row.parked_until is not None and row.parked_until > at:
        state = "parked"
    failing = row is not None and row.failed_since is not None and state != "not_connected"
    return RemoteOut(
        name=name,
        state=state,
        missing=missing,
        parked_until=row.parked_until if row and state == "parked" else None,
        since=row.failed_since if row and failing else None,
        detail=row.failure_detail if row and failing else None,
    )
