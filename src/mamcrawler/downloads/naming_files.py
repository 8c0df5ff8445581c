"""Names of the audio files of an imported book, and the order in which they play (rule D23)."""

import re
from collections.abc import Iterable, Sequence

from mamcrawler.downloads.naming_components import MAX_BYTES, cut_bytes, safe_component
from mamcrawler.library.folding import fold

_DIGITS = re.compile(r"(\d+)")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def audio_file_name(title: str, extension: str) -> str:
    """The name of the only audio file of a book.

    >>> audio_file_name("Ash: A Tale", ".m4b")
    'Ash - A Tale.m4b'
    """
    ending = "." + re.sub(r"[^a-z0-9]", "", extension.lower())
    return safe_component(title, max_bytes=MAX_BYTES - len(ending)) + ending


def kept_file_names(paths: Sequence[str]) -> list[str]:
    """The names of several files below the book's folder: their own, cleaned, in their disc folders.

    Two that would become one are told apart by a number.

    >>> kept_file_names(["CD 1/01: Ash.mp3", "CD 1/01? Ash.mp3", "CD 1/01 Ash.mp3"])
    ['CD 1/01 - Ash.mp3', 'CD 1/01 Ash.mp3', 'CD 1/01 Ash (2).mp3']
    """
    taken: set[str] = set()
    names = []
    for path in paths:
        *folders, last = [part for part in path.split("/") if part not in ("", ".")] or [""]
        stem, ending = _split_extension(last)
        head = "/".join([*map(safe_component, folders), ""]) if folders else ""
        name, number = head + _file(stem, ending), 1
        while fold(name) in taken:
            number += 1
            name = head + _file(stem, ending, f" ({number})")
        taken.add(fold(name))
        names.append(name)
    return names


def natural_sort(names: Iterable[str]) -> list[str]:
    """Names in the order a person expects: numbers by value, letters without regard to case.

    >>> natural_sort(["Disc 10.mp3", "disc 9.mp3", "Disc 9b.mp3"])
    ['disc 9.mp3', 'Disc 9b.mp3', 'Disc 10.mp3']
    """
    return sorted(names, key=natural_key)


def natural_key(name: str) -> list[list[tuple[int, int, str]]]:
    """What `natural_sort` sorts by: folder by folder, then the name without its extension."""
    *folders, last = fold(name).split("/")
    stem, ending = _split_extension(last)
    return [*map(_pieces, folders), _pieces(stem), _pieces(ending)]


def part_numbers(files: Iterable[str], *, digits: int = 2) -> list[tuple[str, str]]:
    """The files in natural order, each with its part number.

    >>> part_numbers(["b10.mp3", "b9.mp3"], digits=3)
    [('b9.mp3', '001'), ('b10.mp3', '002')]
    """
    return [(name, str(number).zfill(digits)) for number, name in enumerate(natural_sort(files), 1)]


def plays_in_order(names: Sequence[str]) -> bool:
    """Whether files given in play order are also in natural order; otherwise a person looks at the import."""
    return natural_sort(names) == list(names)


def _pieces(text: str) -> list[tuple[int, int, str]]:
    """Numbers by value, before letters."""
    return [
        (0, int(piece), piece) if piece.isdigit() else (1, 0, piece) for piece in _DIGITS.split(text) if piece
    ]


def _split_extension(name: str) -> tuple[str, str]:
    match = _EXTENSION.search(name)
    return (name[: match.start()], match[0].lower()) if match and match.start() else (name, "")


def _file(stem: str, ending: str, suffix: str = "") -> str:
    room = MAX_BYTES - len(ending) - len(suffix)
    cleaned = safe_component(stem, max_bytes=room)
    return f"{cut_bytes(cleaned, room)}{suffix}{ending}"
