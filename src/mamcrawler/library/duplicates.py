"""Which recordings are the same edition of the same book (rules L17 and L18). Lengths are seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mamcrawler.library.book_matches import BookLabel, same_book
from mamcrawler.library.names import known_spelling

Level = Literal["certain", "probable", "possible"]

SAME_PERCENT = 5
SAME_PERCENT_UNKNOWN_VOICE = 2


@dataclass(frozen=True)
class RecordingLabel:
    """A recording as some source names it; unknown is None or empty.

    `files` identify its content: inodes, or sizes with hashes. `part` marks one part of a book.
    """

    book: BookLabel
    narrators: tuple[str, ...] = ()
    seconds: int | None = None
    form: str | None = None
    production: str | None = None
    language: str | None = None
    files: frozenset[str] = frozenset()
    part: str | None = None


def duplicate_level(a: RecordingLabel, b: RecordingLabel) -> Level | None:
    """How sure it is that two recordings are the same edition; None for different ones.

    Same files or an equal ASIN are certain. Same book, narrators, form, production and about the same length
    are probable; with a length unknown they are only possible. Other positions or parts are never duplicates.
    """
    if a.files and a.files == b.files:
        return "certain"
    if _differ(a.language, b.language) or a.part != b.part:
        return None
    if a.book.asin and a.book.asin == b.book.asin:
        return "certain"
    if not same_book(a.book, b.book) or _differ(a.form, b.form) or _differ(a.production, b.production):
        return None
    named = bool(a.narrators) and bool(b.narrators)
    if named and not _same_voices(a.narrators, b.narrators):
        return None
    if a.seconds is None or b.seconds is None:
        return "possible"
    percent = SAME_PERCENT if named else SAME_PERCENT_UNKNOWN_VOICE
    longer = max(a.seconds, b.seconds)
    return "probable" if abs(a.seconds - b.seconds) * 100 <= longer * percent else None


def distinct(recordings: Sequence[RecordingLabel]) -> list[list[int]]:
    """The recordings in groups of the same edition, as indexes in their order.

    >>> ember = RecordingLabel(BookLabel("Ember", ("Mira Oakhollow",)), ("Ann Vale",), 36_000)
    >>> distinct([ember, ember, RecordingLabel(ember.book, ("Tobin Farrow",), 36_000)])
    [[0, 1], [2]]
    """
    groups: list[list[int]] = []
    for index, recording in enumerate(recordings):
        same = [g for g in groups if any(duplicate_level(recordings[i], recording) for i in g)]
        merged = sorted([*(i for group in same for i in group), index])
        groups = [group for group in groups if group not in same] + [merged]
    return sorted(groups)


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a.casefold() != b.casefold()


def _same_voices(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(known_spelling(name, b) for name in a) and all(known_spelling(name, a) for name in b)
