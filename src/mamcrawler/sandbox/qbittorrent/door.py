"""The HTTP door of the simulated client: host and origin checks, login, then the action."""

from __future__ import annotations

import base64
import binascii
import time
from email.utils import formatdate
from urllib.parse import urlsplit

from mamcrawler.sandbox.qbittorrent.actions import CHANGING, READING
from mamcrawler.sandbox.qbittorrent.answer import Answer, answer_of, text_answer
from mamcrawler.sandbox.qbittorrent.asked import RefusedError, not_found, read
from mamcrawler.sandbox.qbittorrent.logins import BANNED, BannedError, WrongPasswordError
from mamcrawler.sandbox.qbittorrent.state import State
from mamcrawler.sandbox.serving import Call, Reply

_API_KEY = "api key"


def answer(state: State, call: Call) -> Reply:
    """Answers one request, one at a time."""
    with state.turn:
        state.transfers.settle()
        try:
            found = _answer(state, call)
        except RefusedError as refusal:
            found = text_answer(refusal.text, refusal.status)
    return Reply(found.status, found.body, (("content-type", found.kind), *found.headers))


def _answer(state: State, call: Call) -> Answer:
    bearer = call.headers.get("authorization", "").removeprefix("Bearer ")
    by_key = state.generation.quiet and bool(state.logins.api_key) and bearer == state.logins.api_key
    if not _right_host(state, call) or not (by_key or _same_origin(call)):
        raise RefusedError(401, "Unauthorized")
    scope, action = call.path["scope"], call.path["action"]
    session = _API_KEY if by_key else _session(state, call)
    if by_key and scope == "auth":
        raise RefusedError(403, "Forbidden")
    if (scope, action) == ("auth", "login"):
        return _login(state, call, session)
    if not session:
        raise RefusedError(403, "Forbidden")
    place = (scope, action)
    if (place not in READING and place not in CHANGING) or state.generation.lacks(scope, action):
        raise RefusedError(404, "Endpoint does not exist") if state.generation.quiet else not_found()
    if place in CHANGING and call.method != "POST":
        raise RefusedError(405, "Method Not Allowed")
    act = READING.get(place) or CHANGING[place]
    return answer_of(act(state, read(call, session)), quiet=state.generation.quiet)


def _login(state: State, call: Call, session: str) -> Answer:
    if call.method != "POST":
        raise RefusedError(405, "Method Not Allowed")
    quiet = state.generation.quiet
    good = Answer(204, b"") if quiet else text_answer("Ok.")
    if session:
        return good
    asked = read(call, "")
    try:
        fresh = state.logins.login(asked.text("username"), asked.text("password"))
    except BannedError:
        raise RefusedError(403, BANNED) from None
    except WrongPasswordError:
        if quiet:
            raise RefusedError(401, "Unauthorized") from None
        return text_answer("Fails.")
    state.note("WebAPI login success. IP: 127.0.0.1", 1, int(time.time()))
    return Answer(good.status, good.body, good.kind, (("set-cookie", _cookie(state, fresh)),))


def _cookie(state: State, value: str) -> str:
    name = state.generation.cookie(state.port)
    if not state.generation.quiet:
        return f"{name}={value}; HttpOnly; path=/; SameSite=Strict"
    expires = formatdate(time.time() + state.logins.session_seconds, usegmt=True)
    return f"{name}={value}; expires={expires}; HttpOnly; path=/; SameSite=Lax"


def _session(state: State, call: Call) -> str:
    """Returns the live session of the call, or an empty text."""
    cookie = _cookies(call).get(state.generation.cookie(state.port), "")
    if cookie and state.logins.known(cookie):
        return cookie
    scheme, _, value = call.headers.get("authorization", "").partition(" ")
    if state.generation.quiet and scheme == "Basic":
        try:
            username, _, password = base64.b64decode(value, validate=True).decode().partition(":")
            return state.logins.login(username, password)
        except (binascii.Error, UnicodeDecodeError, WrongPasswordError):
            raise RefusedError(401, "Unauthorized") from None
        except BannedError:
            raise RefusedError(403, BANNED) from None
    return ""


def _cookies(call: Call) -> dict[str, str]:
    """Cookies verbatim: qBittorrent splits at the first equals sign and decodes nothing."""
    pairs = (part.strip().partition("=") for part in call.headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs}


def _right_host(state: State, call: Call) -> bool:
    """A port in the Host header must be the one listened on; any domain will do."""
    host = urlsplit(f"//{call.headers.get('host', '')}")
    try:
        return host.port is None or host.port == state.port
    except ValueError:
        return False


def _same_origin(call: Call) -> bool:
    """An Origin, else a Referer, must name the host that was asked; without either the request passes."""
    claimed = call.headers.get("origin") or call.headers.get("referer")
    if not claimed:
        return True
    target = call.headers.get("x-forwarded-host") or call.headers.get("host", "")
    return urlsplit(claimed).netloc == target
