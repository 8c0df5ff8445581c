"""Turns the offers into tracker rows with their payloads."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime, time

from mamcrawler.sandbox.world import AudioFile, CatalogueBook, Release, SeriesInfo
from mamcrawler.sandbox.world_people import Cast
from mamcrawler.sandbox.world_releases import OFFERS, Offer

_CATEGORY = {
    "Fantasy": 41,
    "Mystery": 87,
    "Science Fiction": 47,
    "Juvenile": 44,
    "LitRPG": 41,
    "Classics": 45,
}
_CONTENT_TAG = {
    "Fantasy": 13,
    "Mystery": 34,
    "Science Fiction": 45,
    "Juvenile": 23,
    "LitRPG": 29,
    "Classics": 28,
}


def build_releases(cast: Cast, books: tuple[CatalogueBook, ...]) -> tuple[Release, ...]:
    """The rows of `world_releases` with everything filled in from their books."""
    by_key = {book.key: book for book in books}
    return tuple(_release(offer, by_key, cast) for offer in OFFERS)


def _release(offer: Offer, books: Mapping[str, CatalogueBook], cast: Cast) -> Release:
    book = books[offer.book]
    narrators = book.editions[0].narrators if offer.narrators is None else cast.people(offer.narrators)
    payload = () if "size_bytes" in offer.row else _payload(offer, books)
    seconds = int(sum(file.seconds for file in payload)) or None
    genre = book.genres[0]
    named = books[offer.names_asin_of].editions[0].asin if offer.names_asin_of else None
    fields = {
        "category": _CATEGORY[genre],
        "content_tags": (_CONTENT_TAG[genre], 1),
        "filetype": offer.format,
        "tags": _tags(offer, seconds if offer.tells_length else None, len(payload)),
        "description": f"<p>{html.escape(book.description)}</p>",
        "duration_sec": seconds if offer.tells_length else None,
        "kbps": offer.kbps if offer.tells_kbps else None,
        "isbn": f"ASIN:{named}" if named else "",
        "payload": payload,
        "files_in_row": max(1, len(payload)),
    }
    return Release(
        id=offer.id,
        title=offer.title,
        role=offer.role,
        authors=book.authors if offer.authors is None else cast.people(offer.authors),
        narrators=narrators,
        series=_series(book, offer),
        added=datetime.combine(offer.added, time(8, offer.id % 60, 27), tzinfo=UTC),
        **{**fields, **offer.row},
    )


def _series(book: CatalogueBook, offer: Offer) -> tuple[tuple[SeriesInfo, str], ...]:
    if offer.series == "":
        return ()
    return tuple((place.series, offer.series or place.text) for place in book.places)


def _payload(offer: Offer, books: Mapping[str, CatalogueBook]) -> tuple[AudioFile, ...]:
    if not offer.books:
        return _book_files(books[offer.book], offer, offer.minutes, "")
    files: list[AudioFile] = []
    for key in offer.books:
        book = books[key]
        files += _book_files(book, offer, None, f"Book {book.places[0].text} - {book.title}/")
    return tuple(files)


def _book_files(book: CatalogueBook, offer: Offer, minutes: int | None, folder: str) -> tuple[AudioFile, ...]:
    seconds = 60.0 * (minutes if minutes is not None else book.editions[0].runtime_min)
    title = book.title.replace(": ", " - ")
    if offer.parts == 1:
        return (AudioFile(f"{folder}{title}.{offer.format}", seconds, offer.format, offer.kbps, book.key),)
    return tuple(
        AudioFile(
            f"{folder}{title} - {part:02d}.{offer.format}",
            seconds / offer.parts,
            offer.format,
            offer.kbps,
            book.key,
        )
        for part in range(1, offer.parts + 1)
    )


def _tags(offer: Offer, seconds: int | None, files: int) -> str:
    """The uploader's words; with several files nothing else in a row tells the whole length."""
    words = ["Unabridged"]
    if offer.tells_kbps:
        words.append(f"{offer.kbps} kbps")
    if offer.format == "m4b":
        words.append("chapterised")
    if seconds is not None and files > 1:
        hours, minutes = divmod(round(seconds / 60), 60)
        words.append(f"{hours}h {minutes:02d}m" if hours else f"{minutes} min")
    return ", ".join(words)
