"""Library scans: what came, changed, moved or vanished on disk since the last look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mamcrawler.sandbox.audiobookshelf import disk
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Shelf, StoredFile, stable_id

Result = Literal["NOTHING", "ADDED", "UPDATED", "REMOVED", "UPTODATE"]


@dataclass
class ScanResults:
    """Counts of one scan, as its task reports them."""

    added: int = 0
    updated: int = 0
    missing: int = 0

    @property
    def text(self) -> str:
        """The sentence the server shows."""
        return f"{self.added} added, {self.updated} updated, {self.missing} missing"


def scan_library(shelf: Shelf, root: Path, at_ms: int, force: bool = False) -> ScanResults:
    """Brings the shelf in step with the disk: by path first, then by the folder's inode, else a new item."""
    results = ScanResults()
    found = disk.find_items(root)
    by_path = {item.rel_path: item for item in shelf.items.values()}
    paths = {entry.rel_path for entry in found}
    moved = {item.ino: item for item in shelf.items.values() if item.rel_path not in paths}
    seen: set[str] = set()
    for entry in found:
        item = by_path.get(entry.rel_path) or moved.get(entry.ino)
        if item is None:
            item = _new_item(root, entry, at_ms)
            shelf.put([item])
            results.added += 1
        elif _refresh(shelf, item, root, entry, at_ms, force):
            results.updated += 1
        seen.add(item.id)
    for item in shelf.items.values():
        if item.id not in seen and not item.is_missing:
            item.is_missing = True
            shelf.touched(item, at_ms)
            results.missing += 1
    return results


def scan_item(shelf: Shelf, item: Item, root: Path, at_ms: int) -> Result:
    """Looks at one item's folder again."""
    entry = next((found for found in disk.find_items(root) if found.rel_path == item.rel_path), None)
    if entry is None:
        if item.is_missing:
            return "NOTHING"
        item.is_missing = True
        shelf.touched(item, at_ms)
        return "REMOVED"
    return "UPDATED" if _refresh(shelf, item, root, entry, at_ms, False) else "UPTODATE"


def adopt(item: Item, entry: disk.Found, seconds: float) -> None:
    """Gives an item of the sandbox's world its files, `seconds` of playing time spread over the audio."""
    audio = sum(file.kind == "audio" for file in entry.files) or 1
    item.files = [
        StoredFile(
            file.rel_path,
            file.ino,
            file.size,
            file.mtime_ms,
            file.kind,
            seconds / audio if file.kind == "audio" else 0.0,
        )
        for file in entry.files
    ]
    item.ino, item.mtime_ms = entry.ino, entry.mtime_ms
    _sum_up(item)


def _new_item(root: Path, entry: disk.Found, at_ms: int) -> Item:
    files = _with_audio(root, entry, {})
    item = Item(
        id=stable_id("item", f"{entry.rel_path}@{at_ms}"),
        ino=entry.ino,
        rel_path=entry.rel_path,
        metadata=disk.read_metadata(root, entry, [file for file in files if file.kind == "audio"]),
        added_at=at_ms,
        updated_at=at_ms,
        mtime_ms=entry.mtime_ms,
        files=files,
        is_file=entry.is_file,
        last_scan=at_ms,
    )
    item.tags = [str(tag) for tag in disk.read_sidecar(root, entry).get("tags") or []]
    _sum_up(item)
    return item


def _refresh(shelf: Shelf, item: Item, root: Path, entry: disk.Found, at_ms: int, force: bool) -> bool:
    changed = _signature(item) != entry.signature or item.rel_path != entry.rel_path or item.is_missing
    if not changed and not force:
        return False
    sidecar_before = next((file for file in item.files if file.rel_path == disk.SIDECAR), None)
    known = {(file.ino, file.size, file.mtime_ms): file for file in item.files}
    item.rel_path, item.ino, item.mtime_ms, item.is_missing = entry.rel_path, entry.ino, entry.mtime_ms, False
    item.files = _with_audio(root, entry, known)
    sidecar_now = next((file for file in item.files if file.rel_path == disk.SIDECAR), None)
    if sidecar_now is not None and (force or sidecar_now != sidecar_before):
        disk.apply_sidecar(item.metadata, disk.read_sidecar(root, entry))
    item.last_scan = at_ms
    _sum_up(item)
    if changed:
        shelf.touched(item, at_ms)
    return changed


def _with_audio(
    root: Path, entry: disk.Found, known: dict[tuple[str, int, int], StoredFile]
) -> list[StoredFile]:
    """The files with their lengths; a file already known keeps the length it had."""
    files: list[StoredFile] = []
    for file in entry.files:
        before = known.get((file.ino, file.size, file.mtime_ms))
        if file.kind != "audio":
            files.append(file)
        elif before is not None and before.duration:
            files.append(
                StoredFile(
                    file.rel_path, file.ino, file.size, file.mtime_ms, "audio", before.duration, before.tags
                )
            )
        else:
            files.append(disk.read_audio(root, entry.rel_path, file, entry.is_file))
    return files


def _signature(item: Item) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((file.rel_path, file.ino, file.size, file.mtime_ms) for file in item.files)


def _sum_up(item: Item) -> None:
    item.duration = round(sum(file.duration for file in item.audio), 3)
    item.size = sum(file.size for file in item.files)
    start = 0.0
    item.chapters = []
    # A file alone has no chapters but its own, and the audio of the sandbox has none.
    for index, file in enumerate(item.audio if len(item.audio) > 1 else ()):
        title = file.rel_path.rpartition("/")[2].rpartition(".")[0]
        item.chapters.append(
            {"id": index, "start": start, "end": round(start + file.duration, 3), "title": title}
        )
        start = round(start + file.duration, 3)
