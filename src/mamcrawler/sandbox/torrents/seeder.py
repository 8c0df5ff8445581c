"""The other members: a libtorrent session that seeds the sandbox's torrents over the loopback only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import libtorrent

from mamcrawler.sandbox.torrents.loopback import loopback_session

_POLL_SECONDS = 0.02


class Seeder:
    """Seeds torrents from disk until `stop`. `seeders(info_hash)` tells what the tracker counts."""

    def __init__(self, seeders: Callable[[str], int], *, upload_limit: int = 0) -> None:
        """`upload_limit` is bytes per second over all torrents, 0 for none."""
        self._seeders = seeders
        self._session = loopback_session(upload_rate_limit=upload_limit, user_agent="sandbox-seeder")
        self._handles: dict[str, libtorrent.torrent_handle] = {}
        self._lock = threading.Lock()

    def seed(self, torrent: bytes, folder: Path) -> str:
        """Seeds the content that lies in `folder`; returns the info-hash without waiting.

        The files are the ones the torrent was made of, so they are not checked again.
        """
        parameters = libtorrent.load_torrent_buffer(torrent)
        parameters.save_path = str(folder)
        parameters.flags |= libtorrent.torrent_flags.seed_mode
        parameters.flags &= ~(libtorrent.torrent_flags.auto_managed | libtorrent.torrent_flags.paused)
        with self._lock:
            handle = self._session.add_torrent(parameters)
            info_hash = str(handle.info_hash())
            self._handles[info_hash] = handle
        return info_hash

    def wait_until_seeding(self, info_hash: str, seconds: float = 10.0) -> None:
        """Returns when the tracker counts a seeder; raises TimeoutError when it does not within `seconds`."""
        give_up = time.monotonic() + seconds
        while not self._seeders(info_hash):
            if time.monotonic() > give_up:
                raise TimeoutError(f"torrent {info_hash} is not being seeded after {seconds} s")
            time.sleep(_POLL_SECONDS)

    def hold(self, info_hash: str) -> None:
        """Drops all peers of the torrent and sends no byte until `go_on`."""
        self._handles[info_hash].pause()

    def go_on(self, info_hash: str) -> None:
        """Ends `hold`."""
        self._handles[info_hash].resume()

    def remove(self, info_hash: str) -> None:
        """Stops seeding the torrent; its files stay."""
        with self._lock:
            handle = self._handles.pop(info_hash)
        self._session.remove_torrent(handle)

    def uploaded(self, info_hash: str) -> int:
        """Returns the payload bytes sent for this torrent."""
        return int(self._handles[info_hash].status().total_payload_upload)

    def limit(self, bytes_per_second: int) -> None:
        """Sets the upload limit over all torrents, 0 for none."""
        self._session.apply_settings({"upload_rate_limit": bytes_per_second})

    def problems(self) -> list[str]:
        """Returns one line per torrent that does not seed as it should; empty when all is well."""
        with self._lock:
            handles = dict(self._handles)
        found = []
        for info_hash, handle in handles.items():
            status = handle.status()
            if status.errc.value():
                found.append(f"{info_hash}: {status.errc.message()}")
            elif not status.is_seeding:
                found.append(f"{info_hash}: has only {status.progress:.0%}")
        return found

    def stop(self) -> None:
        """Leaves all swarms; idempotent."""
        self._session.pause()
        with self._lock:
            self._handles.clear()
