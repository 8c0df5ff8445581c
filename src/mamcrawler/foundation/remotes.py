"""The clients of the remotes, built when first asked for, from the settings in force."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.foundation.settings import Settings

if TYPE_CHECKING:
    from mamcrawler.foundation.runtime import Runtime

REMOTES = ("mam", "qbittorrent", "audiobookshelf", "hardcover", "audnexus")


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
    """One client for each remote and process."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._lock = threading.RLock()

    def close(self) -> None:
        """Gives every connection back."""

    def _require(self, remote: str) -> None:
        missing = missing_settings(self._runtime.settings, remote)
        if missing is not None:
            raise NotConfigured(remote, missing)
