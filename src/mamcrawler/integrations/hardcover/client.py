"""The client of Hardcover."""

from collections.abc import Callable
from typing import Any

from mamcrawler.integrations.hardcover import answers, queries
from mamcrawler.integrations.hardcover.graphql import GraphQl
from mamcrawler.integrations.hardcover.models import (
    AuthorHit,
    BookDetail,
    BookHit,
    Edition,
    SeriesCatalogue,
    SeriesEntry,
    SeriesHit,
    Work,
)
from mamcrawler.integrations.hardcover.policy import NAME, URL
from mamcrawler.integrations.reading import count, flag, rows, table, text
from mamcrawler.integrations.remote import Door, Misunderstood, NotThere

PAGE = 100
# More pages than any real series or author fills; a wall against an answer that never ends.
MOST_PAGES = 20


class HardcoverClient:
    """Book and series look-ups; each method is one counted call unless it says otherwise.

    Every method raises the five failures. RejectedUs carries reason "credential" for a bad token and "scope"
    for one that may not ask this. `seconds` is a clock that only runs forward; by it the client stays silent
    from the moment fewer than 200 calls are left until the day's count starts anew.
    """

    def __init__(self, door: Door, token: str, *, seconds: Callable[[], float], url: str = URL) -> None:
        self._graph = GraphQl(door, token, url=url, seconds=seconds)

    def username(self) -> str:
        """Whose token this is: the connection test."""
        users = self._graph.ask(queries.ME, {}).get("me")
        found = table(users[0]) if isinstance(users, list) and users else table(users)
        return text(found.get("username")) or ""

    def search_books(self, words: str, *, rows: int = 10) -> tuple[BookHit, ...]:
        """Books that the search finds for title and author words, in its order."""
        found = (answers.book_hit(raw) for raw in self._search(words, "book", rows))
        return tuple(hit for hit in found if hit is not None)

    def search_series(self, words: str, *, rows: int = 10) -> tuple[SeriesHit, ...]:
        """Series that the search finds by name, in its order; empty ones are left out."""
        found = (answers.series_hit(raw) for raw in self._search(words, "series", rows))
        return tuple(hit for hit in found if hit is not None)

    def search_authors(self, words: str, *, rows: int = 10) -> tuple[AuthorHit, ...]:
        """Authors that the search finds by name, in its order."""
        found = (answers.author_hit(raw) for raw in self._search(words, "author", rows))
        return tuple(hit for hit in found if hit is not None)

    def series(self, series_id: int) -> SeriesCatalogue:
        """The whole list of a series, one call per 100 places; a merged series is followed to its heir.

        Raises NotThere.
        """
        entries: list[SeriesEntry] = []
        head: dict[str, Any] = {}
        for page in range(MOST_PAGES):
            head, places = self._series_page(series_id, page * PAGE)
            heir = count(head.get("canonical_id"))
            if heir is not None and heir != series_id and page == 0:
                head, places = self._series_page(heir, 0)
                series_id = heir
            found = (answers.series_entry(raw) for raw in places)
            entries.extend(entry for entry in found if entry is not None)
            if len(places) < PAGE:
                break
        return SeriesCatalogue(
            id=series_id,
            name=text(head.get("name")) or "",
            slug=text(head.get("slug")),
            author=text(table(head.get("author")).get("name")),
            books_count=count(head.get("books_count")),
            primary_books_count=count(head.get("primary_books_count")),
            completed=flag(head.get("is_completed")),
            entries=tuple(entries),
        )

    def author_books(self, author_id: int) -> tuple[Work, ...]:
        """The works of an author, most readers first, one call per 100; other roles than author left out."""
        works: list[Work] = []
        for page in range(MOST_PAGES):
            variables = {"id": author_id, "limit": PAGE, "offset": page * PAGE}
            listed = _listed(self._graph.ask(queries.AUTHOR_BOOKS, variables), "books")
            works.extend(
                found
                for raw in listed
                if _writes(raw, author_id) and (found := answers.work(raw)) is not None
            )
            if len(listed) < PAGE:
                break
        return tuple(works)

    def book(self, book_id: int) -> BookDetail:
        """A book with its series and audio editions. Raises NotThere. Follow `work.merged_into` yourself."""
        raw = table(self._graph.ask(queries.BOOK, {"id": book_id}).get("books_by_pk"))
        found = answers.work(raw)
        if found is None:
            raise NotThere(NAME, f"no book {book_id}")
        places = (answers.series_place(entry) for entry in rows(raw.get("book_series")))
        editions = (
            answers.edition(entry, book_id=found.id, book_title=found.title)
            for entry in rows(raw.get("editions"))
        )
        genres = rows(table(raw.get("cached_tags")).get("Genre"))
        return BookDetail(
            work=found,
            description=text(raw.get("description"), answers.DESCRIPTION_LIMIT),
            audio_seconds=count(raw.get("audio_seconds")) or None,
            genres=tuple(tag for entry in map(table, genres) if (tag := text(entry.get("tag"), 60))),
            image_url=text(table(raw.get("cached_image")).get("url"), 2_000),
            series=tuple(place for place in places if place is not None),
            featured=answers.series_place(raw.get("featured_book_series")),
            audio_editions=tuple(entry for entry in editions if entry is not None),
        )

    def editions_by_asin(self, asin: str) -> tuple[Edition, ...]:
        """Audio editions with that ASIN; none is an empty answer."""
        return _editions(self._graph.ask(queries.EDITIONS_BY_ASIN, {"asin": asin}))

    def editions_by_isbn(self, isbn: str) -> tuple[Edition, ...]:
        """Editions of any medium with that ISBN-13 or ISBN-10 (no hyphens)."""
        query = queries.EDITIONS_BY_ISBN_13 if len(isbn) == 13 else queries.EDITIONS_BY_ISBN_10
        return _editions(self._graph.ask(query, {"isbn": isbn}))

    def _search(self, words: str, kind: str, how_many: int) -> list[dict[str, Any]]:
        if not words.strip():
            return []
        data = self._graph.ask(queries.SEARCH, {"q": words, "type": kind, "rows": how_many})
        return answers.documents(data.get("search"))

    def _series_page(self, series_id: int, offset: int) -> tuple[dict[str, Any], list[Any]]:
        variables = {"id": series_id, "limit": PAGE, "offset": offset}
        listed = _listed(self._graph.ask(queries.SERIES_BOOKS, variables), "series")
        if not listed:
            raise NotThere(NAME, f"no series {series_id}")
        head = table(listed[0])
        return head, _listed(head, "book_series")


def _listed(data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    if not isinstance(found, list):
        raise Misunderstood(NAME, f"the answer has no list of {key}")
    return found


def _writes(raw: Any, author_id: int) -> bool:
    """Whether the author wrote the work; translators and narrators are listed under it too."""
    for entry in map(table, rows(table(raw).get("contributions"))):
        if count(table(entry.get("author")).get("id")) == author_id:
            role = text(entry.get("contribution"), 60)
            if role is None or role.lower() == "author":
                return True
    return False


def _editions(data: dict[str, Any]) -> tuple[Edition, ...]:
    found = (answers.edition(raw) for raw in _listed(data, "editions"))
    return tuple(entry for entry in found if entry is not None)
