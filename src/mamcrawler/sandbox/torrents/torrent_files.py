"""Torrent files of the sandbox: private, version 1, the same bytes for the same content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bencode2 import bdecode, bencode

_SMALLEST_PIECE = 64 * 1024
_LARGEST_PIECE = 4 * 1024 * 1024
_WISHED_PIECES = 1_000


def make_torrent(content: Path, announce: str, *, source: str = "sandbox") -> bytes:
    """Returns the bencoded torrent of a file or of all files below a folder, in path order.

    `announce` holds the passkey; `source` makes the info-hash the site's own. Nothing in it depends on the
    clock, so equal content gives an equal info-hash. Raises ValueError when there is nothing to share.
    """
    files = [content] if content.is_file() else sorted(path for path in content.rglob("*") if path.is_file())
    total = sum(path.stat().st_size for path in files)
    if not total:
        raise ValueError(f"nothing to share in {content}")
    piece = _SMALLEST_PIECE
    while piece < _LARGEST_PIECE and total / piece > _WISHED_PIECES:
        piece *= 2
    info: dict[bytes, object] = {
        b"name": content.name.encode(),
        b"piece length": piece,
        b"pieces": b"".join(_piece_hashes(files, piece)),
        b"private": 1,
        b"source": source.encode(),
    }
    if content.is_file():
        info[b"length"] = total
    else:
        info[b"files"] = [
            {
                b"length": path.stat().st_size,
                b"path": [part.encode() for part in path.relative_to(content).parts],
            }
            for path in files
        ]
    return bencode({b"announce": announce.encode(), b"created by": b"MAMcrawler sandbox", b"info": info})


def info_hash(torrent: bytes) -> str:
    """Returns the 40 hex digits under which clients and trackers know the torrent."""
    return hashlib.sha1(bencode(bdecode(torrent)[b"info"]), usedforsecurity=False).hexdigest()


def _piece_hashes(files: list[Path], piece: int) -> Iterator[bytes]:
    pending = bytearray()
    for path in files:
        with path.open("rb") as file:
            while chunk := file.read(piece - len(pending)):
                pending += chunk
                if len(pending) == piece:
                    yield hashlib.sha1(pending, usedforsecurity=False).digest()
                    pending.clear()
    if pending:
        yield hashlib.sha1(pending, usedforsecurity=False).digest()
