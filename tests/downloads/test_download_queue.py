"""Approved releases on their way to the client, with everything that can be in the way."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from small_town import BOOK, CHOSEN, SPARE, Town
from sqlalchemy import select

from mamcrawler.downloads import service
from mamcrawler.downloads.models import Blocked, Download, Move, Release
from mamcrawler.downloads.torrent_file import read_torrent
from mamcrawler.wanted.models import Wanted


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    with Town(tmp_path, CHOSEN, SPARE, database_url=database_url, speed=60) as town:
        town.run("library.sync_full")
        town.want(BOOK)
        town.run("downloads.search")
        yield town


def only(town: Town) -> Download:
    with town.db.read() as session:
        return session.scalars(select(Download).order_by(Download.id).limit(1)).one()


def due(town: Town) -> None:
    """Brings the recheck of waiting rows to now."""
    with town.db.session() as session:
        for row in session.scalars(select(Download).where(Download.state == "waiting")):
            row.next_check_at = town.clock.now()


def test_a_release_is_sent_with_category_and_tags(town: Town) -> None:
    town.run("downloads.queue")

    torrent = town.runtime.remotes.qbittorrent.torrents()[0]
    row = only(town)
    assert (row.state, row.info_hash, row.adopted) == ("downloading", torrent.hash, False)
    assert (torrent.category, torrent.tags) == ("audiobooks", frozenset({"mc", f"mc-{row.id}"}))
    assert torrent.auto_managed is False


def test_without_rows_no_remote_is_asked(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, CHOSEN, database_url=database_url) as town:
        town.sandbox.mam.stop()

        assert town.run("downloads.queue").kind == "nothing_to_do"


def test_a_client_that_is_down_holds_the_row_until_it_is_back(town: Town) -> None:
    town.sandbox.client.stop()

    town.run("downloads.queue")
    row = only(town)
    assert (row.state, row.reason) == ("waiting", "client_down")

    town.sandbox.client.start()
    until = time.monotonic() + 60
    while only(town).state != "downloading":
        assert time.monotonic() < until, only(town).sentence
        due(town)
        town.run("downloads.queue")
        time.sleep(0.1)


def test_a_torrent_that_is_there_already_is_adopted_and_not_added_again(town: Town) -> None:
    town.faults.switch_on("client-already-has")

    town.run("downloads.queue")

    row = only(town)
    assert (row.state, row.adopted) == ("downloading", True)
    torrents = town.runtime.remotes.qbittorrent.torrents()
    assert [torrent.hash for torrent in torrents] == [row.info_hash]
    assert f"mc-{row.id}" in torrents[0].tags


def test_a_login_page_instead_of_a_torrent_is_tried_again(town: Town) -> None:
    town.faults.switch_on("torrent-is-login-page")

    until = time.monotonic() + 60
    while only(town).state != "downloading":
        assert time.monotonic() < until, only(town).sentence
        due(town)
        town.run("downloads.queue")

    with town.db.read() as session:
        steps = session.scalars(select(Move.to_state).order_by(Move.id)).all()
    assert "sending" in steps
    assert len(town.runtime.remotes.qbittorrent.torrents()) == 1


def test_a_torrent_that_differs_from_its_row_is_refused_for_the_next_best(town: Town) -> None:
    with town.db.session() as session:
        release = session.scalars(select(Release).where(Release.tracker_id == CHOSEN)).one()
        release.size = (release.size or 0) * 2
        release.row = {**release.row, "size": release.size}

    town.run("downloads.queue")

    assert town.states() == ["abandoned", "proposed"]
    assert only(town).reason == "size_differs"
    with town.db.read() as session:
        assert session.scalars(select(Blocked.tracker_id)).all() == [CHOSEN]
    assert town.runtime.remotes.qbittorrent.torrents() == ()


def test_a_release_that_left_the_tracker_gives_way(town: Town) -> None:
    with town.db.session() as session:
        release = session.scalars(select(Release).where(Release.tracker_id == CHOSEN)).one()
        release.last_seen_at = town.clock.now() - timedelta(hours=25)
        release.tracker_id = 999_999

    town.run("downloads.queue")

    assert only(town).reason == "release_gone"
    assert town.states() == ["abandoned", "proposed"]


def test_broken_paths_hold_every_row(town: Town, tmp_path: Path) -> None:
    root = town.sandbox.library_root
    hidden = root.rename(root.with_name("unmounted"))

    town.run("downloads.queue")
    row = only(town)
    assert (row.state, row.reason) == ("waiting", "paths_broken")
    assert "MAMCRAWLER_AUDIOBOOKSHELF__PATH_MAP" in row.sentence

    hidden.rename(root)
    until = time.monotonic() + 60
    while only(town).state != "downloading":
        assert time.monotonic() < until, only(town).sentence
        due(town)
        town.run("downloads.queue")
        time.sleep(0.2)


def test_in_propose_mode_nothing_goes_without_a_person(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, CHOSEN, database_url=database_url, MAMCRAWLER_DOWNLOADS__MODE="propose") as town:
        town.run("library.sync_full")
        town.want(BOOK)
        town.run("downloads.search")
        town.run("downloads.queue")
        assert town.states() == ["proposed"]

        with town.db.session() as session:
            service.approve(session, download_id=1, by="anna", at=town.clock.now())
        town.run("downloads.queue")

        assert town.states() == ["downloading"]


def test_a_cancelled_torrent_without_a_byte_leaves_the_client(town: Town) -> None:
    town.faults.switch_on("stalled")
    town.run("downloads.queue")
    with town.db.session() as session:
        service.cancel(session, download_id=1, by="anna", at=town.clock.now())

    town.run("downloads.monitor")

    assert town.runtime.remotes.qbittorrent.torrents() == ()
    with town.db.read() as session:
        assert session.scalars(select(Wanted.state)).all() == ["wanted"]


def test_an_unknown_torrent_of_our_category_is_adopted(town: Town) -> None:
    client = town.runtime.remotes.qbittorrent
    body = town.sandbox.shelf.torrent_bytes(SPARE)
    client.add(body, read_torrent(body).info_hash, category="audiobooks", tags=(), save_path=None)

    outcome = town.run("downloads.monitor")

    assert outcome.counts["adopted"] == 1
    assert town.run("downloads.monitor").counts["adopted"] == 0
    with town.db.read() as session:
        row = session.scalars(select(Download).where(Download.adopted)).one()
    assert (row.by, row.release_id) == ("adoption", None)


def test_category_change_by_the_user_releases_the_torrent(town: Town) -> None:
    town.faults.switch_on("stalled")
    town.run("downloads.queue")
    client = town.runtime.remotes.qbittorrent
    hashes = [torrent.hash for torrent in client.torrents()]
    client.add_tags(hashes, ["mc-ignore"])

    town.run("downloads.monitor")

    row = only(town)
    assert (row.state, row.reason) == ("cancelled", "released")
    assert len(client.torrents()) == 1
