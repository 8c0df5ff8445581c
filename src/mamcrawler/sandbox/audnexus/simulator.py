"""Audnexus on a loopback port: recordings by ASIN and region, both error forms, and its rate limit."""

from __future__ import annotations

import math
import re
from collections import deque
from datetime import datetime, timedelta
from typing import Any

from mamcrawler.sandbox.audnexus.bodies import author_body, book_body, chapters_body
from mamcrawler.sandbox.moment import Now, real_now
from mamcrawler.sandbox.serving import Call, Handler, Reply, Rule, Server, json_reply
from mamcrawler.sandbox.world import CatalogueBook, EditionInfo, Person, World

REGIONS = ("au", "ca", "de", "es", "fr", "in", "it", "jp", "us", "uk")
PER_MINUTE = 100
MOST_BOOKS, MOST_AUTHORS = 10, 25
_ASIN = re.compile(r"B[0-9A-Z]{9}|\d{9}[\dX]")


class AudnexusSimulator:
    """Recordings of the world. `unrated` ASINs make the service fail as it does for titles without a rating.

    `legacy` answers errors in the form of older deployments.
    """

    def __init__(self, world: World, now: Now = real_now, legacy: bool = False) -> None:
        self._now, self.legacy = now, legacy
        self.unrated: set[str] = set()
        self.without_chapters: set[str] = set()
        self._books: dict[str, tuple[CatalogueBook, EditionInfo]] = {
            edition.asin: (book, edition) for book in world.books for edition in book.editions
        }
        self._series = {info.asin for info in world.series}
        self._people = {person.asin: person for book in world.books for person in book.authors}
        self._calls: deque[datetime] = deque()
        self.seen: list[tuple[str, int]] = []
        rules = [
            Rule("GET", "/books/search", self._search),
            Rule("GET", "/books/{asin}", self._book),
            Rule("GET", "/books/{asin}/chapters", self._chapters),
            Rule("GET", "/authors", self._authors),
            Rule("GET", "/authors/{asin}", self._author),
            Rule("GET", "/health", self._health),
        ]
        self.server = Server(rules, now=now, around=self._around)

    @property
    def url(self) -> str:
        """Base address."""
        return self.server.url()

    def start(self) -> None:
        """Opens the port."""
        self.server.start()

    def stop(self) -> None:
        """Closes it."""
        self.server.stop()

    def _around(self, handler: Handler, call: Call) -> Reply:
        now = self._now()
        while self._calls and now - self._calls[0] >= timedelta(minutes=1):
            self._calls.popleft()
        reset = math.ceil(60 - (now - self._calls[0]).total_seconds()) if self._calls else 60
        limited = len(self._calls) >= PER_MINUTE
        if not limited:
            self._calls.append(now)
        reply = self._limited() if limited else handler(call)
        self.seen.append((call.url_path, reply.status))
        headers = [
            ("x-ratelimit-limit", str(PER_MINUTE)),
            ("x-ratelimit-remaining", str(PER_MINUTE - len(self._calls))),
            ("x-ratelimit-reset", str(reset)),
        ]
        return reply.with_headers(*headers, *([("retry-after", str(reset))] if limited else []))

    def _limited(self) -> Reply:
        return self._error(429, "RATE_LIMIT_EXCEEDED", "Rate limit reached. Please try again later.")

    def _book(self, call: Call) -> Reply:
        found = self._edition(call)
        return found if isinstance(found, Reply) else json_reply(book_body(*found))

    def _chapters(self, call: Call) -> Reply:
        found = self._edition(call)
        if isinstance(found, Reply):
            return found
        asin = call.path["asin"]
        if asin in self.without_chapters:
            return _fastify(404, "Not Found", f"{asin} has no chapters")
        return json_reply(chapters_body(found[1]))

    def _edition(self, call: Call) -> tuple[CatalogueBook, EditionInfo] | Reply:
        asin, region = call.path["asin"], call.arg("region", "us")
        if not _ASIN.fullmatch(asin):
            return self._error(400, "BAD_REQUEST", "Bad ASIN")
        if region not in REGIONS:
            return self._error(400, "BAD_REQUEST", f"Invalid region. Valid regions are: {', '.join(REGIONS)}")
        if asin in self._series:
            details = {"asin": asin, "requestedType": "book", "actualType": "BookSeries"}
            message = f"Item is a series, not a book. ASIN: {asin}"
            return self._error(400, "CONTENT_TYPE_MISMATCH", message, details)
        if asin in self.unrated:
            message = f"Required key 'rating' does not exist in Audible API response for ASIN {asin}"
            return _fastify(500, "Internal Server Error", message)
        found = self._books.get(asin)
        if found is None:
            return self._error(404, "NOT_FOUND", f"Item not found for ASIN: {asin}")
        if found[1].region != region:
            message = f"Item not available in region '{region}' for ASIN: {asin}"
            return self._error(
                404, "REGION_UNAVAILABLE", message, {"asin": asin, "code": "REGION_UNAVAILABLE"}
            )
        return found

    def _search(self, call: Call) -> Reply:
        if not call.arg("q"):
            return json_reply({"error": "Bad Request", "message": "q is required"}, 400)
        region = call.arg("region", "us")
        wanted = re.findall(r"\w+", call.arg("q").casefold())
        hits = [
            book_body(book, edition)
            for book, edition in self._books.values()
            if edition.region == region and edition.asin not in self.unrated
            if all(word in _searchable(book, edition) for word in wanted)
        ]
        return json_reply(hits[:MOST_BOOKS])

    def _authors(self, call: Call) -> Reply:
        name = call.arg("name").casefold()
        if not name:
            return _fastify(500, "Internal Server Error", "Invalid search parameters")
        if len(name) < 2:
            return self._error(400, "BAD_REQUEST", "Invalid search parameters")
        found = [person for person in self._people.values() if name in person.name.casefold()]
        twice = [person for person in found for _ in range(2)]  # one entry per region it was fetched for
        return json_reply([{"asin": person.asin, "name": person.name} for person in twice[:MOST_AUTHORS]])

    def _author(self, call: Call) -> Reply:
        asin = call.path["asin"]
        if not _ASIN.fullmatch(asin):
            return self._error(400, "BAD_REQUEST", "Bad ASIN")
        person: Person | None = self._people.get(asin)
        if person is None:
            return self._error(404, "NOT_FOUND", f"Author not found for ASIN: {asin}")
        return json_reply(author_body(person, call.arg("region", "us")))

    def _health(self, call: Call) -> Reply:
        checks = {"server": True, "database": True, "redis": True}
        stamp = self._now().strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return json_reply({"status": "healthy", "timestamp": stamp, "checks": checks})

    def _error(self, status: int, code: str, message: str, details: dict[str, Any] | None = None) -> Reply:
        if self.legacy:
            names = {400: "Bad Request", 404: "Not Found", 429: "Too Many Requests"}
            return _fastify(status, names[status], message)
        return json_reply({"error": {"code": code, "message": message, "details": details}}, status)


def _fastify(status: int, error: str, message: str) -> Reply:
    return json_reply({"statusCode": status, "error": error, "message": message}, status)


def _searchable(book: CatalogueBook, edition: EditionInfo) -> str:
    people = (*book.authors, *edition.narrators)
    texts = [book.title, book.subtitle or "", *(person.name for person in people)]
    return " ".join([*texts, *(place.series.name for place in book.places)]).casefold()
