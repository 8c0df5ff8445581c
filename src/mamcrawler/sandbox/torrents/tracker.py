"""A private BitTorrent tracker over HTTP: announce and scrape under a passkey (BEP 3, 23, 48)."""

from __future__ import annotations

import time
from collections.abc import Collection
from urllib.parse import unquote_to_bytes

from bencode2 import bencode

from mamcrawler.sandbox.serving import Call, Reply, Rule, Server
from mamcrawler.sandbox.torrents.swarm import Counts, Peer, Swarms

# Every peer of the sandbox is on this machine, whatever address it announces from.
_PEER_ADDRESS = "127.0.0.1"


class Tracker:
    """Answers announces of the registered torrents for the members whose passkeys are known.

    `interval` is the number of seconds between regular announces it asks for. `rules` may be served beside
    other rules; `server` serves them alone.
    """

    def __init__(self, passkeys: Collection[str], *, interval: int = 15) -> None:
        self.passkeys = frozenset(passkeys)
        self.interval = interval
        self.swarms = Swarms(time.monotonic, forget_after=interval * 3)
        self.rules = (
            Rule("GET", "/{passkey}/announce", self._announce),
            Rule("GET", "/{passkey}/scrape", self._scrape),
        )
        self.server = Server(self.rules)

    def announce_url(self, passkey: str) -> str:
        """Returns the address a member's torrents announce to, while `server` serves the tracker."""
        return f"{self.server.url()}/{passkey}/announce"

    def seeders(self, info_hash: str) -> int:
        """Returns how many peers announced this torrent complete; 0 for an unregistered one."""
        counts = self.swarms.counts(bytes.fromhex(info_hash))
        return counts.complete if counts else 0

    def _announce(self, call: Call) -> Reply:
        if call.path["passkey"] not in self.passkeys:
            return _failure("Unknown passkey")
        query = _query(call)
        try:
            info_hash = query["info_hash"][0]
            most = int(query.get("numwant", [b"50"])[0])
            peer = Peer(
                peer_id=query["peer_id"][0],
                ip=_PEER_ADDRESS,
                port=int(query["port"][0]),
                left=int(query["left"][0]),
                seen=time.monotonic(),
            )
        except (KeyError, ValueError):
            return _failure("Malformed announce")
        others = self.swarms.announce(
            info_hash, peer, query.get("event", [b""])[0].decode("ascii", "replace")
        )
        counts = self.swarms.counts(info_hash)
        if others is None or counts is None:
            return _failure("Unregistered torrent")
        return _bencoded(
            {
                **_numbers(counts),
                b"interval": self.interval,
                b"min interval": 1,
                b"peers": b"".join(other.compact for other in others[: max(0, most)]),
            }
        )

    def _scrape(self, call: Call) -> Reply:
        if call.path["passkey"] not in self.passkeys:
            return _failure("Unknown passkey")
        hashes = _query(call).get("info_hash", [])
        found = {info_hash: self.swarms.counts(info_hash) for info_hash in hashes}
        return _bencoded(
            {b"files": {info_hash: _numbers(counts) for info_hash, counts in found.items() if counts}}
        )


def _query(call: Call) -> dict[str, list[bytes]]:
    """The query with its values as bytes: an info-hash is no text."""
    found: dict[str, list[bytes]] = {}
    for part in call.raw_query.split(b"&"):
        name, _, value = part.partition(b"=")
        found.setdefault(name.decode("ascii", "replace"), []).append(unquote_to_bytes(value))
    return found


def _numbers(counts: Counts) -> dict[bytes, object]:
    return {
        b"complete": counts.complete,
        b"incomplete": counts.incomplete,
        b"downloaded": counts.downloaded,
    }


def _bencoded(answer: dict[bytes, object]) -> Reply:
    return Reply(200, bencode(answer), (("content-type", "text/plain"),))


def _failure(reason: str) -> Reply:
    # A tracker says no with 200 and a reason, and clients show the reason.
    return _bencoded({b"failure reason": reason.encode()})
