"""The faults a sandbox can act out, each by name, and the switchboard that turns them on and off.

A fault acts on the next so many occasions, or until it is cleared. What an occasion is depends on the fault:
a call to one endpoint, a login, the transfer of one release. The tracker's, library's and catalogue's faults
are acted out by their simulators; those of the client and the audio by the torrent side.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class FaultKind:
    """One kind of trouble; `times` is how often it acts when switched on, None until it is cleared."""

    name: str
    description: str
    times: int | None


KINDS: dict[str, FaultKind] = {
    kind.name: kind
    for kind in (
        FaultKind("cookie-rotated", "the tracker hands out a new session cookie with every answer", None),
        FaultKind("cookie-expired-403", "the tracker refuses the session with 403", None),
        FaultKind("cookie-expired-login-page", "the tracker answers 200 with its login page", None),
        FaultKind("cookie-expired-empty", "the tracker answers 200 with nothing in it", None),
        FaultKind("cookie-expired-redirect", "the tracker redirects to its login page", None),
        FaultKind("search-html", "two searches answer with a web page instead of JSON", 2),
        FaultKind("malformed-author-info", "author fields of search rows are broken JSON", None),
        FaultKind("rate-limited", "two tracker calls answer 429 with Retry-After", 2),
        FaultKind("torrent-is-login-page", "two torrent files turn out to be the login page", 2),
        FaultKind("client-down", "the torrent client does not answer", None),
        FaultKind("client-restarted", "the torrent client restarts once in mid-transfer", 1),
        FaultKind("client-banned", "the torrent client bans our address after failed logins", None),
        FaultKind("client-already-has", "the torrent is in the client before we add it", 1),
        FaultKind("stalled", "one download never receives a byte", None),
        FaultKind("corrupt-audio", "one release passes every hash check but does not decode", None),
        FaultKind("short-audio", "one release ends long before its stated length", None),
        FaultKind("disk-full", "the library's disk is full at import", None),
        FaultKind("library-down-at-scan", "the library server fails six calls from the first scan on", 6),
        FaultKind("hardcover-throttled", "three catalogue calls answer 429 with Retry-After", 3),
    )
}


class UnknownFaultError(LookupError):
    """No fault of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no fault called {name!r}; known are {', '.join(KINDS)}")


class Faults:
    """Which faults are on and how often each will still act. Safe to use from several threads."""

    def __init__(self, *names: str) -> None:
        self._lock = threading.Lock()
        self._left: dict[str, int | None] = {}
        self._struck: dict[str, int] = {}
        self._watchers: list[Callable[[str, bool], None]] = []
        for name in names:
            self.switch_on(name)

    def switch_on(self, name: str, times: int | None = None) -> None:
        """Lets the fault act `times` times, by default as its kind says. Raises UnknownFaultError."""
        if name not in KINDS:
            raise UnknownFaultError(name)
        with self._lock:
            self._left[name] = KINDS[name].times if times is None else times
        self._tell(name, True)

    def clear(self, name: str) -> None:
        """Ends the fault; no harm when it was not on. Raises UnknownFaultError."""
        if name not in KINDS:
            raise UnknownFaultError(name)
        with self._lock:
            was_on = self._left.pop(name, 0) != 0
        if was_on:
            self._tell(name, False)

    def watch(self, watcher: Callable[[str, bool], None]) -> None:
        """Calls `watcher(name, on)` whenever a fault is switched on or cleared, now for those already on."""
        self._watchers.append(watcher)
        for name in self.on():
            watcher(name, True)

    def is_on(self, name: str) -> bool:
        """Whether the fault would act now; asking uses nothing up."""
        with self._lock:
            return self._left.get(name, 0) != 0

    def strike(self, name: str) -> bool:
        """Uses up one occasion; True when the fault acts on it."""
        with self._lock:
            left = self._left.get(name, 0)
            if left == 0:
                return False
            if left is not None:
                self._left[name] = left - 1
            self._struck[name] = self._struck.get(name, 0) + 1
            return True

    def struck(self, name: str) -> int:
        """How often the fault has acted."""
        with self._lock:
            return self._struck.get(name, 0)

    def on(self) -> dict[str, int | None]:
        """The faults that would act now, with how often (None: until cleared)."""
        with self._lock:
            return {name: left for name, left in self._left.items() if left != 0}

    def _tell(self, name: str, on: bool) -> None:
        for watcher in self._watchers:
            watcher(name, on)
