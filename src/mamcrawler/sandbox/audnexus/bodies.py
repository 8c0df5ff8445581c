"""Audnexus's JSON for the world's recordings, authors and chapters."""

from __future__ import annotations

from typing import Any

from mamcrawler.sandbox.world import CatalogueBook, EditionInfo, Person


def book_body(book: CatalogueBook, edition: EditionInfo) -> dict[str, Any]:
    """One recording; optional keys are absent rather than null."""
    body: dict[str, Any] = {
        "asin": edition.asin,
        "authors": [_person(person) for person in book.authors],
        "copyright": edition.released.year,
        "description": book.description[:60] + "...",
        "formatType": edition.form,
        "genres": [{"asin": "18580606011", "name": genre, "type": "genre"} for genre in book.genres],
        "image": f"https://images.example/{edition.asin}.jpg",
        "isAdult": False,
        "isbn": edition.isbn13,
        "language": edition.language.lower(),
        "literatureType": "fiction",
        "narrators": [{"name": person.name} for person in edition.narrators],
        "publisherName": edition.publisher,
        "rating": "4.6",
        "ratings": _ratings(book.readers),
        "region": edition.region,
        "releaseDate": f"{edition.released.isoformat()}T00:00:00.000Z",
        "runtimeLengthMin": edition.runtime_min,
        "summary": f"<p>{book.description}</p>",
        "title": book.title,
    }
    if book.subtitle:
        body["subtitle"] = book.subtitle
    for key, place in zip(("seriesPrimary", "seriesSecondary"), book.places, strict=False):
        body[key] = {"asin": place.series.asin, "name": place.series.name, "position": place.text}
    return body


def chapters_body(edition: EditionInfo) -> dict[str, Any]:
    """Chapters of twelve minutes after the opening credits."""
    total, brand = edition.runtime_min * 60_000, 2_043
    starts = list(range(13_307, total, 12 * 60_000))
    lengths = [after - start for start, after in zip(starts, [*starts[1:], total], strict=True)]
    chapters = [{"lengthMs": 13_307, "startOffsetMs": 0, "startOffsetSec": 0, "title": "Opening Credits"}]
    chapters += [
        {
            "lengthMs": length,
            "startOffsetMs": start,
            "startOffsetSec": start // 1000,
            "title": f"Chapter {number}",
        }
        for number, (start, length) in enumerate(zip(starts, lengths, strict=True), start=1)
    ]
    return {
        "asin": edition.asin,
        "brandIntroDurationMs": brand,
        "brandOutroDurationMs": 5_061,
        "chapters": chapters,
        "isAccurate": True,
        "region": edition.region,
        "runtimeLengthMs": total,
        "runtimeLengthSec": total // 1000,
    }


def author_body(person: Person, region: str) -> dict[str, Any]:
    """One author."""
    return {
        "asin": person.asin,
        "description": f"{person.name} writes.",
        "genres": [],
        "image": f"https://images.example/{person.asin}.jpg",
        "name": person.name,
        "region": region,
        "similar": [],
    }


def _person(person: Person) -> dict[str, str]:
    return {"asin": person.asin, "name": person.name}


def _ratings(readers: int) -> dict[str, Any]:
    five = {"five": readers // 2, "four": readers // 5, "three": readers // 20, "two": 3, "one": 1}
    return {
        "value": "4.6",
        "numRatings": sum(five.values()),
        "numReviews": readers // 10,
        "distribution": five,
        "performanceDistribution": five,
        "storyDistribution": five,
    }
