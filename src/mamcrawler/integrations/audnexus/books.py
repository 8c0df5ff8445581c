"""Reads a book out of Audnexus's JSON."""

from typing import Any

from mamcrawler.integrations.audnexus.models import AudnexusBook, BookSeries, Person
from mamcrawler.integrations.reading import count, day, flag, rows, table, text

_NAME_LIMIT = 255
_DESCRIPTION_LIMIT = 20_000


def read_book(raw: Any, region: str) -> AudnexusBook | None:
    """The book, or None when it has no ASIN or no title (a stub for something unknown)."""
    row = table(raw)
    asin, title = text(row.get("asin")), text(row.get("title"))
    if asin is None or title is None:
        return None
    return AudnexusBook(
        asin=asin,
        region=text(row.get("region")) or region,
        title=title,
        subtitle=text(row.get("subtitle")),
        authors=_people(row.get("authors")),
        narrators=_people(row.get("narrators")),
        publisher=text(row.get("publisherName"), _NAME_LIMIT),
        description=text(row.get("summary"), _DESCRIPTION_LIMIT)
        or text(row.get("description"), _DESCRIPTION_LIMIT),
        language=(text(row.get("language"), 40) or "").lower() or None,
        form=(text(row.get("formatType"), 40) or "").lower() or None,
        minutes=count(row.get("runtimeLengthMin")) or None,
        release_date=day(row.get("releaseDate")),
        isbn=text(row.get("isbn"), 20),
        image_url=text(row.get("image"), 2_000),
        genres=tuple(
            name
            for entry in map(table, rows(row.get("genres")))
            if entry.get("type") != "tag" and (name := text(entry.get("name"), _NAME_LIMIT))
        ),
        series=tuple(
            found
            for key in ("seriesPrimary", "seriesSecondary")
            if (found := _series(table(row.get(key)))) is not None
        ),
        adult=flag(row.get("isAdult")) is True,
    )


def _people(value: Any) -> tuple[Person, ...]:
    return tuple(
        Person(name=name, asin=text(entry.get("asin"), 20))
        for entry in map(table, rows(value))
        if (name := text(entry.get("name"), _NAME_LIMIT))
    )


def _series(raw: dict[str, Any]) -> BookSeries | None:
    name = text(raw.get("name"), _NAME_LIMIT)
    if name is None:
        return None
    return BookSeries(name=name, asin=text(raw.get("asin"), 20), position=text(raw.get("position"), 60))
