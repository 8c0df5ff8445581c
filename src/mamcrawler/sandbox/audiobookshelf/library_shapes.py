"""One library and what the server tells of it as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mamcrawler.sandbox.audiobookshelf import shapes
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Shelf, stable_id

CREATED = 1_700_000_000_000


@dataclass
class Library:
    """One library: its shelf, its folder on disk, and the path under which the server shows that folder."""

    name: str
    media_type: str
    shelf: Shelf
    root: Path
    shown_root: str
    last_scan: int | None = None

    @property
    def id(self) -> str:
        """The library's id."""
        return stable_id("library", self.name)

    @property
    def folder_id(self) -> str:
        """Id of its only folder."""
        return stable_id("folder", self.name)

    def row(self, item: Item) -> dict[str, object]:
        """An item as lists show it."""
        return shapes.minified(item, self.id, self.folder_id, self.shown_root)

    def expanded(self, item: Item) -> dict[str, object]:
        """An item with everything."""
        return shapes.expanded(item, self.id, self.folder_id, self.shown_root)

    def plain(self, item: Item) -> dict[str, object]:
        """An item by itself."""
        return shapes.plain(item, self.id, self.folder_id, self.shown_root)


def library_answer(library: Library, order: int) -> dict[str, object]:
    """A library as the server lists it."""
    return {
        "id": library.id,
        "name": library.name,
        "folders": [
            {
                "id": library.folder_id,
                "fullPath": library.shown_root,
                "libraryId": library.id,
                "addedAt": CREATED,
            }
        ],
        "displayOrder": order,
        "icon": "audiobookshelf",
        "mediaType": library.media_type,
        "provider": "audible",
        "settings": {
            "coverAspectRatio": 1,
            "disableWatcher": True,
            "autoScanCronExpression": None,
            "skipMatchingMediaWithAsin": False,
            "skipMatchingMediaWithIsbn": False,
            "audiobooksOnly": False,
            "epubsAllowScriptedContent": False,
            "hideSingleBookSeries": False,
            "onlyShowLaterBooksInContinueSeries": False,
            "metadataPrecedence": [
                "folderStructure",
                "audioMetatags",
                "nfoFile",
                "txtFiles",
                "opfFile",
                "absMetadata",
            ],
            "markAsFinishedPercentComplete": None,
            "markAsFinishedTimeRemaining": 10,
        },
        "lastScan": library.last_scan,
        "lastScanVersion": shapes.VERSION,
        "createdAt": CREATED,
        "lastUpdate": library.last_scan or CREATED,
    }


def row_metadata(row: dict[str, object]) -> dict[str, object]:
    """The metadata object inside a list row."""
    media = row["media"]
    assert isinstance(media, dict)
    metadata = media["metadata"]
    assert isinstance(metadata, dict)
    return metadata


def by_series(shelf: Shelf) -> dict[str, list[Item]]:
    """Items by series name."""
    groups: dict[str, list[Item]] = {}
    for item in shelf.items.values():
        for name, _ in item.metadata.series:
            groups.setdefault(name, []).append(item)
    return groups


def author_answer(library: Library, name: str, count: int) -> dict[str, object]:
    """An author as the server lists one."""
    return {
        "id": stable_id("author", name),
        "asin": None,
        "name": name,
        "description": None,
        "imagePath": None,
        "libraryId": library.id,
        "addedAt": CREATED,
        "updatedAt": CREATED,
        "numBooks": count,
        "lastFirst": shapes.last_first(name),
    }


def searchable(item: Item) -> str:
    """Everything of an item the search looks into, folded."""
    metadata = item.metadata
    texts = [
        metadata.title,
        metadata.subtitle or "",
        *metadata.authors,
        metadata.asin or "",
        metadata.isbn or "",
    ]
    return "\n".join(texts).casefold()


def filterdata(library: Library, at_ms: int) -> dict[str, object]:
    """What a library's items may be filtered by."""
    items = list(library.shelf.items.values())
    return {
        "authors": [
            {"id": number, "name": name} for name, number in sorted(library.shelf.author_ids().items())
        ],
        "genres": sorted({genre for item in items for genre in item.metadata.genres}),
        "tags": sorted({tag for item in items for tag in item.tags}),
        "series": [
            {"id": number, "name": name} for name, number in sorted(library.shelf.series_ids().items())
        ],
        "narrators": sorted({name for item in items for name in item.metadata.narrators}),
        "languages": sorted({item.metadata.language for item in items if item.metadata.language}),
        "publishers": sorted({item.metadata.publisher for item in items if item.metadata.publisher}),
        "publishedDecades": sorted(
            {f"{year[:3]}0" for item in items if (year := item.metadata.published_year)}
        ),
        "bookCount": len(items),
        "authorCount": len(library.shelf.author_ids()),
        "seriesCount": len(library.shelf.series_ids()),
        "podcastCount": 0,
        "numIssues": sum(item.is_missing for item in items),
        "loadedAt": at_ms,
    }


def stats(library: Library) -> dict[str, object]:
    """Totals, and the largest and longest items."""
    items = list(library.shelf.items.values())
    largest = sorted(items, key=lambda item: -item.size)[:10]
    longest = sorted(items, key=lambda item: -item.duration)[:10]
    authors = Counter(name for item in items for name in item.metadata.authors)
    genres = Counter(genre for item in items for genre in item.metadata.genres)
    return {
        "largestItems": [{"id": i.id, "title": i.metadata.title, "size": i.size} for i in largest],
        "totalAuthors": len(authors),
        "authorsWithCount": [
            {"id": stable_id("author", name), "name": name, "count": n} for name, n in authors.most_common(10)
        ],
        "totalGenres": len(genres),
        "genresWithCount": [{"genre": genre, "count": n} for genre, n in genres.most_common(10)],
        "totalItems": len(items),
        "longestItems": [{"id": i.id, "title": i.metadata.title, "duration": i.duration} for i in longest],
        "totalSize": sum(item.size for item in items),
        "totalDuration": sum(item.duration for item in items),
        "numAudioTracks": sum(len(item.audio) for item in items),
    }
