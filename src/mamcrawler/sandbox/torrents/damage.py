"""Audio that is wrong on purpose, for releases that pass every hash check and must still be refused."""

from __future__ import annotations

from pathlib import Path

# As packets these bytes are invalid in every format; enough of them to span several packets at any bit rate.
_NONSENSE = b"\xff" * 65_536


def corrupt(path: Path, at: float = 0.5) -> None:
    """Overwrites a stretch of the audio `at` this share of the file: it opens, its size and header stay, and
    decoding fails there. Raises ValueError for a file too small to keep its header and its end."""
    size = path.stat().st_size
    width = min(len(_NONSENSE), size // 8)
    if width < 4_096:
        raise ValueError(f"{path.name} is too small to be broken only in the middle")
    with path.open("r+b") as file:
        file.seek(min(int(size * at), size - width))
        file.write(_NONSENSE[:width])


def cut_short(path: Path, keep: float = 0.5) -> None:
    """Drops the end of the file and keeps this share of it: the header still tells the full length, the audio
    ends early. Opus tells its length at the end of the file, so there the header agrees with the cut."""
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * keep))
