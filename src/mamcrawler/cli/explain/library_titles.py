"""`explain library-titles`: titles as they come from lists, catalogues, folders and posts."""

from collections.abc import Callable
from typing import Any

from mamcrawler.library.display_titles import clean_label
from mamcrawler.library.entries import (
    Entry,
    read_subtitle,
    read_title,
    read_title_by_author,
    read_title_dash_author,
)
from mamcrawler.library.folder_guess import read_loose
from mamcrawler.selection.release_names import parse_release_name, readable_release
from mamcrawler.selection.tracker_titles import parse_tracker_title


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """Title, authors and series of one raw string, read as its `kind` of source writes them."""
    raw, kind = case["input"]["raw"], case["input"].get("kind")
    if kind == "usenet_release":
        return _shown(_release(raw), readable_release(raw))
    return _shown(_READERS.get(kind, read_title_by_author)(raw), clean_label(raw))


def _shown(entry: Entry, clean: str) -> dict[str, Any]:
    return {"title": entry.title, "authors": list(entry.authors), "series": entry.series, "clean": clean}


def _release(raw: str) -> Entry:
    release = parse_release_name(raw)
    return Entry(release.title, release.authors, release.series)


def _row(raw: str) -> Entry:
    row = parse_tracker_title(raw)
    return Entry(row.title, row.authors, row.series[0][0] if row.series else None)


def _folder(raw: str) -> Entry:
    book = read_loose(raw)
    return Entry(book.title or raw, book.authors, book.series)


_READERS: dict[str, Callable[[str], Entry]] = {
    "site_row": _row,
    "announce": _row,
    "wanted_list": read_title_by_author,
    "library_title_by_author": read_title_by_author,
    "audible_record": read_title_dash_author,
    "goodreads_title": read_title,
    "library_title": read_title,
    "report_line": read_title,
    "library_subtitle": read_subtitle,
    "library_folder_name": _folder,
}
