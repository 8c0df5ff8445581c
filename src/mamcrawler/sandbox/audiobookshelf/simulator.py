"""Audiobookshelf on a loopback port, with one book library on a real folder and one podcast library."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from mamcrawler.sandbox.audiobookshelf.access import Access
from mamcrawler.sandbox.audiobookshelf.account_calls import AccountCalls
from mamcrawler.sandbox.audiobookshelf.item_calls import TEXT, ItemCalls
from mamcrawler.sandbox.audiobookshelf.library_calls import LibraryCalls
from mamcrawler.sandbox.audiobookshelf.library_shapes import Library
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Shelf
from mamcrawler.sandbox.audiobookshelf.tasks import Tasks
from mamcrawler.sandbox.audiobookshelf.upload_call import upload
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.moment import Now, real_now
from mamcrawler.sandbox.serving import Call, Handler, Reply, Rule, Server, json_reply, text_reply

MODERN = (2, 26)
_OPEN = ("/ping", "/healthcheck", "/status", "/login", "/logout", "/auth/refresh")


class AudiobookshelfSimulator:
    """The library server.

    `root` is the real library folder; `shown_root` the path under which the server knows it, as when it runs
    in a container (default: the real one). `version` decides the auth generation. `items` are there from the
    start.
    """

    def __init__(
        self,
        root: Path,
        faults: Faults,
        items: Iterable[Item] = (),
        now: Now = real_now,
        version: str = "2.36.0",
        shown_root: str | None = None,
    ) -> None:
        self.version, self.faults = version, faults
        major, minor = (int(part) for part in version.split(".")[:2])
        self.access = Access(now, generation=2 if (major, minor) >= MODERN else 1)
        self.books = Library("Audiobooks", "book", Shelf(), root, shown_root or str(root))
        self.podcasts = Library("Podcasts", "podcast", Shelf(), root.parent / "podcasts", "/podcasts")
        self.books.shelf.put(items)
        self.tasks = Tasks(now)
        self.seen: list[tuple[str, str, int]] = []
        self._down = False
        self._lock = threading.RLock()
        libraries = [self.books, self.podcasts]
        self.item_calls = ItemCalls(libraries, now, self.access.user_id)
        rules = [
            Rule("GET", "/ping", lambda call: json_reply({"success": True})),
            Rule("GET", "/healthcheck", lambda call: text_reply("OK", 200, TEXT)),
            Rule("GET", "/status", self._status),
            Rule("GET", "/api/tasks", lambda call: json_reply({"tasks": self.tasks.listed()})),
            Rule("POST", "/api/upload", lambda call: upload(call, libraries)),
            *AccountCalls(self.access, version, self.books.id).rules(),
            *LibraryCalls(libraries, self.tasks, now, self._lock).rules(),
            *self.item_calls.rules(),
        ]
        also = [Rule(rule.method, f"/audiobookshelf{rule.path}", rule.handler) for rule in rules]
        self.server = Server([*rules, *also], now=now, around=self._around)

    @property
    def url(self) -> str:
        """Base address."""
        return self.server.url()

    def api_key(self, name: str = "mamcrawler") -> str:
        """A new active API key without expiry; on an old server the user's own token."""
        if self.access.generation == 1:
            return self.access.old_token
        return str(self.access.create_key(name, active=True, expires_in=None)["apiKey"])

    def start(self) -> None:
        """Opens the port."""
        self.server.start()

    def stop(self) -> None:
        """Lets a running scan end and closes the port."""
        self.tasks.join()
        self.server.stop()

    def _status(self, call: Call) -> Reply:
        return json_reply(
            {
                "app": "audiobookshelf",
                "serverVersion": self.version,
                "isInit": True,
                "language": "en-us",
                "authMethods": ["local"],
                "authFormData": {"authLoginCustomMessage": None},
            }
        )

    def _around(self, handler: Handler, call: Call) -> Reply:
        reply = self._gate(handler, call)
        self.seen.append((call.method, call.url_path, reply.status))
        return reply

    def _gate(self, handler: Handler, call: Call) -> Reply:
        if self._is_down(call):
            return text_reply("<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
        path = call.url_path.removeprefix("/audiobookshelf")
        if path not in _OPEN and not self.access.allows(_bearer(call)):
            return text_reply("Unauthorized", 401, TEXT)
        with self._lock:
            return handler(call)

    def _is_down(self, call: Call) -> bool:
        """The server goes down with the first scan asked for, for as many calls as the fault lasts."""
        if (
            call.method == "POST"
            and call.url_path.endswith("/scan")
            and self.faults.is_on("library-down-at-scan")
        ):
            self._down = True
        if self._down and not self.faults.strike("library-down-at-scan"):
            self._down = False
        return self._down


def _bearer(call: Call) -> str:
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else call.arg("token")
