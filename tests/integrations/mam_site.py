"""A scripted tracker and a client with a stored session, for the ways the site refuses."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from doors import MakeDoor, RecordingClock
from scripted import Reply, Script

from mamcrawler.foundation.db import Database
from mamcrawler.foundation.mam_session import StoredSession
from mamcrawler.foundation.secrets import SecretBox
from mamcrawler.integrations.mam.client import MamClient
from mamcrawler.integrations.mam.policy import mam_policy
from mamcrawler.integrations.mam.session import Session, SessionNotSaved, SessionState

TYPED = "TypedTypedTypedTyped0001"
ROTATED = "RotatedRotatedRotated0002"
NEWEST = "NewestNewestNewestNewest3"

LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Login | My Anonamouse</title></head><body><h1>Not logged in!</h1>"
    '<form method="post" action="/takelogin.php"></form></body></html>'
)
HTML = (("Content-Type", "text/html; charset=UTF-8"),)
DELETED = "mam_id=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/; domain=.myanonamouse.net"

ACCOUNT = {"username": "examplemouse", "uid": 1, "classname": "VIP", "ratio": 2.5}
GOOD = Reply(200, ACCOUNT)
NO_HITS = Reply(200, {"error": "Nothing returned, out of 0"})
CHECK_GOOD = Reply(200, {"Success": True})
CHECK_BAD = Reply(403, "Forbidden", HTML)

FORBIDDEN = Reply(403, "Forbidden", HTML)
EMPTY = Reply(200, "", HTML)
CHECK = "/json/checkCookie.php"


def rotation(value: str) -> tuple[str, str]:
    return (
        "Set-Cookie",
        f"mam_id={value}; expires=Thu, 01-Jan-2032 00:00:00 GMT; path=/; domain=.myanonamouse.net; secure",
    )


@dataclass
class BreakableStore:
    """The real store, with a switch that makes saving fail as a full disk would."""

    inner: StoredSession
    full: bool = False
    states: list[str] = field(default_factory=list)

    def load(self) -> Session:
        return self.inner.load()

    def save_current(self, value: str, *, of: Session) -> None:
        if self.full:
            raise SessionNotSaved("disk full")
        self.inner.save_current(value, of=of)

    def set_state(self, state: SessionState, reason: str = "", *, of: Session) -> None:
        self.states.append(state)
        self.inner.set_state(state, reason, of=of)


class OnlyHolder:
    """The lease as a process sees it that has it; counts how often it was shown."""

    def __init__(self) -> None:
        self.shown = 0

    def ensure(self) -> None:
        self.shown += 1


class Site:
    """A scripted site, a client for it, and the session as it is stored."""

    def __init__(
        self,
        remote: Script,
        make_door: MakeDoor,
        database: Database,
        clock: RecordingClock,
        typed: str = TYPED,
    ) -> None:
        self.remote = remote
        self.clock = clock
        self.holder = OnlyHolder()
        self.box = SecretBox("k" * 40)
        self.store = BreakableStore(StoredSession(database, self.box, clock, typed))
        self.door = make_door(mam_policy(www_url=remote.url))
        self.client = MamClient(
            self.door,
            self.store,
            self.holder,
            now=clock.now,
            sleep=clock.sleep,
            www_url=remote.url,
        )

    @property
    def session(self) -> Session:
        return self.store.load()

    def had_rotated(self) -> None:
        """The site gave us ROTATED some time ago and all was well since."""
        self.store.save_current(ROTATED, of=self.session)
        self.store.set_state("active", of=self.session)
        self.store.states.clear()

    def cookies(self) -> list[str]:
        """What was sent as our session, call by call."""
        return [request.headers["Cookie"].removeprefix("mam_id=") for request in self.remote.seen]

    def pass_time(self, **span: float) -> None:
        self.clock.advance(timedelta(**span).total_seconds())

    def then(self, *steps: Any) -> None:
        self.remote.then(*steps)
