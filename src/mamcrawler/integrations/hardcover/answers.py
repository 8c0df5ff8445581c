"""Reads books, series and editions out of Hardcover's JSON; empty objects stand for null (page 4)."""

import json
from typing import Any

from mamcrawler.integrations.hardcover.models import (
    AuthorHit,
    BookHit,
    Edition,
    SeriesEntry,
    SeriesHit,
    SeriesPlace,
    Work,
)
from mamcrawler.integrations.hardcover.policy import NAME
from mamcrawler.integrations.reading import count, day, decimal, flag, rows, table, text, texts
from mamcrawler.integrations.remote import Misunderstood

NAME_LIMIT = 255
DESCRIPTION_LIMIT = 20_000
_AUDIO = 2


def documents(search: Any) -> list[dict[str, Any]]:
    """The hits of a search, whose results come as an object, as text holding JSON, as a bare list or null."""
    found = table(search).get("results")
    if isinstance(found, str):
        try:
            found = json.loads(found)
        except ValueError:
            raise Misunderstood(NAME, "the search results are broken JSON") from None
    if found is None:
        return []
    hits = found if isinstance(found, list) else table(found).get("hits")
    if not isinstance(hits, list):
        raise Misunderstood(NAME, "the search results have another shape")
    return [table(hit.get("document")) if "document" in hit else hit for hit in map(table, hits)]


def book_hit(raw: dict[str, Any]) -> BookHit | None:
    """A book document; None without id or title."""
    book_id, title = count(raw.get("id")), text(raw.get("title"))
    if book_id is None or title is None:
        return None
    authors, narrators = contributors(raw.get("contributions"))
    return BookHit(
        id=book_id,
        title=title,
        subtitle=text(raw.get("subtitle")),
        slug=text(raw.get("slug")),
        authors=authors or tuple(name for name in texts(raw.get("author_names")) if name not in narrators),
        narrators=narrators,
        series=series_place(raw.get("featured_series")),
        series_names=texts(raw.get("series_names")),
        isbns=texts(raw.get("isbns")),
        alternative_titles=texts(raw.get("alternative_titles")),
        compilation=flag(raw.get("compilation")) is True,
        has_audiobook=flag(raw.get("has_audiobook")),
        audio_seconds=count(raw.get("audio_seconds")) or None,
        release_date=day(raw.get("release_date")),
        release_year=count(raw.get("release_year")) or None,
        description=text(raw.get("description"), DESCRIPTION_LIMIT),
        genres=texts(raw.get("genres")),
        image_url=text(table(raw.get("image")).get("url"), 2_000),
        readers=count(raw.get("users_count")) or 0,
    )


def series_hit(raw: dict[str, Any]) -> SeriesHit | None:
    """A series document; None for a stub without a single book."""
    series_id, name, books = count(raw.get("id")), text(raw.get("name")), count(raw.get("books_count"))
    if series_id is None or name is None or not books:
        return None
    return SeriesHit(
        id=series_id,
        name=name,
        slug=text(raw.get("slug")),
        author=text(raw.get("author_name")) or text(table(raw.get("author")).get("name")),
        books=texts(raw.get("books")),
        books_count=books,
        primary_books_count=count(raw.get("primary_books_count")),
        readers=count(raw.get("readers_count")) or 0,
    )


def author_hit(raw: dict[str, Any]) -> AuthorHit | None:
    """An author document; None without id or name."""
    author_id, name = count(raw.get("id")), text(raw.get("name"))
    if author_id is None or name is None:
        return None
    return AuthorHit(id=author_id, name=name, books_count=count(raw.get("books_count")))


def work(raw: Any) -> Work | None:
    """A book row of the catalogue; None without id or title."""
    row = table(raw)
    book_id, title = count(row.get("id")), text(row.get("title"))
    if book_id is None or title is None:
        return None
    authors, _ = contributors(row.get("contributions") or row.get("cached_contributors"))
    editions = row.get("editions")
    languages = {_language(entry) for entry in map(table, rows(editions))}
    return Work(
        id=book_id,
        title=title,
        subtitle=text(row.get("subtitle")),
        slug=text(row.get("slug")),
        authors=authors,
        release_date=day(row.get("release_date")),
        readers=count(row.get("users_count")) or 0,
        compilation=flag(row.get("compilation")) is True,
        partial=flag(row.get("is_partial_book")) is True,
        merged_into=count(row.get("canonical_id")),
        category=count(row.get("book_category_id")),
        has_audio=None if editions is None else bool(rows(editions)),
        audio_languages=tuple(sorted(language for language in languages if language)),
    )


def series_entry(raw: Any) -> SeriesEntry | None:
    """A place of a series' list; None when its book cannot be read."""
    row = table(raw)
    book = work(row.get("book"))
    if book is None:
        return None
    return SeriesEntry(
        position=decimal(row.get("position")),
        details=text(row.get("details"), 60),
        compilation=flag(row.get("compilation")) is True or book.compilation,
        work=book,
    )


def series_place(raw: Any) -> SeriesPlace | None:
    """A series and a place in it; None for an empty object."""
    row = table(raw)
    series = table(row.get("series"))
    series_id, name = count(series.get("id")), text(series.get("name"))
    if series_id is None or name is None:
        return None
    return SeriesPlace(
        series_id=series_id,
        name=name,
        position=decimal(row.get("position")),
        details=text(row.get("details"), 60),
    )


def edition(raw: Any, *, book_id: int | None = None, book_title: str = "") -> Edition | None:
    """An edition; `book_id` and `book_title` stand in where the answer does not repeat the book."""
    row = table(raw)
    book = table(row.get("book"))
    edition_id = count(row.get("id"))
    owner = count(book.get("id")) or count(row.get("book_id")) or book_id
    if edition_id is None or owner is None:
        return None
    authors, narrators = contributors(row.get("contributions"))
    audio = count(row.get("reading_format_id")) == _AUDIO
    return Edition(
        id=edition_id,
        book_id=owner,
        book_title=text(book.get("title")) or book_title,
        title=text(row.get("title")),
        asin=text(row.get("asin"), 20),
        isbn_10=text(row.get("isbn_10"), 20),
        isbn_13=text(row.get("isbn_13"), 20),
        audio=audio,
        audio_seconds=(count(row.get("audio_seconds")) or None) if audio else None,
        format=text(row.get("edition_format"), 60),
        release_date=day(row.get("release_date")),
        publisher=text(table(row.get("publisher")).get("name"), NAME_LIMIT),
        language=_language(row),
        authors=authors,
        narrators=narrators if audio else (),
        image_url=text(table(row.get("image")).get("url"), 2_000),
        readers=count(row.get("users_count")) or 0,
        merged_into=count(book.get("canonical_id")),
    )


def contributors(raw: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Authors and narrators of a list of contributions; no role means author.

    >>> contributors([{"author": {"name": "Mira Oakhollow"}, "contribution": None},
    ...          {"author": {"name": "Tobin Farrow"}, "contribution": "Narrator"},
    ...          {"author": {"name": "Ida Ferns"}, "contribution": "Translator"}])
    (('Mira Oakhollow',), ('Tobin Farrow',))
    """
    authors, narrators = [], []
    for entry in map(table, rows(raw)):
        name = text(table(entry.get("author")).get("name"), NAME_LIMIT)
        role = (text(entry.get("contribution"), 60) or "author").lower()
        if name and role == "author" and name not in authors:
            authors.append(name)
        elif name and role == "narrator" and name not in narrators:
            narrators.append(name)
    return tuple(authors), tuple(narrators)


def _language(row: dict[str, Any]) -> str | None:
    return text(table(row.get("language")).get("language"), 60)
