"""One torrent client of the sandbox, real or simulated: how to reach it, and its life."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Literal

Version = Literal["4.5.2", "5.1", "5.2"]
PROGRAM = "qbittorrent-nox"
USERNAME = "sandbox"
PASSWORD = "sandbox-password"  # noqa: S105  the sandbox's own, printed by the demo


class Client(ABC):
    """A running client. Its address, login and torrents stay the same over `stop`, `kill` and `start`.

    `name` and `version` are what it calls itself, such as `qBittorrent` and `4.5.2`.
    """

    name: str
    version: str
    url: str
    username: str
    password: str
    save_path: Path

    @abstractmethod
    def start(self) -> None:
        """Starts it and returns when it answers; no harm when it runs. Raises RuntimeError when it fails."""

    @abstractmethod
    def stop(self) -> None:
        """Lets it save its state and end; connecting is refused from then on. No harm when it is down."""

    @abstractmethod
    def kill(self) -> None:
        """Ends it at once, as a power cut would, without saving anything."""

    def restart(self) -> None:
        """Stops and starts it: logins and bans are forgotten, torrents are not."""
        self.stop()
        self.start()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
