"""A tiny HTTP server on the loopback that answers from a script, for failures no well-made remote shows."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    """An answer: `body` may be bytes, text, anything JSON, or chunks of bytes; `delay` is in real seconds."""

    status: int = 200
    body: Any = b""
    headers: Iterable[tuple[str, str]] = ()
    delay: float = 0.0
    drip: float = 0.0
    cut: bool = False

    def encoded(self) -> tuple[bytes, str]:
        if isinstance(self.body, bytes):
            return self.body, "application/octet-stream"
        if isinstance(self.body, str):
            return self.body.encode(), "text/plain; charset=UTF-8"
        return json.dumps(self.body).encode(), "application/json"


Step = Reply | Callable[[Seen], Reply]


@dataclass
class Script:
    """What the server does: the next step of `steps`, else `otherwise`; every request is kept in `seen`."""

    url: str
    steps: deque[Step] = field(default_factory=deque)
    otherwise: Step = Reply(599, "the script has no more answers")
    seen: list[Seen] = field(default_factory=list)

    def then(self, *steps: Step) -> "Script":
        self.steps.extend(steps)
        return self

    def paths(self) -> list[str]:
        return [request.path for request in self.seen]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    script: Script

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        seen = Seen(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers=dict(self.headers.items()),
            body=self.rfile.read(length),
        )
        self.script.seen.append(seen)
        step = self.script.steps.popleft() if self.script.steps else self.script.otherwise
        reply = step if isinstance(step, Reply) else step(seen)
        time.sleep(reply.delay)
        body, kind = reply.encoded()
        names = {name.lower() for name, _ in reply.headers}
        self.send_response_only(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if "content-type" not in names:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + (1 if reply.cut else 0)))
        self.end_headers()
        if self.command == "HEAD" or reply.status in (204, 304):
            return
        for index in range(0, len(body), 1 if reply.drip else max(1, len(body))):
            self.wfile.write(body[index : index + (1 if reply.drip else len(body))])
            self.wfile.flush()
            time.sleep(reply.drip)
        if reply.cut:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is part of many scripts."""


@contextmanager
def scripted_server() -> Iterator[Script]:
    """A server on a free port of the loopback, gone when the block ends."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    script = Script(url=f"http://127.0.0.1:{server.server_address[1]}")
    handler.script = script  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
