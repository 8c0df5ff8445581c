"""Brings a verified download into the library: plan, build, put in place, write down (rules D20 to D24)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from mamcrawler.downloads.import_plan import NeedsPerson, PlannedFolder, plan_import
from mamcrawler.downloads.linking import (
    ImportFault,
    LinkMode,
    Placed,
    build,
    discard,
    missing_parents,
    put_in_place,
    take_out,
    temporary_folder,
)
from mamcrawler.downloads.models import Download, ImportedFile, ImportedFolder
from mamcrawler.downloads.moves import hold, move
from mamcrawler.downloads.shelf import Shelf
from mamcrawler.downloads.wording import counted
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database

BY = "pipeline"
SIDECAR = "metadata.json"
_OFFERS = ("organising", "abandoned")


@dataclass(frozen=True, slots=True)
class ImportPolicy:
    """How files are put in: link mode, folder template, longest path, and whether unasked books come too."""

    link_mode: LinkMode
    folder: str
    max_path: int
    import_extras: bool


def organise(
    db: Database, download_id: int, shelf: Shelf, policy: ImportPolicy, *, clock: Clock, token: str
) -> str:
    """Links a verified download into the library and returns its new state.

    What an interrupted try left behind is taken out first. The plan is written down before the first file is
    made, so that at any moment the rows know every file that may exist.
    """
    with db.session() as session:
        if not hold(session, session.get_one(Download, download_id), token=token):
            return "organising"
    undo(db, download_id, shelf.root)
    try:
        plan = plan_import(
            db,
            download_id,
            shelf,
            template=policy.folder,
            max_path=policy.max_path,
            extras=policy.import_extras,
            at=clock.now(),
        )
    except NeedsPerson as doubt:
        return _review(db, download_id, doubt.code, doubt.detail, clock=clock, token=token)
    with db.session() as session:
        download = session.get_one(Download, download_id)
        folders = [_written(session, download, shelf, one) for one in plan]
        ids = [folder.id for folder in folders]
    try:
        placed = _build_all(plan, shelf, download_id, policy.link_mode)
    except ImportFault as fault:
        undo(db, download_id, shelf.root)
        if fault.temporary:
            return _fail(db, download_id, fault, clock=clock, token=token)
        return _review(db, download_id, fault.code, fault.detail, clock=clock, token=token)
    with db.session() as session:
        for folder_id, files in zip(ids, placed, strict=True):
            _settle_folder(session, folder_id, files, at=clock.now())
        download = session.get_one(Download, download_id)
        download.scan_asked_at, download.scans, download.looks = None, 0, 0
        move(
            session,
            download,
            "importing",
            by=BY,
            at=clock.now(),
            token=token,
            sentence=f"In place; Audiobookshelf has yet to see {counted(len(placed), 'folder')}.",
            next_action="ask Audiobookshelf to scan",
            next_check_at=clock.now(),
        )
        return download.state


def undo(db: Database, download_id: int, root: Path) -> list[Path]:
    """Takes out what an import of the download put into the library, and nothing else; returns what was in
    the way because it is no longer ours."""
    left: list[Path] = []
    with db.read() as session:
        folders = _folders(session, download_id)
    for folder in folders:
        placed = [
            Placed(
                Path(file.source) if file.source else None,
                str(Path(file.target).relative_to(folder.path)),
                "sidecar" if file.how == "sidecar" else "copy" if file.how == "copy" else "link",
                file.size,
                file.inode or 0,
                file.sha256,
            )
            for file in folder.files
        ]
        left += take_out(Path(folder.path), placed, [Path(parent) for parent in folder.made_parents])
    temporary = temporary_folder(root, download_id)
    if temporary.exists():
        discard(temporary)
    if folders:
        with db.session() as session:
            for folder in _folders(session, download_id):
                session.delete(folder)
    return left


def _written(session: Session, download: Download, shelf: Shelf, one: PlannedFolder) -> ImportedFolder:
    """The planned folder as rows; nothing of it exists on disk yet."""
    folder = ImportedFolder(
        download_id=download.id,
        library_id=shelf.library_id,
        book_ids=list(one.book_ids),
        wanted_ids=list(one.wanted_ids),
        path=str(one.path),
        library_path=shelf.library_path(one.path),
        made_parents=[str(parent) for parent in missing_parents(one.path, shelf.root)],
    )
    folder.files = [
        ImportedFile(
            source=str(source.path), target=str(one.path / source.name), how="link", size=0, inode=None
        )
        for source in one.sources
    ]
    folder.files.append(
        ImportedFile(
            source=None,
            target=str(one.path / SIDECAR),
            how="sidecar",
            size=len(one.sidecar),
            sha256=hashlib.sha256(one.sidecar).hexdigest(),
        )
    )
    session.add(folder)
    session.flush()
    return folder


def _build_all(
    plan: Sequence[PlannedFolder], shelf: Shelf, download_id: int, mode: LinkMode
) -> list[list[Placed]]:
    """Builds every folder out of sight, and only when all of them stand puts them in place."""
    temporary = temporary_folder(shelf.root, download_id)
    try:
        built = [temporary / str(number) for number in range(len(plan))]
        placed = [
            build(folder, one.sources, mode=mode, sidecar=one.sidecar)
            for folder, one in zip(built, plan, strict=True)
        ]
        for folder, one in zip(built, plan, strict=True):
            put_in_place(folder, one.path)
    finally:
        discard(temporary)
    return placed


def _settle_folder(session: Session, folder_id: int, placed: Sequence[Placed], *, at: datetime) -> None:
    folder = session.get_one(ImportedFolder, folder_id, options=[selectinload(ImportedFolder.files)])
    folder.placed_at = at
    by_name = {one.name: one for one in placed}
    for file in folder.files:
        one = by_name[str(Path(file.target).relative_to(folder.path))]
        file.how, file.size, file.inode, file.sha256 = one.how, one.size, one.inode, one.sha256


def _folders(session: Session, download_id: int) -> list[ImportedFolder]:
    query = select(ImportedFolder).where(ImportedFolder.download_id == download_id)
    return list(session.scalars(query.options(selectinload(ImportedFolder.files))))


def _review(db: Database, download_id: int, code: str, sentence: str, *, clock: Clock, token: str) -> str:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        move(
            session,
            download,
            "needs_review",
            by=BY,
            at=clock.now(),
            token=token,
            reason=code,
            sentence=sentence,
            offers=_OFFERS,
            next_action="a person decides",
        )
        return download.state


def _fail(db: Database, download_id: int, fault: ImportFault, *, clock: Clock, token: str) -> str:
    with db.session() as session:
        download = session.get_one(Download, download_id)
        move(
            session,
            download,
            "failed",
            by=BY,
            at=clock.now(),
            token=token,
            reason=fault.code,
            sentence=fault.detail,
            next_action="try again",
        )
        return download.state
