"""Turns the owned rows into library items: folders, metadata as the server has it, and tiny audio files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mamcrawler.sandbox.world import AudioFile, CatalogueBook, EditionInfo, ItemMetadata, LibraryItem
from mamcrawler.sandbox.world_library import OWNED, Owned

FIRST_ADDED = datetime(2024, 1, 5, 18, 0, tzinfo=UTC)


def build_items(books: tuple[CatalogueBook, ...]) -> tuple[LibraryItem, ...]:
    """The library's items in the order they were added, three days apart."""
    by_key = {book.key: book for book in books}
    return tuple(_item(row, by_key, n) for n, row in enumerate(OWNED))


def _item(row: Owned, books: Mapping[str, CatalogueBook], number: int) -> LibraryItem:
    book = books[row.book]
    edition = book.editions[row.recording]
    folder = row.folder or _folder(book, edition)
    return LibraryItem(
        folder=folder,
        metadata=replace(_metadata(book, edition), **row.but),
        files=_files(book, row, 1 + number / 20),
        runtime_min=edition.runtime_min + row.extra_minutes,
        added=FIRST_ADDED + timedelta(days=3 * number),
        book=book.key,
        present=row.present,
        flaw=row.flaw,
    )


def _metadata(book: CatalogueBook, edition: EditionInfo) -> ItemMetadata:
    return ItemMetadata(
        title=book.title,
        subtitle=book.subtitle,
        authors=tuple(person.name for person in book.authors),
        narrators=tuple(person.name for person in edition.narrators),
        series=tuple((place.series.name, place.text or None) for place in book.places),
        year=str(edition.released.year),
        publisher=edition.publisher,
        description=f"<p>{book.description}</p>",
        isbn=edition.isbn13,
        asin=edition.asin,
        language=edition.language,
        genres=book.genres,
    )


def _folder(book: CatalogueBook, edition: EditionInfo) -> str:
    title = book.title.replace(": ", " - ")
    leaf = f"{book.released.year} - {title}" if book.released else title
    leaf += f" {{{', '.join(person.name for person in edition.narrators[:3])}}}"
    if not book.places:
        return f"{book.authors[0].name}/{leaf}"
    place = book.places[0]
    return f"{book.authors[0].name}/{place.series.name}/Vol {place.text} - {leaf}"


def _files(book: CatalogueBook, row: Owned, seconds: float) -> tuple[AudioFile, ...]:
    """Every file has a length of its own, so that no two have the same bytes."""
    title = book.title.replace(": ", " - ")
    if row.parts == 1:
        return (AudioFile(f"{title}.m4b", seconds, "m4b", 64, book.key),)
    return tuple(
        AudioFile(f"{title} - {part:02d}.mp3", seconds + part, "mp3", 64, book.key)
        for part in range(1, row.parts + 1)
    )
