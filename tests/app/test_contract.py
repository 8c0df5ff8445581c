"""The whole API against its own description: whatever is sent, no answer it does not describe."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from mamcrawler.accounts.keys import create_key
from mamcrawler.app.factory import create_app
from mamcrawler.foundation.callers import Scope
from mamcrawler.foundation.runtime import Runtime


@pytest.fixture
def address(runtime: Runtime) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(runtime, readiness=lambda: True)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("database_url", "scope", "phases"),
    [("sqlite", "admin", "coverage"), ("postgresql", "admin", "fuzzing"), ("sqlite", "read", "fuzzing")],
    indirect=["database_url"],
)
def test_every_operation_keeps_to_its_description(
    runtime: Runtime, address: str, scope: Scope, phases: str, tmp_path: Path
) -> None:
    with runtime.db.session() as session:
        _, key = create_key(session, "contract", scope, at=runtime.clock.now())
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/v1/openapi.json"),
            *("--header", f"X-Api-Key: {key}", "--max-examples", "6", "--seed", "1", "--workers", "1"),
            *("--phases", phases, "--no-color", "--warnings", "off"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
