"""What Audnexus tells us about an audiobook, as frozen values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """An author or narrator; authors may carry a role in the name ("X - translator")."""

    name: str
    asin: str | None


@dataclass(frozen=True, slots=True)
class BookSeries:
    """A series of the book; the position is text ("1", "1.5", "1-3", "Book 2") or None."""

    name: str
    asin: str | None
    position: str | None


@dataclass(frozen=True, slots=True)
class AudnexusBook:
    """One recording. `minutes` is its runtime, None when unknown (the wire says 0). `form` is "unabridged",
    "abridged" or another word of the source. `language` is an English word in lower case. `series` holds the
    primary one first. `region` is the region whose catalogue has it."""

    asin: str
    region: str
    title: str
    subtitle: str | None
    authors: tuple[Person, ...]
    narrators: tuple[Person, ...]
    publisher: str | None
    description: str | None
    language: str | None
    form: str | None
    minutes: int | None
    release_date: date | None
    isbn: str | None
    image_url: str | None
    genres: tuple[str, ...]
    series: tuple[BookSeries, ...]
    adult: bool
