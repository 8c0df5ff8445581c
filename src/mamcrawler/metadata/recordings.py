"""The known recordings of a book, from the catalogues: who reads it, how long, which ASIN."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.audnexus.client import AudnexusClient, normal_asin
from mamcrawler.integrations.hardcover.client import HardcoverClient
from mamcrawler.integrations.hardcover.models import Edition as HardcoverEdition
from mamcrawler.integrations.remote import Misunderstood, NotThere
from mamcrawler.library.models import Book, BookAuthor, Edition
from mamcrawler.metadata.lookup import find_book

# How long the recordings of a book are taken as known (rule M17).
FRESH = timedelta(days=7)
# Recordings looked up by ASIN for one book; popular works have dozens of re-listings.
MOST_ASINS = 6
HOME_REGIONS = ("us", "uk", "ca", "au")
MULTI_VOICE_FROM = 3


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording as a catalogue describes it; `runtime` in seconds, None when unknown."""

    asin: str | None
    narrators: tuple[str, ...]
    runtime: int | None
    form: str
    production: str
    language: str | None
    source: str


def learn_recordings(
    db: Database,
    book_id: int,
    *,
    hardcover: HardcoverClient | None,
    audnexus: AudnexusClient | None,
    now: Callable[[], datetime],
) -> int:
    """Asks the catalogues for the recordings of a book unless they are known from the last 7 days.

    Returns how many recordings are known. A remote that fails raises its failure and nothing is stored, so
    "unknown" is never remembered as "none" (rule M17). Without Hardcover the ASINs we hold are asked for.
    """
    with db.session() as session:
        book = session.scalars(
            select(Book)
            .where(Book.id == book_id)
            .options(
                selectinload(Book.authors).joinedload(BookAuthor.author),
                selectinload(Book.editions),
            )
        ).one()
        if book.catalogue_at is not None and now() - book.catalogue_at < FRESH:
            return len(book.editions)
        title, hardcover_id = book.title, book.hardcover_id
        authors = [credit.author.name for credit in book.authors]
        asins = [edition.asin for edition in book.editions if edition.asin] + [book.asin or ""]

    listed: Sequence[HardcoverEdition] = ()
    if hardcover is not None:
        if hardcover_id is None:
            hit = find_book(hardcover, title, authors=authors)
            hardcover_id = hit.id if hit else None
        if hardcover_id is not None:
            detail = hardcover.book(hardcover_id)
            if detail.work.merged_into is not None:
                hardcover_id = detail.work.merged_into
                detail = hardcover.book(hardcover_id)
            listed = detail.audio_editions
    found = [*_by_asin(audnexus, asins, listed), *_without_asin(listed)]
    with db.session() as session:
        return store_recordings(session, book_id, found, hardcover_id=hardcover_id, at=now())


def store_recordings(
    session: Session, book_id: int, found: Iterable[Recording], *, hardcover_id: int | None, at: datetime
) -> int:
    """Stores recordings by ASIN, or by narrators and runtime where there is none, and returns the total."""
    book = session.get_one(Book, book_id)
    taken = hardcover_id is not None and session.scalar(
        select(Book.id).where(Book.hardcover_id == hardcover_id, Book.id != book_id)
    )
    if not taken:
        book.hardcover_id = hardcover_id or book.hardcover_id
    book.catalogue_at = at
    held = list(session.scalars(select(Edition).where(Edition.book_id == book_id)))
    for one in found:
        row = next((edition for edition in held if _same(edition, one)), None)
        if row is None:
            row = Edition(book_id=book_id, asin=one.asin, created_at=at)
            session.add(row)
            held.append(row)
        row.narrators = list(one.narrators) or row.narrators
        row.runtime = one.runtime or row.runtime
        row.form = one.form if one.form != "unknown" else row.form or "unknown"
        row.production = one.production
        row.language = one.language or row.language
        row.source = one.source
    session.flush()
    return len(held)


def _same(edition: Edition, one: Recording) -> bool:
    if one.asin is not None:
        return edition.asin == one.asin
    return set(edition.narrators) == set(one.narrators) and edition.runtime == one.runtime


def _by_asin(
    audnexus: AudnexusClient | None, asins: Iterable[str], listed: Sequence[HardcoverEdition]
) -> list[Recording]:
    """What Audnexus knows of each ASIN; where it knows nothing, what Hardcover said of it."""
    told = {asin: edition for edition in listed if (asin := normal_asin(edition.asin or ""))}
    ordered = dict.fromkeys([*(asin for text in asins if (asin := normal_asin(text))), *told])
    found = []
    for asin in list(ordered)[:MOST_ASINS]:
        try:
            if audnexus is None:
                raise NotThere("audnexus", "not asked")
            book = audnexus.find(asin, regions=HOME_REGIONS)
        except (NotThere, Misunderstood):
            if asin in told:
                found.append(_from_hardcover(told[asin], asin))
            continue
        names = tuple(person.name for person in book.narrators)
        found.append(
            Recording(
                asin=asin,
                narrators=names,
                runtime=book.minutes * 60 if book.minutes else None,
                form=book.form if book.form in ("abridged", "unabridged") else "unknown",
                production="multi" if len(names) >= MULTI_VOICE_FROM else "single",
                language=(book.language or "").capitalize() or None,
                source="audnexus",
            )
        )
    return found


def _without_asin(listed: Sequence[HardcoverEdition]) -> list[Recording]:
    return [
        _from_hardcover(edition, None)
        for edition in listed
        if edition.audio
        and not normal_asin(edition.asin or "")
        and (edition.narrators or edition.audio_seconds)
    ]


def _from_hardcover(edition: HardcoverEdition, asin: str | None) -> Recording:
    return Recording(
        asin=asin,
        narrators=edition.narrators,
        runtime=edition.audio_seconds,
        form="unknown",
        production="multi" if len(edition.narrators) >= MULTI_VOICE_FROM else "single",
        language=edition.language,
        source="hardcover",
    )
