"""What the tracker simulator asks of whoever holds the real torrents."""

from __future__ import annotations

from typing import Protocol


class Payloads(Protocol):
    """The torrents behind the releases of the world, by tracker id.

    Only releases with a `payload` are asked for; an unknown id raises KeyError.
    """

    def torrent_bytes(self, release_id: int) -> bytes:
        """The `.torrent` file, private, announcing to the sandbox's tracker."""

    def size(self, release_id: int) -> int:
        """Total bytes of the files in the torrent; cheap, asked for every row of every search."""

    def seeders(self, release_id: int) -> int:
        """How many peers seed it now."""
