"""Reads the rows of a search answer, whatever shape their values arrived in (rule S1, protocol page 3.4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mamcrawler.integrations import reading
from mamcrawler.integrations.mam import codes, row_values
from mamcrawler.integrations.mam.row_media import MediaInfo, media_info

HIGHEST_ID = 2**31 - 1
_ASIN = re.compile(r"B[0-9A-Z]{9}|\d{9}[\dX]")
_FILE_TYPE_GAP = re.compile(r"[\s,;/|]+")


@dataclass(frozen=True, slots=True)
class RowSeries:
    """A series of a row with its number as the site has it ("1-3, 13.5", "" where there is none)."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class TorrentRow:
    """One torrent of a search answer. None is unknown; sizes are bytes, moments are UTC.

    `vip_expires` is None for a permanent VIP torrent too: `vip_permanent` tells them apart. `isbn` is a print
    number; an ASIN the site keeps in the same field stands in `asin`. `notes` names the fields that were
    there and could not be read.
    """

    id: int
    title: str
    authors: tuple[str, ...] = ()
    narrators: tuple[str, ...] = ()
    series: tuple[RowSeries, ...] = ()
    main_category: int | None = None
    category: int | None = None
    category_name: str = ""
    media_type: int | None = None
    content_tags: frozenset[int] = frozenset()
    language_id: int | None = None
    language: str | None = None
    size: int | None = None
    files: int | None = None
    file_types: tuple[str, ...] = ()
    tags: str = ""
    description: str = ""
    media: MediaInfo | None = None
    isbn: str | None = None
    asin: str | None = None
    flags: int | None = None
    free: bool | None = None
    vip: bool | None = None
    fl_vip: bool | None = None
    vip_expires: datetime | None = None
    vip_permanent: bool = False
    personal_freeleech: bool | None = None
    snatched_by_me: bool | None = None
    seeders: int | None = None
    leechers: int | None = None
    snatched: int | None = None
    added: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_vip(self) -> bool:
        """A VIP torrent: marked so, or freeleech-or-VIP without being freeleech."""
        return bool(self.vip or (self.fl_vip and not self.free))

    @property
    def flagged_abridged(self) -> bool:
        """The uploader set the flag "abridged"."""
        return bool((self.flags or 0) & codes.FLAG_ABRIDGED)


def read_row(row: Any, *, now: datetime | None = None) -> TorrentRow | None:
    """The row, or None when it has no id or no title. Unknown fields are ignored, broken ones noted."""
    if not isinstance(row, Mapping):
        return None
    number = reading.count(row.get("id"))
    title = row_values.name_text(row.get("title"), row_values.TITLE_LIMIT) or row_values.name_text(
        row.get("name"), row_values.TITLE_LIMIT
    )
    if not number or number > HIGHEST_ID or not title:
        return None
    authors, authors_read = row_values.names(row.get("author_info"))
    narrators, narrators_read = row_values.names(row.get("narrator_info"))
    series, series_read = row_values.series(row.get("series_info"))
    tags, tags_read = _content_tags(row.get("categories"))
    media, media_read = media_info(row.get("mediainfo"))
    read = {
        "author_info": authors_read,
        "narrator_info": narrators_read,
        "series_info": series_read,
        "categories": tags_read,
        "mediainfo": media_read,
        "size": row.get("size") in (None, "") or row_values.size_in_bytes(row.get("size")) is not None,
    }
    language_id, language = _language(row)
    isbn, asin = _isbn_and_asin(row.get("isbn"))
    expiry = reading.number(row.get("vip_expire"))
    category = reading.count(row.get("category"))
    return TorrentRow(
        id=number,
        title=title,
        authors=authors,
        narrators=narrators,
        series=tuple(RowSeries(name, position) for name, position in series),
        main_category=reading.count(row.get("main_cat")) or codes.main_category_of(category),
        category=category,
        category_name=row_values.name_text(row.get("catname")) or "",
        media_type=reading.count(row.get("mediatype")),
        content_tags=tags,
        language_id=language_id,
        language=language,
        size=row_values.size_in_bytes(row.get("size")),
        files=reading.count(row.get("numfiles")),
        file_types=_file_types(row.get("filetype")),
        tags=row_values.name_text(row.get("tags"), 2000) or "",
        description=row_values.plain_text(row.get("description")),
        media=media,
        isbn=isbn,
        asin=asin,
        flags=reading.count(row.get("browseflags")),
        free=reading.flag(row.get("free")),
        vip=reading.flag(row.get("vip")),
        fl_vip=reading.flag(row.get("fl_vip")),
        vip_expires=reading.unix_moment(expiry, now=now) if expiry else None,
        vip_permanent=expiry == 0,
        personal_freeleech=reading.flag(row.get("personal_freeleech")),
        snatched_by_me=reading.flag(row.get("my_snatched")),
        seeders=reading.count(row.get("seeders")),
        leechers=reading.count(row.get("leechers")),
        snatched=reading.count(row.get("times_completed")),
        added=reading.utc_moment(row.get("added"), now=now),
        notes=tuple(f"field_unreadable: {field}" for field, readable in read.items() if not readable),
    )


def _language(row: Mapping[str, Any]) -> tuple[int | None, str | None]:
    """Id and name; the id decides, an unknown code stands for its language in small letters."""
    number = reading.count(row.get("language"))
    if number in codes.LANGUAGES:
        return number, codes.LANGUAGES[number]
    code = reading.text(row.get("lang_code"), 10)
    if code is None:
        return number, None
    name = codes.LANGUAGE_CODES.get(code.upper())
    return (codes.language_id(name) if name else number), name or code.lower()


def _isbn_and_asin(value: Any) -> tuple[str | None, str | None]:
    text = (reading.text(value, 40) or "").upper().replace("-", "").replace(" ", "")
    if text.startswith("ASIN:"):
        asin = text.removeprefix("ASIN:")
        return None, asin if _ASIN.fullmatch(asin) else None
    if re.fullmatch(r"B[0-9A-Z]{9}", text):
        return None, text
    return (text if re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", text) else None), None


def _content_tags(value: Any) -> tuple[frozenset[int], bool]:
    try:
        found = row_values.json_in_text(value)
    except ValueError:
        return frozenset(), False
    if isinstance(found, dict):
        found = list(found)
    if not isinstance(found, list):
        return frozenset(), found is None
    return frozenset(tag for entry in found if (tag := reading.count(entry)) is not None), True


def _file_types(value: Any) -> tuple[str, ...]:
    text = reading.text(value, 200) or ""
    return tuple(
        dict.fromkeys(part.lstrip(".").lower() for part in _FILE_TYPE_GAP.split(text) if part.strip("."))
    )
