"""What Audiobookshelf tells us, as frozen values; times are UTC, durations seconds, sizes bytes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The open status page: version as written, its numbers, and whether a root user exists."""

    version: str
    numbers: tuple[int, ...]
    initialised: bool
    auth_methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The user our credential acts as."""

    id: str
    username: str
    type: str
    may_update: bool
    may_download: bool
    is_admin: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder of a library, under the path that the server sees."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class Library:
    """One library; only media type "book" is ours to read (rule L1)."""

    id: str
    name: str
    media_type: str
    folders: tuple[Folder, ...]
    last_scan: datetime | None
    provider: str | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as lists give it: joined names, no ids of authors and series (rule L2).

    `series_name` reads like "A #1, B #4"; `author_name` and `narrator_name` are comma-joined.
    """

    id: str
    library_id: str
    folder_id: str | None
    path: str
    rel_path: str
    inode: str | None
    is_file: bool
    is_missing: bool
    is_invalid: bool
    added_at: datetime | None
    updated_at: datetime | None
    updated_ms: int | None
    modified_at: datetime | None
    title: str | None
    subtitle: str | None
    author_name: str | None
    narrator_name: str | None
    series_name: str | None
    published_year: str | None
    publisher: str | None
    description: str | None
    isbn: str | None
    asin: str | None
    language: str | None
    explicit: bool
    abridged: bool
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    duration: float | None
    size: int | None
    audio_files: int | None
    chapters: int | None
    has_cover: bool
    ebook_format: str | None


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """One page of a library: `page` counts from 0, `total` is of the whole library.

    `unreadable` counts rows that had no id or were no objects.
    """

    rows: tuple[ItemRow, ...]
    total: int
    page: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Named:
    """An author with the id the server gave it."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """A series and the place of the item in it; the place is text ("1", "1.5", "2-3") or None."""

    id: str | None
    name: str
    sequence: str | None


@dataclass(frozen=True, slots=True)
class AudioFile:
    """One audio file of an item in play order; the path is the server's."""

    index: int | None
    inode: str | None
    filename: str
    path: str
    size: int | None
    duration: float | None
    bit_rate: int | None
    codec: str | None
    format: str | None
    excluded: bool
    error: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A full item: everything of its row, and lists where the row has joined text.

    The joined names inside `row` are whatever the server sent with the full item, often nothing.
    """

    row: ItemRow
    authors: tuple[Named, ...]
    narrators: tuple[str, ...]
    series: tuple[SeriesPlace, ...]
    published_date: str | None
    files: tuple[AudioFile, ...]
    chapters: int


@dataclass(frozen=True, slots=True)
class Task:
    """A running or finished task of the server, such as "library-scan"."""

    id: str
    action: str
    library_id: str | None
    finished: bool
    failed: bool
    error: str | None
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Edited:
    """Outcome of an edit: whether anything changed, and the item as it is now when the server sent it."""

    updated: bool
    item: Item | None
