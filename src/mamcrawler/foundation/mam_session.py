"""The tracker session at rest: encrypted in the database, and held by one process at a time (T4, T5)."""

import json
import threading
from dataclasses import asdict, replace

from sqlalchemy.exc import SQLAlchemyError

from mamcrawler.foundation import leases
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.presence import Presence
from mamcrawler.foundation.secrets import SecretBox, load_secret, save_secret
from mamcrawler.integrations.mam.policy import NAME
from mamcrawler.integrations.mam.session import Session, SessionNotSaved, SessionState
from mamcrawler.integrations.remote import RejectedUs

SECRET = "mam.session"  # noqa: S105 - the name of a row, no secret
LEASE = "mam.session"

# Real seconds, because calls to the tracker take real time however fast the clock runs.
_LEASE_SPAN = 60.0
_RENEW_AFTER = 20.0
_WAIT_FOR_LEASE = 10.0


class StoredSession:
    """Keeps the session in the database; every method is one transaction, committed when it returns.

    `typed` is the value in the settings. Another one than before discards what the site had rotated.
    """

    def __init__(self, db: Database, box: SecretBox, clock: Clock, typed: str | None) -> None:
        self._db = db
        self._box = box
        self._clock = clock
        self._typed = typed

    def load(self) -> Session:
        """The session as it is stored now."""
        with self._db.read() as session:
            text = load_secret(session, self._box, SECRET)
        fresh = Session(configured=self._typed, current=None, state="none")
        if text is None:
            return fresh
        stored = Session(**json.loads(text))
        return stored if self._typed in (None, stored.configured) else fresh

    def save_current(self, value: str, *, of: Session) -> None:
        """Stores the newest value that `of` was rotated to, unless another was typed since.

        Raises SessionNotSaved when it cannot be stored.
        """
        try:
            self._change(of, current=value)
        except SQLAlchemyError as error:
            raise SessionNotSaved("the rotated session value could not be stored") from error

    def set_state(self, state: SessionState, reason: str = "", *, of: Session) -> None:
        """Stores the state of `of` and the sentence explaining it, unless another value was typed since."""
        self._change(of, state=state, reason=reason)

    def _change(self, of: Session, **changes: str) -> None:
        present = self.load()
        if present.configured != of.configured:
            return
        changed = replace(present, **changes)  # type: ignore[arg-type]
        with self._db.session() as session:
            save_secret(session, self._box, SECRET, json.dumps(asdict(changed)), at=self._clock.now())


class SessionLease:
    """The proof that this process is the one that may use the session."""

    def __init__(self, db: Database, clock: Clock, presence: Presence) -> None:
        self._db = db
        self._clock = clock
        self._presence = presence
        self._renewed: float | None = None
        self._lock = threading.Lock()

    def ensure(self) -> None:
        """Takes or renews the lease, waiting a little for another process to let go.

        Raises RejectedUs with reason "session" while another process holds it.
        """
        with self._lock:
            now = self._clock.monotonic()
            renew_after = self._clock.span(_RENEW_AFTER, at_least=_RENEW_AFTER).total_seconds()
            if self._renewed is not None and now - self._renewed < renew_after:
                return
            waited = 0.0
            while not self._acquire():
                if waited >= _WAIT_FOR_LEASE:
                    raise RejectedUs(
                        NAME,
                        "another MAMcrawler process is using the tracker session",
                        reason="session",
                        permanent=False,
                    )
                self._clock.sleep(0.5, at_least=0.5)
                waited += 0.5
            self._renewed = now

    def release(self) -> None:
        """Lets another process have the session."""
        with self._lock:
            if self._renewed is not None:
                self._renewed = None
                with self._db.session() as session:
                    leases.release(session, LEASE, self._presence.name)

    def _acquire(self) -> bool:
        with self._db.session() as session:
            return leases.acquire(
                session,
                LEASE,
                self._presence.name,
                at=self._clock.now(),
                span=self._clock.span(_LEASE_SPAN, at_least=_LEASE_SPAN),
                is_gone=self._presence.is_gone,
            )
