"""Acts out the faults of the client and of single releases, with the means the torrent side offers."""

from __future__ import annotations

import threading
from collections.abc import Callable

from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.qbittorrent import by_hand
from mamcrawler.sandbox.qbittorrent.client import Client
from mamcrawler.sandbox.torrents.shelf import Shelf
from mamcrawler.sandbox.torrents.torrent_files import info_hash

POLL_SECONDS, GIVE_UP_SECONDS = 0.05, 30.0


class TorrentFaults:
    """Watches the switchboard. `release_id` is the release that stalls or is damaged.

    Two faults wait for their moment: with `client-already-has` the client gets a torrent just before the
    tracker hands it to the product, with `client-restarted` it restarts when that torrent's bytes have begun.
    """

    def __init__(self, faults: Faults, client: Client, shelf: Shelf, release_id: int) -> None:
        self._faults, self._client, self._shelf, self._release = faults, client, shelf, release_id
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def watch(self) -> None:
        """Begins to act, at once for faults that are on already."""
        self._faults.watch(self._switched)

    def before_torrent(self, release_id: int, torrent: bytes) -> None:
        """To be called with every torrent the tracker is about to hand out."""
        if self._faults.strike("client-already-has"):
            by_hand.add(self._client, torrent)
        if self._faults.strike("client-restarted"):
            thread = threading.Thread(target=self._restart_during, args=(info_hash(torrent),), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends what still waits for its moment."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _switched(self, name: str, on: bool) -> None:
        release, shelf, client = self._release, self._shelf, self._client
        acts: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
            "client-down": (client.stop, client.start),
            "client-banned": (lambda: by_hand.fail_logins(client), client.restart),
            "stalled": (lambda: shelf.hold(release), lambda: shelf.go_on(release)),
            "corrupt-audio": (lambda: shelf.damage(release, "corrupt"), lambda: shelf.mend(release)),
            "short-audio": (lambda: shelf.damage(release, "cut"), lambda: shelf.mend(release)),
        }
        if name in acts:
            acts[name][0 if on else 1]()

    def _restart_during(self, hash_: str) -> None:
        waited = 0.0
        while waited < GIVE_UP_SECONDS and not self._stopping.wait(POLL_SECONDS):
            waited += POLL_SECONDS
            row = by_hand.torrents(self._client).get(hash_)
            if row is not None and float(row["progress"]) > 0:
                self._client.restart()
                return
