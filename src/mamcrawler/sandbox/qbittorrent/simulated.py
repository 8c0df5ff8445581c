"""A torrent client for machines without qbittorrent-nox: its Web API over real libtorrent transfers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from mamcrawler.sandbox.qbittorrent.app_actions import first_preferences
from mamcrawler.sandbox.qbittorrent.client import PASSWORD, USERNAME, Client, Version
from mamcrawler.sandbox.qbittorrent.door import answer
from mamcrawler.sandbox.qbittorrent.generation import GENERATIONS
from mamcrawler.sandbox.qbittorrent.logins import Logins
from mamcrawler.sandbox.qbittorrent.real import free_port
from mamcrawler.sandbox.qbittorrent.state import State
from mamcrawler.sandbox.qbittorrent.transfers import Transfers
from mamcrawler.sandbox.serving import Call, Reply, Rule, Server

_PATH = "/api/v2/{scope}/{action}"


class SimulatedClient(Client):
    """Runs in this process. `state` is there while it runs, for tests that make trouble.

    `clock` tells seconds for sessions and bans; `moving_seconds` is how long a move takes at least.
    """

    name = "qBittorrent (simulated)"

    def __init__(
        self,
        directory: Path,
        version: Version = "4.5.2",
        *,
        session_seconds: float = 3_600,
        ban_seconds: float = 3_600,
        moving_seconds: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.save_path = directory / "downloads"
        self.save_path.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._generation = GENERATIONS[version]
        self._peer_port = free_port()
        self._session_seconds = session_seconds
        self._ban_seconds = ban_seconds
        self._moving_seconds = moving_seconds
        self._clock = clock
        self._server = Server([Rule("GET", _PATH, self._answer), Rule("POST", _PATH, self._answer)])
        self._state: State | None = None
        self.version = self._generation.version
        self.username = USERNAME
        self.password = PASSWORD
        self.url = self._server.url()

    @property
    def state(self) -> State:
        """What the running client holds. Raises RuntimeError while it is down."""
        if self._state is None:
            raise RuntimeError("the simulated client is not running")
        return self._state

    def start(self) -> None:
        """Loads its torrents and listens."""
        if self._state is not None:
            return
        folder = self._directory / "simulated"
        port = self._server.ports[0]
        state = State(
            generation=self._generation,
            folder=folder,
            save_path=self.save_path,
            port=port,
            logins=Logins(
                self.username,
                self.password,
                self._clock,
                session_seconds=self._session_seconds,
                ban_seconds=self._ban_seconds,
            ),
            transfers=Transfers(folder, self._peer_port, moving_seconds=self._moving_seconds),
            preferences=first_preferences(self._generation, str(self.save_path), port, self._peer_port),
        )
        state.recall()
        state.note(f"qBittorrent v{self.version} started", 1, int(time.time()))
        self._state = state
        self._server.start()

    def stop(self) -> None:
        """Closes the door, then saves what it knows about its data."""
        self._end(save=True)

    def kill(self) -> None:
        """Ends without saving: on the next start all data is checked again."""
        self._end(save=False)

    def _end(self, *, save: bool) -> None:
        if self._state is None:
            return
        self._server.stop()
        self._state.transfers.close(save=save)
        self._state = None

    def _answer(self, call: Call) -> Reply:
        return answer(self.state, call)
