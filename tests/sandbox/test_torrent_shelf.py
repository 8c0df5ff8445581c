"""The shelf: each release of the world is a real torrent of the stated content, or damaged on purpose."""

from dataclasses import replace

import av
import pytest
from bencode2 import bdecode
from mutagen import File

from mamcrawler.sandbox.torrents.shelf import Shelf
from mamcrawler.sandbox.torrents.tracker import Tracker
from mamcrawler.sandbox.world_build import build_world


def shortened(release):
    """The same release with half a minute of audio per file, so that a test takes no time."""
    return replace(release, payload=tuple(replace(file, seconds=30.0) for file in release.payload))


@pytest.fixture(scope="module")
def world():
    world = build_world()
    return replace(world, releases=tuple(shortened(release) for release in world.releases if release.payload))


@pytest.fixture
def shelf(world, tmp_path):
    tracker = Tracker({"memberkey"})
    tracker.server.start()
    shelf = Shelf(world, tmp_path, tracker, "memberkey")
    yield shelf
    shelf.stop()
    tracker.server.stop()


def pick(world, wanted):
    return next(release for release in world.releases if wanted(release))


def seconds_of(path):
    with av.open(str(path)) as audio:
        return sum(frame.samples / frame.rate for frame in audio.decode(audio=0))


def test_every_release_is_made_and_seeded_as_its_row_says(world, shelf):
    shelf.prepare()
    assert {release.id: shelf.seeders(release.id) for release in world.releases} == {
        release.id: int(release.seeders > 0) for release in world.releases
    }
    assert shelf.seeder.problems() == []


def test_the_torrent_lists_the_files_of_the_release_with_their_sizes(world, shelf):
    release = pick(world, lambda release: len(release.payload) > 1)
    info = bdecode(shelf.torrent_bytes(release.id))[b"info"]
    listed = {b"/".join(file[b"path"]).decode(): file[b"length"] for file in info[b"files"]}
    content = shelf.stocked(release.id).content
    assert listed == {file.path: (content / file.path).stat().st_size for file in release.payload}
    assert shelf.size(release.id) == sum(listed.values())
    assert info[b"private"] == 1


def test_a_release_of_one_file_is_named_like_the_file(world, shelf):
    release = pick(world, lambda release: len(release.payload) == 1)
    info = bdecode(shelf.torrent_bytes(release.id))[b"info"]
    assert (info[b"name"].decode(), info[b"length"]) == (release.payload[0].path, shelf.size(release.id))


def test_tags_name_book_author_and_narrator(world, shelf):
    release = pick(world, lambda release: release.payload[0].format == "m4b" and release.role == "chosen")
    tags = File(shelf.stocked(release.id).content).tags
    assert tags["©alb"] == [world.book_by_key[release.payload[0].book].title]
    assert tags["©ART"] == [", ".join(person.name for person in release.authors)]
    assert tags["©wrt"] == [", ".join(person.name for person in release.narrators)]


@pytest.mark.parametrize("kind", ["corrupt", "cut"])
def test_a_damaged_release_is_another_torrent_that_does_not_decode_fully(world, shelf, kind):
    release = pick(world, lambda release: release.role == "chosen" and release.payload[0].format == "m4b")
    sound = shelf.stocked(release.id)
    shelf.damage(release.id, kind)
    damaged = shelf.stocked(release.id)
    assert damaged.info_hash != sound.info_hash
    assert shelf.seeders(release.id) == 1
    with pytest.raises(av.InvalidDataError):
        seconds_of(damaged.content)
    shelf.mend(release.id)
    assert shelf.stocked(release.id) == sound
    assert seconds_of(sound.content) == pytest.approx(30, abs=0.1)


def test_a_held_release_is_still_counted_as_seeded(world, shelf):
    release = pick(world, lambda release: release.role == "chosen")
    shelf.hold(release.id)
    assert shelf.seeders(release.id) == 1
    shelf.go_on(release.id)
    assert shelf.seeders(release.id) == 1


def test_a_release_without_payload_is_unknown(shelf):
    with pytest.raises(KeyError):
        shelf.torrent_bytes(1)
