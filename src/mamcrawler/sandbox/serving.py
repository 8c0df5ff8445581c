"""A small HTTP server on the loopback address for a simulator: plain functions in, real sockets out.

A simulator's handlers are ordinary functions `(Call) -> Reply`; they run in worker threads. One server may
listen on several ports, so that a remote with several hosts is one program; `Call.port` tells which one was
asked.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mamcrawler.sandbox.moment import Now, real_now

START_SECONDS = 10.0


@dataclass(frozen=True)
class Call:
    """One request as a handler sees it.

    Header names are lower-case, `path` holds the route's parameters, and `raw_query` is the query as sent,
    for values that are no text.
    """

    method: str
    url_path: str
    port: int
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    body: bytes
    path: Mapping[str, str]
    raw_query: bytes = b""

    def arg(self, name: str, default: str = "") -> str:
        """The first query argument of this name."""
        return next((value for key, value in self.query if key == name), default)

    def has_arg(self, name: str) -> bool:
        """Whether the query mentions the argument, with or without a value."""
        return any(key == name for key, _ in self.query)

    def json(self) -> Any:
        """The body as JSON; raises ValueError when it is not."""
        return json.loads(self.body)

    def form(self) -> list[tuple[str, str]]:
        """The body as urlencoded pairs, in order."""
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)


@dataclass(frozen=True)
class Reply:
    """One answer. A header may occur several times."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def with_headers(self, *headers: tuple[str, str]) -> Reply:
        """The same answer with more headers."""
        return Reply(self.status, self.body, self.headers + headers)


def json_reply(content: object, status: int = 200, *headers: tuple[str, str]) -> Reply:
    """A JSON answer."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, body, (("content-type", "application/json; charset=utf-8"), *headers))


def text_reply(text: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> Reply:
    """A plain answer."""
    return Reply(status, text.encode(), (("content-type", kind),))


Handler = Callable[[Call], Reply]


@dataclass(frozen=True)
class Rule:
    """Which handler answers which method and path (Starlette's path syntax)."""

    method: str
    path: str
    handler: Handler


@dataclass
class Server:
    """Listens on `ports` loopback ports once started; starting again after a stop keeps the same ports.

    Before `start` the addresses are reserved already, so that programs may be configured with them.
    """

    rules: Sequence[Rule]
    hosts: int = 1
    now: Now = real_now
    around: Callable[[Handler, Call], Reply] | None = None
    ports: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sockets = [_listening(0) for _ in range(self.hosts)]
        self.ports = [sock.getsockname()[1] for sock in self._sockets]
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def url(self, host: int = 0) -> str:
        """The address of the n-th host, without a trailing slash."""
        return f"http://127.0.0.1:{self.ports[host]}"

    def start(self) -> None:
        """Accepts connections from now on; raises RuntimeError when it does not come up."""
        if self._thread is not None:
            return
        if not self._sockets:
            self._sockets = [_listening(port) for port in self.ports]
        config = uvicorn.Config(
            Starlette(routes=self._routes()),
            log_config=None,
            access_log=False,
            lifespan="off",
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._uvicorn.run, args=(self._sockets,), name=f"sandbox-{self.ports[0]}", daemon=True
        )
        self._thread.start()
        give_up = time.monotonic() + START_SECONDS
        while not self._uvicorn.started:
            if time.monotonic() > give_up or not self._thread.is_alive():
                raise RuntimeError(f"the simulator on port {self.ports[0]} did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        """Closes every connection and the ports; connecting is refused until the next `start`."""
        if self._uvicorn is not None and self._thread is not None:
            self._uvicorn.should_exit = True
            self._thread.join()
        self._uvicorn = self._thread = None
        for sock in self._sockets:
            sock.close()
        self._sockets = []

    def _routes(self) -> list[Route]:
        paths: dict[str, dict[str, Handler]] = {}
        for rule in self.rules:
            paths.setdefault(rule.path, {})[rule.method] = rule.handler
        return [
            Route(path, self._endpoint(handlers), methods=list(handlers)) for path, handlers in paths.items()
        ]

    def _endpoint(self, handlers: Mapping[str, Handler]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            call = await _read(request)
            handler = handlers[call.method if call.method in handlers else "GET"]
            reply = await run_in_threadpool(self._answer, handler, call)
            response = Response(reply.body, reply.status)
            response.raw_headers += [
                (name.encode(), value.encode("latin-1")) for name, value in reply.headers
            ]
            response.raw_headers.append((b"date", format_datetime(self.now(), usegmt=True).encode()))
            return response

        return endpoint

    def _answer(self, handler: Handler, call: Call) -> Reply:
        return self.around(handler, call) if self.around else handler(call)


async def _read(request: Request) -> Call:
    return Call(
        method=request.method,
        url_path=request.url.path,
        port=request.scope["server"][1],
        query=parse_qsl(request.url.query, keep_blank_values=True),
        headers={name.lower(): value for name, value in request.headers.items()},
        cookies=dict(request.cookies),
        body=await request.body(),
        path={name: str(value) for name, value in request.path_params.items()},
        raw_query=request.scope["query_string"],
    )


def _listening(port: int) -> socket.socket:
    # Named as TCP, because asyncio sends small answers at once only on sockets that say so.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    return sock
