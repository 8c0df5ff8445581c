"""What one Audiobookshelf item says of itself, in the library's own words."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item as read from a list or in full.

    `series` holds (name, position text or None); `series_hint` is what title or folder suggest where the
    server names none. `duration` is seconds, `size` bytes, the two stamps are the
    server's milliseconds. `details_due` says that a joined name string could not be split with certainty, so
    the full item must be read to know its people and series.
    """

    abs_id: str
    path: str
    rel_path: str
    title: str
    inode: str | None = None
    is_file: bool = False
    is_missing: bool = False
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    narrators: tuple[str, ...] = ()
    series: tuple[tuple[str, str | None], ...] = ()
    series_hint: tuple[str, str] | None = None
    asin: str | None = None
    isbn: str | None = None
    language: str | None = None
    publisher: str | None = None
    published_year: int | None = None
    description: str | None = None
    abridged: bool = False
    duration: float | None = None
    size: int | None = None
    audio_files: int = 0
    added_at: int = 0
    updated_at: int = 0
    details_due: bool = False


@dataclass(slots=True)
class Stored:
    """What a store changed: abs ids by kind of change."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def add(self, other: "Stored") -> None:
        """Takes the other's changes in."""
        self.new += other.new
        self.changed += other.changed
        self.moved += other.moved
