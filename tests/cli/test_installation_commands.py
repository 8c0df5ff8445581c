"""The commands of an installation, called as a user calls them."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-c", "from mamcrawler.cli.main import main; main(prog_name='mamcrawler')"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with nothing set but where the data goes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAMCRAWLER_")}
    return {**kept, "MAMCRAWLER_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "200"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            env={**environment, **more},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return call


def test_help_teaches_every_command(run: Run) -> None:
    said = run("--help")

    assert said.returncode == 0
    for name in ("demo", "serve", "doctor", "plan", "search", "why", "jobs", "run-job", "key", "migrate"):
        assert f"  {name} " in said.stdout


def test_an_unknown_command_is_told_from_a_known_one(run: Run) -> None:
    said = run("sevre")

    assert said.returncode == 2
    assert "No such command 'sevre'" in said.stderr


@pytest.mark.parametrize("command", [["serve"], ["jobs"], ["migrate"], ["key", "list"]])
def test_a_wrong_setting_ends_every_command_with_its_sentence(run: Run, command: list[str]) -> None:
    said = run(*command, MAMCRAWLER_PORT="many", MAMCRAWLER_QBITORRENT__URL="http://x")

    assert said.returncode == 2
    assert said.stderr.splitlines() == [
        "MAMCRAWLER_QBITORRENT__URL is not a setting; did you mean MAMCRAWLER_QBITTORRENT__URL?",
        "MAMCRAWLER_PORT must be a whole number; it is 'many'.",
    ]


def test_migrate_says_what_it_did(run: Run) -> None:
    first, second = run("migrate"), run("migrate")

    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.startswith("The database went from nothing to revision ")
    assert second.stdout.startswith("Nothing to do: the database is at revision ")


def test_jobs_are_listed_for_a_new_installation(run: Run) -> None:
    said = run("jobs")

    assert said.returncode == 0
    assert "library.sync_full" in said.stdout
    assert "daily 01:10" in said.stdout
    assert "never" in said.stdout


def test_a_job_that_lacks_a_connection_says_which(run: Run) -> None:
    said = run("run-job", "library.sync_full")

    assert said.returncode == 3
    assert said.stdout.strip() == (
        "not configured · audiobookshelf is not connected: set MAMCRAWLER_AUDIOBOOKSHELF__URL and "
        "MAMCRAWLER_AUDIOBOOKSHELF__API_KEY"
    )


def test_a_job_nobody_knows_is_refused_with_the_nearest(run: Run) -> None:
    said = run("run-job", "library.sync_ful")

    assert said.returncode == 1
    assert "There is no job library.sync_ful. Did you mean library.sync_full?" in said.stderr


def test_keys_are_made_listed_and_revoked(run: Run) -> None:
    made = run("key", "create", "calendar", "--scope", "member", "--days", "30")
    listed = run("key", "list")
    revoked = run("key", "revoke", "1")
    again = run("key", "list")

    key = made.stdout.strip()
    assert key.startswith("mc_")
    assert key not in listed.stdout + made.stderr
    assert "calendar" in listed.stdout
    assert "member" in listed.stdout
    assert revoked.stdout == "The key calendar lets nobody in any more.\n"
    assert "revoked" in again.stdout


class Server:
    """A running `mamcrawler serve`."""

    def __init__(self, environment: dict[str, str], port: int) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [*COMMAND, "serve"],
            env={**environment, "MAMCRAWLER_PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, path: str, key: str = "") -> Any:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"X-Api-Key": key})
        for _ in range(600):
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError:
                raise
            except OSError:
                assert self.process.poll() is None, self.process.communicate()[1]
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def stop(self) -> tuple[int, str, str]:
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@pytest.fixture
def serve(environment: dict[str, str]) -> Iterator[Callable[[], Server]]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    started: list[Server] = []

    def start() -> Server:
        started.append(Server(environment, port))
        return started[-1]

    yield start
    for server in started:
        server.process.kill()
        server.process.communicate()


def test_a_server_without_settings_starts_and_says_what_to_connect(
    serve: Callable[[], Server], tmp_path: Path
) -> None:
    server = serve()
    assert server.ask("/ping") == {"status": "ok"}
    key_file = tmp_path / "data" / "first-api-key"
    key = key_file.read_text().strip()
    status = server.ask("/api/v1/system/status", key)
    ended, out, err = server.stop()

    lines = out.splitlines()
    assert ended == 0
    assert lines[0] == f"MAMcrawler on http://localhost:{server.port}/"
    assert lines[1] == f"API key, shown this once: {key}"
    assert "  qbittorrent     set MAMCRAWLER_QBITTORRENT__URL" in lines
    assert "  mam             set MAMCRAWLER_MAM__COOKIE" in lines
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert status["demo"] is False
    assert key not in err


def test_a_second_start_keeps_the_key_and_shows_it_no_more(
    serve: Callable[[], Server], tmp_path: Path
) -> None:
    first = serve()
    first.ask("/ping")
    first.stop()
    key = (tmp_path / "data" / "first-api-key").read_text().strip()

    second = serve()
    second.ask("/api/v1/system/status", key)
    _, out, _ = second.stop()

    assert key not in out
    assert f"API key: in {tmp_path / 'data' / 'first-api-key'}" in out


def test_a_port_in_use_is_said_in_one_sentence(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = run("serve", MAMCRAWLER_PORT=port)

    assert said.returncode == 1
    assert said.stderr.strip().splitlines()[-1] == (
        f"Error: Cannot listen on 127.0.0.1:{port}: Address already in use. "
        "MAMCRAWLER_BIND and MAMCRAWLER_PORT choose another place."
    )


def test_a_database_from_a_newer_program_is_refused(run: Run, tmp_path: Path) -> None:
    import sqlite3

    run("migrate")
    with sqlite3.connect(tmp_path / "data" / "mamcrawler.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    said = run("serve")

    assert said.returncode == 1
    assert "The database is at revision 9999, which this version of MAMcrawler does not know" in said.stderr


def test_a_folder_template_that_names_nothing_is_refused_at_the_start(run: Run) -> None:
    said = run("jobs", MAMCRAWLER_DOWNLOADS__FOLDER="{autor}/{title}")

    assert (said.returncode, said.stderr) == (
        2,
        "MAMCRAWLER_DOWNLOADS__FOLDER cannot be used: The template has unknown tokens: autor.\n",
    )
