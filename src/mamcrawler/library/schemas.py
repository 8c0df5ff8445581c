"""What the API shows of the library. Durations are seconds, sizes bytes, unknown is null."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from mamcrawler.library.models import Author, Book, Edition, LibraryItem, Series, SeriesEntry
from mamcrawler.library.positions import parse_position


class PersonOut(BaseModel):
    id: int
    name: str


class SeriesPlaceOut(BaseModel):
    id: int
    name: str
    position: str | None

    @classmethod
    def of(cls, entry: SeriesEntry) -> "SeriesPlaceOut":
        return cls(id=entry.series_id, name=entry.series.name, position=entry.position)


class EditionOut(BaseModel):
    id: int
    asin: str | None
    narrators: list[str]
    form: str
    production: str
    language: str | None
    runtime: int | None
    source: str

    @classmethod
    def of(cls, edition: Edition) -> "EditionOut":
        return cls.model_validate(edition, from_attributes=True)


class ItemOut(BaseModel):
    id: int
    abs_id: str
    path: str
    status: str
    origin: str
    series_hint: list[str] | None
    duration: float | None
    size: int | None
    audio_files: int

    @classmethod
    def of(cls, item: LibraryItem) -> "ItemOut":
        return cls.model_validate(item, from_attributes=True)


class BookOut(BaseModel):
    """One row of the book list."""

    id: int
    title: str
    subtitle: str | None
    authors: list[PersonOut]
    narrators: list[str]
    series: list[SeriesPlaceOut]
    language: str | None
    published_year: int | None
    asin: str | None
    owned: bool
    completeness: int
    duration: float | None
    size: int | None
    created_at: datetime

    @classmethod
    def of(cls, book: Book) -> "BookOut":
        return cls(**_row(book))


class BookDetailOut(BookOut):
    """A book with its editions and items."""

    description: str | None
    publisher: str | None
    isbn: str | None
    release_date: date | None
    editions: list[EditionOut]
    items: list[ItemOut]

    @classmethod
    def of(cls, book: Book) -> "BookDetailOut":
        return cls(
            **_row(book),
            description=book.description,
            publisher=book.publisher,
            isbn=book.isbn,
            release_date=book.release_date,
            editions=[EditionOut.of(edition) for edition in book.editions],
            items=[ItemOut.of(item) for item in book.items],
        )


class AuthorOut(BaseModel):
    """An author with the completion numbers of rule L13; null where no catalogue gives a total."""

    id: int
    name: str
    monitor: str
    owned: int
    total: int | None
    missing: int | None
    percent: int | None

    @classmethod
    def of(cls, author: Author) -> "AuthorOut":
        known = author.total is not None
        total = author.total or 0
        return cls(
            id=author.id,
            name=author.name,
            monitor=author.monitor,
            owned=author.owned,
            total=author.total,
            missing=max(0, total - author.owned) if known else None,
            percent=min(100, author.owned * 100 // total) if total else None,
        )


class SeriesOut(BaseModel):
    """A series with its completion; null where no catalogue gives a total."""

    id: int
    name: str
    author: PersonOut | None
    monitor: str
    owned: int
    total: int | None
    missing: int | None
    percent: int | None

    @classmethod
    def of(cls, series: Series) -> "SeriesOut":
        who = series.author
        return cls(
            id=series.id,
            name=series.name,
            author=PersonOut(id=who.id, name=who.name) if who else None,
            monitor=series.monitor,
            owned=series.owned,
            total=series.total,
            missing=None if series.total is None else max(0, series.total - series.owned),
            percent=series.percent,
        )


class SeriesBookOut(BaseModel):
    """A book at its position in the series asked for."""

    position: str | None
    book: BookOut


class SeriesDetailOut(SeriesOut):
    """A series with its books, by position, those without one last."""

    books: list[SeriesBookOut]

    @classmethod
    def of_entries(cls, series: Series, entries: Sequence[SeriesEntry]) -> "SeriesDetailOut":
        ordered = sorted(entries, key=lambda entry: (_place(entry), entry.book.title, entry.book_id))
        books = [SeriesBookOut(position=entry.position, book=BookOut.of(entry.book)) for entry in ordered]
        return cls(**SeriesOut.of(series).model_dump(), books=books)


class MonitorIn(BaseModel):
    """What of a series or author becomes wanted by itself; null leaves the choice to the defaults."""

    model_config = ConfigDict(extra="forbid")

    monitor: Literal["none", "missing", "future", "latest", "all"] | None


def _place(entry: SeriesEntry) -> Decimal:
    numbers = parse_position(entry.position).numbers
    return numbers[0] if numbers else Decimal("Infinity")


def _row(book: Book) -> dict[str, Any]:
    active = [item for item in book.items if item.status == "active"]
    narrators = dict.fromkeys(name for edition in book.editions for name in edition.narrators)
    return {
        "id": book.id,
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [PersonOut(id=credit.author_id, name=credit.author.name) for credit in book.authors],
        "narrators": list(narrators),
        "series": [SeriesPlaceOut.of(entry) for entry in book.series],
        "language": book.language,
        "published_year": book.published_year,
        "asin": book.asin,
        "owned": book.owned,
        "completeness": book.completeness,
        "duration": active[0].duration if active else None,
        "size": sum(item.size or 0 for item in active) if active else None,
        "created_at": book.created_at,
    }
