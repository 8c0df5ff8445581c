"""What Hardcover tells us, as frozen values; what it leaves out is None."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """A series and a place in it. `position` is a number, `details` the written form ("1", "1-3")."""

    series_id: int
    name: str
    position: Decimal | None
    details: str | None


@dataclass(frozen=True, slots=True)
class BookHit:
    """A book as the search finds it. `narrators` and `authors` come from its contributions; `series` is the
    featured one. `readers` counts users who shelved it."""

    id: int
    title: str
    subtitle: str | None
    slug: str | None
    authors: tuple[str, ...]
    narrators: tuple[str, ...]
    series: SeriesPlace | None
    series_names: tuple[str, ...]
    isbns: tuple[str, ...]
    alternative_titles: tuple[str, ...]
    compilation: bool
    has_audiobook: bool | None
    audio_seconds: int | None
    release_date: date | None
    release_year: int | None
    description: str | None
    genres: tuple[str, ...]
    image_url: str | None
    readers: int


@dataclass(frozen=True, slots=True)
class SeriesHit:
    """A series as the search finds it; series without a book are left out. `books` are titles."""

    id: int
    name: str
    slug: str | None
    author: str | None
    books: tuple[str, ...]
    books_count: int
    primary_books_count: int | None
    readers: int


@dataclass(frozen=True, slots=True)
class AuthorHit:
    """An author as the search finds it."""

    id: int
    name: str
    books_count: int | None


@dataclass(frozen=True, slots=True)
class Work:
    """A book of the catalogue. `partial` marks a piece of a book; `merged_into` is the id of the book this
    one became; `category` is Hardcover's (1 book, 2 novella, 3 short story, 4 graphic novel, 8 collection).
    `has_audio` is None when the question was not asked."""

    id: int
    title: str
    subtitle: str | None
    slug: str | None
    authors: tuple[str, ...]
    release_date: date | None
    readers: int
    compilation: bool
    partial: bool
    merged_into: int | None
    category: int | None
    has_audio: bool | None
    audio_languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A work and its place in the series asked for. A compilation of 1 to 3 has details "1-3"."""

    position: Decimal | None
    details: str | None
    compilation: bool
    work: Work


@dataclass(frozen=True, slots=True)
class SeriesCatalogue:
    """The list of a series, ordered by position, most readers first at equal position.

    Compilations, partial and merged books are in it, marked; the rules decide what counts (rule W8).
    `books_count` and `primary_books_count` are Hardcover's own totals.
    """

    id: int
    name: str
    slug: str | None
    author: str | None
    books_count: int | None
    primary_books_count: int | None
    completed: bool | None
    entries: tuple[SeriesEntry, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. `audio` tells an audiobook from print; narrators are named only by audio editions."""

    id: int
    book_id: int
    book_title: str
    title: str | None
    asin: str | None
    isbn_10: str | None
    isbn_13: str | None
    audio: bool
    audio_seconds: int | None
    format: str | None
    release_date: date | None
    publisher: str | None
    language: str | None
    authors: tuple[str, ...]
    narrators: tuple[str, ...]
    image_url: str | None
    readers: int
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class BookDetail:
    """A whole book: its work, what describes it, every series it is in, and its audio editions."""

    work: Work
    description: str | None
    audio_seconds: int | None
    genres: tuple[str, ...]
    image_url: str | None
    series: tuple[SeriesPlace, ...]
    featured: SeriesPlace | None
    audio_editions: tuple[Edition, ...]
