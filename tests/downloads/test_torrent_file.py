"""Torrent files as the tracker answers them: what is read, and each thing that is refused."""

from typing import Any

import libtorrent
import pytest
from bencode2 import bencode
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.torrent_file import BadTorrent, check_torrent, read_torrent

HOME = ("tracker.example",)


def torrent(announce: str = "https://t.tracker.example/p4ss/announce", **info: Any) -> bytes:
    given: dict[str, Any] = {
        "name": b"Kiln",
        "piece length": 65536,
        "pieces": b"x" * 20,
        "private": 1,
        "files": [{"length": 1000, "path": [b"CD 1", b"01.mp3"]}, {"length": 24, "path": [b"cover.jpg"]}],
    }
    given.update({name.replace("_", " "): value for name, value in info.items()})
    kept = {name: value for name, value in given.items() if value is not None}
    return bencode({"announce": announce.encode(), "info": kept})


def refused(body: bytes, row_size: int | None = 1024) -> str:
    with pytest.raises(BadTorrent) as caught:
        check_torrent(read_torrent(body), row_size=row_size, domains=HOME)
    return caught.value.code


def test_the_hash_is_the_one_every_client_knows() -> None:
    body = torrent()

    assert read_torrent(body).info_hash == str(libtorrent.torrent_info(libtorrent.bdecode(body)).info_hash())


def test_files_carry_the_torrents_folder_and_their_sizes() -> None:
    read = read_torrent(torrent())

    assert read.files == (("Kiln/CD 1/01.mp3", 1000), ("Kiln/cover.jpg", 24))
    assert (read.size, read.single, read.hosts) == (1024, False, ("t.tracker.example",))


def test_a_torrent_of_one_file_has_no_folder() -> None:
    read = read_torrent(torrent(name=b"kiln.m4b", files=None, length=77))

    assert (read.files, read.single) == ((("kiln.m4b", 77),), True)


def test_padding_is_no_file() -> None:
    pad = {"attr": b"p", "length": 24, "path": [b".pad", b"24"]}

    assert read_torrent(torrent(files=[{"length": 1000, "path": [b"01.mp3"]}, pad])).size == 1000


def test_a_good_torrent_passes_within_one_percent() -> None:
    check_torrent(read_torrent(torrent()), row_size=1034, domains=HOME)
    check_torrent(read_torrent(torrent()), row_size=None, domains=HOME)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"<html><title>Login</title></html>", "not_a_torrent", id="a web page"),
        pytest.param(b"", "not_a_torrent", id="nothing"),
        pytest.param(b"d4:infod", "not_a_torrent", id="cut off"),
        pytest.param(b"d8:announce3:abce", "not_a_torrent", id="no info"),
        pytest.param(b"d" + b"0:" * 6_000_000, "torrent_too_large", id="over 10 MiB"),
        pytest.param(torrent(pieces=None), "not_a_torrent", id="version 2 only"),
        pytest.param(torrent(private=0), "not_private", id="public"),
        pytest.param(torrent(private=None), "not_private", id="says nothing"),
        pytest.param(torrent("udp://elsewhere.example:80/announce"), "foreign_tracker", id="other tracker"),
        pytest.param(torrent("https://nottracker.example/a"), "foreign_tracker", id="host that ends alike"),
        pytest.param(torrent(""), "foreign_tracker", id="no tracker"),
        pytest.param(torrent(files=[{"length": 1024, "path": [b"book.epub"]}]), "no_audio", id="no audio"),
    ],
)
def test_what_must_not_reach_the_client(body: bytes, code: str) -> None:
    assert refused(body) == code


def test_a_size_that_is_off_by_more_than_one_percent_is_refused() -> None:
    assert refused(torrent(), row_size=1036) == "size_differs"


@pytest.mark.parametrize(
    "path",
    [
        [b"..", b"passwd"],
        [b"/etc/passwd"],
        [b"a/../../b.mp3"],
        [b"a\\b.mp3"],
        [b"bell\x07.mp3"],
        [b""],
        [b"\xff\xfe.mp3"],
    ],
)
def test_hostile_names_are_refused(path: list[bytes]) -> None:
    assert refused(torrent(files=[{"length": 1024, "path": path}])) == "unsafe_name"


def test_a_hostile_second_tracker_is_found() -> None:
    body = bencode(
        {
            "announce": b"https://t.tracker.example/a",
            "announce-list": [[b"https://t.tracker.example/a"], [b"https://spy.example/a"]],
            "info": {"name": b"x.mp3", "length": 1024, "piece length": 1, "pieces": b"", "private": 1},
        }
    )

    assert refused(body) == "foreign_tracker"


def test_the_passkey_stays_out_of_what_is_said() -> None:
    with pytest.raises(BadTorrent) as caught:
        check_torrent(
            read_torrent(torrent("https://spy.example/s3cr3t/announce")), row_size=1024, domains=HOME
        )

    assert caught.value.detail == "The torrent announces to spy.example, which is not the tracker."


@given(st.binary(max_size=300))
def test_no_bytes_are_read_as_anything_but_a_torrent_or_refused(body: bytes) -> None:
    try:
        read = read_torrent(body)
    except BadTorrent:
        return
    assert len(read.info_hash) == 40


@given(st.binary(max_size=200).map(lambda tail: torrent()[:-1] + tail))
def test_a_broken_tail_is_never_taken(body: bytes) -> None:
    try:
        read = read_torrent(body)
    except BadTorrent:
        return
    assert body == torrent()
    assert read.size == 1024
