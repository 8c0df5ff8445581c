"""What the scanner reads out of folder names: `Author/Series/Vol 1 - 2020 - Title {Narrator}`."""

from __future__ import annotations

import re

from mamcrawler.sandbox.audiobookshelf.shelf import Metadata

_DISC = re.compile(r"(cd|dis[ck])\s*\d{1,3}", re.IGNORECASE)
_VOLUME = re.compile(r"(?:(?:vol\.?|volume|book)\s+)?(\d{1,3}(?:\.\d+)?(?:-\d{1,3})?)", re.IGNORECASE)
_YEAR = re.compile(r"\(?(\d{4})\)?")


def is_disc(name: str) -> bool:
    """Whether the folder is one disc of an item and not an item itself."""
    return _DISC.fullmatch(name) is not None


def read_folder(rel_path: str) -> Metadata:
    """The metadata a folder path tells on its own."""
    *above, leaf = rel_path.split("/")
    narrators: list[str] = []
    braces = re.search(r"\{([^{}]+)\}", leaf)
    if braces:
        narrators = people(braces[1])
        leaf = (leaf[: braces.start()] + leaf[braces.end() :]).strip()
    asin = re.search(r"\[(B0[0-9A-Z]{8})\]", leaf)
    if asin:
        leaf = leaf.replace(asin[0], "").strip()
    metadata = Metadata(narrators=narrators, asin=asin[1] if asin else None)
    metadata.authors = people(above[0]) if above else []
    pieces = leaf.split(" - ")
    sequence = None
    if len(above) > 1:
        volume = _VOLUME.fullmatch(pieces[0]) if len(pieces) > 1 else None
        if volume and not _YEAR.fullmatch(pieces[0]):
            sequence = volume[1]
            pieces = pieces[1:]
        metadata.series = [(above[-1], sequence)]
    year = _YEAR.fullmatch(pieces[0]) if len(pieces) > 1 else None
    if year:
        metadata.published_year, pieces = year[1], pieces[1:]
    metadata.title = " - ".join(pieces)
    return metadata


def people(text: str) -> list[str]:
    """Names in a joined text: at `&`, `;` and ` and `, else at commas unless it reads `Last, First`."""
    parts = [part.strip() for part in re.split(r"\s*[&;]\s*|\s+and\s+", text) if part.strip()]
    if len(parts) > 1 or "," not in text:
        return parts
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) == 2 and " " not in pieces[0]:
        return [f"{pieces[1]} {pieces[0]}"]
    return pieces
