"""The tracker's site on three loopback ports: `www`, `t` and `cdn`, sharing one session and one account."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.mam import pages, search
from mamcrawler.sandbox.mam.account import Standing
from mamcrawler.sandbox.mam.codes import categories_answer
from mamcrawler.sandbox.mam.rows import RowState, Wish, row
from mamcrawler.sandbox.mam.seedbox import Address, Seedbox
from mamcrawler.sandbox.mam.session import Session, Signature, rotation_header
from mamcrawler.sandbox.moment import Now, real_now
from mamcrawler.sandbox.payloads import Payloads
from mamcrawler.sandbox.serving import Call, Handler, Reply, Rule, Server, json_reply, text_reply
from mamcrawler.sandbox.world import Release, World

RETRY_AFTER = 60
_WWW, _T, _CDN = 0, 1, 2
_DEAD_SESSION: dict[str, Signature] = {
    "cookie-expired-403": "403",
    "cookie-expired-login-page": "login-page",
    "cookie-expired-empty": "empty",
    "cookie-expired-redirect": "redirect",
}
_OPEN = ("/json/jsonIp.php", "/login.php", "/json/dynamicSeedbox.php", "/tor/download.php/")


@dataclass
class Seen:
    """One answered request and when it was answered, for tests that count, order or time calls."""

    host: str
    path: str
    status: int
    user_agent: str
    at: datetime


class MamSimulator:
    """Everything the product may ask the tracker for, with memory and faults.

    `rotate_every` is the number of accepted calls between two cookie rotations (0: never). `before_torrent`
    is called with tracker id and file before a torrent is handed out.
    """

    def __init__(
        self,
        world: World,
        payloads: Payloads,
        faults: Faults,
        now: Now = real_now,
        rotate_every: int = 10,
    ) -> None:
        self.world, self.payloads, self.faults, self._now = world, payloads, faults, now
        self.session = Session(rotate_every=rotate_every)
        listed = [release for release in world.releases if release.role == "background"]
        self.standing = Standing(world.account, now, tuple(listed[10 : 10 + world.account.unsat_count]))
        self.seedbox = Seedbox(now, Address())
        self.seen: list[Seen] = []
        self.extra_releases: list[Release] = []
        self.before_torrent: Callable[[int, bytes], None] | None = None
        self._words = {release.id: search.indexed(release) for release in world.releases}
        self._lock = threading.Lock()
        self.server = Server(self._rules(), hosts=3, now=now, around=self._around)

    @property
    def www_url(self) -> str:
        """Address that stands for www."""
        return self.server.url(_WWW)

    @property
    def t_url(self) -> str:
        """Address that stands for t."""
        return self.server.url(_T)

    @property
    def cdn_url(self) -> str:
        """Address that stands for cdn."""
        return self.server.url(_CDN)

    @property
    def cookie(self) -> str:
        """The session value a member would type in now."""
        return self.session.value

    def start(self) -> None:
        """Opens the three ports."""
        self.server.start()

    def stop(self) -> None:
        """Closes them."""
        self.server.stop()

    def upload(self, release: Release) -> None:
        """Lists one more release, as if somebody had uploaded it just now."""
        with self._lock:
            self._words[release.id] = search.indexed(release)
            self.extra_releases.append(release)

    def listed(self) -> list[search.Listed]:
        """Every release with the facts of this moment."""
        with self._lock:
            releases = (*self.world.releases, *self.extra_releases)
            return [
                search.Listed(release, self._words[release.id], self.size(release), self.seeders(release))
                for release in releases
            ]

    def size(self, release: Release) -> int:
        """Size of what the row offers: the torrent's own, for decoys what length and bit rate give."""
        if release.size_bytes is not None or not release.payload:
            return release.size_bytes or 0
        if release.role == "decoy":
            return int(sum(file.seconds * file.kbps * 125 for file in release.payload))
        return self.payloads.size(release.id)

    def seeders(self, release: Release) -> int:
        """Seeders as the row shows them: what the world says, but none once nobody seeds a real torrent."""
        unseen = release.role == "decoy" or not release.payload or not release.seeders
        return release.seeders if unseen or self.payloads.seeders(release.id) else 0

    # What happens around every call: throttling, session, rotation.

    def _around(self, handler: Handler, call: Call) -> Reply:
        reply = self._gate(handler, call)
        host = ("www", "t", "cdn")[self.server.ports.index(call.port)]
        agent = call.headers.get("user-agent", "")
        self.seen.append(Seen(host, call.url_path, reply.status, agent, self._now()))
        return reply

    def _gate(self, handler: Handler, call: Call) -> Reply:
        if self.faults.strike("rate-limited"):
            return pages.too_many(RETRY_AFTER)
        if call.url_path.startswith(_OPEN):
            return handler(call)
        if not call.headers.get("user-agent"):
            return text_reply("Forbidden", 403, "text/html")
        for fault, signature in _DEAD_SESSION.items():
            if self.faults.strike(fault):
                return self._refuse(signature, call)
        if not self.session.accept(call.cookies.get("mam_id")):
            return self._refuse(self.session.refusal, call)
        reply = handler(call)
        fresh = self.session.rotation(always=self.faults.strike("cookie-rotated"))
        return reply.with_headers(rotation_header(fresh)) if fresh else reply

    def _refuse(self, signature: Signature, call: Call) -> Reply:
        if call.url_path == "/json/checkCookie.php":
            signature = "403"
        return pages.refused(signature, call.url_path)

    # Endpoints.

    def _rules(self) -> list[Rule]:
        return [
            Rule("GET", "/tor/js/loadSearchJSONbasic.php", self._search),
            Rule("POST", "/tor/js/loadSearchJSONbasic.php", self._search),
            Rule("GET", "/jsonLoad.php", self._user_data),
            Rule("GET", "/json/checkCookie.php", lambda call: json_reply({"Success": True})),
            Rule("GET", "/categories.php", lambda call: json_reply(categories_answer())),
            Rule("GET", "/tor/download.php", self._download),
            Rule("GET", "/tor/download.php/{hash}", self._download_by_hash),
            Rule("GET", "/json/jsonIp.php", lambda call: self.seedbox.whoami()),
            Rule("GET", "/login.php", lambda call: text_reply(pages.LOGIN_PAGE)),
            Rule("GET", "/json/dynamicSeedbox.php", self._on(_T, self._dynamic_seedbox)),
            Rule("GET", "/json/loadUserDetailsTorrents.php", self._on(_CDN, self._snatches)),
        ]

    def _on(self, host: int, handler: Handler) -> Handler:
        """The endpoint exists on one host only; elsewhere it is 404."""
        return lambda call: (
            handler(call)
            if call.port == self.server.ports[host]
            else text_reply("Not Found", 404, "text/html")
        )

    def _search(self, call: Call) -> Reply:
        if self.faults.strike("search-html"):
            return pages.page("Maintenance", "The search is being rebuilt.")
        try:
            asked = search.parameters(call)
        except ValueError:
            return text_reply("Error, you have bad parameters", 200, "text/html")
        tor = asked.get("tor")
        if not isinstance(tor, dict):
            return json_reply({"error": "No search parameters given"})
        snatched = self.standing.snatched.__contains__ if "my_snatched" in asked else None
        hits = search.find(self.listed(), tor, snatched)
        size, first = search.per_page(asked), search.start(tor)
        page = hits[first : first + size]
        if not page:
            return json_reply({"error": f"Nothing returned, out of {len(hits)}"})
        wish = Wish(
            dl="dlLink" in asked,
            description="description" in asked,
            isbn="isbn" in asked,
            mediainfo="mediaInfo" in asked,
            thumbnail="thumbnail" in asked or "thumbnails" in asked,
        )
        broken = self.faults.strike("malformed-author-info")
        data = [row(hit.release, self._row_state(hit, broken), wish) for hit in page]
        return json_reply(
            {"perpage": size, "start": first, "data": data, "total": len(hits), "found": len(hits)}
        )

    def _row_state(self, hit: search.Listed, broken: bool) -> RowState:
        number = hit.release.id
        return RowState(
            size=hit.size,
            seeders=hit.seeders,
            snatched_by_us=self.standing.shows_snatched(number),
            personal_free=number in self.standing.personal_free,
            broken_authors=broken,
        )

    def _user_data(self, call: Call) -> Reply:
        flags: Callable[[str], bool] = call.has_arg
        return json_reply(
            self.standing.user_data(
                summary=flags("snatch_summary"), notif=flags("notif"), client_stats=flags("clientStats")
            )
        )

    def _download(self, call: Call) -> Reply:
        if self.faults.strike("torrent-is-login-page"):
            return text_reply(pages.LOGIN_PAGE)
        number = call.arg("tid")
        release = next((r for r in self._all() if str(r.id) == number), None)
        if release is None or not release.payload:
            return pages.page("Error", "There is no torrent file with this id.")
        if self.standing.is_full and release.id not in self.standing.snatched:
            return pages.page("Error", "You have reached your limit of unsatisfied torrents.")
        if call.has_arg("fl") and not self._spend_wedge(release):
            return pages.page("Error", "You do not have enough FL wedges")
        return self._torrent(release)

    def _download_by_hash(self, call: Call) -> Reply:
        number = call.path["hash"].rpartition("-")[2]
        release = next((r for r in self._all() if str(r.id) == number and r.payload), None)
        return self._torrent(release) if release else pages.page("Error", "Unknown download.")

    def _torrent(self, release: Release) -> Reply:
        body = self.payloads.torrent_bytes(release.id)
        if self.before_torrent is not None:
            self.before_torrent(release.id, body)
        self.standing.snatch(release, self.size(release))
        name = (
            f"[M] {release.title} [{release.id}].torrent".encode("ascii", "replace")
            .decode()
            .replace('"', "'")
        )
        return Reply(
            200,
            body,
            (
                ("content-type", "application/x-bittorrent"),
                ("content-disposition", f'attachment; filename="{name}"'),
            ),
        )

    def _spend_wedge(self, release: Release) -> bool:
        standing = self.standing
        if standing.wedges < 1 or release.free or release.id in standing.personal_free:
            return False
        standing.wedges -= 1
        standing.personal_free.add(release.id)
        return True

    def _dynamic_seedbox(self, call: Call) -> Reply:
        value = call.cookies.get("mam_id")
        return self.seedbox.update(self.session, self.session.accept(value), value is not None)

    def _snatches(self, call: Call) -> Reply:
        rows = self.standing.snatch_rows(call.arg("type")) if call.arg("iteration", "0") == "0" else []
        return json_reply({"success": True, "rows": rows})

    def _all(self) -> list[Release]:
        with self._lock:
            return [*self.world.releases, *self.extra_releases]
