"""Which book an item belongs to: same title, an author in common, and no contradiction in position."""

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
    """What tells one book from another: title key, ids of its authors and the positions per series key."""

    title_key: str
    authors: tuple[int, ...]
    spots: tuple[tuple[str, Spot], ...] = ()

    @classmethod
    def of(
        cls, title: str, authors: Iterable[int], series: Iterable[tuple[str, str | None]]
    ) -> "BookIdentity":
        """The identity of a book called `title`, with its (series name, position text) pairs."""
        spots = tuple((series_key(name), _spot(position)) for name, position in series)
        return cls(title_key(title), tuple(authors), spots)

    def is_same(self, other: "BookIdentity") -> bool:
        """Whether both mean one book: same title, an author in common, no contradiction in position.

        Any author counts, for Audiobookshelf lists those of a scanned book in no certain order.
        """
        if self.title_key != other.title_key or self.contradicts(other):
            return False
        return not set(self.authors).isdisjoint(other.authors) or not (self.authors or other.authors)

    def contradicts(self, other: "BookIdentity") -> bool:
        """Whether both name the same series with positions that differ."""
        mine = dict(self.spots)
        return any(
            spot[0] and mine.get(name, spot)[0] and mine.get(name, spot) != spot for name, spot in other.spots
        )


@dataclass(slots=True)
class Shelf:
    """Candidates by title key."""

    books: dict[str, list[tuple[int, BookIdentity]]] = field(default_factory=dict)

    def expect(self, who: BookIdentity, book_id: int) -> None:
        """Adds a book, so that a second copy on the same page finds it."""
        self.books.setdefault(who.title_key, []).append((book_id, who))


def place_book(shelf: Shelf, who: BookIdentity) -> int | None:
    """Id of the book that `who` describes, None when the shelf has none."""
    return next(
        (book_id for book_id, other in shelf.books.get(who.title_key, ()) if who.is_same(other)), None
    )


def find_books(session: Session, identities: Sequence[BookIdentity]) -> Shelf:
    """The known books that share the title key with one of the identities."""
    shelf = Shelf()
    for some in chunks(sorted({who.title_key for who in identities})):
        found = select(Book.id, Book.title_key).where(Book.title_key.in_(some), Book.archived_at.is_(None))
        keys: dict[int, str] = dict(session.execute(found.order_by(Book.id)).all())
        spots, people = _spots(session, list(keys)), _people(session, list(keys))
        for book_id, key in keys.items():
            who = BookIdentity(key, tuple(people.get(book_id, ())), tuple(spots.get(book_id, ())))
            shelf.expect(who, book_id)
    return shelf


def _people(session: Session, book_ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in chunks(book_ids):
        rows = session.execute(
            select(BookAuthor.book_id, BookAuthor.author_id).where(
                BookAuthor.book_id.in_(some), BookAuthor.role == "author"
            )
        )
        for book_id, author_id in rows:
            found.setdefault(book_id, []).append(author_id)
    return found


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
