"""Reads a fetched .torrent and says whether it is what the tracker's row promised (rule D7)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from bencode2 import BencodeDecodeError, bdecode, bencode

from mamcrawler.downloads.filetypes import is_audio

SIZE_LIMIT = 10 * 2**20
_PATH_LIMIT = 4_096


class BadTorrent(Exception):  # noqa: N818 - named for the fact
    """The torrent must not be handed to the client; `code` is from a closed list, `detail` one sentence."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class TorrentFile:
    """A torrent: its info-hash (40 hex digits), name, files as (relative path, bytes), and announce hosts."""

    info_hash: str
    name: str
    files: tuple[tuple[str, int], ...]
    private: bool
    hosts: tuple[str, ...]
    single: bool

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for _, size in self.files)


def read_torrent(body: bytes) -> TorrentFile:
    """Decodes a .torrent file of version 1 or hybrid.

    The decoder accepts nothing but the one canonical encoding, so the `info` dictionary encoded again is
    byte for byte what was received and its SHA-1 is the info-hash. Raises BadTorrent `not_a_torrent`,
    `torrent_too_large` or `unsafe_name`.
    """
    if len(body) > SIZE_LIMIT:
        raise BadTorrent("torrent_too_large", "The torrent file is larger than 10 MiB.")
    if not body.startswith(b"d"):
        raise BadTorrent("not_a_torrent", "The tracker's answer is no torrent file.")
    try:
        root: Any = bdecode(body)
    except BencodeDecodeError as error:
        raise BadTorrent("not_a_torrent", f"The torrent file cannot be decoded: {error}.") from None
    info = root.get(b"info")
    if not isinstance(info, dict) or not isinstance(info.get(b"name"), bytes):
        raise BadTorrent("not_a_torrent", "The torrent file has no info part.")
    if b"pieces" not in info:
        raise BadTorrent("not_a_torrent", "The torrent is of version 2 only; the tracker offers none such.")
    return TorrentFile(
        info_hash=hashlib.sha1(bencode(info), usedforsecurity=False).hexdigest(),
        name=_name(info[b"name"]),
        files=tuple(_files(info)),
        private=info.get(b"private") == 1,
        hosts=tuple(dict.fromkeys(_hosts(root))),
        single=b"files" not in info,
    )


def check_torrent(torrent: TorrentFile, *, row_size: int | None, domains: tuple[str, ...]) -> None:
    """Refuses a torrent that is public, announces elsewhere, differs from its row by more than 1 %, or holds
    no audio. `domains` are the tracker's; a host equal to one or below it is at home. Raises BadTorrent
    `not_private`, `foreign_tracker`, `size_differs` or `no_audio`."""
    if not torrent.private:
        raise BadTorrent("not_private", "The torrent is not marked private.")
    if not torrent.hosts:
        raise BadTorrent("foreign_tracker", "The torrent names no tracker.")
    for host in torrent.hosts:
        if not any(host == domain or host.endswith("." + domain) for domain in domains):
            raise BadTorrent("foreign_tracker", f"The torrent announces to {host}, which is not the tracker.")
    if row_size is not None and abs(torrent.size - row_size) > row_size * 0.01:
        raise BadTorrent(
            "size_differs", f"The torrent has {torrent.size} bytes where the tracker says {row_size}."
        )
    if not any(is_audio(path) for path, _ in torrent.files):
        raise BadTorrent("no_audio", "The torrent holds no audio file.")


def _hosts(root: dict[bytes, Any]) -> Iterator[str]:
    announces = [root.get(b"announce")]
    for tier in root.get(b"announce-list") or ():
        announces.extend(tier if isinstance(tier, list) else [tier])
    for announce in announces:
        if isinstance(announce, bytes) and announce:
            # Ports and passkeys are left out: neither says whose tracker it is, and the key is a secret.
            yield (urlsplit(announce.decode("ascii", "replace")).hostname or "?").lower()


def _files(info: dict[bytes, Any]) -> Iterator[tuple[str, int]]:
    name = _name(info[b"name"])
    if b"files" not in info:
        yield name, _length(info)
        return
    for entry in info[b"files"]:
        if not isinstance(entry, dict) or not isinstance(entry.get(b"path"), list) or not entry[b"path"]:
            raise BadTorrent("not_a_torrent", "The torrent lists a file without a name.")
        if b"p" in entry.get(b"attr", b""):
            continue
        path = str(PurePosixPath(name, *(_name(part) for part in entry[b"path"])))
        if len(path.encode()) > _PATH_LIMIT:
            raise BadTorrent("unsafe_name", "A file name in the torrent is too long.")
        yield path, _length(entry)


def _length(entry: dict[bytes, Any]) -> int:
    length = entry.get(b"length")
    if not isinstance(length, int) or length < 0:
        raise BadTorrent("not_a_torrent", "The torrent lists a file without a size.")
    return length


def _name(part: Any) -> str:
    if not isinstance(part, bytes):
        raise BadTorrent("not_a_torrent", "The torrent lists a file without a name.")
    try:
        text = part.decode()
    except UnicodeDecodeError:
        raise BadTorrent("unsafe_name", "A file name in the torrent is no UTF-8.") from None
    if text in ("", ".", "..") or "/" in text or "\\" in text or any(ord(sign) < 32 for sign in text):
        raise BadTorrent("unsafe_name", f"The torrent holds an unsafe file name: {text[:80]!r}.")
    return text
