"""The door sends one honest call, reads no more than allowed, and names what went wrong."""

import gzip
import re

import pytest
from doors import MakeDoor, RecordingClock
from scripted import Reply, Script, Seen

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.remote import (
    Answer,
    Misunderstood,
    NotAllowed,
    NotThere,
    RateLimited,
    RejectedUs,
    RemoteFailure,
    Unavailable,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_call_says_who_we_are_and_brings_the_answer(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, {"found": 1}))

    answer = make_door().request("GET", f"{remote.url}/list", params={"page": 0})

    assert answer.json() == {"found": 1}
    assert answer.content_type == "application/json"
    assert remote.seen[0].query == {"page": "0"}
    agent = remote.seen[0].headers["User-Agent"]
    assert re.fullmatch(r"MAMcrawler/\d+\.\d+\.\d+ \(\+https://\S+\)", agent)


def test_the_address_in_an_answer_keeps_no_query(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, "ok"))

    answer = make_door().request("GET", f"{remote.url}/list", params={"token": "hidden"})

    assert answer.url == f"{remote.url}/list"


def test_redirects_are_not_followed(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(302, "", [("Location", f"{remote.url}/elsewhere")]))

    with pytest.raises(Misunderstood):
        make_door().request("GET", f"{remote.url}/page")

    assert remote.paths() == ["/page"]


def test_cookies_of_a_remote_are_not_kept(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, "ok", [("Set-Cookie", "visit=1; path=/")]), Reply(200, "ok"))
    door = make_door()

    door.request("GET", f"{remote.url}/one")
    door.request("GET", f"{remote.url}/two")

    assert "Cookie" not in remote.seen[1].headers


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (301, Misunderstood),
        (400, Misunderstood),
        (401, RejectedUs),
        (403, RejectedUs),
        (404, NotThere),
        (410, NotThere),
        (415, Misunderstood),
        (429, RateLimited),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
def test_a_status_names_its_failure(
    remote: Script, make_door: MakeDoor, status: int, failure: type[RemoteFailure]
) -> None:
    remote.otherwise = Reply(status, "no")

    with pytest.raises(RemoteFailure) as caught:
        make_door().request("POST", f"{remote.url}/thing", json={})

    assert type(caught.value) is failure
    assert caught.value.remote == "example"


def test_a_client_reads_statuses_its_own_way(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(404, "nothing"))

    answer = make_door().request("GET", f"{remote.url}/thing", check=lambda answer: None)

    assert (answer.status, answer.text) == (404, "nothing")


def test_an_answer_that_is_no_json_is_misunderstood_without_quoting_it(
    remote: Script, make_door: MakeDoor
) -> None:
    remote.then(Reply(200, "<html>mam_id=abc</html>"))
    answer = make_door().request("GET", f"{remote.url}/list")

    with pytest.raises(Misunderstood) as caught:
        answer.json()

    assert caught.value.detail == "the answer is not JSON but text/plain, 23 bytes, status 200"


def test_a_silent_remote_is_unavailable(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, "late", delay=2.0))

    with pytest.raises(Unavailable) as caught:
        make_door().request("POST", f"{remote.url}/slow", timeout=0.2)

    assert caught.value.detail == "no answer within 0.2 s"


def test_a_dripping_answer_ends_at_the_limit_for_the_whole_call(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, b"0123456789" * 10, drip=0.05))

    with pytest.raises(Unavailable) as caught:
        make_door().request("POST", f"{remote.url}/slow", timeout=0.4)

    assert caught.value.detail == "no whole answer within 0.4 s"


def test_a_broken_connection_is_unavailable(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, b"half", cut=True))

    with pytest.raises(Unavailable) as caught:
        make_door().request("POST", f"{remote.url}/file")

    assert caught.value.detail == "the connection broke before the answer was whole"


def test_a_closed_port_is_named_in_the_sentence(make_door: MakeDoor) -> None:
    with pytest.raises(Unavailable) as caught:
        make_door().request("POST", "http://127.0.0.1:9/x")

    assert caught.value.detail == "no connection to 127.0.0.1:9"


@pytest.mark.parametrize("url", ["http://[::1", "ftp://127.0.0.1/x", "127.0.0.1/x"])
def test_an_address_that_cannot_be_called_is_not_tried_again(
    make_door: MakeDoor, clock: RecordingClock, url: str
) -> None:
    with pytest.raises(Unavailable) as caught:
        make_door().request("GET", url)

    assert caught.value.permanent
    assert clock.waits == []


def test_an_answer_above_the_limit_is_dropped(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, b"x" * 1_001), Reply(200, b"x" * 1_000))
    door = make_door()

    with pytest.raises(Misunderstood) as caught:
        door.request("GET", f"{remote.url}/big", max_bytes=1_000)
    fits = door.request("GET", f"{remote.url}/big", max_bytes=1_000)

    assert caught.value.detail == "the answer is larger than 1,000 bytes"
    assert len(fits.content) == 1_000


def test_the_limit_counts_unpacked_bytes(remote: Script, make_door: MakeDoor) -> None:
    packed = gzip.compress(b"0" * 5_000_000)
    remote.then(Reply(200, packed, [("Content-Encoding", "gzip")]))

    with pytest.raises(Misunderstood):
        make_door().request("GET", f"{remote.url}/bomb", max_bytes=100_000)

    assert len(packed) < 100_000


def test_an_answer_packed_wrongly_is_misunderstood(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, b"not gzip", [("Content-Encoding", "gzip")]))

    with pytest.raises(Misunderstood):
        make_door().request("GET", f"{remote.url}/x")


def test_a_call_outside_the_allow_list_leaves_no_trace_at_the_remote(
    remote: Script, make_door: MakeDoor
) -> None:
    asked: list[tuple[str, str]] = []

    def allow(method: str, url: str) -> bool:
        asked.append((method, url))
        return False

    with pytest.raises(NotAllowed):
        make_door(allow=allow).request("GET", f"{remote.url}/gift", params={"amount": 5})

    assert asked == [("GET", f"{remote.url}/gift?amount=5")]
    assert remote.seen == []


def test_headers_are_shown_before_the_body_and_for_every_status(remote: Script, make_door: MakeDoor) -> None:
    order: list[str] = []
    remote.otherwise = Reply(403, "no", [("X-Mark", "seen")])

    def check(answer: Answer) -> None:
        order.append(f"body {answer.text}")
        raise RejectedUs("example", "no")

    with pytest.raises(RejectedUs):
        make_door().request(
            "GET",
            f"{remote.url}/x",
            check=check,
            on_headers=lambda status, headers: order.append(f"{status} {headers['x-mark']}"),
        )

    assert order == ["403 seen", "body no"]


def test_headers_are_shown_although_the_body_never_comes(remote: Script, make_door: MakeDoor) -> None:
    statuses: list[int] = []
    remote.then(Reply(200, b"half", cut=True))

    with pytest.raises(Unavailable):
        make_door().request("POST", f"{remote.url}/x", on_headers=lambda status, _: statuses.append(status))

    assert statuses == [200]


def test_no_transaction_is_open_while_a_call_runs(
    remote: Script, make_door: MakeDoor, database: Database
) -> None:
    in_use: list[int] = []

    def look(_: Seen) -> Reply:
        in_use.append(database.engine.pool.checkedout())  # type: ignore[attr-defined]
        return Reply(503 if len(in_use) < 3 else 200, "done")

    remote.otherwise = look

    make_door(budgets=((3_600, 100),)).request("GET", f"{remote.url}/x")

    assert in_use == [0, 0, 0]


def test_the_difference_to_the_clock_of_a_remote_is_noted(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.then(Reply(200, "ok", [("Date", "Tue, 10 Mar 2026 11:58:00 GMT")]))
    door = make_door()

    door.request("GET", f"{remote.url}/x")

    assert door.clock_skew == 150.0


@pytest.mark.parametrize(
    ("told", "skew"),
    [("12:00:30", 0.0), ("12:01:15", 0.0), ("12:02:01", 0.0), ("12:03:00", -59.0), ("12:00:00", 30.0)],
)
def test_an_answer_that_took_long_is_no_difference_of_clocks(
    remote: Script, make_door: MakeDoor, clock: RecordingClock, told: str, skew: float
) -> None:
    # It is asked at 12:00:30 and answers at 12:02:01.
    def slow(_: Seen) -> Reply:
        clock.advance(91)
        return Reply(200, "ok", [("Date", f"Tue, 10 Mar 2026 {told} GMT")])

    remote.otherwise = slow
    door = make_door()

    door.request("GET", f"{remote.url}/x")

    assert door.clock_skew == skew
