"""The HTTP door of the library: books, authors, series."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field

from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.paging import IdFilter, ListQuery, Order, Page, fetch, page_of
from mamcrawler.foundation.web import SessionDep, needs
from mamcrawler.library import queries
from mamcrawler.library.models import Author, Book, Series
from mamcrawler.library.schemas import (
    AuthorOut,
    BookDetailOut,
    BookOut,
    MonitorIn,
    SeriesDetailOut,
    SeriesOut,
)
from mamcrawler.library.service import monitor_author, monitor_series

Id = Annotated[int, Path(ge=1, le=2**31 - 1)]
Text = Annotated[str, Field(min_length=1, max_length=200)]

books = APIRouter(prefix="/books", tags=["books"])
authors = APIRouter(prefix="/authors", tags=["authors"])
series = APIRouter(prefix="/series", tags=["series"])
router = APIRouter()


class BookQuery(ListQuery):
    """Filters of the book list; `q` looks in title and authors, whatever case and accents."""

    sort: Literal["title", "added", "year", "completeness"] = "title"
    q: Text | None = None
    author_id: IdFilter | None = None
    series_id: IdFilter | None = None
    language: Text | None = None
    owned: bool | None = None


class IncompleteQuery(ListQuery):
    """Owned books described to less than `threshold` percent."""

    sort: Literal["completeness", "title"] = "completeness"
    threshold: Annotated[int, Field(ge=1, le=100)] = 80


class AuthorQuery(ListQuery):
    """Filters of the author list; `favourite_from` keeps those with so many owned books."""

    sort: Literal["owned", "name", "total"] = "owned"
    order: Order = "desc"
    q: Text | None = None
    favourite_from: Annotated[int, Field(ge=1, le=100_000)] | None = None


class SeriesQuery(ListQuery):
    """Filters of the series list; `min` and `max` are percent complete."""

    sort: Literal["percent", "name", "owned"] = "percent"
    order: Order = "desc"
    q: Text | None = None
    min: Annotated[int, Field(ge=0, le=100)] | None = None
    max: Annotated[int, Field(ge=0, le=100)] | None = None


@books.get("")
def list_books(session: SessionDep, query: Annotated[BookQuery, Query()]) -> Page[BookOut]:
    """Books, owned or only known of."""
    chosen = queries.books(
        q=query.q,
        author_id=query.author_id,
        series_id=query.series_id,
        language=query.language,
        owned=query.owned,
    )
    rows, total = fetch(session, chosen, query, sorts=queries.BOOK_SORTS, sort=query.sort, tie=Book.id)
    return page_of([BookOut.of(row) for row in rows], total, query)


@books.get("/incomplete")
def list_incomplete(session: SessionDep, query: Annotated[IncompleteQuery, Query()]) -> Page[BookOut]:
    """Owned books whose description lacks most."""
    chosen = queries.books(owned=True).where(Book.completeness < query.threshold)
    rows, total = fetch(session, chosen, query, sorts=queries.BOOK_SORTS, sort=query.sort, tie=Book.id)
    return page_of([BookOut.of(row) for row in rows], total, query)


@books.get("/{book_id}")
def show_book(session: SessionDep, book_id: Id) -> BookDetailOut:
    """One book with its editions and items."""
    found = queries.book(session, book_id)
    if found is None:
        raise Problem("book_not_found", f"There is no book {book_id}.")
    return BookDetailOut.of(found)


@authors.get("")
def list_authors(session: SessionDep, query: Annotated[AuthorQuery, Query()]) -> Page[AuthorOut]:
    """Authors by how many of their books are owned."""
    chosen = queries.authors(q=query.q, favourite_from=query.favourite_from)
    sorts = {**queries.AUTHOR_SORTS, "owned": (Author.owned, Author.name)}
    rows, total = fetch(session, chosen, query, sorts=sorts, sort=query.sort, tie=Author.id)
    return page_of([AuthorOut.of(row) for row in rows], total, query)


@authors.get("/{author_id}")
def show_author(session: SessionDep, author_id: Id) -> AuthorOut:
    """One author with the completion numbers."""
    found = session.get(Author, author_id)
    if found is None:
        raise Problem("author_not_found", f"There is no author {author_id}.")
    return AuthorOut.of(found)


@authors.patch("/{author_id}", dependencies=[Depends(needs("member"))])
def change_author(session: SessionDep, author_id: Id, change: MonitorIn) -> AuthorOut:
    """Sets what of the author is wanted by itself; null gives the choice back to the defaults."""
    return AuthorOut.of(monitor_author(session, author_id=author_id, mode=change.monitor))


@series.get("")
def list_series(session: SessionDep, query: Annotated[SeriesQuery, Query()]) -> Page[SeriesOut]:
    """Series by how complete they are."""
    chosen = queries.series_list(q=query.q, least=query.min, most=query.max)
    rows, total = fetch(session, chosen, query, sorts=queries.SERIES_SORTS, sort=query.sort, tie=Series.id)
    return page_of([SeriesOut.of(row) for row in rows], total, query)


@series.get("/{series_id}")
def show_series(session: SessionDep, series_id: Id) -> SeriesDetailOut:
    """One series with its books in order."""
    found = queries.series(session, series_id)
    if found is None:
        raise Problem("series_not_found", f"There is no series {series_id}.")
    return SeriesDetailOut.of_entries(found, queries.series_entries(session, series_id))


@series.patch("/{series_id}", dependencies=[Depends(needs("member"))])
def change_series(session: SessionDep, series_id: Id, change: MonitorIn) -> SeriesOut:
    """Sets what of the series is wanted by itself; null gives the choice back to the defaults."""
    monitor_series(session, series_id=series_id, mode=change.monitor)
    found = queries.series(session, series_id)
    if found is None:
        raise Problem("series_not_found", f"There is no series {series_id}.")
    return SeriesOut.of(found)


for group in (books, authors, series):
    router.include_router(group)
