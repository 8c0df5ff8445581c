"""Reads items out of Audiobookshelf's JSON; unknown keys are ignored, unreadable values become None."""

from datetime import UTC, datetime
from typing import Any

from mamcrawler.integrations.audiobookshelf.models import AudioFile, Item, ItemRow, Named, SeriesPlace
from mamcrawler.integrations.reading import amount, count, flag, rows, size, table, text, texts

_DESCRIPTION_LIMIT = 20_000
_PATH_LIMIT = 4_096


def read_row(raw: Any) -> ItemRow | None:
    """A list row or the common part of a full item; None when it has no id."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        return None
    media = table(raw.get("media"))
    meta = table(media.get("metadata"))
    updated = count(raw.get("updatedAt"))
    return ItemRow(
        id=raw["id"],
        library_id=text(raw.get("libraryId")) or "",
        folder_id=text(raw.get("folderId")),
        path=text(raw.get("path"), _PATH_LIMIT) or "",
        rel_path=text(raw.get("relPath"), _PATH_LIMIT) or "",
        inode=text(raw.get("ino")),
        is_file=raw.get("isFile") is True,
        is_missing=raw.get("isMissing") is True,
        is_invalid=raw.get("isInvalid") is True,
        added_at=millis(raw.get("addedAt")),
        updated_at=millis(updated),
        updated_ms=updated,
        modified_at=millis(raw.get("mtimeMs")),
        title=text(meta.get("title")),
        subtitle=text(meta.get("subtitle")),
        author_name=text(meta.get("authorName"), 2_000),
        narrator_name=text(meta.get("narratorName"), 2_000),
        series_name=text(meta.get("seriesName"), 2_000),
        published_year=text(meta.get("publishedYear")),
        publisher=text(meta.get("publisher"), 255),
        description=text(meta.get("description"), _DESCRIPTION_LIMIT),
        isbn=text(meta.get("isbn")),
        asin=text(meta.get("asin")),
        language=text(meta.get("language")),
        explicit=meta.get("explicit") is True,
        abridged=meta.get("abridged") is True,
        genres=texts(meta.get("genres")),
        tags=texts(media.get("tags")),
        duration=amount(media.get("duration")),
        size=size(media.get("size") if media.get("size") is not None else raw.get("size")),
        audio_files=_how_many(media.get("numAudioFiles"), media.get("audioFiles")),
        chapters=_how_many(media.get("numChapters"), media.get("chapters")),
        has_cover=bool(media.get("coverPath")),
        ebook_format=text(media.get("ebookFormat")),
    )


def read_item(raw: Any) -> Item | None:
    """A plain or expanded item; None when it has no id."""
    row = read_row(raw)
    if row is None:
        return None
    media = table(raw.get("media"))
    meta = table(media.get("metadata"))
    return Item(
        row=row,
        authors=tuple(_named(meta.get("authors"))),
        narrators=texts(meta.get("narrators")),
        series=tuple(_series(meta.get("series"))),
        published_date=text(meta.get("publishedDate")),
        files=tuple(_file(entry) for entry in rows(media.get("audioFiles")) if isinstance(entry, dict)),
        chapters=len(rows(media.get("chapters"))),
    )


def millis(value: Any) -> datetime | None:
    """A moment from unix milliseconds; 0 and negative values are unknown, as the server writes them."""
    found = value if type(value) is int and value > 0 else amount(value)
    if not found:
        return None
    try:
        return datetime.fromtimestamp(found / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _how_many(told: Any, listed: Any) -> int | None:
    if told is not None:
        return count(told)
    return len(listed) if isinstance(listed, list) else None


def _named(value: Any) -> list[Named]:
    found = ((table(entry), text(table(entry).get("name"), 255)) for entry in rows(value))
    return [Named(id=text(entry.get("id")), name=name) for entry, name in found if name]


def _series(value: Any) -> list[SeriesPlace]:
    # A list filtered by one series carries that series as a bare object.
    entries = [value] if isinstance(value, dict) else rows(value)
    found = []
    for entry in map(table, entries):
        name = text(entry.get("name"), 255)
        if name:
            found.append(
                SeriesPlace(id=text(entry.get("id")), name=name, sequence=text(entry.get("sequence")))
            )
    return found


def _file(raw: dict[str, Any]) -> AudioFile:
    meta = table(raw.get("metadata"))
    return AudioFile(
        index=count(raw.get("index")),
        inode=text(raw.get("ino")),
        filename=text(meta.get("filename"), _PATH_LIMIT) or "",
        path=text(meta.get("path"), _PATH_LIMIT) or "",
        size=size(meta.get("size")),
        duration=amount(raw.get("duration")),
        bit_rate=count(raw.get("bitRate")),
        codec=text(raw.get("codec")),
        format=text(raw.get("format")),
        excluded=flag(raw.get("exclude")) is True,
        error=text(raw.get("error")),
    )
