"""Custody of the session cookie on the site's side: one valid value, replaced now and then."""

from __future__ import annotations

import base64
import hashlib
import threading
from dataclasses import dataclass, field
from typing import Literal

Signature = Literal["403", "login-page", "empty", "redirect"]


@dataclass
class Session:
    """One API session. `rotate_every` counts accepted calls between two rotations; 0 never rotates.

    The value handed out last is the only one accepted. `refusal` is how an unknown value is turned away.
    """

    rotate_every: int = 10
    refusal: Signature = "403"
    seed: str = "sandbox"
    api_session: bool = True
    may_set_seedbox: bool = True
    calls: int = 0
    issued: int = 0
    value: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> str:
        """Creates a new value, as a member does in the site's preferences; the old one is dead."""
        with self._lock:
            return self._next()

    def accept(self, value: str | None) -> bool:
        """Whether this is the present value; counts the call when it is."""
        with self._lock:
            if value != self.value:
                return False
            self.calls += 1
            return True

    def rotation(self, always: bool = False) -> str | None:
        """The new value when this answer is to carry one, else None."""
        with self._lock:
            due = self.rotate_every and self.calls % self.rotate_every == 0
            return self._next() if always or due else None

    def _next(self) -> str:
        self.issued += 1
        digest = hashlib.sha384(f"{self.seed}/{self.issued}".encode()).digest()
        self.value = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return self.value


def rotation_header(value: str) -> tuple[str, str]:
    """The header that hands out a new value, with the attributes the site sends."""
    attributes = "expires=Thu, 01-Jan-2032 00:00:00 GMT; path=/; domain=.myanonamouse.net; secure; HttpOnly"
    return "set-cookie", f"mam_id={value}; {attributes}"


DELETION = (
    "set-cookie",
    "mam_id=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/; domain=.myanonamouse.net",
)
