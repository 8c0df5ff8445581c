"""Every client of the sandbox, the real program among them, makes real transfers and keeps its torrents."""

import itertools
import os
import shutil
import time

import httpx2
import pytest
import qbittorrentapi
from bencode2 import bdecode

from mamcrawler.sandbox.qbittorrent import by_hand
from mamcrawler.sandbox.qbittorrent.client import PROGRAM
from mamcrawler.sandbox.qbittorrent.launch import start_client
from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.torrents.seeder import Seeder
from mamcrawler.sandbox.torrents.torrent_files import info_hash, make_torrent
from mamcrawler.sandbox.torrents.tracker import Tracker

KINDS = ["real", "4.5.2", "5.1", "5.2"]


@pytest.fixture(params=KINDS)
def client(request, tmp_path):
    if request.param != "real":
        running = start_client(tmp_path / "client", "simulated", request.param)
    elif shutil.which(PROGRAM) or os.environ.get("CI") == "true":
        running = start_client(tmp_path / "client", "real")
    else:
        pytest.skip(f"{PROGRAM} is not installed")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def swarm(tmp_path_factory):
    """A tracker and a seeder; returns a function that makes a book of its own and shares it."""
    folder = tmp_path_factory.mktemp("seeded")
    tracker = Tracker({"memberkey"})
    tracker.server.start()
    seeder = Seeder(tracker.seeders)
    numbers = itertools.count(1)

    def share(seconds=60, seeded=True):
        number = next(numbers)
        content = make_audio(folder / f"book-{number}.m4b", seconds, seed=number)
        torrent = make_torrent(content, tracker.announce_url("memberkey"))
        tracker.swarms.register(info_hash(torrent))
        if seeded:
            seeder.seed(torrent, folder)
            seeder.wait_until_seeding(info_hash(torrent))
        return torrent, content

    yield share
    seeder.stop()
    tracker.server.stop()


def wait_until(client, wanted, added, seconds=30):
    """Polls the torrent's row until it is as wanted, and returns it."""
    give_up = time.monotonic() + seconds
    while True:
        row = by_hand.torrents(client)[added]
        if wanted(row):
            return row
        assert time.monotonic() < give_up, f"still {row['state']} at {row['progress']}"
        time.sleep(0.05)


def complete(row):
    return row["progress"] == 1 and row["state"] in ("stalledUP", "uploading")


def test_thirty_megabytes_arrive_and_check_as_whole(client, swarm):
    torrent, content = swarm(seconds=3600)
    added = by_hand.add(client, torrent, category="audiobooks")
    row = wait_until(client, complete, added)
    assert (client.save_path / content.name).read_bytes() == content.read_bytes()
    assert row["content_path"] == str(client.save_path / content.name)
    assert (row["category"], row["amount_left"], row["size"]) == ("audiobooks", 0, content.stat().st_size)
    assert by_hand.recheck(client, [added]) == {added: 1.0}
    wait_until(client, complete, added)


def test_a_check_finds_the_piece_that_was_changed(client, swarm):
    torrent, content = swarm()
    added = by_hand.add(client, torrent)
    wait_until(client, complete, added)
    with (client.save_path / content.name).open("r+b") as file:
        file.write(b"changed")
    found = by_hand.recheck(client, [added])[added]
    assert 0 < found < 1


def test_a_check_of_an_unknown_torrent_is_refused(client):
    with pytest.raises(KeyError, match="does not have"):
        by_hand.recheck(client, ["ff" * 20])


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_torrents_survive_the_end_of_the_client(client, swarm, end):
    torrent, _ = swarm()
    added = by_hand.add(client, torrent, category="audiobooks")
    wait_until(client, complete, added)
    getattr(client, end)()
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{client.url}/api/v2/app/version")
    client.start()
    assert wait_until(client, complete, added)["category"] == "audiobooks"


def test_five_bad_logins_ban_until_the_client_restarts(client):
    by_hand.fail_logins(client)
    with pytest.raises(qbittorrentapi.Forbidden403Error):
        by_hand.torrents(client)
    client.restart()
    assert by_hand.torrents(client) == {}


def test_without_seeders_a_torrent_stalls(client, swarm):
    torrent, _ = swarm(seeded=False)
    added = by_hand.add(client, torrent)
    row = wait_until(client, lambda row: row["state"] == "stalledDL", added)
    assert row["progress"] == 0


def test_a_stopped_torrent_waits_until_it_is_started(client, swarm):
    torrent, _ = swarm()
    added = by_hand.add(client, torrent, stopped=True)
    row = wait_until(client, lambda row: row["state"] in ("pausedDL", "stoppedDL"), added)
    assert row["progress"] == 0
    with by_hand.login(client) as web:
        web.torrents_start(torrent_hashes=added)
    wait_until(client, complete, added)


def test_data_that_lies_there_is_not_fetched_again(client, swarm):
    torrent, content = swarm(seeded=False)
    shutil.copy(content, client.save_path)
    added = by_hand.add(client, torrent)
    wait_until(client, complete, added)


def test_files_are_kept_or_deleted_as_asked(client, swarm):
    (first, kept), (second, gone) = swarm(), swarm()
    hashes = [by_hand.add(client, torrent) for torrent in (first, second)]
    for added in hashes:
        wait_until(client, complete, added)
    with by_hand.login(client) as web:
        web.torrents_delete(torrent_hashes=hashes[0], delete_files=False)
        web.torrents_delete(torrent_hashes=hashes[1], delete_files=True)
    give_up = time.monotonic() + 10
    while (client.save_path / gone.name).exists() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert [path.name for path in client.save_path.iterdir()] == [kept.name]
    assert by_hand.torrents(client) == {}


def test_moved_files_are_complete_at_the_new_place(client, swarm, tmp_path):
    torrent, content = swarm()
    added = by_hand.add(client, torrent)
    wait_until(client, complete, added)
    with by_hand.login(client) as web:
        web.torrents_set_location(torrent_hashes=added, location=str(tmp_path / "elsewhere"))
    moved = lambda row: complete(row) and row["save_path"] == str(tmp_path / "elsewhere")  # noqa: E731
    wait_until(client, moved, added)
    assert (tmp_path / "elsewhere" / content.name).read_bytes() == content.read_bytes()


def test_files_and_tracker_are_told(client, swarm):
    torrent, content = swarm()
    added = by_hand.add(client, torrent)
    wait_until(client, complete, added)
    with by_hand.login(client) as web:
        (file,) = web.torrents_files(torrent_hash=added)
        trackers = web.torrents_trackers(torrent_hash=added)
        details = web.torrents_properties(torrent_hash=added)
        exported = web.torrents_export(torrent_hash=added)
    assert (file["name"], file["size"], file["progress"]) == (content.name, content.stat().st_size, 1)
    assert [tracker["status"] for tracker in trackers] == [0, 0, 0, 2]
    assert trackers[3]["num_seeds"] >= 1
    assert (details["is_private"], details["pieces_have"]) == (True, details["pieces_num"])
    assert info_hash(exported) == added


def test_what_the_tracker_says_no_with_is_shown(client, swarm, tmp_path):
    torrent, content = swarm(seeded=False)
    announce = bdecode(torrent)[b"announce"].decode()
    unregistered = make_torrent(content, announce, source="elsewhere")
    added = by_hand.add(client, unregistered)
    give_up = time.monotonic() + 20
    with by_hand.login(client) as web:
        while (told := web.torrents_trackers(torrent_hash=added)[3])["status"] != 4:
            assert time.monotonic() < give_up, dict(told)
            time.sleep(0.05)
    assert told["msg"] == "Unregistered torrent"


def test_a_client_that_does_not_start_says_so(tmp_path):
    (tmp_path / "client").mkdir()
    (tmp_path / "client" / "downloads").write_text("in the way")
    with pytest.raises(OSError, match="downloads"):
        start_client(tmp_path / "client", "simulated")
