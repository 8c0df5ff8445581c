"""Who is let in: nobody without a key, and each key only as far as its scope."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from mamcrawler.accounts import keys
from mamcrawler.app.factory import create_app
from mamcrawler.foundation.callers import Scope
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.runtime import Runtime

MakeKey = Callable[..., str]
OPEN = (
    "/ping",
    "/health/live",
    "/health/ready",
    "/api/v1/ping",
    "/api/v1/health/live",
    "/api/v1/health/ready",
)
JOB = "/api/v1/scheduler/jobs/library.sync_full"


@pytest.fixture
def client(runtime: Runtime) -> Iterator[TestClient]:
    with TestClient(create_app(runtime), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def make_key(runtime: Runtime) -> MakeKey:
    def make(scope: Scope = "read", name: str = "a test", days: int | None = None) -> str:
        at = runtime.clock.now()
        with runtime.db.session() as session:
            expires = at + timedelta(days=days) if days else None
            return keys.create_key(session, name, scope, at=at, expires_at=expires)[1]

    return make


def test_every_route_but_the_open_ones_wants_a_key(client: TestClient, make_key: MakeKey) -> None:
    schema = client.get("/api/v1/openapi.json", headers={"X-Api-Key": make_key()}).json()
    closed = [
        (method, path) for path, methods in schema["paths"].items() for method in methods if path not in OPEN
    ]

    answers = {
        (method, path): client.request(method, path.replace("{", "").replace("}", "")).status_code
        for method, path in closed
    }

    assert len(answers) > 5
    assert {place: status for place, status in answers.items() if status != 401} == {}


@pytest.mark.parametrize("path", ["/ping", "/health/live", "/api/v1/ping"])
def test_the_open_routes_say_nothing_but_ok(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_description_of_the_api_wants_a_key_too(client: TestClient) -> None:
    assert [client.get(path).status_code for path in ("/openapi.json", "/docs", "/api/v1/openapi.json")] == [
        404,
        404,
        401,
    ]


@pytest.mark.parametrize("header", ["X-Api-Key", "Authorization"])
def test_a_key_is_taken_from_either_header(client: TestClient, make_key: MakeKey, header: str) -> None:
    key = make_key()
    value = f"Bearer {key}" if header == "Authorization" else key

    assert client.get("/api/v1/system/status", headers={header: value}).status_code == 200


def test_a_wrong_key_is_told_apart_from_none_only_in_words(client: TestClient, make_key: MakeKey) -> None:
    key = make_key()

    for wrong in (key[:-1] + ("a" if key[-1] != "a" else "b"), "mc_", "nonsense", "mc_00000000_x", "ü"):
        answer = client.get("/api/v1/system/status", headers={"X-Api-Key": wrong.encode()})
        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_key_in_the_address_does_not_count(client: TestClient, make_key: MakeKey) -> None:
    assert client.get(f"/api/v1/system/status?api_key={make_key()}").status_code == 401


def test_a_revoked_key_and_an_expired_one_let_nobody_in(
    client: TestClient, make_key: MakeKey, runtime: Runtime, clock: ManualClock
) -> None:
    expiring, revoked = make_key(days=1), make_key()
    with runtime.db.session() as session:
        keys.revoke(session, 2, at=clock.now())
    assert client.get("/api/v1/system/status", headers={"X-Api-Key": revoked}).status_code == 401
    assert client.get("/api/v1/system/status", headers={"X-Api-Key": expiring}).status_code == 200

    clock.advance(24 * 3600)

    assert client.get("/api/v1/system/status", headers={"X-Api-Key": expiring}).status_code == 401


@pytest.mark.parametrize(("scope", "status"), [("read", 403), ("member", 403), ("admin", 202)])
def test_jobs_are_run_by_admins_alone(
    client: TestClient, make_key: MakeKey, scope: Scope, status: int
) -> None:
    answer = client.post(f"{JOB}/run", headers={"X-Api-Key": make_key(scope)})

    assert answer.status_code == status


def test_a_key_that_reads_changes_nothing(client: TestClient, make_key: MakeKey) -> None:
    answer = client.post(f"{JOB}/pause", headers={"X-Api-Key": make_key("read")})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_the_use_of_a_key_is_noted(client: TestClient, make_key: MakeKey, runtime: Runtime) -> None:
    client.get("/api/v1/system/status", headers={"X-Api-Key": make_key()})

    with runtime.db.read() as session:
        assert keys.all_keys(session)[0].last_used_at == runtime.clock.now()


def test_the_key_itself_is_not_kept(make_key: MakeKey, runtime: Runtime) -> None:
    text = make_key()

    with runtime.db.read() as session:
        (kept,) = keys.all_keys(session)
    assert text.startswith(keys.beginning(kept).removesuffix("…"))
    assert text not in repr(vars(kept))
    assert len(text.split("_", 2)[2]) >= 43  # 32 bytes


def test_the_last_admin_key_cannot_be_revoked(make_key: MakeKey, runtime: Runtime) -> None:
    from mamcrawler.foundation.errors import Problem

    make_key("admin")
    with runtime.db.session() as session, pytest.raises(Problem) as refused:
        keys.revoke(session, 1, at=runtime.clock.now())
    assert refused.value.code == "last_admin"

    make_key("admin")
    with runtime.db.session() as session:
        keys.revoke(session, 1, at=runtime.clock.now())
        assert keys.any_admin(session, at=runtime.clock.now()) is True


def test_the_page_is_open_and_runs_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_server_is_ready_once_its_database_is_migrated(client: TestClient, runtime: Runtime) -> None:
    from sqlalchemy import text

    before = client.get("/health/ready")
    with runtime.db.session() as session:  # as a migrated database has it
        session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    after = client.get("/health/ready")

    assert (before.status_code, before.json()) == (503, {"status": "not ready"})
    assert (after.status_code, after.json()) == (200, {"status": "ok"})
