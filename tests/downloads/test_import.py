"""Finished transfers on their way into the library: real torrents, real files, a simulated server."""

import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from small_town import BOOK, BUNDLE, BUNDLED, CHOSEN, SPARE, Town
from sqlalchemy import select

from mamcrawler.downloads import service
from mamcrawler.downloads.models import Blocked, Check, Download, ImportedFile, ImportedFolder
from mamcrawler.library.models import Book, LibraryItem
from mamcrawler.wanted.models import Wanted


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    with Town(tmp_path, CHOSEN, database_url=database_url) as town:
        town.run("library.sync_full")
        yield town


def fetch(town: Town, *keys: str) -> None:
    """Searches, sends and waits until every transfer is complete."""
    town.want(*keys)
    town.run("downloads.search")
    transfer(town)


def transfer(town: Town) -> None:
    town.run("downloads.queue")
    until = time.monotonic() + 60
    while "downloading" in town.states():
        assert time.monotonic() < until, "the transfer does not end"
        town.run("downloads.monitor")
        time.sleep(0.05)


def one(town: Town) -> Download:
    with town.db.read() as session:
        return session.scalars(select(Download).order_by(Download.id.desc()).limit(1)).one()


def the_item(town: Town) -> LibraryItem:
    with town.db.read() as session:
        return session.scalars(select(LibraryItem).where(LibraryItem.origin == "download")).one()


def test_a_book_arrives_as_hard_links_under_its_name(town: Town) -> None:
    fetch(town, BOOK)

    outcome = town.run("downloads.pipeline")

    assert dict(outcome.counts) == {"organising": 1, "importing": 1, "imported": 1}
    with town.db.read() as session:
        folder = session.scalars(select(ImportedFolder)).one()
        files = session.scalars(select(ImportedFile).order_by(ImportedFile.id)).all()
    below = str(Path(folder.path).relative_to(town.sandbox.library_root))
    assert below == "Ilsa Wrenfield/The Saltglass Chronicles/Vol 5 - 2021 - A Harbour of Bells {Sunniva Hale}"
    assert [(Path(file.target).name, file.how) for file in files] == [
        ("A Harbour of Bells.m4b", "link"),
        ("metadata.json", "sidecar"),
    ]
    assert Path(files[0].target).samefile(files[0].source or "")


def test_the_server_shows_author_series_and_position_and_the_wish_is_satisfied(town: Town) -> None:
    fetch(town, BOOK)
    town.run("downloads.pipeline")

    shown = the_item(town).metadata_as_shown
    assert shown["authors"] == ["Ilsa Wrenfield"]
    assert shown["series"] == [["The Saltglass Chronicles", "5"]]
    assert shown["narrators"] == ["Sunniva Hale"]
    with town.db.read() as session:
        wanted = session.scalars(select(Wanted)).one()
        assert wanted.state == "satisfied"
        assert session.get_one(Book, wanted.book_id).owned
        assert the_item(town).book_id == wanted.book_id


def test_a_second_run_does_nothing_and_says_so(town: Town) -> None:
    fetch(town, BOOK)
    town.run("downloads.pipeline")

    kinds = {job: town.run(job).kind for job in ("downloads.search", "downloads.queue", "downloads.pipeline")}

    assert set(kinds.values()) == {"nothing_to_do"}
    assert town.states() == ["imported"]


def test_every_check_is_kept(town: Town) -> None:
    fetch(town, BOOK)
    town.run("downloads.pipeline")

    with town.db.read() as session:
        results = {check.name: check.result for check in session.scalars(select(Check))}
    assert {
        name: results[name] for name in ("safety", "files", "decode", "length", "recording")
    } == dict.fromkeys(("safety", "files", "decode", "length", "recording"), "passed")


def test_corrupt_audio_is_blocked_and_the_next_best_release_comes(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, CHOSEN, SPARE, database_url=database_url, faults=("corrupt-audio",)) as town:
        town.run("library.sync_full")
        fetch(town, BOOK)
        town.run("downloads.pipeline")
        assert town.states() == ["abandoned", "proposed"]

        transfer(town)
        town.run("downloads.pipeline")

        assert town.states() == ["abandoned", "imported"]
        with town.db.read() as session:
            blocked = session.scalars(select(Blocked)).one()
        assert (blocked.tracker_id, blocked.reason, blocked.until) == (CHOSEN, "corrupt", None)
        # The broken torrent owes its seeding time all the same.
        assert len(town.runtime.remotes.qbittorrent.torrents()) == 2


def test_audio_that_ends_early_is_not_imported(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, CHOSEN, database_url=database_url, faults=("short-audio",)) as town:
        town.run("library.sync_full")
        fetch(town, BOOK)

        town.run("downloads.pipeline")

        assert town.states() == ["abandoned"]
        with town.db.read() as session:
            assert session.scalars(select(LibraryItem).where(LibraryItem.origin == "download")).all() == []
            assert session.scalars(select(Wanted.state)).all() == ["wanted"]


def test_files_we_cannot_see_are_for_a_person_and_blame_no_release(town: Town) -> None:
    fetch(town, BOOK)
    save = town.sandbox.client.save_path
    hidden = save.with_name("elsewhere")
    shutil.copytree(save, hidden)
    for path in save.rglob("*.m4b"):
        path.rename(hidden / path.name)

    town.run("downloads.pipeline")

    row = one(town)
    assert (row.state, row.reason, row.offers) == (
        "needs_review",
        "files_not_visible",
        ["completed", "abandoned"],
    )
    with town.db.read() as session:
        assert session.scalars(select(Blocked)).all() == []


def test_a_folder_of_the_same_book_is_not_touched(town: Town) -> None:
    fetch(town, BOOK)
    taken = (
        town.sandbox.library_root
        / "Ilsa Wrenfield/The Saltglass Chronicles/Vol 5 - 2021 - A Harbour of Bells {Sunniva Hale}"
    )
    taken.mkdir(parents=True)
    (taken / "mine.mp3").write_bytes(b"mine")

    town.run("downloads.pipeline")

    row = one(town)
    assert (row.state, row.reason) == ("needs_review", "folder_taken")
    assert [path.name for path in taken.iterdir()] == ["mine.mp3"]


def test_a_person_may_settle_a_review(town: Town) -> None:
    fetch(town, BOOK)
    taken = (
        town.sandbox.library_root
        / "Ilsa Wrenfield/The Saltglass Chronicles/Vol 5 - 2021 - A Harbour of Bells {Sunniva Hale}"
    )
    taken.mkdir(parents=True)
    (taken / "mine.mp3").write_bytes(b"mine")
    town.run("downloads.pipeline")
    shutil.rmtree(taken)

    with town.db.session() as session:
        service.decide(session, download_id=one(town).id, choice="organising", by="anna", at=town.clock.now())
    town.run("downloads.pipeline")

    assert town.states() == ["imported"]


def test_a_server_that_is_down_at_the_scan_is_waited_for(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, CHOSEN, database_url=database_url) as town:
        town.run("library.sync_full")
        fetch(town, BOOK)
        town.faults.switch_on("library-down-at-scan")

        town.run("downloads.pipeline")
        row = one(town)
        assert (row.state, row.reason) == ("importing", "abs_down")

        until = time.monotonic() + 60
        while town.states() != ["imported"]:
            assert time.monotonic() < until, one(town).sentence
            time.sleep(0.2)
            town.run("downloads.pipeline")
        assert the_item(town).path == _folder(town).library_path


def test_an_item_that_never_shows_is_for_a_person(town: Town) -> None:
    fetch(town, BOOK)
    town.sandbox.audiobookshelf.stop()
    town.run("downloads.pipeline")
    assert town.states() == ["importing"]

    with town.db.session() as session:
        row = session.scalars(select(Download)).one()
        row.deadline = town.clock.now() - timedelta(seconds=1)
    town.run("downloads.deadlines")

    row = one(town)
    assert (row.state, row.reason) == ("needs_review", "not_seen_by_library")
    assert row.offers == ["importing", "organising", "abandoned"]
    assert Path(_folder(town).path).is_dir()


def test_a_bundle_becomes_one_item_a_book(tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, BUNDLE, database_url=database_url) as town:
        town.run("library.sync_full")
        fetch(town, *BUNDLED)
        assert len(town.states()) == 1

        town.run("downloads.pipeline")

        assert town.states() == ["imported"]
        with town.db.read() as session:
            folders = session.scalars(select(ImportedFolder).order_by(ImportedFolder.path)).all()
            assert set(session.scalars(select(Wanted.state))) == {"satisfied"}
        assert [Path(folder.path).name[:5] for folder in folders] == ["Vol 3", "Vol 4", "Vol 5"]
        assert all(len(list(Path(folder.path).glob("*.mp3"))) == 2 for folder in folders)


def test_no_seeding_byte_is_changed(town: Town) -> None:
    fetch(town, BOOK)
    save = town.sandbox.client.save_path
    before = {path: path.read_bytes() for path in save.rglob("*") if path.is_file()}

    town.run("downloads.pipeline")

    assert {path: path.read_bytes() for path in save.rglob("*") if path.is_file()} == before


def _folder(town: Town) -> ImportedFolder:
    with town.db.read() as session:
        return session.scalars(select(ImportedFolder)).one()
