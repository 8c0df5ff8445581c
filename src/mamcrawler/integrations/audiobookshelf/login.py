"""Proves who we are to Audiobookshelf: an API key, or a user name and password with both token generations.

Servers before 2.26 give one token without end; later ones give a short access token and a refresh token that
changes on every use. Tokens live in memory only; a restart logs in again.
"""

import threading
from collections.abc import Mapping

from mamcrawler.integrations.audiobookshelf.policy import NAME, WRITE_TIMEOUT
from mamcrawler.integrations.reading import table, text
from mamcrawler.integrations.remote import Answer, Check, Door, Misunderstood, RejectedUs, check_status


class Login:
    """The credential in use. `username` and `password` are only looked at without `api_key`."""

    def __init__(
        self,
        door: Door,
        base: str,
        *,
        api_key: str | None = None,
        username: str | None = None,
        password: str | None = None,
    ) -> None:
        self._door = door
        self._base = base
        self._api_key = api_key or None
        self._username = username
        self._password = password
        self._access: str | None = None
        self._refresh: str | None = None
        self._lock = threading.Lock()

    @property
    def renewable(self) -> bool:
        """Whether a refused token can be exchanged for a new one without a person."""
        return self._api_key is None and bool(self._username)

    def headers(self) -> Mapping[str, str]:
        """The credential as a header, logging in first when there is no token yet."""
        token = self._api_key or self._access
        if token is None and self.renewable:
            token = self.renew(None)
        if not token:
            raise RejectedUs(NAME, "neither an API key nor a user name is set")
        return {"Authorization": f"Bearer {token}"}

    def renew(self, refused: str | None) -> str:
        """A token other than the `refused` one: refreshed when possible, else from one login.

        Raises RejectedUs when name or password are wrong.
        """
        with self._lock:
            if self._access is not None and self._access != refused:
                return self._access
            self._access = None
            if self._refresh is not None:
                answer = self._post(
                    "/auth/refresh", {"x-refresh-token": self._refresh}, None, _leave_refusals
                )
                self._refresh = None
                if answer.status == 200 and self._take(answer) and self._access:
                    return self._access
            answer = self._post(
                "/login",
                {"x-return-tokens": "true"},
                {"username": self._username or "", "password": self._password or ""},
                _tell_refusals,
            )
            if not self._take(answer) or self._access is None:
                raise Misunderstood(NAME, f"the login brought no token but {answer.describe()}")
            return self._access

    def _post(
        self, path: str, headers: Mapping[str, str], body: Mapping[str, str] | None, check: Check
    ) -> Answer:
        return self._door.request(
            "POST",
            self._base + path,
            headers=headers,
            json=body,
            timeout=WRITE_TIMEOUT,
            check=check,
        )

    def _take(self, answer: Answer) -> bool:
        try:
            user = table(table(answer.json()).get("user"))
        except Misunderstood:
            return False
        self._access = text(user.get("accessToken"), 10_000) or text(user.get("token"), 10_000)
        self._refresh = text(user.get("refreshToken"), 10_000)
        return self._access is not None


def _leave_refusals(answer: Answer) -> None:
    """Lets every answer pass: a refused refresh is followed by a login."""


def _tell_refusals(answer: Answer) -> None:
    # Told inside the door, so that it remembers a wrong password and nobody sends it again.
    if answer.status in (400, 401, 403):
        raise RejectedUs(NAME, "user name or password was refused")
    check_status(answer)
