"""Sessions, bad passwords and bans of the simulated client's web interface."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

BANNED = "Your IP address has been banned after too many failed authentication attempts."


class WrongPasswordError(Exception):
    """User name or password is wrong."""


class BannedError(Exception):
    """This address may not log in for now."""


@dataclass
class Logins:
    """Who is logged in. Everybody comes from one address, so that a ban hits all. `clock` tells seconds;
    `asked` counts the logins tried."""

    username: str
    password: str
    clock: Callable[[], float]
    session_seconds: float = 3_600
    ban_seconds: float = 3_600
    most_failures: int = 5
    api_key: str = ""
    asked: int = 0
    _last_seen: dict[str, float] = field(default_factory=dict)
    _failures: int = 0
    _banned_until: float = 0.0

    def login(self, username: str, password: str) -> str:
        """Returns a new session's cookie value. Raises BannedError or WrongPasswordError."""
        self.asked += 1
        if self.clock() < self._banned_until:
            raise BannedError
        if (username, password) != (self.username, self.password):
            self._failures += 1
            if self._failures >= self.most_failures:
                self.ban()
            raise WrongPasswordError
        self._failures = 0
        # The value is base64 and holds characters that clients must not re-encode.
        session = base64.b64encode(secrets.token_bytes(22) + b"\xfb\xff").decode()
        self._last_seen[session] = self.clock()
        return session

    def known(self, session: str) -> bool:
        """Whether this cookie value is a live session; asking keeps it alive."""
        seen = self._last_seen.get(session)
        if seen is None or self.clock() - seen > self.session_seconds:
            self._last_seen.pop(session, None)
            return False
        self._last_seen[session] = self.clock()
        return True

    def logout(self, session: str) -> None:
        """Ends one session."""
        self._last_seen.pop(session, None)

    def expire_all(self) -> None:
        """Ends every session, as idle time does."""
        self._last_seen.clear()

    def ban(self) -> None:
        """Refuses every login for the ban time."""
        self._failures = 0
        self._banned_until = self.clock() + self.ban_seconds

    def new_api_key(self) -> str:
        """Makes the one API key anew (5.2)."""
        self.api_key = f"qbt_{secrets.token_urlsafe(24)}"
        return self.api_key
