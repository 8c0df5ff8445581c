"""The recordings service's simulator: books by ASIN and region, both error forms, limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from mamcrawler.sandbox.audnexus.simulator import AudnexusSimulator
from mamcrawler.sandbox.world_build import build_world

WORLD = build_world()
ALIBI = WORLD.book_by_key["harrow-4"].editions[0]
LUPIN_FRENCH = WORLD.book_by_key["lupin-1"].editions[1]


class Moment:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Desk:
    """The simulator and a client."""

    def __init__(self) -> None:
        self.now = Moment()
        self.audnexus = AudnexusSimulator(WORLD, now=self.now)
        self.audnexus.start()
        self.http = httpx2.Client(verify=False, base_url=self.audnexus.url)

    def get(self, path: str, **params: str) -> httpx2.Response:
        return self.http.get(path, params=params)


@pytest.fixture(scope="module")
def running() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.http.close()
    desk.audnexus.stop()


@pytest.fixture
def desk(running: Desk) -> Desk:
    running.now.at += timedelta(minutes=2)
    running.audnexus.legacy = False
    running.audnexus.unrated.clear()
    running.audnexus.without_chapters.clear()
    return running


def test_book_has_runtime_narrators_and_series_position_as_text(desk: Desk) -> None:
    answer = desk.get(f"/books/{ALIBI.asin}", region="us")
    book = answer.json()
    assert set(book) == {
        "asin", "authors", "copyright", "description", "formatType", "genres", "image", "isAdult", "isbn",
        "language", "literatureType", "narrators", "publisherName", "rating", "ratings", "region",
        "releaseDate", "runtimeLengthMin", "seriesPrimary", "summary", "title",
    }  # fmt: skip
    assert (book["title"], book["runtimeLengthMin"], book["narrators"]) == (
        "The Clockmaker's Alibi",
        39,
        [{"name": "Edda Quillon"}],
    )
    assert (book["seriesPrimary"]["name"], book["seriesPrimary"]["position"]) == ("Harrow & Finch", "4")
    assert (book["language"], book["formatType"], book["rating"]) == ("english", "unabridged", "4.6")
    assert (answer.headers["x-ratelimit-limit"], answer.headers["x-ratelimit-remaining"]) == ("100", "99")


def test_standalone_has_no_series_keys(desk: Desk) -> None:
    book = desk.get(f"/books/{WORLD.book_by_key['carol'].editions[0].asin}").json()
    assert "seriesPrimary" not in book
    assert "subtitle" not in book


def test_recording_of_another_region_is_found_only_there(desk: Desk) -> None:
    missing = desk.get(f"/books/{LUPIN_FRENCH.asin}", region="us")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "REGION_UNAVAILABLE")
    assert missing.json()["error"]["details"] == {"asin": LUPIN_FRENCH.asin, "code": "REGION_UNAVAILABLE"}
    assert desk.get(f"/books/{LUPIN_FRENCH.asin}", region="fr").json()["language"] == "french"


@pytest.mark.parametrize(
    ("path", "region", "status", "code"),
    [
        ("/books/nope", "us", 400, "BAD_REQUEST"),
        (f"/books/{ALIBI.asin.lower()}", "us", 400, "BAD_REQUEST"),
        (f"/books/{ALIBI.asin}", "xx", 400, "BAD_REQUEST"),
        (f"/books/{WORLD.series[0].asin}", "us", 400, "CONTENT_TYPE_MISMATCH"),
        ("/books/B000000000", "us", 404, "NOT_FOUND"),
        ("/authors/B000000000", "us", 404, "NOT_FOUND"),
    ],
)
def test_errors_come_in_both_forms(desk: Desk, path: str, region: str, status: int, code: str) -> None:
    now = desk.get(path, region=region)
    assert (now.status_code, now.json()["error"]["code"]) == (status, code)
    desk.audnexus.legacy = True
    older = desk.get(path, region=region)
    assert (older.status_code, older.json()["statusCode"]) == (status, status)
    assert older.json()["message"] == now.json()["error"]["message"]


def test_unrated_title_breaks_the_service_on_that_title_alone(desk: Desk) -> None:
    desk.audnexus.unrated.add(ALIBI.asin)
    broken = desk.get(f"/books/{ALIBI.asin}")
    assert (broken.status_code, broken.json()["error"]) == (500, "Internal Server Error")
    assert [book["narrators"][0]["name"] for book in desk.get("/books/search", q="clockmaker").json()] == [
        "Bram Tolliver"
    ]


def test_search_needs_words_and_gives_at_most_ten(desk: Desk) -> None:
    assert desk.get("/books/search").json() == {"error": "Bad Request", "message": "q is required"}
    assert len(desk.get("/books/search", q="oz baum").json()) == 10
    titles = [book["title"] for book in desk.get("/books/search", q="phoenix carpet").json()]
    assert titles == ["The Phoenix and the Carpet"]
    assert desk.get("/books/search", q="zzzz").json() == []


def test_chapters_cover_the_runtime_or_are_absent(desk: Desk) -> None:
    body = desk.get(f"/books/{ALIBI.asin}/chapters").json()
    ends = [chapter["startOffsetMs"] + chapter["lengthMs"] for chapter in body["chapters"]]
    starts = [chapter["startOffsetMs"] for chapter in body["chapters"]]
    assert (starts[0], starts[1:], ends[-1]) == (0, ends[:-1], body["runtimeLengthMs"])
    desk.audnexus.without_chapters.add(ALIBI.asin)
    none = desk.get(f"/books/{ALIBI.asin}/chapters")
    assert (none.status_code, none.json()["message"]) == (404, f"{ALIBI.asin} has no chapters")


def test_author_search_repeats_an_author_per_region(desk: Desk) -> None:
    found = desk.get("/authors", name="wrenfield").json()
    assert [entry["name"] for entry in found] == ["Ilsa Wrenfield", "Ilsa Wrenfield"]
    assert desk.get(f"/authors/{found[0]['asin']}").json()["name"] == "Ilsa Wrenfield"
    assert desk.get("/authors", name="zzzz").json() == []
    assert [desk.get("/authors").status_code, desk.get("/authors", name="x").status_code] == [500, 400]


def test_hundred_calls_a_minute_and_then_429_with_the_wait(desk: Desk) -> None:
    statuses = [desk.get("/health").status_code for _ in range(100)]
    desk.now.at += timedelta(seconds=20)
    limited = desk.get("/health")
    assert (set(statuses), limited.status_code) == ({200}, 429)
    assert (limited.headers["retry-after"], limited.headers["x-ratelimit-remaining"]) == ("40", "0")
    assert limited.json()["error"]["code"] == "RATE_LIMIT_EXCEEDED"
    desk.now.at += timedelta(seconds=40)
    assert desk.get("/health").json()["status"] == "healthy"
