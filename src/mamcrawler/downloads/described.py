"""What is known of a book when it is imported: for its folder's name and for its sidecar."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.naming import BookNames
from mamcrawler.downloads.sidecar import Described
from mamcrawler.library.models import Author, Book, BookAuthor, Edition, Series, SeriesEntry
from mamcrawler.library.names import same_person
from mamcrawler.wanted.models import Wanted


@dataclass(frozen=True, slots=True)
class Naming:
    """A book as its folder is named and as its sidecar describes it."""

    names: BookNames
    described: Described


def naming_of(
    session: Session, book: Book, wanted: Wanted | None, *, narrators: tuple[str, ...], asin: str | None
) -> Naming:
    """The names of a book that was read by `narrators`; `asin` is that of the release, if it gives one.

    The recording's own ASIN is used where an edition with these narrators is known; an ASIN of another
    recording never is.
    """
    authors = tuple(
        session.scalars(
            select(Author.name)
            .join(BookAuthor, BookAuthor.author_id == Author.id)
            .where(BookAuthor.book_id == book.id, BookAuthor.role == "author")
            .order_by(BookAuthor.place)
        )
    )
    placed = session.execute(
        select(Series.id, Series.name, SeriesEntry.position)
        .join(SeriesEntry, SeriesEntry.series_id == Series.id)
        .where(SeriesEntry.book_id == book.id)
        .order_by(SeriesEntry.place)
    ).all()
    # The series that the wish came from is the one the folder is named after.
    home = wanted.series_id if wanted else None
    places = [(row.name, row.position) for row in sorted(placed, key=lambda row: row.id != home)]
    edition = _edition(session, book, narrators)
    readers = narrators or (tuple(edition.narrators) if edition else ())
    series, position = places[0] if places else ("", None)
    abridged = wanted is not None and wanted.form == "abridged"
    year = book.published_year or (book.release_date.year if book.release_date else None)
    language = book.language or (wanted.language if wanted else None)
    return Naming(
        names=BookNames(
            title=book.title,
            authors=authors,
            subtitle=book.subtitle or "",
            series=series,
            position=position or "",
            year=str(year) if year else "",
            narrators=readers,
            edition="Abridged" if abridged else "",
            asin=(edition.asin if edition else asin) or "",
            language=language or "",
        ),
        described=Described(
            title=book.title,
            subtitle=book.subtitle,
            authors=authors,
            narrators=readers,
            series=places,
            year=year,
            publisher=book.publisher,
            description=book.description,
            isbn=book.isbn,
            asin=edition.asin if edition else asin,
            language=language,
            abridged=abridged,
        ),
    )


def _edition(session: Session, book: Book, narrators: tuple[str, ...]) -> Edition | None:
    editions = list(session.scalars(select(Edition).where(Edition.book_id == book.id).order_by(Edition.id)))
    if not narrators:
        return editions[0] if len(editions) == 1 else None
    return next(
        (
            edition
            for edition in editions
            if any(same_person(a, b) == "equal" for a in edition.narrators for b in narrators)
        ),
        None,
    )
