"""The grammar of lists (rule A8): which parameters they take, and what a page looks like."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")
Sortable = ColumnElement[Any] | InstrumentedAttribute[Any]

Limit = Annotated[int, Field(ge=1, le=500, description="How many rows at most.")]
Offset = Annotated[int, Field(ge=0, le=100_000, description="How many rows to leave out.")]
IdFilter = Annotated[int, Field(ge=1, le=2**31 - 1, description="The id of a row.")]
Order = Literal["asc", "desc"]


class ListQuery(BaseModel):
    """The parameters of every list; a room's list adds `sort` and its filters.

    As in `class BookQuery(ListQuery): sort: Literal["title", "added"] = "title"`, taken by a route as
    `query: Annotated[BookQuery, Query()]`. What is not declared is refused with `invalid_input`.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    limit: Limit = 50
    offset: Offset = 0
    order: Order = "asc"


class Page(BaseModel, Generic[T]):
    """One page of a list; `total` counts every row that the filters let pass."""

    items: list[T]
    total: int
    limit: int
    offset: int
    has_more: bool


def page_of(items: Sequence[T], total: int, query: ListQuery) -> Page[T]:
    """The page that answers `query`."""
    more = query.offset + len(items) < total
    return Page(items=list(items), total=total, limit=query.limit, offset=query.offset, has_more=more)


def fetch(
    session: Session,
    statement: Select[Any],
    query: ListQuery,
    *,
    sorts: Mapping[str, Sortable | Sequence[Sortable]],
    sort: str,
    tie: Sortable,
) -> tuple[list[Any], int]:
    """The rows of one page and the total, in two statements.

    `sorts` maps each sort key to what it orders by, unknown values last; `tie` (the id) makes the order
    total, so that pages neither repeat nor lose rows. Options for relationships belong on `statement`.
    """
    ids = statement.with_only_columns(tie, maintain_column_froms=True).order_by(None)
    total = session.scalar(select(func.count()).select_from(ids.subquery())) or 0
    chosen = sorts[sort]
    columns = [*chosen] if isinstance(chosen, Sequence) else [chosen]
    directed = [_directed(column, query.order) for column in [*columns, tie]]
    rows = (
        session.scalars(statement.order_by(*directed).limit(query.limit).offset(query.offset)).unique().all()
    )
    return list(rows), total


def _directed(column: Sortable, order: str) -> ColumnElement[Any]:
    # SQLite cannot read an index in the order "nulls last", so only a column with nulls is sorted that way.
    if not getattr(column.expression, "nullable", True):
        return column.desc() if order == "desc" else column.asc()
    return column.desc().nulls_last() if order == "desc" else column.asc().nulls_last()
