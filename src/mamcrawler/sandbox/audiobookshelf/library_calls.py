"""The endpoints under `/api/libraries`."""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager
from typing import TypeVar

from mamcrawler.sandbox.audiobookshelf import shapes
from mamcrawler.sandbox.audiobookshelf.library_shapes import (
    Library,
    author_answer,
    by_series,
    filterdata,
    library_answer,
    row_metadata,
    searchable,
    stats,
)
from mamcrawler.sandbox.audiobookshelf.listing import Lists, series_entry
from mamcrawler.sandbox.audiobookshelf.scanner import ScanResults, scan_library
from mamcrawler.sandbox.audiobookshelf.shelf import stable_id
from mamcrawler.sandbox.audiobookshelf.tasks import Tasks
from mamcrawler.sandbox.moment import Now, unix_ms
from mamcrawler.sandbox.serving import Call, Reply, Rule, json_reply, text_reply

T = TypeVar("T")
NOT_FOUND = text_reply("Not Found", 404, "text/plain; charset=utf-8")


class LibraryCalls:
    """Lists of libraries, items, series, authors and narrators; search; scans, which hold the lock."""

    def __init__(
        self, libraries: list[Library], tasks: Tasks, now: Now, lock: AbstractContextManager[object]
    ) -> None:
        self._libraries, self._tasks, self._now, self._lock = libraries, tasks, now, lock
        self._lists = {library.id: Lists(library.shelf) for library in libraries}

    def rules(self) -> list[Rule]:
        """The routes of this part."""
        base = "/api/libraries/{id}"
        return [
            Rule("GET", "/api/libraries", self.libraries),
            Rule("GET", base, self.library),
            Rule("GET", base + "/items", self.items),
            Rule("GET", base + "/series", self.series),
            Rule("GET", base + "/authors", self.authors),
            Rule("GET", base + "/narrators", self.narrators),
            Rule("GET", base + "/filterdata", self.filter_data),
            Rule("GET", base + "/stats", self.statistics),
            Rule("GET", base + "/search", self.search),
            Rule("POST", base + "/scan", self.scan),
        ]

    def find(self, library_id: str) -> Library | None:
        """The library of this id."""
        return next((library for library in self._libraries if library.id == library_id), None)

    def libraries(self, call: Call) -> Reply:
        """Every library in display order."""
        return json_reply(
            {"libraries": [library_answer(each, n) for n, each in enumerate(self._libraries, start=1)]}
        )

    def library(self, call: Call) -> Reply:
        """One library, with filter data on request."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND
        body = library_answer(library, self._libraries.index(library) + 1)
        if "filterdata" not in call.arg("include").split(","):
            return json_reply(body)
        data = filterdata(library, unix_ms(self._now()))
        return json_reply(
            {"filterdata": data, "issues": data["numIssues"], "numUserPlaylists": 0, "library": body}
        )

    def items(self, call: Call) -> Reply:
        """A page of minified items; pages count from 0 and `limit=0` means everything."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND
        limit, page = call.arg("limit", "0"), call.arg("page", "0")
        if not limit.isdigit() or not page.isdigit():
            return text_reply("Invalid request", 400, "text/plain; charset=utf-8")
        sort, desc, filter_by = call.arg("sort"), call.arg("desc") == "1", call.arg("filter")
        found = self._lists[library.id].items(sort, desc, filter_by)
        rows = [library.row(item) for item in _page(found, int(limit), int(page))]
        if filter_by.startswith("series."):
            for row, item in zip(rows, _page(found, int(limit), int(page)), strict=True):
                row_metadata(row)["series"] = series_entry(item, filter_by)
        return json_reply(
            {
                "results": rows,
                "total": len(found),
                "limit": int(limit),
                "page": int(page),
                "sortBy": sort or None,
                "sortDesc": desc,
                "filterBy": filter_by or None,
                "mediaType": library.media_type,
                "minified": call.arg("minified") == "1",
                "collapseseries": call.arg("collapseseries") == "1",
                "include": call.arg("include"),
                "offset": int(limit) * int(page),
            }
        )

    def series(self, call: Call) -> Reply:
        """A page of series with their items; sequences are only in `seriesName`."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND
        groups = sorted(by_series(library.shelf).items())
        limit, page = int(call.arg("limit", "0")), int(call.arg("page", "0"))
        results = [
            {
                "id": stable_id("series", name),
                "name": name,
                "nameIgnorePrefix": shapes.without_prefix(name),
                "description": None,
                "addedAt": min(item.added_at for item in items),
                "updatedAt": max(item.updated_at for item in items),
                "libraryId": library.id,
                "books": [library.row(item) for item in items],
            }
            for name, items in _page(groups, limit, page)
        ]
        head = {"total": len(groups), "limit": limit, "page": page, "sortBy": "name", "sortDesc": False}
        return json_reply({"results": results, **head, "filterBy": None, "minified": False, "include": ""})

    def authors(self, call: Call) -> Reply:
        """Every author with the number of books."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND
        counts = Counter(name for item in library.shelf.items.values() for name in item.metadata.authors)
        return json_reply(
            {"authors": [author_answer(library, name, count) for name, count in sorted(counts.items())]}
        )

    def narrators(self, call: Call) -> Reply:
        """Every narrator with the number of books."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND
        counts = Counter(name for item in library.shelf.items.values() for name in item.metadata.narrators)
        return json_reply(
            {"narrators": [{"name": name, "numBooks": n} for name, n in sorted(counts.items())]}
        )

    def filter_data(self, call: Call) -> Reply:
        """What may be filtered by."""
        library = self.find(call.path["id"])
        return json_reply(filterdata(library, unix_ms(self._now()))) if library else NOT_FOUND

    def statistics(self, call: Call) -> Reply:
        """Totals of the library."""
        library = self.find(call.path["id"])
        return json_reply(stats(library)) if library else NOT_FOUND

    def search(self, call: Call) -> Reply:
        """Items, series and authors whose names contain the text."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND
        text, limit = call.arg("q").casefold(), int(call.arg("limit", "12"))
        if not text:
            return text_reply('Invalid request. Query param "q" must be a string', 400, "text/plain")
        books = [item for item in library.shelf.items.values() if text in searchable(item)][:limit]
        series = [
            (name, items) for name, items in by_series(library.shelf).items() if text in name.casefold()
        ]
        return json_reply(
            {
                "book": [{"libraryItem": library.expanded(item)} for item in books],
                "narrators": [],
                "tags": [],
                "genres": [],
                "series": [
                    {
                        "series": {"id": stable_id("series", name), "name": name},
                        "books": [library.row(item) for item in items],
                    }
                    for name, items in series[:limit]
                ],
                "authors": [
                    author_answer(library, name, 1)
                    for name in library.shelf.author_ids()
                    if text in name.casefold()
                ][:limit],
            }
        )

    def scan(self, call: Call) -> Reply:
        """Starts a scan in the background and answers at once; a second one is ignored while it runs."""
        library = self.find(call.path["id"])
        if library is None:
            return NOT_FOUND

        def scan() -> ScanResults:
            with self._lock:
                at = unix_ms(self._now())
                results = scan_library(library.shelf, library.root, at, force=call.arg("force") == "1")
                library.last_scan = at
            return results

        self._tasks.start_scan(library.id, library.name, scan)
        return text_reply("OK", 200, "text/plain; charset=utf-8")


def _page(items: list[T], limit: int, page: int) -> list[T]:
    return items[limit * page : limit * (page + 1)] if limit else items
