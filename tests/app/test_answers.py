"""Answers: problem details, request ids, the grammar of lists, and statements per page."""

from collections.abc import Iterator
from typing import Annotated, Literal

import pytest
from fastapi import APIRouter, Query
from starlette.testclient import TestClient

from fixture_types import CountQueries
from mamcrawler.accounts import keys
from mamcrawler.app.factory import create_app
from mamcrawler.automation import activity, queue
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.automation.problems import open_problem
from mamcrawler.foundation.errors import NotConfigured, Problem
from mamcrawler.foundation.models import Setting
from mamcrawler.foundation.paging import ListQuery, Page, fetch, page_of
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.web import ContextDep, SessionDep
from mamcrawler.integrations.remote import Misunderstood, RateLimited, RejectedUs, Unavailable

RAISED: dict[str, Exception] = {
    "problem": Problem("duplicate_item", "The item exists.", item_id=5),
    "unconnected": NotConfigured("hardcover", "MAMCRAWLER_HARDCOVER__TOKEN"),
    "down": Unavailable("audiobookshelf", "no answer"),
    "limited": RateLimited("mam", "it asks us to slow down", retry_after=90),
    "refused": RejectedUs("mam", "refused"),
    "strange": Misunderstood("mam", "no JSON"),
    "bug": RuntimeError("mam_id=secretvalue"),
}


class SettingQuery(ListQuery):
    sort: Literal["key", "value"] = "key"


def test_routes() -> APIRouter:
    """Routes that only this test has."""
    router = APIRouter(prefix="/test")

    @router.get("/raise/{what}")
    def fail(what: str) -> None:
        raise RAISED[what]

    @router.post("/settings/{key}")
    def add(key: str, session: SessionDep, runtime: ContextDep) -> dict[str, str]:
        session.add(Setting(key=key, value=1, updated_at=runtime.clock.now()))
        return {"key": key}

    @router.get("/settings")
    def settings(query: Annotated[SettingQuery, Query()], session: SessionDep) -> Page[str]:
        from sqlalchemy import select

        sorts = {"key": Setting.key, "value": Setting.value}
        rows, total = fetch(session, select(Setting), query, sorts=sorts, sort=query.sort, tie=Setting.key)
        return page_of([row.key for row in rows], total, query)

    return router


test_routes.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient]:
    with runtime.db.session() as session:
        _, key = keys.create_key(session, "a test", "admin", at=runtime.clock.now())
    app = create_app(runtime)
    app.include_router(test_routes())
    with TestClient(app, raise_server_exceptions=False, headers={"X-Api-Key": key}) as client:
        yield client


@pytest.mark.parametrize(
    ("what", "status", "code", "detail"),
    [
        ("problem", 409, "duplicate_item", "The item exists."),
        (
            "unconnected",
            503,
            "not_configured",
            "hardcover is not connected: set MAMCRAWLER_HARDCOVER__TOKEN.",
        ),
        ("down", 503, "remote_down", "audiobookshelf: no answer."),
        ("limited", 503, "remote_down", "mam: it asks us to slow down."),
        ("refused", 502, "remote_refused", "mam: refused."),
        ("strange", 502, "remote_misunderstood", "mam: no JSON."),
        ("bug", 500, "internal", "Something went wrong in the program; the log says more under this id."),
    ],
)
def test_every_failure_leaves_as_problem_details(
    client: TestClient, what: str, status: int, code: str, detail: str
) -> None:
    answer = client.get(f"/test/raise/{what}", headers={"X-Request-Id": "id-of-the-test"})

    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "id-of-the-test"
    assert (answer.status_code, body["status"], body["code"], body["detail"]) == (
        status,
        status,
        code,
        detail,
    )
    assert (body["instance"], body["request_id"]) == (f"/test/raise/{what}", "id-of-the-test")
    assert body["type"] == f"urn:mamcrawler:problem:{code}"


def test_a_problem_names_the_row_that_is_in_the_way(client: TestClient) -> None:
    assert client.get("/test/raise/problem").json()["item_id"] == 5


def test_a_wish_to_wait_is_passed_on(client: TestClient) -> None:
    assert client.get("/test/raise/limited").headers["retry-after"] == "90"


def test_a_request_id_that_is_none_is_replaced(client: TestClient) -> None:
    answer = client.get("/ping", headers={"X-Request-Id": "with blanks and \\ more"})

    assert len(answer.headers["x-request-id"]) == 16


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "route_not_found"),
        ("GET", "/api/v1/nowhere", 404, "route_not_found"),
        ("DELETE", "/api/v1/system/status", 405, "method_not_allowed"),
        ("GET", "/api/v1/scheduler/runs/7", 404, "run_not_found"),
        ("GET", "/api/v1/scheduler/runs/99999999999", 422, "invalid_input"),
        ("POST", "/api/v1/scheduler/jobs/no.such/run", 404, "job_not_found"),
        ("GET", "/api/v1/scheduler/runs?limit=0", 422, "invalid_input"),
        ("GET", "/api/v1/scheduler/runs?limit=501", 422, "invalid_input"),
        ("GET", "/api/v1/scheduler/runs?offset=100001", 422, "invalid_input"),
        ("GET", "/api/v1/scheduler/runs?sort=colour", 422, "invalid_input"),
        ("GET", "/api/v1/scheduler/runs?order=down", 422, "invalid_input"),
        ("GET", "/api/v1/scheduler/runs?outcome=fine", 422, "invalid_input"),
        ("GET", "/api/v1/scheduler/runs?colour=red", 422, "invalid_input"),
    ],
)
def test_what_cannot_be_answered_has_a_documented_code(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    answer = client.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_invalid_input_names_each_field(client: TestClient) -> None:
    errors = client.get("/api/v1/scheduler/runs?limit=0&colour=red").json()["errors"]

    assert sorted(error["field"] for error in errors) == ["colour", "limit"]


def test_a_commit_that_fails_is_no_success(client: TestClient) -> None:
    assert client.post("/test/settings/a").status_code == 200

    again = client.post("/test/settings/a")

    assert (again.status_code, again.json()["code"]) == (500, "internal")


def test_a_list_is_cut_into_pages_that_neither_repeat_nor_lose_rows(client: TestClient) -> None:
    for number in range(7):
        client.post(f"/test/settings/s{number}")

    pages = [
        client.get("/test/settings", params={"limit": 3, "offset": offset, "order": "desc"}).json()
        for offset in (0, 3, 6)
    ]

    assert [page["items"] for page in pages] == [["s6", "s5", "s4"], ["s3", "s2", "s1"], ["s0"]]
    assert [page["has_more"] for page in pages] == [True, True, False]
    assert {(page["total"], page["limit"]) for page in pages} == {(7, 3)}


def test_the_scheduler_shows_runs_and_pauses(client: TestClient, runtime: Runtime) -> None:
    job_id = next(iter(declared_jobs()))
    asked = client.post(f"/api/v1/scheduler/jobs/{job_id}/run").json()
    paused = client.post(f"/api/v1/scheduler/jobs/{job_id}/pause").json()
    (listed,) = [job for job in client.get("/api/v1/scheduler/jobs").json()["items"] if job["id"] == job_id]
    resumed = client.post(f"/api/v1/scheduler/jobs/{job_id}/resume").json()

    assert (asked["state"], asked["trigger"], asked["by"]) == ("queued", "hand", "a test")
    assert client.get(f"/api/v1/scheduler/runs/{asked['id']}").json() == asked
    assert (paused["paused"], paused["next_due_at"]) == (True, None)
    assert (listed["paused"], listed["last_run"]["id"]) == (True, asked["id"])
    assert resumed["paused"] is False
    assert resumed["next_due_at"] > runtime.clock.now().isoformat()


def test_the_feed_can_be_followed(client: TestClient, runtime: Runtime) -> None:
    with runtime.db.session() as session:
        for number in range(5):
            activity.record(session, "counted", f"Line {number}", runtime.clock.now())
    newest = client.get("/api/v1/system/activity?limit=2").json()
    seen = newest["items"][-1]["id"]

    after = client.get(f"/api/v1/system/activity?since_id={seen}&order=asc").json()

    assert [line["text"] for line in newest["items"]] == ["Line 4", "Line 3"]
    assert [line["text"] for line in after["items"]] == ["Line 4"]


def test_status_says_what_to_connect_and_knows_nothing_it_has_not_read(client: TestClient) -> None:
    status = client.get("/api/v1/system/status").json()

    remotes = {remote["name"]: (remote["state"], remote["missing"]) for remote in status["remotes"]}
    assert remotes == {
        "mam": ("not_connected", "MAMCRAWLER_MAM__COOKIE"),
        "qbittorrent": ("not_connected", "MAMCRAWLER_QBITTORRENT__URL"),
        "audiobookshelf": (
            "not_connected",
            "MAMCRAWLER_AUDIOBOOKSHELF__URL and MAMCRAWLER_AUDIOBOOKSHELF__API_KEY",
        ),
        "hardcover": ("not_connected", "MAMCRAWLER_HARDCOVER__TOKEN"),
        "audnexus": ("answering", None),
    }
    assert (status["standing"]["ratio"], status["standing"]["ratio_state"]) == (None, "unknown")


def fill(runtime: Runtime, times: int) -> None:
    at = runtime.clock.now()
    job = next(iter(declared_jobs().values()))
    with runtime.db.session() as session:
        for number in range(times):
            run = queue.ask(session, job, by="a test", at=at)
            queue.claim(session, {job.id: job}, worker="w", at=at, run_id=run.id)
            queue.recover(session, lambda run: True, at=at)
            activity.record(session, "counted", f"Line {number}", at)
            open_problem(
                session, "stalled", f"download {number}", severity="info", text="T", remedy="R", at=at
            )


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/v1/scheduler/jobs", 4),
        ("/api/v1/scheduler/runs", 4),
        ("/api/v1/system/activity", 4),
        ("/api/v1/system/problems", 4),
        ("/api/v1/system/status", 6),
    ],
)
def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(
    client: TestClient, runtime: Runtime, count_queries: CountQueries, path: str, most: int
) -> None:
    def statements() -> int:
        with count_queries(runtime.db) as sent:
            assert client.get(path).status_code == 200
        return len(sent)

    client.get(path)  # notes the use of the key, once
    fill(runtime, 1)
    few = statements()
    fill(runtime, 5)

    assert statements() == few <= most
