"""Which file of a bundle belongs to which book (rule D28)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from mamcrawler.downloads.naming_files import natural_sort
from mamcrawler.library.positions import parse_position
from mamcrawler.library.title_scores import MATCH, title_score
from mamcrawler.library.titles import NormalTitle, normalise

RUNTIME_WITHIN = 0.05
_NUMBERED = re.compile(
    r"(?:\b(?:book|bk|vol|volume|band)\b\.?\s*#?\s*|^\W*#?)(?P<number>\d{1,3}(?:\.\d)?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A book that a bundle should hold: its title, position in the series, and known runtimes in seconds."""

    title: str
    position: Decimal | None = None
    runtimes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """An audio file of a bundle: its name below the torrent's own folder, length in seconds, album tag."""

    name: str
    seconds: float = 0.0
    album: str = ""


class Unassignable(Exception):  # noqa: N818 - named for the fact
    """No way of reading the bundle gives every audio file exactly one book."""


def assign(pieces: Sequence[Piece], slots: Sequence[Slot], *, series: Sequence[str] = ()) -> list[int]:
    """For each piece the index of its slot: by folder, else file name, else album tag, else running order.

    A way counts only when it gives every piece exactly one slot and every slot a piece; runtimes that are
    known must agree within 5 %. Raises Unassignable.
    """
    ways: tuple[Callable[[Piece], str], ...] = (
        lambda piece: PurePosixPath(piece.name).parts[0] if "/" in piece.name else "",
        lambda piece: PurePosixPath(piece.name).stem,
        lambda piece: piece.album,
    )
    for label in ways:
        found = _by_label(pieces, slots, label, series)
        if found is not None and _runtimes_agree(pieces, slots, found):
            return found
    found = _by_running_order(pieces, slots)
    if found is None:
        raise Unassignable(f"The {len(pieces)} audio files cannot be told apart into {len(slots)} books.")
    return found


def slot_of(label: str, slots: Sequence[Slot], *, series: Sequence[str] = ()) -> int | None:
    """The one slot that a folder's or file's name means: by its title, else by its number; None in doubt.

    >>> slots = [Slot("Salt Road", Decimal(1)), Slot("Ash Road", Decimal(2))]
    >>> slot_of("Book 2 - Ash Road", slots), slot_of("02", slots), slot_of("Disc 7", slots)
    (1, 1, None)
    """
    if not label.strip():
        return None
    read = normalise(label, series=series)
    titled = [
        index
        for index, slot in enumerate(slots)
        if title_score(
            normalise(slot.title, series=series),
            read,
            shared=() if slot.position is None else (slot.position,),
        )
        >= MATCH
    ]
    if len(titled) == 1:
        return titled[0]
    place = _numbers(label, read)
    numbered = [
        index for index, slot in enumerate(slots) if slot.position is not None and slot.position in place
    ]
    both = [index for index in numbered if index in titled] or numbered
    return both[0] if len(both) == 1 else None


def _numbers(label: str, read: NormalTitle) -> tuple[Decimal, ...]:
    """The position a label names: noted beside the series' name, else its first number."""
    for text in (*(note.position for note in read.notes), read.own_number):
        if numbers := parse_position(text).numbers:
            return numbers
    number = _NUMBERED.search(label)
    return parse_position(number["number"]).numbers if number else ()


def _by_label(
    pieces: Sequence[Piece], slots: Sequence[Slot], label: Callable[[Piece], str], series: Sequence[str]
) -> list[int] | None:
    known: dict[str, int | None] = {}
    found: list[int] = []
    for piece in pieces:
        text = label(piece)
        if text not in known:
            known[text] = slot_of(text, slots, series=series)
        index = known[text]
        if index is None:
            return None
        found.append(index)
    return found if set(found) == set(range(len(slots))) else None


def _runtimes_agree(pieces: Sequence[Piece], slots: Sequence[Slot], found: Sequence[int]) -> bool:
    for index, slot in enumerate(slots):
        total = sum(piece.seconds for piece, place in zip(pieces, found, strict=True) if place == index)
        if slot.runtimes and total and not _near(total, slot):
            return False
    return True


def _by_running_order(pieces: Sequence[Piece], slots: Sequence[Slot]) -> list[int] | None:
    """Files in natural order fill the books in order of position, each up to its known runtime."""
    if any(slot.position is None or not slot.runtimes for slot in slots):
        return None
    order = sorted(range(len(slots)), key=lambda index: slots[index].position or Decimal(0))
    queue = natural_sort(piece.name for piece in pieces)
    seconds = {piece.name: piece.seconds for piece in pieces}
    owner: dict[str, int] = {}
    for index in order:
        total = 0.0
        while queue and not (
            total and _near(total, slots[index]) and not _nearer_with(total, queue, seconds, slots[index])
        ):
            total += seconds[queue[0]]
            owner[queue.pop(0)] = index
        if not _near(total, slots[index]):
            return None
    return None if queue else [owner[piece.name] for piece in pieces]


def _nearer_with(total: float, queue: Sequence[str], seconds: dict[str, float], slot: Slot) -> bool:
    """Whether the next file brings the book still nearer to its length, as a short last chapter does."""
    longer = total + seconds[queue[0]]
    return _distance(longer, slot) < _distance(total, slot)


def _near(total: float, slot: Slot) -> bool:
    return any(abs(total - runtime) <= RUNTIME_WITHIN * runtime for runtime in slot.runtimes)


def _distance(total: float, slot: Slot) -> float:
    return min(abs(total - runtime) for runtime in slot.runtimes)
