"""Hardcover on a loopback port: one GraphQL endpoint with the service's errors, limits and scopes."""

from __future__ import annotations

import math
from typing import Any

from graphql import GraphQLError, parse

from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.hardcover.execute import Execution
from mamcrawler.sandbox.hardcover.filters import QueryError, UnsupportedError
from mamcrawler.sandbox.hardcover.limits import Limits
from mamcrawler.sandbox.hardcover.records import build_catalogue
from mamcrawler.sandbox.hardcover.search import SearchIndex
from mamcrawler.sandbox.moment import Now, real_now
from mamcrawler.sandbox.serving import Call, Reply, Rule, Server, json_reply
from mamcrawler.sandbox.world import World

TOKEN = "hc_pat_sandbox-0000000000"  # noqa: S105 - an invented one, for a server on loopback
MOST_FIELDS, MOST_SEARCHES = 5, 1
THROTTLED_SECONDS = 7


class HardcoverSimulator:
    """The catalogue. `missing_scope` names a scope the token lacks; a search then answers 403."""

    def __init__(self, world: World, faults: Faults, now: Now = real_now) -> None:
        self.faults, self.token = faults, TOKEN
        self.catalogue = build_catalogue(world)
        self.search = SearchIndex(self.catalogue)
        self.limits = Limits(now)
        self.missing_scope: str | None = None
        self.seen: list[tuple[str, int]] = []
        self.server = Server([Rule("POST", "/v1/graphql", self._answer)], now=now)

    @property
    def url(self) -> str:
        """Address of the endpoint."""
        return f"{self.server.url()}/v1/graphql"

    def start(self) -> None:
        """Opens the port."""
        self.server.start()

    def stop(self) -> None:
        """Closes it."""
        self.server.stop()

    def _answer(self, call: Call) -> Reply:
        reply = self._decide(call).with_headers(*self.limits.headers())
        self.seen.append((call.body.decode("utf-8", "replace"), reply.status))
        return reply

    def _decide(self, call: Call) -> Reply:
        scheme, _, token = call.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or token.strip() != self.token:
            return _error(401, "invalid_token", "The access token is invalid or expired")
        if self.faults.strike("hardcover-throttled"):
            return _throttled(THROTTLED_SECONDS)
        try:
            body = call.json()
        except ValueError:
            body = None
        if not isinstance(body, dict) or not isinstance(body.get("query"), str):
            return json_reply({"error": "Malformed request body"}, 400)
        return self._run(body)

    def _run(self, body: dict[str, Any]) -> Reply:
        try:
            document = parse(body["query"])
        except GraphQLError:
            return _error(400, "invalid_query", "syntax error")
        execution = Execution(self.catalogue, document, body.get("variables") or {}, self.search)
        fields = [node.name.value for node in execution.top_level()]
        if len(fields) > MOST_FIELDS or fields.count("search") > MOST_SEARCHES:
            return json_reply({"errors": ["top_level_limit_exceeded"]}, 403)
        if self.missing_scope is not None and "search" in fields:
            return json_reply(
                {
                    "error": "insufficient_scope",
                    "error_description": "The token lacks a scope",
                    "scope": self.missing_scope,
                },
                403,
            )
        wait = self.limits.take(len(fields))
        if wait is not None:
            return _throttled(max(1, math.ceil(wait)))
        if execution.operation().operation.value != "query":
            return _error(403, "unsupported_operation", "The sandbox keeps no reading lists")
        try:
            return json_reply({"data": execution.run()})
        except QueryError as error:
            extensions = {"path": error.path, "code": "validation-failed"}
            return json_reply({"errors": [{"message": error.message, "extensions": extensions}]})
        except UnsupportedError as error:
            return _error(403, "unsupported_operation", f"The operator {error} is disabled")


def _error(status: int, code: str, description: str) -> Reply:
    return json_reply({"error": code, "error_description": description}, status)


def _throttled(seconds: int) -> Reply:
    body = {"error": "Too Many Requests", "message": "Rate limit exceeded"}
    return json_reply(body, 429, ("Retry-After", str(seconds)))
