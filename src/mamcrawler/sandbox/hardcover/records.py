"""The world's catalogue as linked records, in the types and field names of Hardcover's schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mamcrawler.sandbox.world import CatalogueBook, EditionInfo, Person, World

# Field name -> type of the record behind it, or None for a scalar. Only what clients of audiobooks ask for.
_IDS = ("id", "name", "slug")
TYPES: dict[str, dict[str, str | None]] = {
    "authors": {**dict.fromkeys((*_IDS, "books_count", "canonical_id")), "contributions": "contributions"},
    "publishers": dict.fromkeys(_IDS),
    "languages": dict.fromkeys(("id", "language", "code2", "code3")),
    "images": dict.fromkeys(("id", "url", "width", "height", "color")),
    "contributions": {
        **dict.fromkeys(("contribution", "contributable_type", "contributable_id", "author_id")),
        "author": "authors",
        "book": "books",
    },
    "series": {
        **dict.fromkeys((*_IDS, "description", "author_id", "books_count", "primary_books_count")),
        **dict.fromkeys(("is_completed", "canonical_id", "state")),
        "author": "authors",
        "canonical": "series",
        "book_series": "book_series",
    },
    "book_series": {
        **dict.fromkeys(("id", "position", "details", "compilation", "featured", "book_id", "series_id")),
        "book": "books",
        "series": "series",
    },
    "books": {
        **dict.fromkeys(("id", "title", "subtitle", "slug", "description", "headline", "release_date")),
        **dict.fromkeys(("release_year", "pages", "audio_seconds", "rating", "ratings_count", "users_count")),
        **dict.fromkeys(("users_read_count", "editions_count", "compilation", "is_partial_book", "state")),
        **dict.fromkeys(("canonical_id", "book_category_id", "book_status_id", "literary_type_id")),
        **dict.fromkeys(("cached_contributors", "cached_tags", "cached_image", "alternative_titles")),
        "image": "images",
        "contributions": "contributions",
        "editions": "editions",
        "default_audio_edition": "editions",
        "canonical": "books",
        "book_series": "book_series",
        "featured_book_series": "book_series",
    },
    "editions": {
        **dict.fromkeys(("id", "book_id", "title", "subtitle", "asin", "isbn_10", "isbn_13", "pages")),
        **dict.fromkeys(("audio_seconds", "edition_format", "reading_format_id", "release_date")),
        **dict.fromkeys(("release_year", "country", "cached_contributors", "score", "users_count", "state")),
        "publisher": "publishers",
        "language": "languages",
        "contributions": "contributions",
        "image": "images",
        "book": "books",
    },
    "users": {
        **dict.fromkeys(("id", "username", "books_count")),
        "user_books": "user_books",
        "lists": "lists",
    },
    "user_books": {
        **dict.fromkeys(("id", "status_id", "date_added")),
        "book": "books",
        "edition": "editions",
    },
    "lists": {**dict.fromkeys((*_IDS, "books_count")), "list_books": "list_books"},
    "list_books": {**dict.fromkeys(("id", "position")), "book": "books"},
}
_LANGUAGES = {"English": ("en", "eng"), "German": ("de", "deu"), "French": ("fr", "fra")}
AUDIO, PRINT = 2, 1
STUB_SERIES_ID, MERGED_SERIES_ID = 7901, 7902


@dataclass(eq=False)
class Record:
    """One row: its type's name and its values; related rows are records or lists of them."""

    type: str
    values: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """The value of a field, None when the row has none; to-many relations are empty then."""
        return self.values.get(name)


@dataclass
class Catalogue:
    """All records by table."""

    tables: dict[str, list[Record]]

    def by_id(self, table: str, number: object) -> Record | None:
        """The row with this id."""
        return next((row for row in self.tables[table] if row.get("id") == number), None)


def build_catalogue(world: World) -> Catalogue:
    """Every series, book and edition of the world, plus an empty stub series and a merged one."""
    people: dict[str, Record] = {}
    series = {info.key: _series(world, info.key) for info in world.series}
    books = {book.key: _book(book) for book in world.books}
    editions: list[Record] = []
    for info in world.series:
        series[info.key].values["author"] = _author(people, info.author)
    for book in world.books:
        row = books[book.key]
        row.values["contributions"] = [
            _contribution(_author(people, person), None, row) for person in book.authors
        ]
        row.values["editions"] = [_edition(book, edition, row, people) for edition in book.editions]
        row.values["editions"].append(_print_edition(book, row))
        row.values["default_audio_edition"] = row.values["editions"][0] if book.editions else None
        row.values["editions_count"] = len(row.values["editions"])
        row.values["canonical"] = books.get(book.merged_into or "")
        row.values["canonical_id"] = row.values["canonical"].get("id") if row.values["canonical"] else None
        _place(book, row, series)
        row.values["cached_contributors"] = [
            {
                "author": {"id": c.get("author").get("id"), "name": c.get("author").get("name")},
                "contribution": None,
            }
            for c in row.values["contributions"]
        ]
        editions += row.values["editions"]
    for row in series.values():
        _count(row)
    every_series = [*series.values(), *_odd_series(world, series)]
    tables = {
        "books": list(books.values()),
        "editions": editions,
        "series": every_series,
        "book_series": [entry for row in series.values() for entry in row.values["book_series"]],
        "authors": list(people.values()),
    }
    for name in ("contributions", "user_books", "lists", "list_books"):
        tables[name] = []
    user = {"id": 4242, "username": "sandboxreader", "books_count": 0, "user_books": [], "lists": []}
    tables["users"] = [Record("users", user)]
    return Catalogue(tables)


def slug(name: str) -> str:
    """A name as it stands in an address."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _series(world: World, key: str) -> Record:
    info = next(each for each in world.series if each.key == key)
    return Record(
        "series",
        {
            "id": info.hardcover_id,
            "name": info.name,
            "slug": slug(info.name),
            "description": None,
            "author_id": info.author.hardcover_id,
            "is_completed": info.completed,
            "canonical_id": None,
            "state": "normalized",
            "book_series": [],
        },
    )


def _book(book: CatalogueBook) -> Record:
    seconds = max((edition.runtime_min * 60 for edition in book.editions), default=None)
    return Record(
        "books",
        {
            "id": book.hardcover_id,
            "title": book.title,
            "subtitle": book.subtitle,
            "slug": book.slug,
            "description": book.description,
            "headline": None,
            "release_date": book.released.isoformat() if book.released else None,
            "release_year": book.released.year if book.released else None,
            "pages": 180,
            "audio_seconds": seconds,
            "rating": 4.1,
            "ratings_count": book.readers // 4,
            "users_count": book.readers,
            "users_read_count": book.readers // 2,
            "compilation": book.compilation,
            "is_partial_book": book.partial,
            "state": "duplicate" if book.merged_into else "normalized",
            "book_category_id": 8 if book.compilation else 1,
            "book_status_id": 4 if book.merged_into else 1,
            "literary_type_id": 1,
            "cached_tags": {
                "Genre": [{"tag": genre, "tagSlug": slug(genre), "count": 4} for genre in book.genres]
            },
            "cached_image": {},
            "alternative_titles": [],
            "image": None,
            "book_series": [],
        },
    )


def _author(people: dict[str, Record], person: Person) -> Record:
    if person.name not in people:
        values = {"id": person.hardcover_id, "name": person.name, "slug": slug(person.name), "books_count": 0}
        people[person.name] = Record("authors", values)
    return people[person.name]


def _contribution(author: Record, role: str | None, owner: Record) -> Record:
    kind = "Book" if owner.type == "books" else "Edition"
    return Record(
        "contributions",
        {
            "author": author,
            "author_id": author.get("id"),
            "contribution": role,
            "contributable_type": kind,
            "contributable_id": owner.get("id"),
        },
    )


def _edition(book: CatalogueBook, edition: EditionInfo, row: Record, people: dict[str, Record]) -> Record:
    code2, code3 = _LANGUAGES[edition.language]
    record = Record(
        "editions",
        {
            "id": edition.hardcover_id,
            "book_id": book.hardcover_id,
            "title": book.title,
            "subtitle": book.subtitle,
            "asin": edition.asin,
            "isbn_10": None,
            "isbn_13": edition.isbn13,
            "audio_seconds": edition.runtime_min * 60,
            "edition_format": "Audible",
            "reading_format_id": AUDIO,
            "release_date": edition.released.isoformat(),
            "release_year": edition.released.year,
            "score": 100,
            "users_count": book.readers // 6,
            "state": "normalized",
            "publisher": Record(
                "publishers", {"id": 1, "name": edition.publisher, "slug": slug(edition.publisher)}
            ),
            "language": Record("languages", {"language": edition.language, "code2": code2, "code3": code3}),
            "image": None,
            "book": row,
        },
    )
    record.values["contributions"] = [
        *(_contribution(_author(people, person), None, record) for person in book.authors),
        *(_contribution(_author(people, person), "Narrator", record) for person in edition.narrators),
    ]
    return record


def _print_edition(book: CatalogueBook, row: Record) -> Record:
    code2, code3 = _LANGUAGES[book.language]
    return Record(
        "editions",
        {
            "id": 500_000 + book.hardcover_id,
            "book_id": book.hardcover_id,
            "title": book.title,
            "reading_format_id": PRINT,
            "edition_format": "Paperback",
            "pages": 180,
            "release_date": row.get("release_date"),
            "users_count": book.readers // 3,
            "language": Record("languages", {"language": book.language, "code2": code2, "code3": code3}),
            "contributions": [],
            "book": row,
        },
    )


def _place(book: CatalogueBook, row: Record, series: dict[str, Record]) -> None:
    for place in book.places:
        entry = Record(
            "book_series",
            {
                "id": 9_000_000 + book.hardcover_id,
                "position": _number(place.number),
                "details": place.text or None,
                "compilation": book.compilation,
                "featured": True,
                "book_id": book.hardcover_id,
                "series_id": place.series.hardcover_id,
                "book": row,
                "series": series[place.series.key],
            },
        )
        row.values["book_series"].append(entry)
        row.values.setdefault("featured_book_series", entry)
        series[place.series.key].values["book_series"].append(entry)


def _number(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _count(series: Record) -> None:
    entries = series.values["book_series"]
    whole = {
        e.get("position") for e in entries if isinstance(e.get("position"), int) and not e.get("compilation")
    }
    series.values["books_count"] = len(entries)
    series.values["primary_books_count"] = len(whole)


def _odd_series(world: World, series: dict[str, Record]) -> list[Record]:
    """A stub nobody filled under a real series' name, and an entry that was merged into one."""
    first, second = world.series[0], series["saltglass"]
    empty = {
        "books_count": 0,
        "primary_books_count": 0,
        "book_series": [],
        "is_completed": None,
        "author": None,
    }
    stub = {
        **empty,
        "id": STUB_SERIES_ID,
        "name": first.name,
        "slug": slug(first.name) + "-2",
        "canonical_id": None,
    }
    merged = {
        **empty,
        "id": MERGED_SERIES_ID,
        "name": "Saltglass",
        "slug": "saltglass",
        "canonical_id": second.get("id"),
        "canonical": second,
    }
    return [Record("series", stub), Record("series", merged)]
