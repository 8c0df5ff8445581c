"""Lets a request in by its API key, and says who makes it."""

from fastapi import Request

from mamcrawler.accounts import keys
from mamcrawler.foundation.callers import Caller, Scope
from mamcrawler.foundation.errors import Problem
from mamcrawler.foundation.web import runtime_of

_CHANGING: Scope = "member"


def let_in(request: Request) -> None:
    """The dependency before every route but the open ones: a valid key, and one that may change things if
    the request does. Raises Problem `not_authenticated` or `not_allowed`."""
    runtime = runtime_of(request)
    text = key_in(request)
    if text is None:
        raise Problem("not_authenticated", "Send an API key as X-Api-Key or as Bearer token.")
    at = runtime.clock.now()
    with runtime.db.new_session(reads_only=True) as session, session.begin():
        key = keys.recognise(session, text, at=at)
    if key is None:
        raise Problem("not_authenticated", "The API key is not known, has expired or was revoked.")
    if keys.use_is_due(key, at=at):
        with runtime.db.session() as session:
            keys.note_use(session, key.id, at=at)
    caller = Caller(name=key.name, scope=key.scope)  # type: ignore[arg-type]
    if request.method not in ("GET", "HEAD") and not caller.may(_CHANGING):
        raise Problem("not_allowed", f"This needs a key with the scope {_CHANGING}; yours only reads.")
    request.state.caller = caller


def key_in(request: Request) -> str | None:
    """The key a request carries: in X-Api-Key, or as Bearer token."""
    given = request.headers.get("x-api-key")
    if given:
        return given.strip()
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None
