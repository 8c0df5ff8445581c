"""The product's processes that the tests kill: its worker, and a person's request to its server.

This file run as a program imports the product once and then forks a process for every line it is given, so
that each starts in a moment and still has its own connections, threads and end. It answers with the number
of the process, and with its exit status when it has ended; one lives at a time.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import av  # noqa: F401 - loaded by a worker when it verifies
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from mamcrawler.app.factory import create_app
from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.downloads.models import Move
from mamcrawler.foundation.runtime import open_runtime
from mamcrawler.worker.process import Worker

# The state a row leaves ("-" for a new one), the state it reaches, and the side of the commit.
Doom = tuple[str, str, str]


class Process:
    """A process that was forked; `ended` is its exit status, negative for a signal, None while it lives."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self.ended: int | None = None
        self._server = server
        self._pid = self._read()

    def wait(self, seconds: float) -> int | None:
        """Its exit status when it ends in so many seconds, else None."""
        if self.ended is None and select.select([self._server.stdout], [], [], seconds)[0]:
            self.ended = self._read()
        return self.ended

    def kill(self) -> None:
        """Ends it as a power cut does."""
        if self.ended is None:
            os.kill(self._pid, signal.SIGKILL)
            self.ended = self._read()

    def _read(self) -> int:
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        assert line, f"the program that forks has ended with {self._server.wait(5)}"
        return int(line)


class Forks:
    """A context manager around this file as a program."""

    def __enter__(self) -> Forks:
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()

    def start_worker(self, environment: Mapping[str, str], doom: Doom | None, log: Path) -> Process:
        """A worker on these settings that kills itself at `doom`, or else works on."""
        return self._start({"environment": dict(environment), "doom": doom, "log": str(log)})

    def start_request(
        self, environment: Mapping[str, str], doom: Doom, log: Path, asked: Mapping[str, Any]
    ) -> Process:
        """A server on these settings that kills itself at `doom` while it answers a request."""
        return self._start({"environment": dict(environment), "doom": doom, "log": str(log), "asked": asked})

    def _start(self, order: Mapping[str, Any]) -> Process:
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(order).encode() + b"\n")
        return Process(self._server)


def _work(environment: dict[str, str]) -> None:
    Worker(open_runtime(environment)).start()
    signal.pause()


def _answer(environment: dict[str, str], asked: dict[str, Any]) -> None:
    with TestClient(create_app(open_runtime(environment)), base_url="http://localhost/api/v1") as client:
        answer = client.post(asked["path"], json=asked["body"], headers={"X-Api-Key": asked["key"]})
        sys.exit(f"the server lived to answer {answer.status_code}: {answer.text}")


def _arrange(left: str, to: str, when: str) -> None:
    """Arranges the end of this process at the commit that carries the move from `left` to `to`."""

    def is_it(row: Any) -> bool:
        return isinstance(row, Move) and (row.from_state or "-", row.to_state) == (left, to)

    def carries_it(session: Session) -> bool:
        return bool(session.info.get("doomed")) or any(map(is_it, session.new))

    @event.listens_for(Session, "after_flush")
    def note(session: Session, _context: Any) -> None:
        if any(map(is_it, session.new)):
            session.info["doomed"] = True

    @event.listens_for(Session, "before_commit")
    def before(session: Session) -> None:
        if when == "before" and carries_it(session):
            # What the commit would write is sent to the database first: all of it must vanish.
            session.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Session, "after_commit")
    def after(session: Session) -> None:
        if when == "after" and carries_it(session) and not session.in_nested_transaction():
            os.kill(os.getpid(), signal.SIGKILL)


def _live(order: dict[str, Any]) -> None:
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    if order["doom"] is not None:
        _arrange(*order["doom"])
    if "asked" in order:
        _answer(order["environment"], order["asked"])
    else:
        _work(order["environment"])


def _serve() -> None:
    declared_jobs()
    gc.freeze()
    while line := sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            _live(json.loads(line))
            os._exit(0)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    _serve()
