"""Decides, before a file is touched, which folders an import makes and what goes into them (D23, D28)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads import wishes
from mamcrawler.downloads.audio import Undecodable, Unreadable
from mamcrawler.downloads.bundle_cover import Covered, cover
from mamcrawler.downloads.bundles import Piece, Slot, Unassignable, assign
from mamcrawler.downloads.described import Naming, naming_of
from mamcrawler.downloads.filetypes import is_audio
from mamcrawler.downloads.layout import OrderUnclear, Ware, below_common_folder, target_names
from mamcrawler.downloads.linking import Source
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.naming import folder_path, numbered_folder
from mamcrawler.downloads.shelf import Shelf
from mamcrawler.downloads.sidecar import write_sidecar
from mamcrawler.downloads.tracks import Track, read_tracks
from mamcrawler.foundation.db import Database
from mamcrawler.library.models import Book, LibraryItem, Series
from mamcrawler.library.positions import parse_position, plain_number
from mamcrawler.library.works import ensure_book
from mamcrawler.wanted.models import Wanted

MOST_NUMBERED = 99


class NeedsPerson(Exception):  # noqa: N818 - named for the fact
    """The import cannot be planned without a person; `code` says why, `detail` in a sentence."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class PlannedFolder:
    """One item folder: its path, what goes in, the sidecar's bytes, and the books and wishes it covers."""

    path: Path
    sources: tuple[Source, ...]
    sidecar: bytes
    book_ids: tuple[int, ...]
    wanted_ids: tuple[int, ...] = ()


@dataclass(slots=True)
class _Book:
    """A book of the download with its files, before folders are chosen."""

    book: Book
    wanted: Wanted | None
    wares: list[Ware] = field(default_factory=list)
    also: list[Wanted] = field(default_factory=list)


def plan_import(
    db: Database,
    download_id: int,
    shelf: Shelf,
    *,
    template: str,
    max_path: int,
    extras: bool,
    at: datetime,
) -> list[PlannedFolder]:
    """The folders of a download, none of which exists yet.

    A book that a bundle brings beyond the wishes gets a folder when `extras` says so and it is not owned; it
    is described in our tables then. Raises NeedsPerson.
    """
    with db.read() as session:
        download = session.get_one(Download, download_id)
        wares, root = [name for name, _ in download.wares], Path(download.root or "")
    audio = [name for name in wares if is_audio(name)]
    try:
        tracks = read_tracks(root, audio)
    except (Undecodable, Unreadable) as error:
        raise NeedsPerson("file_unreadable", f"An audio file cannot be read any more: {error}.") from None
    with db.session() as session:
        download = session.get_one(Download, download_id)
        books = _books(session, download, tracks, extras=extras, at=at)
        others = [name for name in wares if not is_audio(name)]
        planned = []
        taken: set[Path] = set()
        for one in books:
            mine = others if len(books) == 1 else _beside(others, one.wares)
            folder = _folder(session, download, one, mine, root, shelf, template, max_path, taken)
            taken.add(folder.path)
            planned.append(folder)
        return planned


def _books(
    session: Session, download: Download, tracks: Sequence[Track], *, extras: bool, at: datetime
) -> list[_Book]:
    wants = wishes.wishes_of(session, download)
    if not wants:
        raise NeedsPerson("no_book", "Nothing says which book this download is.")
    wares = [Ware(track.name, track.disc, track.track) for track in tracks]
    if len(wants) == 1 and not download.snapshot.get("bundle"):
        return [_Book(session.get_one(Book, wants[0].book_id), wants[0], wares)]
    named = download.snapshot.get("series") or []
    series_id, covered = cover(session, named, wants)
    if len(tracks) == 1:
        return [_collection(session, download, series_id, wants, wares, at=at)]
    slots = [Slot(one.title, one.position, one.runtimes) for one in covered]
    pieces = bundle_pieces(tracks)
    series = session.get(Series, series_id) if series_id is not None else None
    try:
        owner = assign(pieces, slots, series=(series.name,) if series else ())
    except Unassignable as error:
        raise NeedsPerson("bundle_unclear", str(error)) from None
    found = []
    for index, one in enumerate(covered):
        mine = [ware for ware, place in zip(wares, owner, strict=True) if place == index]
        if one.standing == "wanted" or (extras and one.standing == "extra"):
            found.append(_Book(_book(session, one, series, at=at), _wish(wants, one), mine))
    return found


def _book(session: Session, one: Covered, series: Series | None, *, at: datetime) -> Book:
    if one.book_id is not None:
        return session.get_one(Book, one.book_id)
    position = None if one.position is None else plain_number(one.position)
    return ensure_book(session, title=one.title, authors=one.authors, series=series, position=position, at=at)


def _wish(wants: Sequence[Wanted], one: Covered) -> Wanted | None:
    return next((wanted for wanted in wants if wanted.id == one.wanted_id), None)


def _collection(
    session: Session,
    download: Download,
    series_id: int | None,
    wants: Sequence[Wanted],
    wares: list[Ware],
    *,
    at: datetime,
) -> _Book:
    """A bundle in one file becomes one item that covers all its positions."""
    series = session.get(Series, series_id) if series_id is not None else None
    named = download.snapshot.get("series") or []
    position = next((pair[1] for pair in named if len(parse_position(pair[1]).numbers) > 1), None)
    book = ensure_book(
        session,
        title=download.title,
        authors=list(download.snapshot.get("authors") or ()),
        series=series,
        position=position,
        origin="download",
        at=at,
    )
    return _Book(book, wants[0], wares, also=list(wants[1:]))


def _folder(
    session: Session,
    download: Download,
    one: _Book,
    others: Sequence[str],
    root: Path,
    shelf: Shelf,
    template: str,
    max_path: int,
    taken: set[Path],
) -> PlannedFolder:
    narrators = tuple(download.snapshot.get("narrators") or ())
    asin = one.wanted.asin if one.wanted else None
    naming = naming_of(session, one.book, one.wanted, narrators=narrators, asin=asin)
    try:
        names = target_names([*one.wares, *map(Ware, others)], title=naming.names.title)
    except OrderUnclear as error:
        raise NeedsPerson("order_unclear", str(error)) from None
    path = _free_folder(session, download, one, naming, shelf, template, max_path, taken)
    wishes_met = [*([one.wanted] if one.wanted else []), *one.also]
    return PlannedFolder(
        path=path,
        sources=tuple(Source(root / ware, name) for ware, name in names.items()),
        sidecar=write_sidecar(naming.described),
        book_ids=tuple(dict.fromkeys([one.book.id, *(wanted.book_id for wanted in one.also)])),
        wanted_ids=tuple(wanted.id for wanted in wishes_met),
    )


def _free_folder(
    session: Session,
    download: Download,
    one: _Book,
    naming: Naming,
    shelf: Shelf,
    template: str,
    max_path: int,
    taken: set[Path],
) -> Path:
    """The folder of the book's name, or that name numbered where another book has it (rule D23)."""
    name = folder_path(naming.names, template=template, max_path=max_path)
    for number in range(1, MOST_NUMBERED + 1):
        path = shelf.root / (name if number == 1 else numbered_folder(name, number))
        if path in taken:
            continue
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return path
        holder = session.scalar(
            select(LibraryItem.book_id).where(LibraryItem.path == shelf.library_path(path))
        )
        if holder is None or holder == one.book.id:
            whose = "the same book" if holder else "something the library does not know"
            raise NeedsPerson("folder_taken", f"{path} exists already and holds {whose}.")
    raise NeedsPerson("folder_taken", f"{name} and its numbered forms are all taken.")


def _beside(others: Sequence[str], wares: Sequence[Ware]) -> list[str]:
    """The covers and texts that lie in the folders of a bundle's book."""
    homes = {PurePosixPath(ware.name).parent for ware in wares}
    return [name for name in others if PurePosixPath(name).parent in homes]


def bundle_pieces(tracks: Sequence[Track]) -> list[Piece]:
    """The tracks as pieces of a bundle, named below the torrent's own folder."""
    shorter = below_common_folder([track.name for track in tracks])
    return [Piece(name, track.seconds, track.album) for name, track in zip(shorter, tracks, strict=True)]
