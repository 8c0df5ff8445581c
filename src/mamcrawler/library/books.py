"""Which book an item is a copy of: same first author, same title, and no contradiction in position."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.library.models import Book, BookAuthor, Series, SeriesEntry
from mamcrawler.library.people import chunks
from mamcrawler.library.positions import parse_position
from mamcrawler.library.series_names import series_key
from mamcrawler.library.titles import title_key

Spot = tuple[frozenset[Decimal], int | None]


@dataclass(frozen=True, slots=True)
class BookIdentity:
    """What tells one book from another: title key, first author and the positions per series key."""

    title_key: str
    author_id: int | None
    spots: tuple[tuple[str, Spot], ...] = ()

    @classmethod
    def of(
        cls, title: str, author_id: int | None, series: Iterable[tuple[str, str | None]]
    ) -> "BookIdentity":
        """The identity of a book called `title`, with its (series name, position text) pairs."""
        spots = tuple((series_key(name), _spot(position)) for name, position in series)
        return cls(title_key(title), author_id, spots)

    def contradicts(self, other: "BookIdentity") -> bool:
        """Whether both name the same series with positions that differ."""
        mine = dict(self.spots)
        return any(
            spot[0] and mine.get(name, spot)[0] and mine.get(name, spot) != spot for name, spot in other.spots
        )


@dataclass(slots=True)
class Shelf:
    """Candidates by (title key, first author)."""

    books: dict[tuple[str, int | None], list[tuple[int, BookIdentity]]] = field(default_factory=dict)

    def expect(self, who: BookIdentity, book_id: int) -> None:
        """Adds a book, so that a second copy on the same page finds it."""
        self.books.setdefault((who.title_key, who.author_id), []).append((book_id, who))


def place_book(shelf: Shelf, who: BookIdentity) -> int | None:
    """Id of the book that `who` describes, None when the shelf has none."""
    for book_id, other in shelf.books.get((who.title_key, who.author_id), ()):
        if not who.contradicts(other):
            return book_id
    return None


def find_books(session: Session, identities: Sequence[BookIdentity]) -> Shelf:
    """The known books that share title key and first author with one of the identities."""
    shelf = Shelf()
    for some in chunks(sorted({who.title_key for who in identities})):
        rows = session.execute(
            select(Book.id, Book.title_key, BookAuthor.author_id)
            .outerjoin(BookAuthor, (BookAuthor.book_id == Book.id) & (BookAuthor.place == 0))
            .where(Book.title_key.in_(some), Book.archived_at.is_(None))
        ).all()
        spots = _spots(session, [row.id for row in rows])
        for book_id, key, author_id in rows:
            shelf.expect(BookIdentity(key, author_id, tuple(spots.get(book_id, ()))), book_id)
    return shelf


def _spots(session: Session, book_ids: list[int]) -> dict[int, list[tuple[str, Spot]]]:
    found: dict[int, list[tuple[str, Spot]]] = {}
    for some in chunks(book_ids):
        rows = session.execute(
            select(SeriesEntry.book_id, Series.key, SeriesEntry.position)
            .join(Series, Series.id == SeriesEntry.series_id)
            .where(SeriesEntry.book_id.in_(some))
        )
        for book_id, key, position in rows:
            found.setdefault(book_id, []).append((key, _spot(position)))
    return found


def _spot(text: str | None) -> Spot:
    position = parse_position(text or "")
    return frozenset(position.numbers), position.part
