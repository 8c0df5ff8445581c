"""What the API shows of gaps, wishes and the plan; unknown is null."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mamcrawler.foundation.paging import IdFilter
from mamcrawler.wanted.models import Gap, Wanted
from mamcrawler.wanted.plan import Plan, PlannedSeries


class WantedOut(BaseModel):
    """A wish: the book, why it is wanted, where it stands and what happens next."""

    id: int
    book_id: int
    title: str
    authors: list[str]
    series: str | None
    position: str | None
    narrators: list[str] | None
    form: str
    production: list[str]
    language: str
    reason: str
    reasons: list[str]
    priority: int
    plan_rank: int | None
    state: str
    state_since: datetime
    sentence: str
    next_action: str
    next_search_at: datetime | None
    deadline: datetime | None
    attempts: int

    @classmethod
    def of(cls, row: Wanted) -> "WantedOut":
        plain = {name: getattr(row, name) for name in cls.model_fields if name not in _JOINED}
        return cls(
            **plain,
            title=row.book.title,
            authors=[credit.author.name for credit in row.book.authors],
            series=row.series.name if row.series else None,
        )


_JOINED = ("title", "authors", "series")


class WishIn(BaseModel):
    """What a wish by hand may fix; narrators or an ASIN name one edition."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    narrators: Annotated[list[str], Field(max_length=10)] | None = None
    asin: Annotated[str, Field(pattern=r"^[0-9A-Z]{10}$")] | None = None
    form: Literal["unabridged", "abridged"] = "unabridged"
    language: Annotated[str, Field(min_length=2, max_length=40)] | None = None


class WantBookIn(WishIn):
    """A wish for a known book."""

    book_id: IdFilter


class WantGapIn(WishIn):
    """A wish for what fills a gap."""

    gap_id: IdFilter


class ReasonIn(BaseModel):
    """Why, in the words of the person."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reason: Annotated[str, Field(max_length=2000)] = ""


class GapOut(BaseModel):
    """What the library lacks, and how that is known."""

    id: int
    series_id: int | None
    series: str | None
    author_id: int | None
    position: float | None
    title: str | None
    method: str
    release_date: date | None
    waits: bool
    found_at: datetime

    @classmethod
    def of(cls, row: Gap) -> "GapOut":
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "series"}
        return cls(**plain, series=row.series.name if row.series else None)


class PlannedSeriesOut(BaseModel):
    series_id: int | None
    name: str
    owned: int
    total: int
    percent: int
    missing: list[str]

    @classmethod
    def of(cls, one: PlannedSeries) -> "PlannedSeriesOut":
        return cls(
            series_id=one.series_id,
            name=one.name,
            owned=one.owned,
            total=one.total,
            percent=one.percent,
            missing=list(one.missing),
        )


class PhaseOut(BaseModel):
    number: int
    count: int
    percent_after: int
    series: list[PlannedSeriesOut]


class PlanOut(BaseModel):
    """The plan: series in order, phases of three, and what the whole stands at after each."""

    owned: int
    total: int
    missing: int
    percent: int
    phases: list[PhaseOut]

    @classmethod
    def of(cls, plan: Plan) -> "PlanOut":
        return cls(
            owned=plan.owned,
            total=plan.total,
            missing=plan.missing,
            percent=plan.percent,
            phases=[
                PhaseOut(
                    number=phase.number,
                    count=phase.count,
                    percent_after=phase.percent_after,
                    series=[PlannedSeriesOut.of(one) for one in phase.series],
                )
                for phase in plan.phases
            ],
        )
