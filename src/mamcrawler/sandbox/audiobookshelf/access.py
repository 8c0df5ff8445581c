"""Logins, tokens and API keys in both generations of the server (up to 2.25, and from 2.26 on)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from mamcrawler.sandbox.audiobookshelf.shelf import stable_id
from mamcrawler.sandbox.moment import Now, unix, unix_ms

ACCESS_LIFE = timedelta(hours=1)
REFRESH_LIFE = timedelta(days=30)
REFRESH_GRACE = timedelta(minutes=10)
LOGINS, LOGIN_WINDOW = 40, timedelta(minutes=10)
PERMISSIONS = {
    "download": True,
    "update": True,
    "delete": True,
    "upload": True,
    "createEreader": False,
    "accessAllLibraries": True,
    "accessAllTags": True,
    "accessExplicitContent": True,
    "selectedTagsNotAccessible": False,
}
Kind = Literal["old", "access", "refresh", "key"]


@dataclass
class Access:
    """The one user and every token given out. `generation` 2 knows access tokens and API keys."""

    now: Now
    username: str = "sandbox"
    password: str = "sandbox-password"  # noqa: S105 - an invented one, for a server on loopback
    generation: Literal[1, 2] = 2
    _tokens: dict[str, tuple[Kind, datetime | None]] = field(default_factory=dict)
    _counter: int = 0
    _logins: list[datetime] = field(default_factory=list)
    keys: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.old_token = self._issue("old", None)

    @property
    def user_id(self) -> str:
        """Id of the user."""
        return stable_id("user", self.username)

    def allows(self, token: str) -> bool:
        """Whether the bearer token opens the API now."""
        kind, until = self._tokens.get(token, ("refresh", None))
        return kind != "refresh" and (until is None or self.now() < until)

    def too_many_logins(self) -> bool:
        """Counts one call of an auth route; True once there were more than the server permits."""
        now = self.now()
        self._logins = [at for at in self._logins if now - at < LOGIN_WINDOW] + [now]
        return len(self._logins) > LOGINS

    def knows(self, username: object, password: object) -> bool:
        """Whether the credentials are right."""
        return username == self.username and password == self.password

    def login(self) -> tuple[str | None, str | None]:
        """A new pair of access and refresh token; an old server gives none."""
        if self.generation == 1:
            return None, None
        now = self.now()
        return self._issue("access", now + ACCESS_LIFE), self._issue("refresh", now + REFRESH_LIFE)

    def refresh(self, token: str | None) -> tuple[str, str] | str:
        """Trades a refresh token for a new pair, else the reason why not. The old one lives minutes more."""
        if not token:
            return "No refresh token provided"
        kind, until = self._tokens.get(token, (None, None))
        if kind is None:
            return "Invalid refresh token"
        if kind != "refresh":
            return "Invalid token type"
        now = self.now()
        if until is not None and now >= until:
            return "Refresh token expired"
        self._tokens[token] = ("refresh", min(until or now, now + REFRESH_GRACE))
        return self._issue("access", now + ACCESS_LIFE), self._issue("refresh", now + REFRESH_LIFE)

    def logout(self, token: str | None) -> None:
        """Ends a refresh token."""
        self._tokens.pop(token or "", None)

    def create_key(self, name: str, active: bool, expires_in: int | None) -> dict[str, object]:
        """A new API key; inactive ones open nothing."""
        until = self.now() + timedelta(seconds=expires_in) if expires_in else None
        token = self._issue("key", until)
        if not active:
            del self._tokens[token]
        key: dict[str, object] = {
            "id": stable_id("key", token),
            "name": name,
            "expiresAt": until.isoformat() if until else None,
            "isActive": active,
            "userId": self.user_id,
            "createdByUserId": self.user_id,
        }
        self.keys.append(key)
        return {**key, "apiKey": token}

    def user(
        self, access: str | None = None, refresh: str | None = None, tokens: bool = False
    ) -> dict[str, object]:
        """The user object; with `tokens` it carries the new pair."""
        body: dict[str, object] = {
            "id": self.user_id,
            "username": self.username,
            "email": None,
            "type": "root",
            "token": self.old_token,
            "mediaProgress": [],
            "seriesHideFromContinueListening": [],
            "bookmarks": [],
            "isActive": True,
            "isLocked": False,
            "lastSeen": unix_ms(self.now()),
            "createdAt": 1_700_000_000_000,
            "permissions": PERMISSIONS,
            "librariesAccessible": [],
            "itemTagsSelected": [],
            "hasOpenIDLink": False,
        }
        if self.generation == 2:
            body["isOldToken"] = True
            if tokens:
                body |= {"accessToken": access, "refreshToken": refresh}
        return body

    def _issue(self, kind: Kind, until: datetime | None) -> str:
        self._counter += 1
        claims = {"userId": stable_id("user", self.username), "type": kind, "jti": self._counter}
        if until is not None:
            claims["exp"] = unix(until)
        head, body = (_part(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
        token = f"{head}.{body}.{_part(hashlib.sha256(f'{head}.{body}'.encode()).digest())}"
        self._tokens[token] = (kind, until)
        return token


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
