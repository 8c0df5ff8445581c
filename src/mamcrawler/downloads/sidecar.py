"""The `metadata.json` that Audiobookshelf reads from an item's folder and believes over everything (D24)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Described:
    """A book as the library is to show it; `series` are (name, position or None)."""

    title: str
    authors: Sequence[str]
    subtitle: str | None = None
    narrators: Sequence[str] = ()
    series: Sequence[tuple[str, str | None]] = ()
    year: int | None = None
    publisher: str | None = None
    description: str | None = None
    isbn: str | None = None
    asin: str | None = None
    language: str | None = None
    abridged: bool = False
    genres: Sequence[str] = field(default_factory=tuple)


def write_sidecar(book: Described) -> bytes:
    """The sidecar's bytes; the same book always gives the same bytes.

    Series are written as "Name #position", the year as text. Empty values are left out, so that what the
    files themselves say is not blanked.
    """
    values: dict[str, object] = {
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": list(book.authors),
        "narrators": list(book.narrators),
        "series": [f"{name} #{place}" if place else name for name, place in book.series],
        "genres": list(book.genres),
        "publishedYear": str(book.year) if book.year else None,
        "publisher": book.publisher,
        "description": book.description,
        "isbn": book.isbn,
        "asin": book.asin,
        "language": book.language,
        "abridged": book.abridged,
    }
    kept = {key: value for key, value in values.items() if value not in (None, [], "")}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()
