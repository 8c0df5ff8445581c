"""What must be true of rows, client and disk after any accident."""

from __future__ import annotations

from pathlib import Path

from kill_scenery import Scene
from kill_stage import Stage
from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation.models import Activity
from mamcrawler.downloads.models import Download, DownloadWanted, ImportedFile, ImportedFolder
from mamcrawler.downloads.states import LIVE, TABLE
from mamcrawler.library.models import LibraryItem


def all_is_whole(stage: Stage, scene: Scene, *, torrents: int, folders: int) -> None:
    """Nothing is lost, nothing doubled, no torrent an orphan, no folder half imported."""
    histories_are_whole(stage)
    with stage.db.read() as session:
        _wishes_have_one_live_download(session)
        _things_happened_once(session, stage.histories())
        _torrents_have_rows(session, stage, torrents)
        _disk_holds_exactly(session, stage, scene, folders)
        items = session.scalars(select(LibraryItem.path).where(LibraryItem.origin == "download"))
        found = session.scalars(
            select(ImportedFolder.library_path).where(ImportedFolder.library_item_id.is_not(None))
        )
        assert sorted(items) == sorted(found)
    _seeding_bytes_are_whole(stage, scene)


def histories_are_whole(stage: Stage) -> None:
    """Every history is one chain of allowed moves from the beginning to the present state."""
    states, _ = stage.states()
    for state, steps in zip(states, stage.histories().values(), strict=True):
        assert [left for left, _ in steps] == ["-", *(to for _, to in steps[:-1])]
        assert steps[-1][1] == state
        for left, to in steps[1:]:
            assert to in TABLE[left].goes_to + TABLE[left].late


def _wishes_have_one_live_download(session: Session) -> None:
    for row in session.scalars(select(DownloadWanted)):
        assert row.live == (session.get_one(Download, row.download_id).state in LIVE)


def _things_happened_once(session: Session, histories: dict[int, list[tuple[str, str]]]) -> None:
    """Each send and import is told once."""
    for kind, made in (("grabbed", [("sending", "downloading")]), ("imported", [("importing", "imported")])):
        told = session.scalars(select(Activity.subject_id).where(Activity.kind == kind)).all()
        done = [row for row, steps in histories.items() for step in steps if step in made]
        assert sorted(map(str, told)) == sorted(map(str, done))


def _torrents_have_rows(session: Session, stage: Stage, count: int) -> None:
    held = stage.scenery.torrents()
    assert len(held) == count
    for torrent in held:
        row = session.scalars(select(Download).where(Download.info_hash == torrent.info_hash)).one()
        assert torrent.category == "audiobooks"
        if not row.adopted:
            assert set(torrent.tags) - {"mc-ignore"} == {"mc", f"mc-{row.id}"}


def _disk_holds_exactly(session: Session, stage: Stage, scene: Scene, folders: int) -> None:
    root = stage.scenery.root
    placed = session.scalars(select(ImportedFolder)).all()
    files = session.scalars(select(ImportedFile)).all()
    assert len(placed) == folders
    expected = {Path(file.target) for file in files} | {root / name for name in scene.strange}
    parents = {parent for path in expected for parent in path.parents if root in parent.parents}
    assert stage.scenery.added() == {path for path in expected | parents if stage.scenery.is_new(path)}
    assert stage.scenery.books_are_untouched()
    for file in files:
        if file.how == "link":
            target = Path(file.target).stat()
            assert (target.st_ino, target.st_nlink) == (Path(file.source or "").stat().st_ino, 2)


def _seeding_bytes_are_whole(stage: Stage, scene: Scene) -> None:
    """No byte of a torrent that was complete has changed."""
    now = {torrent.info_hash: torrent.files for torrent in stage.scenery.torrents()}
    for torrent in scene.torrents:
        if torrent.complete and torrent.info_hash in now:
            assert now[torrent.info_hash] == torrent.files
