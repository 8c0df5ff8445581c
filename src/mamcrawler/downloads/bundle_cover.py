"""What a bundle covers, book by book: wanted, owned, extra or unknown (rule D28)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.library.models import Book, Edition, Series, SeriesEntry
from mamcrawler.library.positions import parse_position
from mamcrawler.library.series_names import same_series
from mamcrawler.metadata.models import CatalogueEntry, CatalogueWork
from mamcrawler.wanted.models import Wanted

Standing = Literal["wanted", "owned", "extra", "unknown"]


@dataclass(frozen=True, slots=True)
class Covered:
    """One book of a bundle.

    `book_id` is None for a book that only the catalogue knows, which then is `extra`, and for one that nobody
    knows, which is `unknown`. `runtimes` are those of its known editions in seconds.
    """

    position: Decimal | None
    standing: Standing
    title: str = ""
    book_id: int | None = None
    wanted_id: int | None = None
    authors: tuple[str, ...] = ()
    runtimes: tuple[int, ...] = ()


def series_of_bundle(session: Session, named: Sequence[Sequence[str]], wants: Sequence[Wanted]) -> int | None:
    """The series of ours that a bundle is about: that of its wanted rows whose name the release gives, else
    the only one they share. `named` are the release's (series name, position) pairs."""
    ids = {wanted.series_id for wanted in wants if wanted.series_id is not None}
    rows = session.execute(select(Series.id, Series.name).where(Series.id.in_(ids))).all()
    for row in rows:
        if any(same_series(row.name, pair[0]) for pair in named):
            return int(row.id)
    return ids.pop() if len(ids) == 1 else None


def cover(
    session: Session, named: Sequence[Sequence[str]], wants: Sequence[Wanted]
) -> tuple[int | None, list[Covered]]:
    """The series of the bundle and its books in order of position; without positions, the wanted books."""
    series_id = series_of_bundle(session, named, wants)
    series = session.get(Series, series_id) if series_id is not None else None
    numbers = _numbers(named, series.name if series else None)
    by_number = {number: wanted for wanted in wants for number in parse_position(wanted.position).numbers}
    if not numbers or series_id is None:
        return series_id, [_wanted(session, wanted) for wanted in wants]
    ours = _books_at(session, series_id)
    listed = _listed_at(session, series_id)
    covered = []
    for number in numbers:
        wanted, book, work = by_number.get(number), ours.get(number), listed.get(float(number))
        if wanted is not None:
            covered.append(_wanted(session, wanted))
        elif book is not None:
            standing: Standing = "owned" if book.owned else "extra"
            runtimes = _runtimes(session, book.id)
            covered.append(Covered(number, standing, book.title, book.id, runtimes=runtimes))
        elif work is not None:
            covered.append(Covered(number, "extra", work.title, authors=tuple(work.authors)))
        else:
            covered.append(Covered(number, "unknown"))
    return series_id, covered


def _numbers(named: Sequence[Sequence[str]], name: str | None) -> list[Decimal]:
    for pair in named:
        if name is None or same_series(name, pair[0]):
            place = parse_position(pair[1] if len(pair) > 1 else None)
            if len(place.numbers) > 1:
                return list(place.numbers)
    return []


def _wanted(session: Session, wanted: Wanted) -> Covered:
    book = session.get_one(Book, wanted.book_id)
    numbers = parse_position(wanted.position).numbers
    place = numbers[0] if numbers else None
    runtimes = _runtimes(session, book.id)
    return Covered(place, "wanted", book.title, book.id, wanted.id, runtimes=runtimes)


def _books_at(session: Session, series_id: int) -> dict[Decimal, Book]:
    rows: Iterable[tuple[Book, str | None]] = session.execute(
        select(Book, SeriesEntry.position)
        .join(SeriesEntry, SeriesEntry.book_id == Book.id)
        .where(SeriesEntry.series_id == series_id, Book.archived_at.is_(None))
        .order_by(Book.owned, Book.id.desc())
    )
    found: dict[Decimal, Book] = {}
    for book, position in rows:
        for number in parse_position(position).numbers:
            # Later rows are owned or older: they win over a second description of the same place.
            found[number] = book
    return found


def _listed_at(session: Session, series_id: int) -> dict[float, CatalogueWork]:
    rows = session.execute(
        select(CatalogueWork, CatalogueEntry.position)
        .join(CatalogueEntry, CatalogueEntry.work_id == CatalogueWork.id)
        .where(CatalogueEntry.series_id == series_id, CatalogueEntry.position.is_not(None))
        .where(~CatalogueWork.compilation, ~CatalogueWork.partial)
        .order_by(CatalogueWork.readers)
    )
    return {position: work for work, position in rows if position is not None}


def _runtimes(session: Session, book_id: int) -> tuple[int, ...]:
    query = select(Edition.runtime).where(Edition.book_id == book_id, Edition.runtime.is_not(None))
    return tuple(runtime for runtime in session.scalars(query) if runtime)
