"""The path doctor on real folders: what it proves, and what it says to change."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_town import CHOSEN, Town
from sqlalchemy import select

from mamcrawler.automation.context import Context
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.problems import find_open
from mamcrawler.downloads.models import PathCheck
from mamcrawler.downloads.path_doctor import Paths, Step, examine, is_green
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.foundation.runtime import open_runtime


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("doctor")
    shutil.copy(empty_sqlite, folder / "test.db")
    with Town(folder, CHOSEN, database_url=f"sqlite:///{folder / 'test.db'}") as town:
        yield town


def steps(town: Town, *, save_path: str | None = None, client: dict[str, str] | None = None,
          library: dict[str, str] | None = None, link_mode: str = "hardlink") -> list[Step]:  # fmt: skip
    remotes = town.runtime.remotes
    paths = Paths(save_path, PathMap.of(client or {}), PathMap.of(library or {}), link_mode)
    return examine(lambda: remotes.qbittorrent, lambda: remotes.audiobookshelf, paths)


def test_all_is_well_and_nothing_is_left_behind(town: Town) -> None:
    save, root = town.sandbox.client.save_path, town.sandbox.library_root
    before = sorted(save.iterdir()), sorted(root.iterdir())

    found = steps(town)

    assert [step.name for step in found] == [
        "client",
        "save_path",
        "torrent",
        "library_root",
        "probe",
        "link",
        "rename",
        "permissions",
    ]
    assert is_green(found)
    assert (sorted(save.iterdir()), sorted(root.iterdir())) == before


def test_a_save_path_that_is_not_here_names_the_map(town: Town) -> None:
    failed = steps(town, save_path="/downloads")[-1]

    assert (failed.name, failed.passed) == ("save_path", False)
    assert "MAMCRAWLER_DOWNLOADS__PATH_MAP" in failed.remedy
    assert "/downloads=" in failed.remedy


def test_a_mapped_save_path_is_looked_for_where_it_is_mounted(town: Town) -> None:
    save = str(town.sandbox.client.save_path)

    assert is_green(steps(town, save_path="/downloads", client={"/downloads": save}))


def test_a_library_folder_that_is_not_here_names_its_map(town: Town) -> None:
    root = str(town.sandbox.library_root)
    failed = steps(town, library={root: "/mnt/not-mounted"})[-1]

    assert (failed.name, failed.passed) == ("library_root", False)
    assert "MAMCRAWLER_AUDIOBOOKSHELF__PATH_MAP" in failed.remedy


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    folder = Path("/dev/shm")
    if not os.access(folder, os.W_OK) or folder.stat().st_dev == tmp_path.stat().st_dev:
        pytest.fail("this machine has no second file system to test with")
    made = folder / f"mc-doctor-{os.getpid()}"
    made.mkdir()
    yield made
    shutil.rmtree(made)


def test_two_file_systems_are_found_by_a_real_link(town: Town, other_disk: Path) -> None:
    failed = steps(town, library={str(town.sandbox.library_root): str(other_disk)})[-1]

    assert (failed.name, failed.passed) == ("link", False)
    assert "one volume" in failed.remedy
    assert "MAMCRAWLER_DOWNLOADS__LINK_MODE" in failed.remedy
    assert list(other_disk.iterdir()) == []


def test_copies_need_no_common_file_system(town: Town, other_disk: Path) -> None:
    library = {str(town.sandbox.library_root): str(other_disk)}

    found = steps(town, library=library, link_mode="hardlink_or_copy")

    assert is_green(found)
    assert [step.name for step in found][-2:] == ["copy", "permissions"]


def test_a_closed_umask_is_named(town: Town) -> None:
    before = os.umask(0o077)
    try:
        failed = steps(town)[-1]
    finally:
        os.umask(before)

    assert (failed.name, failed.passed) == ("permissions", False)
    assert "umask" in failed.remedy


def test_what_is_not_connected_is_said(town: Town) -> None:
    def missing():
        raise NotConfigured("qbittorrent", "MAMCRAWLER_QBITTORRENT__URL")

    remotes = town.runtime.remotes
    paths = Paths(None, PathMap(), PathMap(), "hardlink")
    failed = examine(missing, lambda: remotes.audiobookshelf, paths)[-1]

    assert (failed.name, failed.remedy) == ("client", "Set MAMCRAWLER_QBITTORRENT__URL.")


def test_the_job_keeps_the_result_and_no_problem_is_open(town: Town, database_url: str) -> None:
    runtime = open_runtime({**town.environment, "MAMCRAWLER_DATABASE_URL": database_url})
    try:
        declared_jobs()["paths.check"].run(Context(runtime, name="paths.check", run_id=1))

        with runtime.db.read() as session:
            last = session.scalars(select(PathCheck).order_by(PathCheck.id.desc())).one()
            assert last.green
            assert len(last.steps) == 8
            assert find_open(session, "paths_broken") is None
    finally:
        runtime.close()
