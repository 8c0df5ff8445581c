"""Proves what the demo claims: no seeding byte changed, hard links, books shown as they should be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from mamcrawler.automation.models import ProblemRow
from mamcrawler.downloads.models import (
    Download,
    ImportedFolder,
    Release,
    Verdict,
)
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.library.models import Book, BookAuthor, LibraryItem
from mamcrawler.library.names import same_person
from mamcrawler.library.positions import parse_position
from mamcrawler.library.series_names import same_series
from mamcrawler.library.titles import title_key
from mamcrawler.sandbox.qbittorrent.by_hand import recheck
from mamcrawler.sandbox.run import Sandbox
from mamcrawler.sandbox.world import CatalogueBook
from mamcrawler.wanted.models import Wanted


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """A book that came into the library: by which release, into which folder, and what the server shows."""

    title: str
    author: str
    series: str | None
    position: str | None
    release: int | None
    folder: str
    shown_right: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A release that was refused for a book, and why."""

    release: int
    title: str
    book: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem that was told to a person; `over` when it has ended."""

    code: str
    text: str
    remedy: str
    over: bool


@dataclass(slots=True)
class Proof:
    """What was found when the run was checked."""

    books: list[ImportedBook] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)
    problems: list[Trouble] = field(default_factory=list)
    transfers: int = 0
    rechecked: int = 0
    hard_links: int = 0
    files: int = 0


def prove(runtime: Runtime, sandbox: Sandbox) -> Proof:
    """Reads the result of the run and checks it against the client, the disk, the server and the world."""
    proof = Proof()
    expected = [sandbox.world.book_by_key[one.book] for one in sandbox.world.expected.imports]
    proof.expected = [book.title for book in expected]
    with runtime.db.read() as session:
        downloads = _imported(session)
        folders = _folders(session, [row.id for row in downloads])
        proof.rejected = _refusals(session)
        proof.problems = _problems(session)
        releases = _release_numbers(session)
    hashes = [row.info_hash for row in downloads if row.info_hash]
    proof.transfers = len(hashes)
    if hashes:
        proof.rechecked = sum(share == 1.0 for share in recheck(sandbox.client, hashes).values())
    for folder in folders:
        links = [_is_linked(file.source, file.target) for file in folder.files if file.how != "sidecar"]
        proof.files += len(links)
        proof.hard_links += sum(links)
    proof.books = _books(runtime, folders, expected, releases, sandbox.library_root)
    brought = {title_key(book.title) for book in proof.books if book.shown_right}
    proof.lacking = [book.title for book in expected if title_key(book.title) not in brought]
    return proof


def _imported(session: Session) -> Sequence[Download]:
    return session.scalars(select(Download).where(Download.state == "imported").order_by(Download.id)).all()


def _folders(session: Session, download_ids: list[int]) -> Sequence[ImportedFolder]:
    return session.scalars(
        select(ImportedFolder)
        .where(ImportedFolder.download_id.in_(download_ids))
        .options(selectinload(ImportedFolder.files))
        .order_by(ImportedFolder.id)
    ).all()


def _release_numbers(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(Download.id, Release.tracker_id).join(Release, Release.id == Download.release_id)
    )
    return {download_id: tracker_id for download_id, tracker_id in rows}  # noqa: C416 - a row is no pair


def _is_linked(source: str | None, target: str) -> bool:
    """Whether the library's file is the very file that is being seeded."""
    if source is None or not Path(source).exists() or not Path(target).exists():
        return False
    return Path(source).samefile(target) and Path(target).stat().st_nlink >= 2


def _books(
    runtime: Runtime,
    folders: Sequence[ImportedFolder],
    expected: list[CatalogueBook],
    releases: dict[int, int],
    root: Path,
) -> list[ImportedBook]:
    """The books of the folders as the library server shows them now."""
    found: list[ImportedBook] = []
    client = runtime.remotes.audiobookshelf
    for folder in folders:
        with runtime.db.read() as session:
            item = session.get(LibraryItem, folder.library_item_id) if folder.library_item_id else None
            books = session.scalars(
                select(Book)
                .where(Book.id.in_(folder.book_ids))
                .options(selectinload(Book.authors).joinedload(BookAuthor.author))
            ).all()
        shown = client.item(item.abs_id) if item else None
        for book in books:
            meant = next((one for one in expected if title_key(one.title) == title_key(book.title)), None)
            place = shown.series[0] if shown and shown.series else None
            right = (
                meant is not None
                and shown is not None
                and _is_right(
                    meant,
                    [person.name for person in shown.authors],
                    [(series.name, series.sequence) for series in shown.series],
                )
            )
            found.append(
                ImportedBook(
                    title=book.title,
                    author=", ".join(credit.author.name for credit in book.authors),
                    series=place.name if place else None,
                    position=place.sequence if place else None,
                    release=releases.get(folder.download_id),
                    folder=str(Path(folder.path).relative_to(root)),
                    shown_right=right,
                )
            )
    return found


def _is_right(meant: CatalogueBook, authors: list[str], series: list[tuple[str, str | None]]) -> bool:
    """Whether author, series and position are those of the world's book."""
    people = all(any(same_person(name, one.name) == "equal" for name in authors) for one in meant.authors)
    if not meant.places or meant.places[0].number is None:
        return people
    place = meant.places[0]
    spots = (parse_position(text).numbers for name, text in series if same_series(name, place.series.name))
    return people and any(Decimal(place.number or 0) in numbers for numbers in spots)


def _refusals(session: Session) -> list[Refusal]:
    rows = session.scalars(
        select(Verdict)
        .where(Verdict.result == "rejected")
        .options(joinedload(Verdict.release), joinedload(Verdict.wanted).joinedload(Wanted.book))
        .order_by(Verdict.wanted_id, Verdict.id)
    ).all()
    return [
        Refusal(
            release=row.release.tracker_id,
            title=row.release.title,
            book=row.wanted.book.title,
            reason=row.code or "unknown",
            sentence=_sentence(row),
        )
        for row in rows
    ]


def _problems(session: Session) -> list[Trouble]:
    rows = session.scalars(select(ProblemRow).order_by(ProblemRow.id))
    return [Trouble(row.code, row.text, row.remedy, row.resolved_at is not None) for row in rows]


def _sentence(row: Verdict) -> str:
    reasons = row.judgement.get("reasons") or ()
    told = [reason["sentence"] for reason in reasons if reason["code"] == row.code]
    return str(told[0]) if told else f"found {row.found}, required {row.required}"
