"""Search rows as the site sends them: JSON inside text, sizes for people, entities in names."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass

from mamcrawler.sandbox.mam.codes import LANGUAGES, category_name
from mamcrawler.sandbox.world import Person, Release

KIB = 1024


@dataclass(frozen=True)
class RowState:
    """What the site knows of a row beyond the world: true size, seeders now, and the member's own marks."""

    size: int
    seeders: int
    snatched_by_us: bool = False
    personal_free: bool = False
    broken_authors: bool = False


@dataclass(frozen=True)
class Wish:
    """Which optional fields the search asked for."""

    dl: bool = False
    description: bool = False
    isbn: bool = False
    mediainfo: bool = False
    thumbnail: bool = False


def row(release: Release, state: RowState, wish: Wish) -> dict[str, object]:
    """One element of `data`."""
    numeric = isinstance(release.title, int)
    fields: dict[str, object] = {
        "id": release.id,
        "language": release.language,
        "lang_code": LANGUAGES.get(release.language, "OTH"),
        "main_cat": release.main_cat,
        "category": release.category,
        "mediatype": release.mediatype,
        "maincat": 1,
        "categories": json.dumps(list(release.content_tags), separators=(",", ":")),
        "catname": category_name(release.main_cat, release.category),
        "cat": f'<div class="cat{release.category}">&nbsp;</div>',
        "size": human_size(state.size),
        "numfiles": release.files_in_row,
        "vip": int(release.vip),
        "vip_expire": 0,
        "free": int(release.free),
        "personal_freeleech": int(state.personal_free),
        "fl_vip": int(release.free or release.vip),
        "title": release.title if numeric else escaped(str(release.title)),
        "w": 12,
        "tags": release.tags,
        "author_info": _authors(release, state.broken_authors),
        "narrator_info": _people(release.narrators),
        "series_info": _series(release),
        "filetype": release.filetype,
        "seeders": state.seeders,
        "leechers": release.leechers,
        "added": release.added.strftime("%Y-%m-%d %H:%M:%S"),
        "browseflags": release.browseflags,
        "times_completed": release.snatched,
        "comments": release.snatched // 50,
        "owner": 0,
        "owner_name": "",
        "ownership": '[0,"Anonymous"]',
        "bookmarked": None,
        "my_snatched": int(state.snatched_by_us),
        "poster_type": "jpeg",
        "thumbnail": None,
    }
    fields.update(_asked_for(release, wish))
    return _as_text(fields, state.size) if release.legacy_types else fields


def human_size(size: int) -> str:
    """`528.3 MiB`, with a comma from a thousand on."""
    amount, unit = float(size), "B"
    for following in ("KiB", "MiB", "GiB", "TiB"):
        if amount < KIB:
            break
        amount, unit = amount / KIB, following
    return f"{amount:,.1f} {unit}"


def escaped(text: str) -> str:
    """Text with the entities the site writes."""
    return html.escape(text, quote=False).replace("'", "&#039;").replace('"', "&quot;")


def _asked_for(release: Release, wish: Wish) -> dict[str, object]:
    extra: dict[str, object] = {}
    if wish.dl:
        extra["dl"] = f"sandbox-download-hash-{release.id}"
    if wish.isbn:
        extra["isbn"] = release.isbn
    if wish.description:
        extra["description"] = release.description
    if wish.mediainfo:
        extra["mediainfo"] = _mediainfo(release)
    if wish.thumbnail:
        extra["thumbnail"] = f"https://cdn.myanonamouse.net/tor/poster_mini.php/{release.id}/jpeg"
    return extra


def _people(people: Sequence[Person]) -> str:
    return _json({str(person.tracker_id): escaped(person.name) for person in people}) if people else ""


def _authors(release: Release, broken: bool) -> str:
    if release.raw_author_info is not None:
        return release.raw_author_info
    text = _people(release.authors)
    return text.rstrip("}") + ',"' if broken and text else text


def _series(release: Release) -> str:
    if not release.series:
        return ""
    entries: dict[str, list[object]] = {}
    for series, number in release.series:
        entry: list[object] = [escaped(series.name), number]
        if number.isdigit():
            entry.append(int(number))
        entries[str(series.tracker_id)] = entry
    return _json(entries)


def _mediainfo(release: Release) -> str:
    """The media info of one file, as the site shows it: with several files it describes the first."""
    if release.duration_sec is None and release.kbps is None:
        return ""
    general: dict[str, object] = {"Format": "MPEG-4" if release.filetype == "m4b" else "MPEG Audio"}
    if release.duration_sec is not None:
        seconds = int(release.payload[0].seconds) if release.payload else release.duration_sec
        hours, rest = divmod(seconds, 3600)
        general["Duration"] = f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
    audio: dict[str, object] = {"Format": "AAC LC" if release.filetype == "m4b" else "MPEG Audio"}
    if release.kbps is not None:
        audio |= {"BitRate": f"{release.kbps:.1f} kb/s", "BitRate_Mode": "Constant"}
    audio |= {"Channels": "1", "SamplingRate": "22.05 kHz"}
    return _json({"General": general, "Audio1": audio, "menu": {"extra": []}})


def _as_text(fields: dict[str, object], size: int) -> dict[str, object]:
    texts = {name: str(value) if isinstance(value, int) else value for name, value in fields.items()}
    return {**texts, "size": str(size), "name": fields["title"]}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
