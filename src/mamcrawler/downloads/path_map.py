"""Translates paths between the client, this program and Audiobookshelf (rule D19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath


@dataclass(frozen=True, slots=True)
class PathMap:
    """Pairs of (their prefix, our prefix); the longest prefix that fits decides, an unmapped path stays.

    A Windows path on the other side ("D:\\books") is compared without regard to case and separator.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, str]) -> "PathMap":
        """The map of a setting such as {"/data": "/mnt/data"}."""
        return cls(tuple(table.items()))

    def ours(self, theirs: str) -> str:
        """Their path as we see it."""
        return _translate(theirs, self.pairs)

    def theirs(self, ours: str) -> str:
        """Our path as they see it."""
        return _translate(ours, tuple((mine, other) for other, mine in self.pairs))


def _translate(path: str, pairs: tuple[tuple[str, str], ...]) -> str:
    parts = _parts(path)
    best: tuple[int, str] = (0, "")
    for source, target in pairs:
        prefix = _parts(source)
        if prefix and _key(source, parts[: len(prefix)]) == _key(source, prefix) and len(prefix) > best[0]:
            best = (len(prefix), target)
    if not best[0]:
        return path
    windows = _is_windows(best[1])
    joined = (PureWindowsPath if windows else PurePosixPath)(best[1], *parts[best[0] :])
    return str(joined)


def _parts(path: str) -> tuple[str, ...]:
    return PureWindowsPath(path).parts if _is_windows(path) else PurePosixPath(path).parts


def _key(source: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.casefold().rstrip("\\/") for part in parts) if _is_windows(source) else parts


def _is_windows(path: str) -> bool:
    return (len(path) > 1 and path[0].isalpha() and path[1] == ":") or path.startswith("\\\\")
