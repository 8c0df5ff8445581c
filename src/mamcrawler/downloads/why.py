"""Answers "why?" for a download or a book with the reasons that were stored (rule S21)."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads import queries
from mamcrawler.downloads.models import Download, Verdict
from mamcrawler.foundation.errors import Problem
from mamcrawler.library.models import Book
from mamcrawler.wanted.models import Wanted


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a book, or of one download: its wish, its downloads and the verdicts on releases."""

    title: str
    book: Book | None
    wanted: Wanted | None
    downloads: list[Download] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)


def why_download(session: Session, download_id: int) -> Answer:
    """The answer for one download. Raises Problem `download_not_found`."""
    row = session.scalars(queries.download_whole(download_id)).unique().one_or_none()
    if row is None:
        raise Problem("download_not_found", f"There is no download {download_id}.")
    verdicts: list[Verdict] = []
    if row.release_id is not None:
        verdicts = list(session.scalars(queries.verdicts(release_id=row.release_id)))
    wanted = row.wants[0].wanted if row.wants else None
    return Answer(row.title, wanted.book if wanted else None, wanted, [row], verdicts)


def why_book(session: Session, text: str) -> Answer:
    """The answer for the book that a text means: its id with a leading "book:", or a part of its title.

    Raises Problem `book_not_found`, also when several titles fit and none is exactly the text.
    """
    book = find_book(session, text)
    wanted = session.scalar(select(Wanted).where(Wanted.book_id == book.id))
    rows: list[Download] = []
    verdicts: list[Verdict] = []
    if wanted is not None:
        ids = select(Download.id).where(
            Download.id.in_(queries.downloads(wanted_id=wanted.id).with_only_columns(Download.id))
        )
        rows = [session.scalars(queries.download_whole(row)).unique().one() for row in session.scalars(ids)]
        verdicts = list(
            session.scalars(
                queries.verdicts(wanted_id=wanted.id).order_by(Verdict.rank.nulls_last(), Verdict.result)
            )
        )
    return Answer(book.title, book, wanted, rows, verdicts)


def find_book(session: Session, text: str) -> Book:
    """The book that a text means; see `why_book`."""
    if text.startswith("book:") and text[5:].isdigit():
        book = session.get(Book, int(text[5:]))
        if book is None:
            raise Problem("book_not_found", f"There is no book {text[5:]}.")
        return book
    found = list(session.scalars(queries.books_called(text).limit(20)))
    exact = [book for book in found if book.title.casefold() == text.casefold()]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    if not found:
        raise Problem("book_not_found", f"No book is called {text!r}.")
    named = "; ".join(f"{book.title} (book:{book.id})" for book in found[:8])
    raise Problem("book_not_found", f"Several books fit {text!r}: {named}.")
