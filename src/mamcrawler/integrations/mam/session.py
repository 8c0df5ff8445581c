"""The session cookie: how it is entered, what its states are, who keeps it (rules T4 to T7)."""

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal, Protocol

from mamcrawler.integrations.mam.policy import NAME
from mamcrawler.integrations.remote import RejectedUs

COOKIE = "mam_id"
SessionState = Literal["none", "active", "suspect", "refused"]


@dataclass(frozen=True, slots=True)
class Session:
    """`configured` is what the user typed, `current` the newest value the site gave; `reason` says in one
    sentence why the state is not active."""

    configured: str | None
    current: str | None
    state: SessionState
    reason: str = ""

    def __repr__(self) -> str:
        return f"Session(state={self.state!r})"

    @property
    def value(self) -> str | None:
        """The value to send."""
        return self.current or self.configured


class SessionStore(Protocol):
    """Keeps the session durably; every write is committed when the method returns."""

    def load(self) -> Session:
        """The session as it is stored now."""
        ...

    def save_current(self, value: str, *, of: Session) -> None:
        """Stores the newest value that `of` was rotated to. Raises SessionNotSaved when that fails.

        Does nothing when another value was typed since `of` was loaded: the typed one stands.
        """
        ...

    def set_state(self, state: SessionState, reason: str = "", *, of: Session) -> None:
        """Stores the state of `of` and the sentence that explains it; nothing when another value was typed
        since."""
        ...


class Holder(Protocol):
    """Proof that this process is the one that may use the session (rule T4)."""

    def ensure(self) -> None:
        """Takes or renews the lease. Raises RejectedUs (reason "session") when another process holds it."""
        ...


class SessionNotSaved(Exception):  # noqa: N818 - named for the fact, as the failures are
    """A rotated session value could not be written; the tracker lane halts until it is (rule T5)."""


class SessionRefused(RejectedUs):
    """The site refuses our session; only a new value or "test again" ends this state (rule T7)."""

    def __init__(self, detail: str) -> None:
        super().__init__(NAME, detail, reason="session")


def clean_cookie(typed: str) -> str:
    """The value inside what a user pasted. Raises ValueError with a sentence for the user (rule T6).

    >>> clean_cookie(' mam_id="AbCdEfGhIjKlMnOpQrStUv%2B"; ')
    'AbCdEfGhIjKlMnOpQrStUv%2B'
    """
    if any(name in typed for name in ("mbsc=", "uid=", "lid=")):
        raise ValueError("this is a browser login; create an API session in the site's security preferences")
    value = typed.strip(" \t").removesuffix(";").strip(" \t")
    value = value.removeprefix(f"{COOKIE}=").strip("\"' \t").removesuffix(";").strip("\"' \t")
    if re.search(r"[;\s]", value):
        raise ValueError("the session value must not contain blanks, line breaks or a semicolon")
    if not value.isascii() or not value.isprintable():
        raise ValueError("the session value holds a character that no cookie can carry")
    if not 20 <= len(value) <= 1_000:
        raise ValueError("the session value must have 20 to 1,000 characters")
    return value


@dataclass(frozen=True, slots=True)
class Rotation:
    """What an answer says about the session: a new value, or (value None) that it was deleted."""

    value: str | None


def read_rotation(set_cookies: list[str]) -> Rotation | None:
    """The last word of an answer on our cookie; None when it says nothing.

    >>> read_rotation(["other=1; path=/"]) is None
    True
    >>> read_rotation(["mam_id=NewNewNewNewNewNewNew1; path=/; secure; HttpOnly"]).value
    'NewNewNewNewNewNewNew1'
    >>> read_rotation(["mam_id=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0"])
    Rotation(value=None)
    """
    found = None
    for line in set_cookies:
        name, _, rest = line.partition("=")
        if name.strip() != COOKIE:
            continue
        value, _, attributes = rest.partition(";")
        value = value.strip().strip('"')
        found = Rotation(None if _is_deletion(value, attributes) else value)
    return found


def _is_deletion(value: str, attributes: str) -> bool:
    if value.lower() in ("", "deleted"):
        return True
    for attribute in attributes.split(";"):
        name, _, setting = attribute.strip().partition("=")
        if name.lower() == "max-age":
            return _is_past_age(setting)  # Max-Age stands above Expires
    for attribute in attributes.split(";"):
        name, _, setting = attribute.strip().partition("=")
        if name.lower() == "expires":
            return _is_past_date(setting)
    return False


def _is_past_age(setting: str) -> bool:
    try:
        return int(setting) <= 0
    except ValueError:
        return False


def _is_past_date(setting: str) -> bool:
    # A sentinel lies decades back; the machine's own clock may be off by less and must not decide.
    try:
        return parsedate_to_datetime(setting).year < 2000
    except (ValueError, TypeError):
        return False
