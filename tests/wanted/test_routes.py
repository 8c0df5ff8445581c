"""The HTTP doors of library and wanted: lists, filters, wishes by hand, and what a list costs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from mamcrawler.accounts.keys import create_key
from mamcrawler.app.factory import create_app
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.library.facts import ItemFacts
from mamcrawler.library.models import Library, Series
from mamcrawler.library.store import store_items
from mamcrawler.metadata.catalogue import WorkFacts, store_series_list
from mamcrawler.wanted.settle import WantedPolicy, settle_series

CountQueries = Callable[[Database], AbstractContextManager[list[str]]]
# Each list with the statements it costs: the key, the total, the rows, and one for each thing a row shows.
LISTS = {
    "/books": 7,
    "/books?owned=true&q=lantern&sort=added&order=desc": 7,
    "/books/incomplete?threshold=100": 7,
    "/authors": 3,
    "/series": 4,
    "/wanted": 4,
    "/wanted/gaps": 4,
}


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient]:
    with runtime.db.session() as session:
        _, key = create_key(session, "tester", "admin", at=runtime.clock.now())
    with TestClient(create_app(runtime), base_url="http://localhost/api/v1") as made:
        made.headers["X-Api-Key"] = key
        yield made


@pytest.fixture
def shelf(runtime: Runtime) -> Runtime:
    """Twelve books of three series by two authors, each series lacking its third book."""
    at = runtime.clock.now()
    with runtime.db.session() as session:
        session.add(Library(abs_id="shelf", name="Audiobooks", folders=["/books"]))
        session.flush()
        items = [
            ItemFacts(
                abs_id=f"{series}-{number}",
                path=f"/books/{series}/{number}",
                rel_path=f"{series}/{number}",
                title=f"{series} Tale {number}",
                authors=("Mira Oakhollow" if series != "Tide" else "Ann Vale", "Tom Ash"),
                narrators=("Tobin Farrow",),
                series=((f"{series} Cycle", str(number)),),
                language="English",
                duration=36000.0,
                size=10**8,
            )
            for series in ("Lantern", "Salt", "Tide")
            for number in (1, 2, 4, 5)
        ]
        store_items(session, 1, items, at=at)
        every = session.scalars(select(Series)).all()
        for one in every:
            stem = one.name.removesuffix(" Cycle")
            works = [
                WorkFacts(
                    source_id=f"{one.id}{n}",
                    title=f"{stem} Tale {n}",
                    authors=("Mira Oakhollow",),
                    position=n,
                    release_date=date(2020, 1, n),
                )
                for n in range(1, 6)
            ]
            store_series_list(session, one, works, source="hardcover", total=5, at=at)
        settle_series(session, every, policy=WantedPolicy(), at=at)
    return runtime


def test_books_are_paged_and_sorted(client: TestClient, shelf: Runtime) -> None:
    page = client.get("/books", params={"owned": True, "limit": 5, "offset": 10}).json()
    assert [book["title"] for book in page["items"]] == ["Tide Tale 4", "Tide Tale 5"]
    assert (page["total"], page["has_more"]) == (12, False)
    first = client.get("/books", params={"owned": True, "limit": 1}).json()["items"][0]
    assert first["authors"] == [{"id": 1, "name": "Mira Oakhollow"}, {"id": 2, "name": "Tom Ash"}]
    assert [(place["name"], place["position"]) for place in first["series"]] == [("Lantern Cycle", "1")]
    assert (first["narrators"], first["duration"], first["size"]) == (["Tobin Farrow"], 36000.0, 10**8)


@pytest.mark.parametrize(
    ("params", "total"),
    [
        ({"q": "LANTERN"}, 5),
        ({"q": "vale"}, 4),
        ({"author_id": 2}, 12),
        ({"series_id": 1, "owned": True}, 4),
        ({"owned": False}, 3),
        ({"language": "english"}, 15),
        ({"q": "100%"}, 0),
    ],
)
def test_books_are_filtered(
    client: TestClient, shelf: Runtime, params: dict[str, object], total: int
) -> None:
    assert client.get("/books", params=params).json()["total"] == total  # type: ignore[arg-type]


def test_a_series_shows_its_books_in_order_and_its_completion(client: TestClient, shelf: Runtime) -> None:
    shown = client.get("/series/1").json()
    assert [entry["position"] for entry in shown["books"]] == ["1", "2", "3", "4", "5"]
    assert [entry["book"]["owned"] for entry in shown["books"]] == [True, True, False, True, True]
    assert (shown["owned"], shown["total"], shown["missing"], shown["percent"]) == (4, 5, 1, 80)


def test_series_are_filtered_by_percent(client: TestClient, shelf: Runtime) -> None:
    assert client.get("/series", params={"min": 80, "max": 99}).json()["total"] == 3
    assert client.get("/series", params={"min": 81}).json()["total"] == 0


def test_wishes_and_gaps_are_listed(client: TestClient, shelf: Runtime) -> None:
    wishes = client.get("/wanted", params={"state": ["wanted", "not_found"]}).json()["items"]
    assert [(wish["title"], wish["series"], wish["position"]) for wish in wishes] == [
        ("Lantern Tale 3", "Lantern Cycle", "3"),
        ("Salt Tale 3", "Salt Cycle", "3"),
        ("Tide Tale 3", "Tide Cycle", "3"),
    ]
    gaps = client.get("/wanted/gaps").json()["items"]
    assert [(gap["series"], gap["position"], gap["method"]) for gap in gaps] == [
        ("Lantern Cycle", 3, "catalogue"),
        ("Salt Cycle", 3, "catalogue"),
        ("Tide Cycle", 3, "catalogue"),
    ]
    plan = client.get("/wanted/plan").json()
    assert (plan["owned"], plan["total"], plan["missing"], plan["percent"]) == (12, 15, 3, 80)
    assert [phase["percent_after"] for phase in plan["phases"]] == [100]


def test_a_wish_by_hand_is_made_once_and_can_be_taken_back(client: TestClient, shelf: Runtime) -> None:
    owned = client.get("/books", params={"owned": True}).json()["items"][0]["id"]
    made = client.post("/wanted", json={"book_id": owned, "narrators": ["Ann Vale"]})
    assert (made.status_code, made.json()["reason"], made.json()["narrators"]) == (201, "asked", ["Ann Vale"])
    again = client.post("/wanted", json={"book_id": owned})
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    wish = made.json()["id"]
    out = client.post(f"/wanted/{wish}/exclude", json={"reason": "heard it"}).json()
    assert (out["state"], out["sentence"]) == ("excluded", "heard it")
    assert client.post(f"/wanted/{wish}/want").json()["state"] == "wanted"


def test_a_gap_is_wanted_by_hand(client: TestClient, shelf: Runtime) -> None:
    gap = client.get("/wanted/gaps").json()["items"][0]["id"]
    answer = client.post("/wanted", json={"gap_id": gap})
    assert (answer.status_code, answer.json()["title"], answer.json()["reasons"]) == (
        200,
        "Lantern Tale 3",
        ["series_gap", "asked"],
    )


def test_a_monitor_mode_set_by_hand_stays(client: TestClient, shelf: Runtime) -> None:
    assert client.patch("/series/1", json={"monitor": "none"}).json()["monitor"] == "none"
    assert client.patch("/authors/1", json={"monitor": "missing"}).json()["monitor"] == "missing"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/books/999", None, 404, "book_not_found"),
        ("GET", "/authors/999", None, 404, "author_not_found"),
        ("GET", "/series/999", None, 404, "series_not_found"),
        ("GET", "/wanted/999", None, 404, "wanted_not_found"),
        ("GET", "/books/0", None, 422, "invalid_input"),
        ("GET", "/books?sort=price", None, 422, "invalid_input"),
        ("GET", "/books?colour=red", None, 422, "invalid_input"),
        ("GET", "/books?limit=501", None, 422, "invalid_input"),
        ("GET", "/wanted?state=lost", None, 422, "invalid_input"),
        ("POST", "/wanted", {}, 422, "invalid_input"),
        ("POST", "/wanted", {"book_id": 999}, 404, "book_not_found"),
        ("POST", "/wanted", {"gap_id": 999}, 404, "wanted_not_found"),
        ("POST", "/wanted", {"book_id": 1, "asin": "short"}, 422, "invalid_input"),
        ("PATCH", "/series/1", {"monitor": "sometimes"}, 422, "invalid_input"),
        ("PATCH", "/series/999", {"monitor": "none"}, 404, "series_not_found"),
        ("PATCH", "/authors/999", {"monitor": "none"}, 404, "author_not_found"),
    ],
)
def test_bad_requests_are_told_what_is_wrong(
    client: TestClient, shelf: Runtime, method: str, path: str, body: object, status: int, code: str
) -> None:
    answer = client.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("limit", [1, 500])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_however_long_it_is(
    client: TestClient, shelf: Runtime, count_queries: CountQueries, path: str, limit: int
) -> None:
    client.get(path)
    with count_queries(shelf.db) as statements:
        assert client.get(f"{path}{'&' if '?' in path else '?'}limit={limit}").status_code == 200
    assert len(statements) == LISTS[path]


@pytest.mark.parametrize("path", [*LISTS, "/wanted/plan", "/books/1", "/series/1"])
def test_nothing_is_shown_without_a_key(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"X-Api-Key": ""})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
