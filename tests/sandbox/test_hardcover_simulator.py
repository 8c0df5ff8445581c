"""The catalogue's simulator answers queries as the documented service does, oddities included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.hardcover.records import MERGED_SERIES_ID, STUB_SERIES_ID
from mamcrawler.sandbox.hardcover.search import ResultsAs
from mamcrawler.sandbox.hardcover.simulator import HardcoverSimulator
from mamcrawler.sandbox.world_build import build_world

WORLD = build_world()
SALTGLASS = next(series.hardcover_id for series in WORLD.series if series.key == "saltglass")
CANONICAL = """
query SeriesBooks($id: Int!) {
  series(where: {id: {_eq: $id}, canonical_id: {_is_null: true}}, limit: 1) {
    id name author { name } books_count primary_books_count is_completed
    book_series(
      distinct_on: position
      order_by: [{position: asc}, {book: {users_count: desc}}]
      where: {
        compilation: {_eq: false}, book: {canonical_id: {_is_null: true}, is_partial_book: {_eq: false}}
      }
    ) { position details book { title release_date users_count } }
  }
}
"""


class Moment:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Desk:
    """The simulator and a client with its token."""

    def __init__(self) -> None:
        self.now, self.faults = Moment(), Faults()
        self.hardcover = HardcoverSimulator(WORLD, self.faults, now=self.now)
        self.hardcover.start()
        self.http = httpx2.Client(verify=False, headers={"authorization": f"Bearer {self.hardcover.token}"})

    def close(self) -> None:
        self.http.close()
        self.hardcover.stop()

    def ask(self, query: str, **variables: Any) -> httpx2.Response:
        self.now.at += timedelta(seconds=30)
        return self.http.post(self.hardcover.url, json={"query": query, "variables": variables})

    def data(self, query: str, **variables: Any) -> Any:
        return self.ask(query, **variables).json()["data"]

    def search(self, text: str, kind: str = "book") -> Any:
        field = "search(query: $q, query_type: $t, per_page: 10) { ids results }"
        return self.data(f"query S($q: String!, $t: String!) {{ {field} }}", q=text, t=kind)["search"]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


@pytest.fixture(autouse=True)
def fresh(desk: Desk) -> None:
    desk.hardcover.search.results_as = "object"
    desk.hardcover.missing_scope = None
    desk.hardcover.limits.left_today = 5_000
    desk.now.at += timedelta(minutes=1)


def test_canonical_list_of_a_series_keeps_one_book_per_position(desk: Desk) -> None:
    series = desk.data(CANONICAL, id=SALTGLASS)["series"][0]
    assert (series["name"], series["author"], series["is_completed"]) == (
        "The Saltglass Chronicles",
        {"name": "Ilsa Wrenfield"},
        True,
    )
    assert (series["books_count"], series["primary_books_count"]) == (12, 6)
    listed = [
        (entry["position"], entry["details"], entry["book"]["title"]) for entry in series["book_series"]
    ]
    assert listed == [
        (0.5, "0.5", "A Pinch of Brine"),
        (1, "1", "The Glassmaker's Debt"),
        (2, "2", "Salt and Sovereign"),
        (3, "3", "The Drowned Orrery"),
        (4, "4", "Ebb and Ember"),
        (5, "5", "A Harbour of Bells"),
        (6, "6", "The Last Soundings"),
        (None, None, "An Atlas of the Saltglass Coast"),
    ]


def test_without_conditions_the_list_shows_what_makes_catalogues_hard(desk: Desk) -> None:
    rows = desk.data(
        "query($id: Int!) { series_by_pk(id: $id) { book_series(order_by: {position: asc})"
        " { position details compilation book { title canonical_id is_partial_book users_count } } } }",
        id=SALTGLASS,
    )["series_by_pk"]["book_series"]
    titles = {row["book"]["title"]: row for row in rows}
    assert (titles["The Saltglass Chronicles: Books 1-3"]["details"], len(rows)) == ("1-3", 12)
    assert titles["The Saltglass Chronicles: Books 1-3"]["compilation"] is True
    assert titles["Ebb and Ember: Part One"]["book"]["is_partial_book"] is True
    merged, kept = titles["Salt & Sovereign"]["book"], titles["Salt and Sovereign"]["book"]
    assert desk.data("query($id: Int!) { books_by_pk(id: $id) { title } }", id=merged["canonical_id"]) == {
        "books_by_pk": {"title": "Salt and Sovereign"}
    }
    assert kept["canonical_id"] is None


def test_announced_books_have_a_far_date_or_none(desk: Desk) -> None:
    tidewrack = next(series.hardcover_id for series in WORLD.series if series.key == "tidewrack")
    rows = desk.data(CANONICAL, id=tidewrack)["series"][0]["book_series"]
    assert [row["book"]["release_date"] for row in rows[4:]] == ["2028-03-07", None]


def test_merged_and_stub_series_can_be_told(desk: Desk) -> None:
    query = "query($id: Int!) { series_by_pk(id: $id) { canonical_id books_count canonical { name } } }"
    assert desk.data(query, id=MERGED_SERIES_ID)["series_by_pk"]["canonical"] == {
        "name": "The Saltglass Chronicles"
    }
    assert desk.data(query, id=STUB_SERIES_ID)["series_by_pk"]["books_count"] == 0


def test_editions_are_found_by_asin_with_narrators_apart_from_authors(desk: Desk) -> None:
    edition = WORLD.book_by_key["harrow-4"].editions[1]
    rows = desk.data(
        "query($asin: String!) { editions(where: {asin: {_eq: $asin}, reading_format_id: {_eq: 2}}, limit: 5)"
        " { id asin audio_seconds language { language code2 } publisher { name }"
        " contributions { author { name } contribution } book { title } } }",
        asin=edition.asin,
    )["editions"]
    assert rows == [
        {
            "id": edition.hardcover_id,
            "asin": edition.asin,
            "audio_seconds": 2820,
            "language": {"language": "English", "code2": "en"},
            "publisher": {"name": "Second Cellar Sound"},
            "contributions": [
                {"author": {"name": "Tamsin Oldacre"}, "contribution": None},
                {"author": {"name": "Bram Tolliver"}, "contribution": "Narrator"},
            ],
            "book": {"title": "The Clockmaker's Alibi"},
        }
    ]


def test_print_editions_have_no_narrator_and_no_length(desk: Desk) -> None:
    book = WORLD.book_by_key["dracula"].hardcover_id
    rows = desk.data(
        "query($id: Int!) { books_by_pk(id: $id) { editions { reading_format_id audio_seconds contributions"
        " { contribution } } } }",
        id=book,
    )["books_by_pk"]["editions"]
    assert [(row["reading_format_id"], row["audio_seconds"]) for row in rows] == [
        (2, 4800),
        (2, 4440),
        (1, None),
    ]
    assert rows[2]["contributions"] == []


def test_books_of_an_author_come_by_readers(desk: Desk) -> None:
    author = WORLD.book_by_key["oz-1"].authors[0].hardcover_id
    query = """
    query($id: Int!, $limit: Int!, $offset: Int!) {
      books(where: {contributions: {author: {id: {_eq: $id}}}, canonical_id: {_is_null: true}}
            order_by: [{users_count: desc}, {id: asc}] limit: $limit offset: $offset) { title users_count }
    }"""
    first = desk.data(query, id=author, limit=10, offset=0)["books"]
    rest = desk.data(query, id=author, limit=10, offset=10)["books"]
    assert [len(first), len(rest)] == [10, 4]
    counts = [book["users_count"] for book in first + rest]
    assert counts == sorted(counts, reverse=True)


def test_search_document_has_text_ids_and_empty_objects(desk: Desk) -> None:
    answer = desk.search("drowned orrery wrenfield")
    hit = answer["results"]["hits"][0]["document"]
    number = WORLD.book_by_key["saltglass-3"].hardcover_id
    assert (answer["ids"], hit["id"], answer["results"]["found"]) == ([number], str(number), 1)
    assert (hit["image"], hit["author_names"]) == ({}, ["Ilsa Wrenfield"])
    assert (hit["featured_series"]["position"], hit["featured_series"]["series"]["id"]) == (3, SALTGLASS)
    assert hit["contributions"][0]["contribution"] is None


def titles(desk: Desk, text: str) -> list[str]:
    return [hit["document"]["title"] for hit in desk.search(text)["results"]["hits"]]


def test_search_forgives_a_letter_and_drops_last_words(desk: Desk) -> None:
    assert titles(desk, "patchwok girl") == ["The Patchwork Girl of Oz"]
    assert titles(desk, "Clockmakers Alibi unabridged") == ["The Clockmaker's Alibi"]
    assert titles(desk, "zzzz") == []


def test_little_read_books_have_sparse_documents(desk: Desk) -> None:
    hit = desk.search("atlas saltglass coast")["results"]["hits"][0]["document"]
    assert "has_audiobook" not in hit
    assert hit["featured_series"]["position"] is None


def test_series_search_finds_the_series_before_its_empty_stub(desk: Desk) -> None:
    hits = [hit["document"] for hit in desk.search("oz", "series")["results"]["hits"]]
    assert [(hit["books_count"], hit["author_name"]) for hit in hits] == [(14, "L. Frank Baum"), (0, None)]
    assert (hits[0]["primary_books_count"], hits[0]["readers_count"], hits[0]["id"]) == (14, 9100, "7001")


def test_author_search_finds_the_author(desk: Desk) -> None:
    hits = desk.search("chesterton", "author")["results"]["hits"]
    assert [hit["document"]["name"] for hit in hits] == ["G. K. Chesterton"]


@pytest.mark.parametrize("form", ["string", "hits", "null"])
def test_results_come_in_every_form_seen(desk: Desk, form: ResultsAs) -> None:
    usual = desk.search("thuvia")["results"]
    desk.hardcover.search.results_as = form
    results = desk.search("thuvia")["results"]
    assert {"string": json.dumps(usual), "hits": usual["hits"], "null": None}[form] == results


def test_me_is_a_list_of_one(desk: Desk) -> None:
    assert desk.data("query { me { id username } }") == {"me": [{"id": 4242, "username": "sandboxreader"}]}


def test_aliases_fragments_and_missing_rows(desk: Desk) -> None:
    query = "query { a: books_by_pk(id: 300001) { ...F } b: books_by_pk(id: 1) { ...F } }"
    query += " fragment F on books { title }"
    assert desk.data(query) == {"a": {"title": "The Wonderful Wizard of Oz"}, "b": None}


def test_unknown_field_is_an_error_with_status_200(desk: Desk) -> None:
    answer = desk.ask("query { books(limit: 1) { nope } }")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "errors": [
                {
                    "message": "field 'nope' not found in type: 'books'",
                    "extensions": {
                        "path": "$.selectionSet.books.selectionSet.nope",
                        "code": "validation-failed",
                    },
                }
            ]
        },
    )


@pytest.mark.parametrize(
    ("query", "status", "error"),
    [
        ("query { books(", 400, "invalid_query"),
        ('query { books(where: {title: {_ilike: "%oz%"}}) { id } }', 403, "unsupported_operation"),
        (
            "mutation { insert_user_book(object: {book_id: 1, status_id: 1}) { id } }",
            403,
            "unsupported_operation",
        ),
    ],
)
def test_refused_queries_name_a_code(desk: Desk, query: str, status: int, error: str) -> None:
    answer = desk.ask(query)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_body_without_query_is_malformed(desk: Desk) -> None:
    answer = desk.http.post(desk.hardcover.url, content=b"[]")
    assert (answer.status_code, answer.json()) == (400, {"error": "Malformed request body"})


def test_wrong_token_and_missing_scope_differ(desk: Desk) -> None:
    refused = httpx2.post(
        desk.hardcover.url, json={"query": "query { me { id } }"}, headers={"authorization": "Bearer x"}
    )
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_token")
    desk.hardcover.missing_scope = "catalog:read"
    scoped = desk.ask('query { search(query: "oz") { ids } }')
    assert (scoped.status_code, scoped.json()["error"], scoped.json()["scope"]) == (
        403,
        "insufficient_scope",
        "catalog:read",
    )


def test_at_most_five_fields_and_one_search(desk: Desk) -> None:
    six = "query { " + " ".join(f"a{n}: me {{ id }}" for n in range(6)) + " }"
    two = 'query { a: search(query: "oz") { ids } b: search(query: "mars") { ids } }'
    assert [(desk.ask(query).status_code, desk.ask(query).json()) for query in (six, two)] == [
        (403, {"errors": ["top_level_limit_exceeded"]})
    ] * 2


def test_every_top_level_field_counts_and_a_second_gives_one_back(desk: Desk) -> None:
    five = {"query": "query { " + " ".join(f"a{n}: me {{ id }}" for n in range(5)) + " }"}
    answers = [desk.http.post(desk.hardcover.url, json=five) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["15", "10", "5", "0", "0"]
    assert answers[4].headers["retry-after"] == "5"
    assert answers[4].json() == {"error": "Too Many Requests", "message": "Rate limit exceeded"}
    assert answers[0].headers["ratelimit"].startswith('"Free";r=15;t=5, "daily";r=4995;')
    desk.now.at += timedelta(seconds=5)
    assert desk.http.post(desk.hardcover.url, json=five).status_code == 200


def test_day_quota_ends_at_midnight(desk: Desk) -> None:
    desk.hardcover.limits.left_today = 0
    answer = desk.ask("query { me { id } }")
    midnight = desk.now.at.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    assert answer.headers["retry-after"] == str(int((midnight - desk.now.at).total_seconds()))


def test_throttling_fault_answers_three_times(desk: Desk) -> None:
    desk.faults.switch_on("hardcover-throttled")
    answers = [desk.ask("query { me { id } }") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [429, 429, 429, 200]
    assert answers[0].headers["retry-after"] == "7"
