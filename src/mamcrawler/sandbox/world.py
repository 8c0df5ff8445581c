"""The world of the sandbox: people, books, a library, a tracker's releases, and what should come of it.

Every remote's simulator tells its own part of this one world, so that what the library lacks is what the
catalogue lists and what the tracker offers. All people, titles and series are invented or in the public
domain; recordings, narrators, identifiers and release texts are invented throughout. Nothing here is random.

Runtimes are whole minutes of short readings, so that real audio of every wanted book can be made, transferred
and decoded within seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Literal

Form = Literal["unabridged", "abridged"]
Production = Literal["single", "multi", "dramatised"]
Role = Literal["chosen", "spare", "decoy", "background"]


@dataclass(frozen=True)
class Person:
    """An author or narrator, with the id each remote knows the person by."""

    name: str
    hardcover_id: int
    tracker_id: int
    asin: str


@dataclass(frozen=True)
class SeriesInfo:
    """A series as the catalogues know it."""

    key: str
    name: str
    author: Person
    hardcover_id: int
    tracker_id: int
    asin: str
    completed: bool = True


@dataclass(frozen=True)
class Place:
    """Where a book stands in a series: `text` as catalogues print it, no `number` for companions."""

    series: SeriesInfo
    number: Decimal | None
    text: str


@dataclass(frozen=True)
class EditionInfo:
    """One recording of a book."""

    asin: str
    isbn13: str
    hardcover_id: int
    narrators: tuple[Person, ...]
    runtime_min: int
    form: Form
    production: Production
    language: str
    released: date
    publisher: str
    region: str = "us"


@dataclass(frozen=True)
class CatalogueBook:
    """One work. `released` is None while no date is known; `merged_into` is the key of the surviving book."""

    key: str
    hardcover_id: int
    title: str
    subtitle: str | None
    authors: tuple[Person, ...]
    places: tuple[Place, ...]
    released: date | None
    readers: int
    editions: tuple[EditionInfo, ...]
    description: str
    genres: tuple[str, ...]
    language: str = "English"
    compilation: bool = False
    partial: bool = False
    merged_into: str | None = None

    @property
    def slug(self) -> str:
        """The title as it stands in a catalogue address."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())


@dataclass(frozen=True)
class AudioFile:
    """A real audio file to be made: relative path, seconds, container, bit rate and the book it reads."""

    path: str
    seconds: float
    format: Literal["mp3", "m4b"]
    kbps: int
    book: str | None = None


@dataclass(frozen=True)
class ItemMetadata:
    """What the library server holds about one item, right or wrong."""

    title: str
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    narrators: tuple[str, ...] = ()
    series: tuple[tuple[str, str | None], ...] = ()
    year: str | None = None
    publisher: str | None = None
    description: str | None = None
    isbn: str | None = None
    asin: str | None = None
    language: str | None = None
    abridged: bool = False
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class LibraryItem:
    """One item of the existing library.

    `runtime_min` is what the library server reports; the real files last seconds. `present` is False
    for an item whose folder has vanished from disk. `flaw` says in a few words what is wrong with it.
    """

    folder: str
    metadata: ItemMetadata
    files: tuple[AudioFile, ...]
    runtime_min: int
    added: datetime
    book: str | None = None
    present: bool = True
    flaw: str | None = None


@dataclass(frozen=True)
class Release:
    """One torrent as the tracker lists it, and what is really inside.

    `role`: `chosen` is what the product should take, `spare` the next best it should take when the chosen one
    fails, `decoy` what it must refuse, `background` other people's uploads (listed, not downloadable).
    `payload` is empty for background rows and for rows whose `size_bytes` is declared.
    `stale_index` names row fields in which the site's search index still holds the older, harmless value
    (`language`, `main_cat`, `seeders`), as it does for some minutes after a change; the row itself is right.
    `raw_author_info` replaces the field as sent; `legacy_types` sends numbers as text and the size in bytes.
    """

    id: int
    title: str | int
    role: Role
    authors: tuple[Person, ...]
    narrators: tuple[Person, ...]
    series: tuple[tuple[SeriesInfo, str], ...]
    category: int
    added: datetime
    filetype: str
    tags: str = ""
    description: str = ""
    main_cat: int = 13
    mediatype: int = 1
    content_tags: tuple[int, ...] = ()
    language: int = 1
    free: bool = False
    vip: bool = False
    browseflags: int = 0
    seeders: int = 12
    leechers: int = 0
    snatched: int = 40
    isbn: str | int = ""
    duration_sec: int | None = None
    kbps: int | None = None
    payload: tuple[AudioFile, ...] = ()
    size_bytes: int | None = None
    files_in_row: int = 1
    stale_index: frozenset[str] = frozenset()
    raw_author_info: str | None = None
    legacy_types: bool = False


@dataclass(frozen=True)
class ExpectedImport:
    """A wanted book and the release that should bring it."""

    book: str
    release: int


@dataclass(frozen=True)
class ExpectedRejection:
    """A release that must be refused for a wanted book, with the reason code of the first failing gate."""

    release: int
    book: str
    code: str


@dataclass(frozen=True)
class Expected:
    """What a correct run makes of the world."""

    imports: tuple[ExpectedImport, ...]
    rejections: tuple[ExpectedRejection, ...]
    not_found: tuple[str, ...]
    waiting_release: tuple[str, ...]
    fixed_narrators: dict[str, tuple[str, ...]]
    spares: dict[int, int]
    fault_release: int


@dataclass(frozen=True)
class Account:
    """The member's standing at the tracker when the sandbox starts."""

    username: str = "sandboxmouse"
    uid: int = 424242
    classname: str = "VIP"
    uploaded_bytes: int = 1_649_267_441_664
    downloaded_bytes: int = 483_183_820_800
    seedbonus: int = 38_250
    wedges: int = 3
    vip_days_left: int = 60
    unsat_count: int = 12
    unsat_limit: int | None = 150


@dataclass(frozen=True)
class World:
    """Everything, looked up by key. See `world_build.build_world`."""

    series: tuple[SeriesInfo, ...]
    books: tuple[CatalogueBook, ...]
    items: tuple[LibraryItem, ...]
    releases: tuple[Release, ...]
    account: Account
    expected: Expected

    @cached_property
    def book_by_key(self) -> dict[str, CatalogueBook]:
        """Catalogue books by key."""
        return {book.key: book for book in self.books}

    @cached_property
    def release_by_id(self) -> dict[int, Release]:
        """Releases by tracker id."""
        return {release.id: release for release in self.releases}

    @property
    def wanted(self) -> tuple[str, ...]:
        """Keys of all books a run should decide to search for."""
        return tuple(e.book for e in self.expected.imports) + self.expected.not_found
