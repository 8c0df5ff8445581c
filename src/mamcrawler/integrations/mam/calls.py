"""Makes tracker calls with the session: custody, rotation and the way back from a refusal (rules T4 to T7).

The site refuses in many voices: 403, a login page with status 200, a redirect to the login, an empty body.
Each leads through the same steps: ask checkCookie once, try the typed value once, then stop.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from httpx2 import Headers

from mamcrawler.integrations.mam.policy import CHECK_COOKIE, NAME
from mamcrawler.integrations.mam.session import (
    COOKIE,
    Holder,
    Session,
    SessionRefused,
    SessionState,
    SessionStore,
    read_rotation,
)
from mamcrawler.integrations.mam.signatures import Look, Refusal
from mamcrawler.integrations.mam.turns import Turns, Urgency
from mamcrawler.integrations.remote import JSON_LIMIT, Answer, Door, RejectedUs

EMPTY_PAUSE = 30.0


class Caller:
    """The one user of the session inside this process."""

    def __init__(
        self,
        door: Door,
        store: SessionStore,
        holder: Holder,
        *,
        www_url: str,
        sleep: Callable[[float], None],
    ) -> None:
        self._door = door
        self._store = store
        self._holder = holder
        self._www = www_url.rstrip("/")
        self._sleep = sleep
        self._turns = Turns()
        self._unsaved: tuple[str, Session] | None = None

    @property
    def session(self) -> Session:
        """The session as it is stored."""
        return self._store.load()

    def call(
        self,
        method: str,
        path: str,
        *,
        urgency: Urgency,
        look: Look,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        max_bytes: int = JSON_LIMIT,
    ) -> Answer:
        """One call; every one of them only reads, so all may be repeated.

        `look` finds a refusal of the session in an answer. The answer that comes back holds none, but may
        still be an error of the site.
        """

        def send() -> tuple[Answer, Refusal | None]:
            answer = self._send(method, path, self._session(), params=params, json=json, max_bytes=max_bytes)
            return answer, look(answer)

        with self._turns.turn(urgency):
            session = self._session()
            if session.state == "refused":
                raise SessionRefused(session.reason)
            if session.state == "suspect":
                self._recover(session.reason)
            answer, refusal = send()
            if refusal is Refusal.EMPTY:
                self._sleep(EMPTY_PAUSE)
                answer, refusal = send()
            if refusal is not None:
                self._store.set_state("suspect", refusal.value, of=self._session())
                self._recover(refusal.value)
                answer, refusal = send()
            if refusal is not None:
                detail = f"the session is accepted, but this call is not: {refusal.value}"
                raise RejectedUs(NAME, detail, reason="permission", permanent=False)
            if self._session().state == "none":
                self._store.set_state("active", of=self._session())
            return answer

    def test_again(self) -> SessionState:
        """Asks anew, whatever the state says, and returns the state that it leads to."""
        with self._turns.turn(Urgency.PERSON):
            session = self._session()
            self._store.set_state("suspect", session.reason, of=session)
            try:
                self._recover("")
            except SessionRefused:
                return "refused"
            return "active"

    def _recover(self, cause: str) -> None:
        """Leaves the session active, or stored as refused with SessionRefused raised. Never loops."""
        session = self._session()
        if self._accepted(session):
            self._store.set_state("active", of=session)
            return
        if session.configured is not None and session.current not in (None, session.configured):
            typed = replace(session, current=None)
            if self._accepted(typed):
                if self._session().current == session.current:  # accepted without being rotated
                    self._save(session.configured, typed)
                self._store.set_state("active", of=session)
                return
        detail = f"the site refuses our session: {cause or 'it has expired'}; create and enter a new one"
        self._store.set_state("refused", detail, of=session)
        raise SessionRefused(detail)

    def _accepted(self, session: Session) -> bool:
        answer = self._send("GET", CHECK_COOKIE, session)
        return answer.status == 200 and says_valid(answer) and not _deletes_session(answer.headers)

    def _session(self) -> Session:
        self._holder.ensure()
        self._save_what_waits()
        session = self._store.load()
        if not session.value:
            raise RejectedUs(NAME, "no session cookie has been entered", reason="session")
        return session

    def _send(
        self,
        method: str,
        path: str,
        session: Session,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        max_bytes: int = JSON_LIMIT,
    ) -> Answer:
        sent = session.value

        def headers() -> Mapping[str, str]:
            return {"Cookie": f"{COOKIE}={sent}", "Accept": "application/json"}

        def take_rotation(_status: int, answered: Headers) -> None:
            nonlocal sent
            rotation = read_rotation(answered.get_list("set-cookie"))
            if rotation is None:
                return
            if rotation.value is None:
                self._store.set_state("suspect", "it deleted our session cookie", of=session)
            elif rotation.value != sent:
                sent = rotation.value
                self._save(rotation.value, session)

        return self._door.request(
            method,
            self._www + path,
            params=params,
            json=json,
            headers=headers,
            idempotent=True,
            max_bytes=max_bytes,
            check=_let_pass,
            on_headers=take_rotation,
        )

    def _save(self, value: str, session: Session) -> None:
        self._unsaved = (value, session)
        self._save_what_waits()

    def _save_what_waits(self) -> None:
        if self._unsaved is not None:
            value, session = self._unsaved
            self._store.save_current(value, of=session)
            self._unsaved = None


def says_valid(answer: Answer) -> bool:
    """Whether checkCookie's body is one of the two that say yes: JSON with Success, or the session type."""
    body = answer.text.removeprefix("\ufeff").strip()
    if body.startswith("{"):
        return answer.json().get("Success") is True
    return body.startswith("Session Type - API session")


def _deletes_session(headers: Headers) -> bool:
    rotation = read_rotation(headers.get_list("set-cookie"))
    return rotation is not None and rotation.value is None


def _let_pass(answer: Answer) -> None:
    """Refusals of the session are told apart by the caller, with the body in hand, not by their status."""
