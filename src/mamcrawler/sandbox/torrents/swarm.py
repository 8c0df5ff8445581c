"""Who shares what: the tracker's memory of peers, without any network."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Peer:
    """One client in one swarm; `left` is the number of bytes it still lacks."""

    peer_id: bytes
    ip: str
    port: int
    left: int
    seen: float

    @property
    def complete(self) -> bool:
        """True when it has everything."""
        return self.left == 0

    @property
    def compact(self) -> bytes:
        """The six bytes of BEP 23: address and port in network order."""
        return socket.inet_aton(self.ip) + struct.pack("!H", self.port)


@dataclass(frozen=True)
class Counts:
    """What a scrape tells."""

    complete: int
    incomplete: int
    downloaded: int


@dataclass
class _Swarm:
    peers: dict[bytes, Peer] = field(default_factory=dict)
    downloaded: int = 0
    silent: bool = False


class Swarms:
    """The registered torrents and their peers; safe to use from several threads.

    `clock` tells seconds; a peer that has not announced for `forget_after` seconds is gone.
    """

    def __init__(self, clock: Callable[[], float], forget_after: float) -> None:
        self._clock = clock
        self._forget_after = forget_after
        self._swarms: dict[bytes, _Swarm] = {}
        self._lock = threading.Lock()

    def register(self, info_hash: str) -> None:
        """Makes a torrent known; announcing an unknown one is refused, as on a private tracker."""
        with self._lock:
            self._swarms.setdefault(bytes.fromhex(info_hash), _Swarm())

    def unregister(self, info_hash: str) -> None:
        """Forgets a torrent and its peers, as when the site deletes an upload."""
        with self._lock:
            self._swarms.pop(bytes.fromhex(info_hash), None)

    def silence(self, info_hash: str, silent: bool = True) -> None:
        """Freezes the swarm: it tells nobody about its peers, and counts them even when they leave."""
        with self._lock:
            self._swarms[bytes.fromhex(info_hash)].silent = silent

    def announce(self, info_hash: bytes, peer: Peer, event: str) -> list[Peer] | None:
        """Notes the peer; returns the others it may connect to (seeds get no seeds), None if unregistered."""
        with self._lock:
            swarm = self._swarms.get(info_hash)
            if swarm is None:
                return None
            if event == "stopped":
                if not swarm.silent:
                    swarm.peers.pop(peer.peer_id, None)
                return []
            if event == "completed":
                swarm.downloaded += 1
            swarm.peers[peer.peer_id] = peer
            self._forget_old(swarm)
            if swarm.silent:
                return []
            return [
                other
                for other in swarm.peers.values()
                if other.peer_id != peer.peer_id and not (peer.complete and other.complete)
            ]

    def counts(self, info_hash: bytes) -> Counts | None:
        """Returns the numbers of the swarm, or None if it is unregistered."""
        with self._lock:
            swarm = self._swarms.get(info_hash)
            if swarm is None:
                return None
            self._forget_old(swarm)
            complete = sum(peer.complete for peer in swarm.peers.values())
            return Counts(complete, len(swarm.peers) - complete, swarm.downloaded)

    def _forget_old(self, swarm: _Swarm) -> None:
        if swarm.silent:
            return
        oldest = self._clock() - self._forget_after
        swarm.peers = {key: peer for key, peer in swarm.peers.items() if peer.seen >= oldest}
