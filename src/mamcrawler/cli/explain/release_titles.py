"""`explain release-titles`: names of releases, rows, descriptions and announcements."""

from collections.abc import Callable
from typing import Any

from mamcrawler.cli.explain.unsupported import Unsupported
from mamcrawler.library.display_titles import clean_title, split_edition
from mamcrawler.selection.announces import parse_announce
from mamcrawler.selection.media_types import media_type
from mamcrawler.selection.release_names import parse_release_name
from mamcrawler.selection.row_descriptions import parse_description
from mamcrawler.selection.tracker_titles import parse_tracker_title


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The reading of one input, by `type`."""
    question = _QUESTIONS.get(case["type"])
    if question is None:
        raise Unsupported
    return question(case["input"])


def _parse(given: dict[str, Any]) -> dict[str, Any]:
    release = parse_release_name(given["title"])
    return {
        "authors": list(release.authors),
        "title": release.title,
        "series": release.series,
        "position": release.position,
        "narrators": list(release.narrators),
        "year": release.year,
        "format": release.format,
        "bitrate_kbps": release.bitrate_kbps,
        "language": release.language,
        "region": release.region,
        "unabridged": _unabridged(release.form),
        "release_group": release.release_group,
        "is_collection": release.is_collection,
    }


def _tracker_title(given: dict[str, Any]) -> dict[str, Any]:
    row = parse_tracker_title(given["title"])
    return {"title": row.title, "authors": list(row.authors), "formats": list(row.formats)}


def _description(given: dict[str, Any]) -> dict[str, Any]:
    row = parse_description(given["description"])
    return {
        "bitrate_kbps": row.bitrate_kbps,
        "duration_minutes": None if row.duration is None else row.duration // 60,
        "release_date": row.release_date and row.release_date.isoformat(),
        "unabridged": _unabridged(row.form),
        "narrators": list(row.narrators),
    }


def _announce(given: dict[str, Any]) -> dict[str, Any]:
    found = parse_announce(given["announce"])
    return {
        "title": found.title,
        "authors": list(found.authors),
        "category": found.category,
        "size": found.size,
        "format": found.format,
        "language": found.language,
        "torrent_id": found.torrent_id,
        "vip": found.vip,
        "media_type": found.media_type,
    }


def _clean_title(given: dict[str, Any]) -> dict[str, Any]:
    clean = clean_title(given["title"])
    return {"clean_title": clean.title, "unabridged": _unabridged(clean.form)}


def _edition(given: dict[str, Any]) -> dict[str, Any]:
    found = split_edition(given["title"])
    return {"title": found.title, "edition": found.edition, "edition_number": found.number}


def _junk(given: dict[str, Any]) -> dict[str, Any]:
    release = parse_release_name(given["title"])
    return {"is_junk": release.is_obfuscated, "authors": list(release.authors)}


def _media_type(given: dict[str, Any]) -> dict[str, Any]:
    return {"media_type": media_type(parse_release_name(given["title"]))}


def _unabridged(form: str | None) -> bool | None:
    return None if form is None else form == "unabridged"


_QUESTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "parse": _parse,
    "mam_release": _tracker_title,
    "mam_description": _description,
    "announce": _announce,
    "clean_title": _clean_title,
    "edition": _edition,
    "junk": _junk,
    "media_type": _media_type,
}
