"""What the library server remembers: items with their metadata and files, ids of authors and series."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

_SPACE = uuid.UUID("5ab0d0c5-0000-4000-8000-000000000000")


def stable_id(kind: str, key: str) -> str:
    """A UUID that depends on nothing but its arguments."""
    return str(uuid.uuid5(_SPACE, f"{kind}/{key}"))


@dataclass
class Metadata:
    """The descriptive fields of a book; `series` holds [name, sequence or None] pairs."""

    title: str = ""
    subtitle: str | None = None
    authors: list[str] = field(default_factory=list)
    narrators: list[str] = field(default_factory=list)
    series: list[tuple[str, str | None]] = field(default_factory=list)
    genres: list[str] = field(default_factory=list)
    published_year: str | None = None
    published_date: str | None = None
    publisher: str | None = None
    description: str | None = None
    isbn: str | None = None
    asin: str | None = None
    language: str | None = None
    explicit: bool = False
    abridged: bool = False


@dataclass(frozen=True)
class StoredFile:
    """One file of an item; `duration` is seconds for audio, 0 otherwise."""

    rel_path: str
    ino: str
    size: int
    mtime_ms: int
    kind: str
    duration: float = 0.0
    tags: tuple[tuple[str, str], ...] = ()


@dataclass
class Item:
    """One library item; times are milliseconds since 1970."""

    id: str
    ino: str
    rel_path: str
    metadata: Metadata
    added_at: int
    updated_at: int
    mtime_ms: int
    files: list[StoredFile] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    chapters: list[dict[str, object]] = field(default_factory=list)
    cover: str | None = None
    duration: float = 0.0
    size: int = 0
    is_file: bool = False
    is_missing: bool = False
    last_scan: int | None = None

    @property
    def media_id(self) -> str:
        """Id of the item's book."""
        return stable_id("media", self.id)

    @property
    def audio(self) -> list[StoredFile]:
        """Its audio files in playing order."""
        return [file for file in self.files if file.kind == "audio"]


@dataclass
class Shelf:
    """All items of one library. `version` changes with every change, so that sorted lists may be kept."""

    items: dict[str, Item] = field(default_factory=dict)
    version: int = 0

    def put(self, items: Iterable[Item]) -> None:
        """Adds or replaces items."""
        for item in items:
            self.items[item.id] = item
        self.version += 1

    def remove(self, item_id: str) -> None:
        """Forgets an item."""
        del self.items[item_id]
        self.version += 1

    def touched(self, item: Item, at_ms: int) -> None:
        """Notes that an item was changed; its update time always moves."""
        item.updated_at = max(at_ms, item.updated_at + 1)
        self.version += 1

    def author_ids(self) -> dict[str, str]:
        """Id by name of every author who has a book."""
        return {
            name: stable_id("author", name) for item in self.items.values() for name in item.metadata.authors
        }

    def series_ids(self) -> dict[str, str]:
        """Id by name of every series that has a book."""
        return {
            name: stable_id("series", name)
            for item in self.items.values()
            for name, _ in item.metadata.series
        }
