"""The member's account: standing, snatches, and what each answer says of them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from mamcrawler.sandbox.mam.rows import human_size
from mamcrawler.sandbox.moment import Now, unix
from mamcrawler.sandbox.world import Account, Release

Shape = Literal["new", "old"]
_NAMES = {
    "unsat": "Unsatisfied",
    "leeching": "Leeching",
    "sSat": "Seeding - Satisfied",
    "seedUnsat": "Seeding - Not Satisfied",
    "seedHnr": "Seeding - H&R",
    "upAct": "Seeding - Uploads",
    "upInact": "Not Seeding - Uploads",
    "inactSat": "Not Seeding - Satisfied",
    "inactUnsat": "Not Seeding - Not Satisfied",
    "inactHnr": "Not Seeding - H&R",
}
MARK_DELAY = timedelta(minutes=5)
"""How long the site takes to show a snatch on rows."""


@dataclass
class Standing:
    """Mutable state of the account. `earlier` are the unsatisfied snatches it starts with, oldest first."""

    account: Account
    now: Now
    earlier: tuple[Release, ...]
    summary_shape: Shape = "new"
    uploaded: int = 0
    downloaded: int = 0
    seedbonus: float = 0
    wedges: int = 0
    vip_until: datetime | None = None
    snatched: dict[int, tuple[Release, int, datetime]] = field(default_factory=dict)
    personal_free: set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.uploaded, self.downloaded = self.account.uploaded_bytes, self.account.downloaded_bytes
        self.seedbonus, self.wedges = self.account.seedbonus, self.account.wedges
        self.vip_until = self.now() + timedelta(days=self.account.vip_days_left)

    @property
    def unsatisfied(self) -> int:
        """How many snatches still owe seeding."""
        return len(self.earlier) + len(self.snatched)

    @property
    def is_full(self) -> bool:
        """Whether the unsatisfied limit forbids another snatch."""
        limit = self.account.unsat_limit
        return limit is not None and self.unsatisfied >= limit

    def snatch(self, release: Release, size: int) -> None:
        """Notes that the member took the release; one that costs ratio counts as downloaded at once."""
        with self._lock:
            if release.id in self.snatched:
                return
            self.snatched[release.id] = (release, size, self.now())
            if not (release.free or release.vip or release.id in self.personal_free):
                self.downloaded += size

    def shows_snatched(self, release_id: int) -> bool:
        """Whether rows already mark the release as ours."""
        taken = self.snatched.get(release_id)
        return taken is not None and self.now() - taken[2] >= MARK_DELAY

    def user_data(self, *, summary: bool, notif: bool, client_stats: bool) -> dict[str, object]:
        """The body of `jsonLoad.php`."""
        data: dict[str, object] = {
            "classname": self.account.classname,
            "country_code": "xx",
            "country_name": "Exampleland",
            "downloaded": human_size(self.downloaded),
            "downloaded_bytes": self.downloaded,
            "ratio": round(self.uploaded / self.downloaded, 2) if self.downloaded else "∞",
            "seedbonus": int(self.seedbonus),
            "uid": self.account.uid,
            "uploaded": human_size(self.uploaded),
            "uploaded_bytes": self.uploaded,
            "username": self.account.username,
            "vip_until": self.vip_until.strftime("%Y-%m-%d %H:%M:%S") if self.vip_until else None,
            "wedges": self.wedges,
        }
        if summary:
            data |= (
                self._summary()
                if self.summary_shape == "old"
                else {"unsat": None, "snatch_summary": self._counts()}
            )
        if notif:
            names = ("pms", "aboutToDropClient", "tickets", "waiting_tickets", "requests", "topics")
            data["notifs"] = dict.fromkeys(names, 0)
        if client_stats:
            data["connectable"] = "yes"
        return data

    def snatch_rows(self, kind: str) -> list[dict[str, object]]:
        """The rows of the snatch list of that type; all scalars are text."""
        if kind not in ("unsat", "seedUnsat"):
            return []
        older = [
            (release, release.size_bytes or 0, self.now() - timedelta(hours=40)) for release in self.earlier
        ]
        return [self._snatch_row(*taken) for taken in (*older, *self.snatched.values())]

    def _counts(self) -> dict[str, dict[str, object]]:
        size = sum(release.size_bytes or 0 for release in self.earlier) + sum(
            s for _, s, _ in self.snatched.values()
        )
        counts = dict.fromkeys(_NAMES, 0) | {
            "unsat": self.unsatisfied,
            "seedUnsat": self.unsatisfied,
            "sSat": 340,
        }
        answer: dict[str, dict[str, object]] = {
            key: {"name": name, "count": counts[key], "red": False, "size": size if "nsat" in key else 0}
            for key, name in _NAMES.items()
        }
        answer["unsat"]["limit"] = self.account.unsat_limit
        return answer

    def _summary(self) -> dict[str, object]:
        created = unix(self.now())
        return {
            **self._counts(),
            "duplicates": {"name": "Duplicates", "count": 0, "red": False},
            "reseed": {"name": "Reseed Requests", "count": 0, "inactive": 0, "red": False},
            "ite": {"name": "Tracker errors", "count": 0, "latest": 0},
            "created": created,
            "update": created + 600,
            "partial": False,
            "recently_deleted": 0,
            "ipv6_mac": False,
            "v6_connectable": False,
        }

    def _snatch_row(self, release: Release, size: int, since: datetime) -> dict[str, object]:
        seeded = max(0, int((self.now() - since).total_seconds()))
        left = max(0, 72 * 3600 - seeded)
        days, rest = divmod(left, 86_400)
        clock = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
        stamp = since.strftime("%Y-%m-%d %H:%M:%S")
        texts: dict[str, object] = {
            "id": release.id,
            "title": release.title,
            "category": release.category,
            "size": human_size(size),
            "tags": release.tags,
            "browseFlags": release.browseflags,
            "free": int(release.free),
            "vip": int(release.vip),
            "vip_expire": 0,
            "times_completed": release.snatched,
            "uploaded": 0,
            "downloaded": size,
            "complete_date": stamp,
            "complete_unix": unix(since),
            "seedtime": seeded,
            "leechtime": 60,
            "last_action": stamp,
            "last_action_unix": unix(since),
            "start_date": stamp,
            "start_unix": unix(since),
            "finished": "yes",
            "to_go": 0,
            "seeders": release.seeders,
            "leechers": release.leechers,
            "personalFree": int(release.id in self.personal_free),
            "ratio": "0.000",
        }
        people = [
            {"id": str(person.tracker_id), "name": person.name, "number": "", "tab": "author"}
            for person in release.authors
        ]
        return {
            **{name: str(value) for name, value in texts.items()},
            "percentDone": 100,
            "STG": f"{days}d {clock}" if left else None,
            "author": people,
        }
