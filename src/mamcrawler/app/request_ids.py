"""Gives every request an id, which its answer and its log lines carry."""

import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mamcrawler.foundation.log import bind, logger

HEADER = b"x-request-id"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET = ("/health/", "/ping", "/api/v1/ping")
_log = logger("app")


class RequestIds:
    """Takes over a caller's X-Request-Id if it looks like one; logs each request once, without its query."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(HEADER, b"").decode("latin-1")
        request_id = given if _SANE.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        began, status = time.monotonic(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (HEADER, request_id.encode())]
            await send(message)

        with bind(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            finally:
                if not scope["path"].startswith(_QUIET):
                    took = round((time.monotonic() - began) * 1000, 1)
                    _log.info("request", method=scope["method"], path=scope["path"], status=status, ms=took)
