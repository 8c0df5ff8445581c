"""Torrents of the sandbox are real: they are made the same way every time, and their bytes arrive whole."""

import hashlib
import time

import libtorrent
import pytest
from bencode2 import bdecode

from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.torrents.loopback import loopback_session
from mamcrawler.sandbox.torrents.seeder import Seeder
from mamcrawler.sandbox.torrents.torrent_files import info_hash, make_torrent
from mamcrawler.sandbox.torrents.tracker import Tracker


@pytest.fixture
def tracker():
    tracker = Tracker({"memberkey"})
    tracker.server.start()
    yield tracker
    tracker.server.stop()


@pytest.fixture
def seeder(tracker):
    seeder = Seeder(tracker.seeders)
    yield seeder
    seeder.stop()


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "seeded" / "The Copper Weir"
    for part in (1, 2):
        make_audio(folder / f"Part {part}.mp3", 300, fmt="mp3", seed=part)
    return folder


def share(tracker, seeder, book):
    torrent = make_torrent(book, tracker.announce_url("memberkey"))
    tracker.swarms.register(info_hash(torrent))
    assert seeder.seed(torrent, book.parent) == info_hash(torrent)
    seeder.wait_until_seeding(info_hash(torrent))
    return torrent


def download(torrent, folder):
    """A fresh client that fetches the torrent into the folder; returns (its session, the handle)."""
    session = loopback_session()
    wish = libtorrent.load_torrent_buffer(torrent)
    wish.save_path = str(folder)
    wish.flags &= ~(libtorrent.torrent_flags.auto_managed | libtorrent.torrent_flags.paused)
    return session, session.add_torrent(wish)


def wait_for(condition, seconds=20.0):
    """True as soon as the condition holds; False when it does not within the time."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if condition():
            return True
        time.sleep(0.02)
    return False


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_torrent_is_private_and_lists_its_files_in_order(book):
    decoded = bdecode(make_torrent(book, "http://127.0.0.1:1/memberkey/announce"))
    info = decoded[b"info"]
    assert decoded[b"announce"] == b"http://127.0.0.1:1/memberkey/announce"
    assert (info[b"private"], info[b"name"]) == (1, b"The Copper Weir")
    sizes = [(book / f"Part {part}.mp3").stat().st_size for part in (1, 2)]
    assert info[b"files"] == [
        {b"length": sizes[0], b"path": [b"Part 1.mp3"]},
        {b"length": sizes[1], b"path": [b"Part 2.mp3"]},
    ]


def test_pieces_run_across_files(book):
    info = bdecode(make_torrent(book, "http://x/announce"))[b"info"]
    whole = b"".join((book / f"Part {part}.mp3").read_bytes() for part in (1, 2))
    size = info[b"piece length"]
    hashes = [hashlib.sha1(whole[at : at + size]).digest() for at in range(0, len(whole), size)]
    assert info[b"pieces"] == b"".join(hashes)


def test_the_info_hash_is_the_one_clients_compute(book):
    torrent = make_torrent(book, "http://x/announce")
    assert info_hash(torrent) == str(libtorrent.load_torrent_buffer(torrent).info_hashes.v1)


def test_a_torrent_does_not_depend_on_when_or_for_whom_it_is_made(book):
    mine, theirs = (make_torrent(book, f"http://x/{member}/announce") for member in ("me", "them"))
    assert mine != theirs
    assert info_hash(mine) == info_hash(theirs)


def test_nothing_cannot_be_shared(tmp_path):
    with pytest.raises(ValueError, match="nothing to share"):
        make_torrent(tmp_path, "http://x/announce")


def test_every_byte_arrives(tracker, seeder, book, tmp_path):
    torrent = share(tracker, seeder, book)
    _session, handle = download(torrent, tmp_path / "down")
    assert wait_for(lambda: handle.status().is_seeding)
    assert contents(tmp_path / "down" / book.name) == contents(book)
    assert seeder.uploaded(info_hash(torrent)) == sum(map(len, contents(book).values()))
    assert seeder.problems() == []


def test_a_held_torrent_sends_nothing_though_seeders_are_counted(tracker, seeder, book, tmp_path):
    torrent = share(tracker, seeder, book)
    tracker.swarms.silence(info_hash(torrent))
    seeder.hold(info_hash(torrent))
    _session, handle = download(torrent, tmp_path / "down")
    assert wait_for(lambda: any(entry["verified"] for entry in handle.trackers()))
    assert not wait_for(lambda: handle.status().total_payload_download > 0, seconds=1)
    assert tracker.seeders(info_hash(torrent)) == 1

    tracker.swarms.silence(info_hash(torrent), False)
    seeder.go_on(info_hash(torrent))
    seeder.wait_until_seeding(info_hash(torrent))
    handle.force_reannounce()
    assert wait_for(lambda: handle.status().is_seeding)


def test_without_a_seeder_nothing_comes_and_the_tracker_counts_none(tracker, book, tmp_path):
    torrent = make_torrent(book, tracker.announce_url("memberkey"))
    tracker.swarms.register(info_hash(torrent))
    _session, handle = download(torrent, tmp_path / "down")
    assert wait_for(lambda: any(entry["verified"] for entry in handle.trackers()))
    assert tracker.seeders(info_hash(torrent)) == 0
    assert handle.status().total_payload_download == 0


def test_waiting_for_a_seeder_that_never_comes_ends(tracker, seeder):
    with pytest.raises(TimeoutError, match="not being seeded"):
        seeder.wait_until_seeding("ff" * 20, seconds=0.1)
