"""The scanner's eyes: which folders of a library are items, which files they hold, and what the files say."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import mutagen

from mamcrawler.sandbox.audiobookshelf.folder_names import is_disc, people, read_folder
from mamcrawler.sandbox.audiobookshelf.shelf import Metadata, StoredFile

_KINDS = {
    "audio": {"m4b", "m4a", "mp3", "flac", "opus", "ogg", "oga", "aac", "wma", "mp4"},
    "ebook": {"epub", "pdf", "mobi", "azw3", "cbr", "cbz"},
    "image": {"jpg", "jpeg", "png", "webp"},
    "text": {"txt", "nfo"},
    "metadata": {"opf", "json", "abs", "xml"},
}
SIDECAR = "metadata.json"
_TAGS = {
    "Album": "album",
    "Artist": "artist",
    "AlbumArtist": "albumartist",
    "Title": "title",
    "Composer": "composer",
    "Date": "date",
    "ASIN": "asin",
}


@dataclass(frozen=True)
class Found:
    """One item on disk: its folder (or single file) relative to the library, inode, and files."""

    rel_path: str
    ino: str
    mtime_ms: int
    is_file: bool
    files: tuple[StoredFile, ...]

    @property
    def signature(self) -> tuple[tuple[str, str, int, int], ...]:
        """Changes when any file comes, goes or changes."""
        return tuple((file.rel_path, file.ino, file.size, file.mtime_ms) for file in self.files)


def kind_of(name: str) -> str:
    """`audio`, `ebook`, `image`, `text`, `metadata` or `unknown`, by extension."""
    extension = name.rpartition(".")[2].lower()
    return next((kind for kind, extensions in _KINDS.items() if extension in extensions), "unknown")


def find_items(root: Path) -> list[Found]:
    """Every item under the library folder; what begins with a dot is ignored."""
    paths = sorted(_walk(root), key=lambda path: (path.count("/"), path))
    items: dict[str, list[str]] = {}
    for path in paths:
        if kind_of(path) in ("audio", "ebook") and _owner(path, items) is None:
            folder = path.rpartition("/")[0]
            while is_disc(folder.rpartition("/")[2]) and "/" in folder:
                folder = folder.rpartition("/")[0]
            items.setdefault(folder or path, [])
    for path in paths:
        owner = _owner(path, items)
        if owner is not None:
            items[owner].append(path)
    return [_found(root, rel_path, paths) for rel_path, paths in items.items()]


def read_audio(root: Path, item: str, file: StoredFile, is_file: bool) -> StoredFile:
    """The file with its length and tags read; a file that cannot be read has length 0."""
    path = root / item if is_file else root / item / file.rel_path
    try:
        audio: Any = mutagen.File(path, easy=True)
    except mutagen.MutagenError:
        audio = None
    if audio is None:
        return file
    tags = tuple(
        (ours, str(audio[theirs][0])) for ours, theirs in _TAGS.items() if audio.tags and theirs in audio.tags
    )
    return replace(file, duration=round(float(audio.info.length), 3), tags=tags)


def read_metadata(root: Path, item: Found, audio: list[StoredFile]) -> Metadata:
    """Folder, then audio tags, then the sidecar: whatever comes later and is not empty wins."""
    metadata = read_folder(item.rel_path.rpartition(".")[0] if item.is_file else item.rel_path)
    tags = dict(audio[0].tags) if audio else {}
    metadata.title = tags.get("Album") or tags.get("Title") or metadata.title
    artist = tags.get("AlbumArtist") or tags.get("Artist")
    metadata.authors = people(artist) if artist else metadata.authors
    if tags.get("Composer"):
        metadata.narrators = people(tags["Composer"])
    metadata.published_year = tags.get("Date", "")[:4] or metadata.published_year
    metadata.asin = tags.get("ASIN") or metadata.asin
    apply_sidecar(metadata, read_sidecar(root, item))
    return metadata


def read_sidecar(root: Path, item: Found) -> dict[str, Any]:
    """The content of `metadata.json` beside the audio; empty when absent or unreadable."""
    if item.is_file or not any(file.rel_path == SIDECAR for file in item.files):
        return {}
    try:
        content = json.loads((root / item.rel_path / SIDECAR).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def apply_sidecar(metadata: Metadata, sidecar: dict[str, Any]) -> None:
    """Writes the sidecar's values over the metadata; empty ones change nothing."""
    texts = {"title": "title", "subtitle": "subtitle", "publisher": "publisher", "description": "description"}
    texts |= {"isbn": "isbn", "asin": "asin", "language": "language", "publishedYear": "published_year"}
    texts |= {"publishedDate": "published_date"}
    for theirs, ours in texts.items():
        if sidecar.get(theirs):
            setattr(metadata, ours, str(sidecar[theirs]))
    for name in ("authors", "narrators", "genres"):
        if isinstance(sidecar.get(name), list) and sidecar[name]:
            setattr(metadata, name, [str(entry) for entry in sidecar[name]])
    if isinstance(sidecar.get("series"), list) and sidecar["series"]:
        metadata.series = [_series(str(entry)) for entry in sidecar["series"]]
    for flag in ("explicit", "abridged"):
        if isinstance(sidecar.get(flag), bool):
            setattr(metadata, flag, sidecar[flag])


def _series(text: str) -> tuple[str, str | None]:
    name, mark, sequence = text.rpartition(" #")
    return (name, sequence) if mark else (text, None)


def _walk(root: Path, below: str = "") -> Iterator[str]:
    with os.scandir(root / below) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir():
                yield from _walk(root, path)
            elif entry.is_file():
                yield path


def _owner(path: str, items: dict[str, list[str]]) -> str | None:
    if path in items:
        return path
    folder = path.rpartition("/")[0]
    while folder:
        if folder in items:
            return folder
        folder = folder.rpartition("/")[0]
    return None


def _found(root: Path, rel_path: str, paths: list[str]) -> Found:
    is_file = paths == [rel_path]
    status = (root / rel_path).stat()
    files = [_file(root, rel_path, path, is_file) for path in paths]
    order = sorted(files, key=lambda file: _natural(file.rel_path))
    return Found(rel_path, str(status.st_ino), int(status.st_mtime * 1000), is_file, tuple(order))


def _file(root: Path, item: str, path: str, is_file: bool) -> StoredFile:
    status = (root / path).stat()
    name = path.rpartition("/")[2] if is_file else path.removeprefix(item + "/")
    return StoredFile(name, str(status.st_ino), status.st_size, int(status.st_mtime * 1000), kind_of(path))


def _natural(text: str) -> list[tuple[int, int, str]]:
    pieces: list[tuple[int, int, str]] = []
    digits = ""
    for character in text + "\0":
        if character.isdigit():
            digits += character
            continue
        if digits:
            pieces.append((0, int(digits), ""))
            digits = ""
        pieces.append((1, 0, character.casefold()))
    return pieces
