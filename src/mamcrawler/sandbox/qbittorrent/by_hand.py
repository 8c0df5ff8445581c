"""What a person may do in the client's own web interface while the product is at work."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx2
import qbittorrentapi

from mamcrawler.sandbox.qbittorrent.client import Client
from mamcrawler.sandbox.torrents.torrent_files import info_hash

_POLL_SECONDS = 0.02
_FAILURES_UNTIL_BAN = 5
_PIECE_HERE = 2
_STOPPED = ("paused", "stopped")


def login(client: Client) -> qbittorrentapi.Client:
    """Returns a session of its own at the client."""
    return qbittorrentapi.Client(host=client.url, username=client.username, password=client.password)


def torrents(client: Client) -> dict[str, Mapping[str, Any]]:
    """Returns all torrents of the client by info-hash."""
    with login(client) as web:
        return {str(row["hash"]): row for row in web.torrents_info()}


def add(client: Client, torrent: bytes, *, stopped: bool = False, category: str = "") -> str:
    """Adds a torrent as a person would and returns its info-hash once the client lists it."""
    added = info_hash(torrent)
    with login(client) as web:
        web.torrents_add(
            torrent_files={f"{added}.torrent": torrent},
            is_stopped=stopped,
            category=category,
            use_auto_torrent_management=False,
        )
        _wait(lambda: bool(web.torrents_info(torrent_hashes=added)), "the torrent to be listed")
    return added


def fail_logins(client: Client, times: int = _FAILURES_UNTIL_BAN) -> None:
    """Logs in with a wrong password that often; five failures ban this machine's address."""
    for _ in range(times):
        httpx2.post(
            f"{client.url}/api/v2/auth/login", data={"username": client.username, "password": "wrong"}
        )


def recheck(client: Client, hashes: Sequence[str], seconds: float = 60.0) -> dict[str, float]:
    """Lets the client hash all data of these torrents again; returns what share of each it found intact.

    A running torrent is stopped for the check and started again after it.

    Raises KeyError for a torrent the client does not have, TimeoutError when checking takes too long.
    """
    with login(client) as web:
        known = {str(row["hash"]) for row in web.torrents_info()}
        if missing := set(hashes) - known:
            raise KeyError(f"the client does not have {', '.join(sorted(missing))}")
        return {each: _recheck(web, each, seconds) for each in hashes}


def _recheck(web: qbittorrentapi.Client, info_hash: str, seconds: float) -> float:
    def state() -> str:
        return str(web.torrents_info(torrent_hashes=info_hash)[0]["state"])

    # A running torrent would fetch a broken piece again before anybody has counted.
    ran = not state().startswith(_STOPPED)
    web.torrents_stop(torrent_hashes=info_hash)
    _wait(lambda: state().startswith(_STOPPED), f"{info_hash} to stop", seconds)
    web.torrents_recheck(torrent_hashes=info_hash)
    # The list is refreshed at intervals. Until it was, it still shows the state before the check.
    time.sleep(2 * int(str(web.app_preferences()["refresh_interval"])) / 1000)
    _wait(lambda: state().startswith(_STOPPED), f"the check of {info_hash}", seconds)
    pieces = [int(str(piece)) for piece in web.torrents_piece_states(torrent_hash=info_hash)]
    if ran:
        web.torrents_start(torrent_hashes=info_hash)
    return pieces.count(_PIECE_HERE) / len(pieces)


def _wait(condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(_POLL_SECONDS)
