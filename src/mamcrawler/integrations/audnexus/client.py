"""The client of Audnexus."""

import re
from collections.abc import Iterable
from typing import Any

from mamcrawler.integrations.audnexus.books import read_book
from mamcrawler.integrations.audnexus.models import AudnexusBook
from mamcrawler.integrations.audnexus.policy import NAME, REGIONS, URL
from mamcrawler.integrations.reading import table, text
from mamcrawler.integrations.remote import Answer, Door, Misunderstood, NotThere, RemoteFailure

_ASIN = re.compile(r"B[0-9A-Z]{9}|\d{9}[0-9X]")


class AudnexusClient:
    """Audiobook facts by ASIN. Every method raises the five failures."""

    def __init__(self, door: Door, url: str = URL) -> None:
        self._door = door
        self._base = url.rstrip("/")

    def book(self, asin: str, *, region: str = "us") -> AudnexusBook:
        """The recording with that ASIN in one region's catalogue.

        Raises NotThere when the region has no such audiobook, and Misunderstood when Audnexus itself breaks
        on this one ASIN, which then deserves a day's rest (rule F3); the remote is not blamed for that.
        """
        asked = normal_asin(asin)
        if asked is None:
            raise NotThere(NAME, "this is no ASIN")
        answer = self._get(f"/books/{asked}", {"region": _known(region)})
        book = read_book(answer.json(), region)
        if book is None:
            raise NotThere(NAME, f"the region {region} knows nothing about {asked}")
        return book

    def find(self, asin: str, *, regions: Iterable[str]) -> AudnexusBook:
        """The recording from the first of `regions` that has it (rule M4). Raises NotThere when none has."""
        missing: RemoteFailure = NotThere(NAME, "no region was asked")
        for region in regions:
            try:
                return self.book(asin, region=region)
            except NotThere as failure:
                missing = failure
        raise missing

    def search(self, words: str, *, region: str = "us") -> tuple[AudnexusBook, ...]:
        """At most 10 recordings that Audible's search finds for the words."""
        if not words.strip():
            return ()
        answer = self._get("/books/search", {"q": words, "region": _known(region)})
        listed = answer.json()
        if not isinstance(listed, list):
            raise Misunderstood(NAME, "the search answer is no list")
        found = (read_book(raw, region) for raw in listed)
        return tuple(book for book in found if book is not None)

    def _get(self, path: str, params: dict[str, Any]) -> Answer:
        return self._door.request("GET", self._base + path, params=params, check=_check)


def normal_asin(text_: str) -> str | None:
    """The ASIN in the form the service wants, or None when it cannot be one.

    >>> normal_asin(" b0test0001 "), normal_asin("197860000x"), normal_asin("nope")
    ('B0TEST0001', '197860000X', None)
    """
    found = text_.strip().upper()
    return found if _ASIN.fullmatch(found) else None


def _known(region: str) -> str:
    if region not in REGIONS:
        raise ValueError(f"no region of Audible: {region}")
    return region


def _check(answer: Answer) -> None:
    if answer.status in (400, 404):
        code = _code(answer)
        raise NotThere(NAME, f"not in this catalogue ({code})" if code else "not in this catalogue")
    if answer.status in (401, 403):
        # The service asks for no credential: what it refuses is this one title (rule F3).
        raise NotThere(NAME, f"refused with status {answer.status}", permanent=False)
    if answer.status == 500 and answer.content_type == "application/json":
        # A title without a rating or another required key breaks the service for this one ASIN.
        raise Misunderstood(NAME, "Audnexus cannot build an answer for this ASIN")
    if 300 <= answer.status < 500 and answer.status != 429:
        raise Misunderstood(NAME, f"unexpected status {answer.status}")
    if answer.status == 200 and answer.content.lstrip().startswith(b"<"):
        raise Misunderstood(NAME, "a web page instead of data")


def _code(answer: Answer) -> str | None:
    try:
        body = answer.json()
    except Misunderstood:
        return None
    return text(table(table(body).get("error")).get("code"), 40)
