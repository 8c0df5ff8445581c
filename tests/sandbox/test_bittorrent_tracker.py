"""The tracker: who may announce, who is told about whom, and what a scrape counts."""

import socket
import struct
from urllib.parse import quote_from_bytes

import httpx2
import pytest
from bencode2 import bdecode

from mamcrawler.sandbox.torrents.swarm import Peer, Swarms
from mamcrawler.sandbox.torrents.tracker import Tracker

KNOWN = "a1" * 20
RAW = bytes.fromhex(KNOWN)


@pytest.fixture
def tracker():
    tracker = Tracker({"memberkey", "otherkey"}, interval=30)
    tracker.swarms.register(KNOWN)
    tracker.server.start()
    yield tracker
    tracker.server.stop()


def announce(tracker, name, *, left=0, port=6000, event="", passkey="memberkey", info_hash=RAW, **extra):
    query = f"info_hash={quote_from_bytes(info_hash)}&peer_id={name:->20}&port={port}&left={left}"
    query += f"&event={event}&compact=1" + "".join(f"&{key}={value}" for key, value in extra.items())
    return bdecode(httpx2.get(f"{tracker.announce_url(passkey)}?{query}").content)


def ports(answer):
    """The ports of the compact peers, all of which must be on the loopback address."""
    peers = [answer[b"peers"][at : at + 6] for at in range(0, len(answer[b"peers"]), 6)]
    assert {socket.inet_ntoa(peer[:4]) for peer in peers} <= {"127.0.0.1"}
    return [struct.unpack("!H", peer[4:])[0] for peer in peers]


def test_a_downloader_is_told_about_the_seeder_and_not_about_itself(tracker):
    announce(tracker, "seed", port=6001)
    answer = announce(tracker, "leech", left=100, port=6002)
    assert ports(answer) == [6001]
    assert (answer[b"complete"], answer[b"incomplete"], answer[b"interval"]) == (1, 1, 30)


def test_seeds_are_told_about_downloaders_only(tracker):
    announce(tracker, "seed", port=6001)
    announce(tracker, "leech", left=100, port=6002)
    assert ports(announce(tracker, "second", port=6003)) == [6002]


def test_numwant_limits_the_peers(tracker):
    for number in range(5):
        announce(tracker, f"seed{number}", port=6010 + number)
    assert len(ports(announce(tracker, "leech", left=1, numwant=2))) == 2


def test_one_who_stops_is_gone(tracker):
    announce(tracker, "seed", port=6001)
    announce(tracker, "seed", port=6001, event="stopped")
    assert ports(announce(tracker, "leech", left=1)) == []
    assert tracker.seeders(KNOWN) == 0


def test_a_scrape_counts_seeders_downloaders_and_completions(tracker):
    announce(tracker, "seed")
    announce(tracker, "leech", left=5)
    announce(tracker, "done", event="completed")
    url = tracker.announce_url("otherkey").replace("/announce", "/scrape")
    answer = bdecode(httpx2.get(f"{url}?info_hash={quote_from_bytes(RAW)}").content)
    assert answer == {b"files": {RAW: {b"complete": 2, b"incomplete": 1, b"downloaded": 1}}}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"passkey": "stranger"}, b"Unknown passkey"),
        ({"info_hash": b"x" * 20}, b"Unregistered torrent"),
        ({"port": "none"}, b"Malformed announce"),
    ],
)
def test_what_is_not_allowed_gets_a_reason(tracker, arguments, reason):
    assert announce(tracker, "peer", **arguments) == {b"failure reason": reason}


def test_a_silent_swarm_counts_its_peers_and_names_none(tracker):
    announce(tracker, "seed", port=6001)
    tracker.swarms.silence(KNOWN)
    silent = announce(tracker, "leech", left=1)
    assert (ports(silent), silent[b"complete"]) == ([], 1)
    tracker.swarms.silence(KNOWN, False)
    assert ports(announce(tracker, "leech", left=1)) == [6001]


def test_an_unregistered_torrent_is_refused_from_then_on(tracker):
    announce(tracker, "seed")
    tracker.swarms.unregister(KNOWN)
    assert announce(tracker, "seed") == {b"failure reason": b"Unregistered torrent"}


def test_peers_that_fall_silent_are_forgotten():
    now = 100.0
    swarms = Swarms(lambda: now, forget_after=60)
    swarms.register(KNOWN)
    swarms.announce(RAW, Peer(b"early", "127.0.0.1", 1, 0, seen=100), "")
    now = 150.0
    swarms.announce(RAW, Peer(b"late", "127.0.0.1", 2, 0, seen=150), "")
    assert swarms.counts(RAW).complete == 2
    now = 170.0
    assert swarms.counts(RAW).complete == 1
