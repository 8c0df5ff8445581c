"""Books we know of without holding them: made from a catalogue or by hand."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from mamcrawler.library.books import BookIdentity, find_books, place_book
from mamcrawler.library.folding import fold, tidy
from mamcrawler.library.models import Book, BookAuthor, Series, SeriesEntry
from mamcrawler.library.names import person_key
from mamcrawler.library.people import ensure_authors


def ensure_book(
    session: Session,
    *,
    title: str,
    authors: Sequence[str],
    at: datetime,
    subtitle: str | None = None,
    series: Series | None = None,
    position: str | None = None,
    language: str | None = None,
    release_date: date | None = None,
    hardcover_id: int | None = None,
    readers: int | None = None,
    origin: str = "catalogue",
) -> Book:
    """The book of that title, an author in common and no other position; made when nobody described it.

    A book already known gains what it lacks: provider id, readers, place in the series; and, until it is
    owned, the newest release date.
    """
    ids = ensure_authors(session, authors, at=at)
    people = list(dict.fromkeys(ids[key] for name in authors if (key := person_key(name)) in ids))
    places = [(series.name, position)] if series else []
    who = BookIdentity.of(title, people, places)
    found = place_book(find_books(session, [who]), who)
    book = session.get(Book, found) if found is not None else None
    if book is None:
        book = Book(
            title=title,
            subtitle=subtitle,
            title_key=who.title_key,
            search_text=fold(tidy(" ".join((title, subtitle or "", *authors)))),
            language=language,
            published_year=release_date.year if release_date else None,
            origin=origin,
            created_at=at,
            updated_at=at,
        )
        session.add(book)
        session.flush()
        session.add_all(
            BookAuthor(book_id=book.id, author_id=person, place=place) for place, person in enumerate(people)
        )
    if book.hardcover_id is None:
        book.hardcover_id = hardcover_id
    # Announced dates move until the day has come.
    if release_date is not None and not book.owned:
        book.release_date = release_date
    book.readers = readers if readers is not None else book.readers
    if series is not None and session.get(SeriesEntry, (book.id, series.id)) is None:
        session.add(SeriesEntry(book_id=book.id, series_id=series.id, position=position))
    session.flush()
    return book
