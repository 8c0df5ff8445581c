"""Reads Audiobookshelf's rows and full items into the library's own words (rule L2)."""

import re
from datetime import datetime
from functools import lru_cache

from mamcrawler.integrations.audiobookshelf.models import Item, ItemRow
from mamcrawler.library.facts import ItemFacts
from mamcrawler.library.names import split_names
from mamcrawler.library.series_hints import series_hint

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NUMBERED = re.compile(r"^(?P<name>.*\S)\s+#(?P<position>[^#]*)$")


def facts_of_row(row: ItemRow) -> ItemFacts:
    """The facts of a list row; joined names are split, and `details_due` says where that is uncertain.

    >>> series_of("Lantern Cycle #2, Salt Road #4.5")
    (('Lantern Cycle', '2'), ('Salt Road', '4.5'))
    >>> series_of("Stand-alone Tales")
    (('Stand-alone Tales', None),)
    """
    joined = (row.author_name, row.narrator_name, row.series_name)
    return _facts(
        row,
        authors=_people(row.author_name or ""),
        narrators=_people(row.narrator_name or ""),
        series=series_of(row.series_name or ""),
        details_due=any("," in (text or "") for text in joined),
    )


def facts_of_item(item: Item) -> ItemFacts:
    """The facts of a full item, whose people and series are lists."""
    return _facts(
        item.row,
        authors=tuple(person.name for person in item.authors),
        narrators=item.narrators,
        series=tuple((place.name, place.sequence) for place in item.series),
        details_due=False,
    )


def series_of(text: str) -> tuple[tuple[str, str | None], ...]:
    """The (name, position) pairs of a joined series text; a comma separates only after a numbered name."""
    found: list[tuple[str, str | None]] = []
    pending = ""
    for piece in text.split(", "):
        pending = f"{pending}, {piece}" if pending else piece
        if numbered := _NUMBERED.match(pending):
            found.append((numbered["name"], numbered["position"].strip() or None))
            pending = ""
    if pending.strip():
        found.append((pending.strip(), None))
    return tuple(found)


def _facts(
    row: ItemRow,
    *,
    authors: tuple[str, ...],
    narrators: tuple[str, ...],
    series: tuple[tuple[str, str | None], ...],
    details_due: bool,
) -> ItemFacts:
    year = _YEAR.search(row.published_year or "")
    # A title is required; the folder's name is what a person would call an item without one.
    title = row.title or row.rel_path.rsplit("/", 1)[-1] or "Unknown"
    hint = None if series else series_hint(title, row.subtitle, row.rel_path, authors=authors)
    return ItemFacts(
        abs_id=row.id,
        path=row.path,
        rel_path=row.rel_path,
        title=title,
        inode=row.inode,
        is_file=row.is_file,
        is_missing=row.is_missing,
        subtitle=row.subtitle,
        authors=authors,
        narrators=narrators,
        series=series,
        series_hint=hint,
        asin=row.asin,
        isbn=row.isbn,
        language=row.language,
        publisher=row.publisher,
        published_year=int(year[0]) if year else None,
        description=row.description,
        abridged=row.abridged,
        duration=row.duration,
        size=row.size,
        audio_files=row.audio_files or 0,
        added_at=_millis(row.added_at),
        updated_at=row.updated_ms or 0,
        details_due=details_due,
    )


@lru_cache(maxsize=1 << 12)
def _people(joined: str) -> tuple[str, ...]:
    # A library names the same people again and again.
    return tuple(split_names(joined))


def _millis(moment: datetime | None) -> int:
    return round(moment.timestamp() * 1000) if moment else 0
