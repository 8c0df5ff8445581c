"""The clients of the remotes, built when first asked for, from the settings in force.

Clients are imported when they are made: a command that needs none of them starts without their libraries.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from pydantic import SecretStr

from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.foundation.secrets import fingerprint
from mamcrawler.foundation.settings import Settings

if TYPE_CHECKING:
    from mamcrawler.foundation.door import HttpDoor
    from mamcrawler.foundation.mam_session import SessionLease
    from mamcrawler.foundation.runtime import Runtime
    from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
    from mamcrawler.integrations.audnexus.client import AudnexusClient
    from mamcrawler.integrations.hardcover.client import HardcoverClient
    from mamcrawler.integrations.mam.client import MamClient
    from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
    from mamcrawler.integrations.remote import RemotePolicy

REMOTES = ("mam", "qbittorrent", "audiobookshelf", "hardcover", "audnexus")

# Real seconds between two looks at a program that works in real time, however fast the clock runs.
_REAL_PROGRAM = 0.2


def missing_settings(settings: Settings, remote: str) -> str | None:
    """The settings that have to be given before `remote` can be called, or None when it is connected."""
    library = settings.audiobookshelf
    absent = {
        "mam": () if settings.mam.cookie else ("MAMCRAWLER_MAM__COOKIE",),
        "qbittorrent": () if settings.qbittorrent.url else ("MAMCRAWLER_QBITTORRENT__URL",),
        "audiobookshelf": (
            *(() if library.url else ("MAMCRAWLER_AUDIOBOOKSHELF__URL",)),
            *(
                ()
                if library.api_key or (library.username and library.password)
                else ("MAMCRAWLER_AUDIOBOOKSHELF__API_KEY",)
            ),
        ),
        "hardcover": () if settings.hardcover.token else ("MAMCRAWLER_HARDCOVER__TOKEN",),
        "audnexus": (),
    }[remote]
    return " and ".join(absent) or None


class Remotes:
    """One client for each remote and process, made on first use; clients may be shared between threads.

    Asking for a remote that is not connected raises NotConfigured.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._lock = threading.RLock()
        self._made: dict[str, Any] = {}
        self._doors: list[HttpDoor] = []
        self._lease: SessionLease | None = None

    @property
    def mam(self) -> MamClient:
        """The tracker."""
        return cast("MamClient", self._get("mam", self._make_mam))

    @property
    def qbittorrent(self) -> QBittorrentClient:
        """The torrent client."""
        return cast("QBittorrentClient", self._get("qbittorrent", self._make_qbittorrent))

    @property
    def audiobookshelf(self) -> AudiobookshelfClient:
        """The library server."""
        return cast("AudiobookshelfClient", self._get("audiobookshelf", self._make_audiobookshelf))

    @property
    def hardcover(self) -> HardcoverClient:
        """The catalogue of works and series."""
        return cast("HardcoverClient", self._get("hardcover", self._make_hardcover))

    @property
    def audnexus(self) -> AudnexusClient:
        """The catalogue of recordings."""
        return cast("AudnexusClient", self._get("audnexus", self._make_audnexus))

    def close(self) -> None:
        """Gives back every connection, and the tracker session to other processes."""
        with self._lock:
            if self._lease is not None:
                self._lease.release()
            for door in self._doors:
                door.close()
            self._doors.clear()
            self._made.clear()

    def _get(self, remote: str, make: Callable[[], Any]) -> Any:
        with self._lock:
            if remote not in self._made:
                missing = missing_settings(self._runtime.settings, remote)
                if missing is not None:
                    raise NotConfigured(remote, missing)
                self._made[remote] = make()
            return self._made[remote]

    def _door(self, policy: RemotePolicy, *credential: str) -> HttpDoor:
        from mamcrawler.foundation.door import PROJECT_PAGE, HttpDoor

        door = HttpDoor(
            policy,
            database=self._runtime.db,
            clock=self._runtime.clock,
            contact=self._runtime.settings.tracker.contact or PROJECT_PAGE,
            credential=fingerprint("\n".join(credential)) if credential else "",
        )
        self._doors.append(door)
        return door

    def _make_mam(self) -> MamClient:
        from mamcrawler.foundation.mam_session import SessionLease, StoredSession
        from mamcrawler.integrations.mam.client import MamClient
        from mamcrawler.integrations.mam.policy import mam_policy

        runtime, given = self._runtime, self._runtime.settings.mam
        self._lease = SessionLease(runtime.db, runtime.clock, runtime.presence)
        return MamClient(
            self._door(mam_policy(www_url=given.www_url, spacing=runtime.settings.tracker.spacing)),
            StoredSession(runtime.db, runtime.secrets, runtime.clock, _plain(given.cookie)),
            self._lease,
            now=runtime.clock.now,
            sleep=runtime.clock.sleep,
            www_url=given.www_url,
            t_url=given.t_url,
            cdn_url=given.cdn_url,
        )

    def _make_qbittorrent(self) -> QBittorrentClient:
        from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
        from mamcrawler.integrations.qbittorrent.policy import POLICY

        given, clock = self._runtime.settings.qbittorrent, self._runtime.clock
        url, username, password = given.url or "", given.username or "", _plain(given.password) or ""

        def sleep(seconds: float) -> None:
            clock.sleep(seconds, at_least=_REAL_PROGRAM)

        return QBittorrentClient(
            self._door(POLICY, url, username, password),
            url,
            username=username,
            password=password,
            sleep=sleep,
        )

    def _make_audiobookshelf(self) -> AudiobookshelfClient:
        from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
        from mamcrawler.integrations.audiobookshelf.policy import POLICY

        given = self._runtime.settings.audiobookshelf
        url, key, password = given.url or "", _plain(given.api_key), _plain(given.password)
        door = self._door(POLICY, url, key or "", given.username or "", password or "")
        return AudiobookshelfClient(door, url, api_key=key, username=given.username, password=password)

    def _make_hardcover(self) -> HardcoverClient:
        from mamcrawler.integrations.hardcover.client import HardcoverClient
        from mamcrawler.integrations.hardcover.policy import POLICY

        given = self._runtime.settings.hardcover
        token = _plain(given.token) or ""
        door = self._door(POLICY, given.url, token)
        return HardcoverClient(door, token, seconds=self._runtime.clock.monotonic, url=given.url)

    def _make_audnexus(self) -> AudnexusClient:
        from mamcrawler.integrations.audnexus.client import AudnexusClient
        from mamcrawler.integrations.audnexus.policy import POLICY

        url = self._runtime.settings.audnexus.url
        return AudnexusClient(self._door(POLICY, url), url)


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
