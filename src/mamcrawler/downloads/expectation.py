"""What a download should turn out to be, from its wishes, its release and the known editions of the book."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads import wishes
from mamcrawler.downloads.checks import Expected
from mamcrawler.downloads.evidence import Claimed
from mamcrawler.downloads.models import Download
from mamcrawler.library.models import Author, BookAuthor, Edition
from mamcrawler.library.names import same_person
from mamcrawler.wanted.models import Wanted


@dataclass(frozen=True, slots=True)
class Expectation:
    """The recording to compare the length with, what the tags should say, and whether it is a bundle."""

    recording: Expected
    claimed: Claimed
    several_books: bool


def expectation_of(session: Session, download: Download) -> Expectation:
    """The expectation of a download; a bundle has none as a whole, its books are compared one by one."""
    wished = wishes.wishes_of(session, download)
    offered = download.snapshot.get("duration")
    narrators = tuple(download.snapshot.get("narrators") or ())
    authors = tuple(download.snapshot.get("authors") or ())
    several = len(wished) > 1 or bool(download.snapshot.get("bundle"))
    if several or not wished:
        return Expectation(Expected(), Claimed(authors=authors), several)
    wanted = wished[0]
    written = session.scalars(
        select(Author.name)
        .join(BookAuthor, BookAuthor.author_id == Author.id)
        .where(BookAuthor.book_id == wanted.book_id, BookAuthor.role == "author")
    )
    return Expectation(
        recording=recording_of(session, wanted, narrators=narrators, offered=offered),
        claimed=Claimed(
            authors=(*written, *authors),
            narrators=tuple(wanted.narrators or ()) or narrators,
            asin=wanted.asin,
        ),
        several_books=False,
    )


def recording_of(
    session: Session, wanted: Wanted, *, narrators: tuple[str, ...], offered: int | None
) -> Expected:
    """The runtimes the recording may have (rule S16).

    An edition fixed by ASIN or narrators, or read by the narrators the release names, is confirmed. Otherwise
    every known edition of the wished form and language may be meant, and none is.
    """
    editions = [
        edition
        for edition in session.scalars(select(Edition).where(Edition.book_id == wanted.book_id))
        if edition.runtime and edition.form in (wanted.form, "unknown")
    ]
    by_asin = [edition for edition in editions if wanted.asin and edition.asin == wanted.asin]
    readers = tuple(wanted.narrators or ()) or narrators
    by_reader = [edition for edition in editions if _read_by(edition, readers)]
    sure = by_asin or by_reader
    chosen = sure or editions
    return Expected(
        runtimes=tuple(edition.runtime for edition in chosen if edition.runtime),
        confirmed=bool(sure),
        offered=offered,
    )


def _read_by(edition: Edition, readers: tuple[str, ...]) -> bool:
    return any(same_person(a, b) == "equal" for a in edition.narrators for b in readers)
