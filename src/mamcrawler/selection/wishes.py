"""What is known before a release is judged: the wish, the catalogue, our account, the user's policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from mamcrawler.library.positions import NO_POSITION, Position

Form = Literal["unabridged", "abridged"]
Production = Literal["single", "multi", "dramatised"]

READ_ALOUD: frozenset[Production] = frozenset({"single", "multi"})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """A place in a series."""

    name: str
    position: Position = NO_POSITION


@dataclass(frozen=True, slots=True)
class Wish:
    """The recording we want. `narrators` empty means any; narrators or an ASIN fix the edition.

    `language` is an English name, None for any. `key` is the caller's own name for the wish.
    """

    title: str
    authors: tuple[str, ...]
    subtitle: str | None = None
    series: tuple[SeriesPlace, ...] = ()
    language: str | None = "English"
    form: Form = "unabridged"
    productions: frozenset[Production] = READ_ALOUD
    narrators: tuple[str, ...] = ()
    asin: str | None = None
    key: str = ""

    @property
    def fixes_edition(self) -> bool:
        """Only one recording of the book will do."""
        return bool(self.narrators or self.asin)


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """A recording of the wished book as the catalogue has it; `runtime` in seconds, None is unknown."""

    asin: str | None = None
    narrators: tuple[str, ...] = ()
    runtime: int | None = None
    form: Form | None = None
    production: Production | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class KnownBook:
    """Another book that we know, for telling it from the wished one."""

    title: str
    authors: tuple[str, ...] = ()
    series: tuple[SeriesPlace, ...] = ()
    asins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """Our standing as far as it touches the choice. `vip_hours_left` is None without VIP or when unknown.

    `wedges` counts what may be spent under rule T19: 0 unless the user allows wedges and the reserve and the
    daily number leave some.
    """

    class_name: str | None = None
    vip_hours_left: float | None = None
    at: datetime = EPOCH
    wedges: int = 0
    wedge_min_gib: float = 1.0


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's settings of selection."""

    policy: Literal["free_first", "quality_first"] = "free_first"
    min_kbps: int = 64
    max_gib: float = 15.0
    bundle_min_wanted: int = 3
    dramatised: bool = False


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What must not be taken: ids of releases, and words, authors and series a person excluded (rule W15)."""

    blocked_ids: frozenset[int] = frozenset()
    in_client_ids: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Other wishes of the same search and what is owned, for bundles (rule D28).

    `owned` maps the name of a series to the positions of it that we own.
    """

    wishes: tuple[Wish, ...] = ()
    owned: Mapping[str, frozenset[Decimal]] = field(default_factory=dict)
