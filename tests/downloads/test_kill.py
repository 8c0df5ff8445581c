"""kill -9 of the worker at each transition that it makes: nothing lost, nothing doubled, nothing half done.

Every case runs the product's worker in a process of its own against the sandbox, lets it kill itself just
before or just after the commit of one transition, starts it again, and looks at what came of it.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from small_town import BOOK, BUNDLE, BUNDLED, CHOSEN, SPARE, Town
from sqlalchemy import select

from mamcrawler.downloads.models import Download, ImportedFile, ImportedFolder, Move
from mamcrawler.downloads.states import TABLE
from mamcrawler.library.models import LibraryItem
from mamcrawler.wanted.models import Wanted

WORKER = Path(__file__).parent / "doomed_worker.py"
PATIENCE = 90.0
SPEED = 120.0

STRAIGHT = [
    ("-", "proposed"),
    ("proposed", "approved"),
    ("approved", "sending"),
    ("sending", "downloading"),
    ("downloading", "completed"),
    ("completed", "verifying"),
    ("verifying", "organising"),
    ("organising", "importing"),
    ("importing", "imported"),
]
BROKEN = [("verifying", "verify_failed"), ("verify_failed", "abandoned")]


def cases(transitions: list[tuple[str, str]]) -> list[object]:
    """Each transition before and after its commit, once on each engine and in turn the other way round."""
    engines = ("sqlite", "postgresql")
    return [
        pytest.param(left, to, when, engines[(number + place) % 2], id=f"{when} {left} to {to}")
        for number, (left, to) in enumerate(transitions)
        for place, when in enumerate(("before", "after"))
    ]


on_each = pytest.mark.parametrize(
    ("left", "to", "when", "database_url"), cases(STRAIGHT), indirect=["database_url"]
)


class Work:
    """The worker's process, which may die and is started again."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def dies_at(self, left: str, to: str, when: str, **settings: str) -> None:
        ran = self._start(left, to, when, **settings)
        try:
            assert ran.wait(PATIENCE) == -9, "the worker ended before the transition came"
        finally:
            ran.kill()
            ran.wait()

    def is_killed_when(self, state: str, **settings: str) -> None:
        ran = self._start(**settings)
        self._wait(ran, lambda: self.town.states() == [state])

    def goes_on_until_satisfied(self) -> None:
        ran = self._start()
        # A doubled step would come in the second after.
        self._wait(ran, self._satisfied, rest=1.0)

    def _wait(self, ran: subprocess.Popen[bytes], until: Callable[[], bool], rest: float = 0.0) -> None:
        try:
            last = time.monotonic() + PATIENCE
            while not until():
                assert ran.poll() is None, "the worker ended by itself"
                assert time.monotonic() < last, f"it did not come: {self.town.states()}"
                time.sleep(0.1)
            time.sleep(rest)
        finally:
            ran.kill()
            ran.wait()

    def _start(self, *doom: str, **settings: str) -> subprocess.Popen[bytes]:
        with (self.town.folder / "worker.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, str(WORKER), *doom],
                env={**self.town.process_environment, **settings},
                stdout=log,
                stderr=log,
            )

    def _satisfied(self) -> bool:
        with self.town.db.read() as session:
            return set(session.scalars(select(Wanted.state))) == {"satisfied"}


def whole(town: Town, *, folders: int = 1) -> None:
    """Everything that must be true after any accident."""
    with town.db.read() as session:
        downloads = session.scalars(select(Download).order_by(Download.id)).all()
        assert Counter(row.state for row in downloads)["imported"] == 1
        assert {row.state for row in downloads} <= {"imported", "abandoned"}
        _histories_are_whole(session, downloads)
        _torrents_have_rows(town, downloads)
        placed = session.scalars(select(ImportedFolder)).all()
        assert len(placed) == folders
        files = session.scalars(select(ImportedFile)).all()
        items = session.scalars(select(LibraryItem).where(LibraryItem.origin == "download")).all()
        assert sorted(item.path for item in items) == sorted(folder.library_path for folder in placed)
    _disk_holds_exactly(town, [Path(folder.path) for folder in placed], files)
    _seeding_bytes_are_whole(town)


def _histories_are_whole(session, downloads) -> None:
    for row in downloads:
        moves = session.scalars(select(Move).where(Move.download_id == row.id).order_by(Move.id)).all()
        steps = [(move.from_state, move.to_state) for move in moves]
        assert [left for left, _ in steps] == [None, *(to for _, to in steps[:-1])]
        assert steps[-1][1] == row.state
        for left, to in steps[1:]:
            assert to in TABLE[left].goes_to + TABLE[left].late


def _torrents_have_rows(town: Town, downloads) -> None:
    torrents = town.runtime.remotes.qbittorrent.torrents()
    assert sorted(torrent.hash for torrent in torrents) == sorted(
        row.info_hash for row in downloads if row.info_hash
    )
    for torrent in torrents:
        row = next(row for row in downloads if row.info_hash == torrent.hash)
        assert (torrent.category, torrent.tags) == ("audiobooks", frozenset({"mc", f"mc-{row.id}"}))


def _disk_holds_exactly(town: Town, folders: list[Path], files: list[ImportedFile]) -> None:
    root = town.sandbox.library_root
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []
    there = sorted(str(path) for folder in folders for path in folder.rglob("*") if path.is_file())
    assert there == sorted(file.target for file in files)
    for file in files:
        if file.how == "link":
            assert Path(file.target).samefile(Path(file.source or ""))
    made_by_others = {town.sandbox.library_root / item.folder for item in town.sandbox.world.items}
    parents = {folder for path in [*folders, *made_by_others] for folder in (path, *path.parents)}
    stray = [path for path in root.rglob("*") if path.is_dir() and path not in parents]
    assert [
        path for path in stray if not any(folder in path.parents for folder in parents & set(folders))
    ] == []


def _seeding_bytes_are_whole(town: Town) -> None:
    client = town.runtime.remotes.qbittorrent
    hashes = [torrent.hash for torrent in client.torrents()]
    client.recheck(hashes)
    until = time.monotonic() + 20
    while not all(torrent.complete for torrent in client.torrents(hashes)):
        assert time.monotonic() < until, "a torrent does not check to 100 %"
        time.sleep(0.1)


@on_each
def test_killed_on_the_straight_way(left: str, to: str, when: str, tmp_path: Path, database_url: str) -> None:
    with Town(tmp_path, CHOSEN, database_url=database_url, speed=SPEED) as town:
        town.run("library.sync_full")
        town.want(BOOK)
        work = Work(town)

        work.dies_at(left, to, when)
        work.goes_on_until_satisfied()

        whole(town)


@pytest.mark.parametrize(
    ("left", "to", "when", "database_url"), cases([("organising", "importing")]), indirect=["database_url"]
)
def test_killed_while_a_bundle_is_imported(
    left: str, to: str, when: str, tmp_path: Path, database_url: str
) -> None:
    with Town(tmp_path, BUNDLE, database_url=database_url, speed=SPEED) as town:
        town.run("library.sync_full")
        town.want(*BUNDLED)
        work = Work(town)

        work.dies_at(left, to, when)
        work.goes_on_until_satisfied()

        whole(town, folders=3)


@pytest.mark.parametrize(("left", "to", "when", "database_url"), cases(BROKEN), indirect=["database_url"])
def test_killed_while_a_broken_release_gives_way_to_the_next(
    left: str, to: str, when: str, tmp_path: Path, database_url: str
) -> None:
    with Town(
        tmp_path, CHOSEN, SPARE, database_url=database_url, speed=SPEED, faults=("corrupt-audio",)
    ) as town:
        town.run("library.sync_full")
        town.want(BOOK)
        work = Work(town)

        work.dies_at(left, to, when)
        work.goes_on_until_satisfied()

        whole(town)
        assert town.states() == ["abandoned", "imported"]


@pytest.mark.parametrize(
    ("left", "to", "when", "database_url"), cases([("sending", "approved")]), indirect=["database_url"]
)
def test_killed_while_the_tracker_refuses_the_torrent(
    left: str, to: str, when: str, tmp_path: Path, database_url: str
) -> None:
    with Town(
        tmp_path, CHOSEN, database_url=database_url, speed=SPEED, faults=("torrent-is-login-page",)
    ) as town:
        town.run("library.sync_full")
        town.want(BOOK)
        work = Work(town)

        work.dies_at(left, to, when)
        work.goes_on_until_satisfied()

        whole(town)


@pytest.mark.parametrize(
    ("left", "to", "when", "database_url"),
    cases([("approved", "waiting"), ("waiting", "approved")]),
    indirect=["database_url"],
)
def test_killed_at_a_gate(left: str, to: str, when: str, tmp_path: Path, database_url: str) -> None:
    closed = {"MAMCRAWLER_TRACKER__UNSAT_RESERVE": "200"}
    with Town(tmp_path, CHOSEN, database_url=database_url, speed=600) as town:
        town.run("library.sync_full")
        town.want(BOOK)
        work = Work(town)

        if to == "waiting":
            work.dies_at(left, to, when, **closed)
        else:
            work.is_killed_when("waiting", **closed)
            work.dies_at(left, to, when)
        work.goes_on_until_satisfied()

        whole(town)
