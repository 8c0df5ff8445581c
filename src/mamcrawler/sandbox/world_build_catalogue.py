"""Turns the catalogue rows into series, books and editions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mamcrawler.sandbox import world_rows as rows
from mamcrawler.sandbox.world import CatalogueBook, EditionInfo, Place, SeriesInfo
from mamcrawler.sandbox.world_classics import CLASSIC_SERIES
from mamcrawler.sandbox.world_invented import INVENTED_SERIES, NAMESAKE
from mamcrawler.sandbox.world_people import Cast, asin_of, isbn13_of
from mamcrawler.sandbox.world_standalone import STANDALONE

FIRST_BOOK_ID = 300001
FIRST_EDITION_ID = 400001


@dataclass
class _Counter:
    book: int = FIRST_BOOK_ID - 1
    edition: int = FIRST_EDITION_ID - 1


def build_catalogue(cast: Cast) -> tuple[tuple[SeriesInfo, ...], tuple[CatalogueBook, ...]]:
    """All series and all books of the world, with ids in the order they are written down."""
    counter = _Counter()
    series: list[SeriesInfo] = []
    books: list[CatalogueBook] = []
    for number, listed in enumerate(CLASSIC_SERIES + INVENTED_SERIES, start=1):
        info = SeriesInfo(
            key=listed.key,
            name=listed.name,
            author=cast.person(listed.author),
            hardcover_id=7000 + number,
            tracker_id=60000 + number,
            asin=asin_of("S", listed.key),
            completed=listed.completed,
        )
        series.append(info)
        books.extend(_book(row, listed.author, (listed.genre,), info, cast, counter) for row in listed.books)
    books.extend(
        _book(row, row.author, ("Classics",), None, cast, counter) for row in (*STANDALONE, NAMESAKE)
    )
    return tuple(series), tuple(books)


def _book(
    row: rows.Book,
    author: str,
    genres: tuple[str, ...],
    series: SeriesInfo | None,
    cast: Cast,
    counter: _Counter,
) -> CatalogueBook:
    counter.book += 1
    places: tuple[Place, ...] = ()
    if series is not None:
        first = re.match(r"[\d.]+", row.place or "")
        places = (Place(series, Decimal(first.group()) if first else None, row.place or ""),)
    return CatalogueBook(
        key=row.key,
        hardcover_id=counter.book,
        title=row.title,
        subtitle=row.subtitle,
        authors=(cast.person(author),),
        places=places,
        released=row.released,
        readers=row.readers,
        editions=tuple(_edition(row, index, cast, counter) for index in range(len(row.recordings))),
        description=row.about or _blurb(row, author, series),
        genres=genres,
        language=row.language,
        compilation=row.compilation,
        partial=row.partial,
        merged_into=row.merged_into,
    )


def _edition(row: rows.Book, index: int, cast: Cast, counter: _Counter) -> EditionInfo:
    recording = row.recordings[index]
    counter.edition += 1
    written = row.released.replace(day=1) if row.released else date(2020, 1, 1)
    return EditionInfo(
        asin=asin_of("E", f"{row.key}/{index}"),
        isbn13=isbn13_of(counter.edition % 100000),
        hardcover_id=counter.edition,
        narrators=cast.people(recording.narrators),
        runtime_min=recording.minutes,
        form=recording.form,
        production=recording.production,
        language=recording.language,
        released=date(max(recording.year, written.year), written.month, 15),
        publisher=recording.publisher,
        region=recording.region,
    )


def _blurb(row: rows.Book, author: str, series: SeriesInfo | None) -> str:
    where = f", number {row.place} of {series.name}" if series is not None and row.place else ""
    return f"{row.title} by {author}{where}, in a short reading made for trying things out."
