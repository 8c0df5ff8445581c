"""The HTTP door of downloads: lists, one whole download, decisions, and what a list costs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from download_rows import AT, download, release, verdict, wanted_book
from fastapi.testclient import TestClient

from mamcrawler.accounts.keys import create_key
from mamcrawler.app.factory import create_app
from mamcrawler.downloads.blocklist import block
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.moves import move, write_down
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.runtime import Runtime

CountQueries = Callable[[Database], AbstractContextManager[list[str]]]
# Each list with the statements it costs: the key, the total, the rows, and one for wished books.
LISTS = {
    "/downloads": 4,
    "/downloads?state=proposed&state=waiting&sort=title&q=kiln": 4,
    "/downloads/verdicts": 3,
    "/downloads/blocklist": 3,
}


@pytest.fixture
def shelf(runtime: Runtime) -> Runtime:
    """Five proposed downloads, one that was blocked."""
    with runtime.db.session() as session:
        for number in range(1, 6):
            wanted = wanted_book(session, f"Kiln Tale {number}", position=str(number))
            offered = release(session, 7000 + number, f"Kiln Tale {number}")
            verdict(session, wanted, offered)
            row = download(session, "proposed", wanted=wanted, of=offered)
            write_down(session, row, None, by="search", at=AT)
        block(session, row, reason="corrupt", sentence="It does not decode.", by="pipeline", at=AT)
    return runtime


@pytest.fixture
def client(shelf: Runtime) -> Iterator[TestClient]:
    with shelf.db.session() as session:
        _, key = create_key(session, "anna", "admin", at=shelf.clock.now())
    with TestClient(create_app(shelf), base_url="http://localhost/api/v1") as made:
        made.headers["X-Api-Key"] = key
        yield made


@pytest.mark.parametrize(("address", "statements"), LISTS.items())
def test_a_list_costs_a_fixed_number_of_statements(
    client: TestClient, shelf: Runtime, count_queries: CountQueries, address: str, statements: int
) -> None:
    client.get(address)
    with count_queries(shelf.db) as few:
        assert client.get(address, params={"limit": 1}).status_code == 200
    with count_queries(shelf.db) as many:
        assert client.get(address, params={"limit": 500}).status_code == 200

    assert len(many) == len(few) == statements


def test_the_queue_shows_what_a_row_waits_for(client: TestClient) -> None:
    body = client.get("/downloads", params={"sort": "title", "order": "asc"}).json()

    first = body["items"][0]
    assert body["total"] == 5
    assert (first["title"], first["state"], first["tracker_id"]) == ("Kiln Tale 1", "proposed", 7001)
    assert first["wishes"][0]["title"] == "Kiln Tale 1"
    assert first["deadline"] == "2026-03-24T12:00:00Z"


@pytest.mark.parametrize("query", ["state=nonsense", "sort=colour", "limit=0", "unknown=1"])
def test_what_a_list_does_not_know_is_invalid(client: TestClient, query: str) -> None:
    answer = client.get(f"/downloads?{query}")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


def test_one_download_tells_its_history(client: TestClient) -> None:
    client.post("/downloads/1/approve")
    client.post("/downloads/1/cancel")

    whole = client.get("/downloads/1").json()

    steps = [(move["from_state"], move["to_state"], move["by"]) for move in whole["moves"]]
    assert steps == [
        (None, "proposed", "search"),
        ("proposed", "approved", "anna"),
        ("approved", "cancelled", "anna"),
    ]
    assert (whole["checks"], whole["folders"]) == ([], [])


@pytest.mark.parametrize(
    ("verb", "body", "state"),
    [
        ("approve", None, "approved"),
        ("reject", {"why": "Wrong reader."}, "rejected"),
    ],
)
def test_deciding_on_a_proposal(client: TestClient, verb: str, body: object, state: str) -> None:
    answer = client.post(f"/downloads/2/{verb}", json=body)

    assert (answer.status_code, answer.json()["state"]) == (200, state)


def test_holding_and_releasing(client: TestClient) -> None:
    client.post("/downloads/2/approve")

    assert client.post("/downloads/2/hold").json()["reason"] == "manual_hold"
    assert client.post("/downloads/2/release").json()["state"] == "approved"


def test_a_move_that_does_not_exist_is_a_conflict(client: TestClient) -> None:
    answer = client.post("/downloads/3/hold")

    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_transition")


def test_settling_a_review(client: TestClient, shelf: Runtime) -> None:
    with shelf.db.session() as session:
        row = download(session, "verifying")
        move(session, row, "needs_review", by="pipeline", at=AT, offers=("organising", "completed"))
        number = row.id

    refused = client.post(f"/downloads/{number}/reviewed", json={"choice": "imported"})
    taken = client.post(f"/downloads/{number}/reviewed", json={"choice": "organising"})

    assert (refused.status_code, refused.json()["code"]) == (409, "invalid_transition")
    assert taken.json()["state"] == "organising"


def test_repeating_a_release(client: TestClient) -> None:
    client.post("/downloads/4/reject", json={})

    again = client.post("/downloads/4/retry").json()

    assert (again["id"], again["state"], again["tracker_id"]) == (6, "approved", 7004)


def test_the_blocklist_can_be_read_and_shortened(client: TestClient) -> None:
    listed = client.get("/downloads/blocklist").json()
    assert [(entry["tracker_id"], entry["reason"]) for entry in listed["items"]] == [(7005, "corrupt")]

    assert client.delete(f"/downloads/blocklist/{listed['items'][0]['id']}").status_code == 204
    assert client.get("/downloads/blocklist").json()["total"] == 0
    assert client.delete("/downloads/blocklist/99").json()["code"] == "release_not_found"


def test_blocking_by_hand(client: TestClient) -> None:
    answer = client.post("/downloads/1/block", json={"why": "Poor sound."})

    assert (answer.status_code, answer.json()["sentence"]) == (201, "Poor sound.")


def test_verdicts_say_why(client: TestClient) -> None:
    body = client.get("/downloads/verdicts", params={"result": "match", "book_id": 2}).json()

    assert [(one["tracker_id"], one["rank"]) for one in body["items"]] == [(7002, 1)]


def test_paths_that_nobody_examined_are_not_there(client: TestClient) -> None:
    answer = client.get("/downloads/paths")

    assert (answer.status_code, answer.json()["code"]) == (404, "report_not_found")


def test_a_reader_may_look_but_not_decide(client: TestClient, shelf: Runtime) -> None:
    with shelf.db.session() as session:
        _, key = create_key(session, "bob", "read", at=shelf.clock.now())
    headers = {"X-Api-Key": key}

    assert client.get("/downloads", headers=headers).status_code == 200
    answer = client.post("/downloads/1/approve", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    with shelf.db.read() as session:
        assert session.get_one(Download, 1).state == "proposed"
