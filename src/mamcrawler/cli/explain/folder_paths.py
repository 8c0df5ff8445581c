"""`explain folder-paths`: what the folders of a library say about a book."""

from typing import Any

from mamcrawler.cli.explain.unsupported import Unsupported
from mamcrawler.library.book_files import book_folders, holds_several_books, is_numbered_book, works_of
from mamcrawler.library.folder_guess import guess
from mamcrawler.library.folders import FolderBook, read_documented
from mamcrawler.library.labels import read_label


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The reading of one path or of several files, by `type` and the `convention` whose layout it follows."""
    given = case["input"]
    match case["type"]:
        case "path" if case.get("convention") == "audiobookshelf":
            return _shown(read_documented(given["path"]))
        case "path":
            return _shown(guess(given.get("parts") or given["path"].split("/")))
        case "loose_title":
            return _loose(given["path"])
        case "grouping":
            return {"groups": book_folders(given["files"]), "work_count": len(works_of(given["files"]))}
        case "numbered_book_folder":
            return {"numbered_book_folder": is_numbered_book(given["folder"])}
        case "multibook":
            return {"multibook": holds_several_books(given["files"])}
        case _:
            raise Unsupported


def _shown(book: FolderBook) -> dict[str, Any]:
    return {
        "authors": list(book.authors),
        "series": book.series,
        "sequence": book.sequence,
        "title": book.title,
        "subtitle": book.subtitle,
        "year": book.year,
        "narrators": list(book.narrators),
        "asin": book.asin,
    }


def _loose(name: str) -> dict[str, Any]:
    book, facts = guess([name]), read_label(name).facts
    return {
        **_shown(book),
        "format": facts.format,
        "bitrate_kbps": facts.bitrate_kbps,
        "unabridged": None if facts.form is None else facts.form == "unabridged",
    }
