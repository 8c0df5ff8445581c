"""The client of qBittorrent."""

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeVar

from mamcrawler.integrations.qbittorrent.failures import AlreadyThere, as_failures
from mamcrawler.integrations.qbittorrent.listing import (
    read_file,
    read_preferences,
    read_torrent,
    read_tracker,
)
from mamcrawler.integrations.qbittorrent.models import (
    Added,
    Preferences,
    Torrent,
    TorrentFile,
    TrackerState,
    Version,
)
from mamcrawler.integrations.qbittorrent.policy import ADD_TIMEOUT, CONNECT_TIMEOUT, NAME
from mamcrawler.integrations.qbittorrent.transport import OnceClient
from mamcrawler.integrations.reading import count, size, table
from mamcrawler.integrations.remote import Door, Misunderstood, Unavailable

POLL_SECONDS = 2.0
POLLS = 15

T = TypeVar("T")
Outcome = Literal["taken", "refused", "unknown"]


class QBittorrentClient:
    """Torrents by info-hash (40 lower-case hex digits). Every method raises the five failures.

    `url` keeps its sub-path behind a proxy. `sleep` waits between looks after an add, in seconds. Calls are
    made one at a time, because the session of the library is not made for threads. A refused password is
    tried once and then never by itself (five tries would ban everybody behind our address).
    """

    def __init__(
        self,
        door: Door,
        url: str,
        *,
        username: str,
        password: str,
        sleep: Callable[[float], None],
        user_agent: str = "MAMcrawler",
    ) -> None:
        self._door = door
        self._sleep = sleep
        self._lock = threading.RLock()
        self._api = OnceClient(url, username, password, user_agent)

    def version(self) -> Version:
        """The program's and the Web API's version."""
        app = self._read(self._api.app_version)
        web = self._read(self._api.app_web_api_version)
        return Version(app=str(app), api=tuple(int(part) for part in re.findall(r"\d+", str(web))))

    def preferences(self) -> Preferences:
        """The settings that matter to us."""
        return read_preferences(self._read(self._api.app_preferences))

    def default_save_path(self) -> str:
        """Where the client saves what it is not told otherwise, as the client sees it."""
        return str(self._read(self._api.app_default_save_path))

    def free_space(self) -> int | None:
        """Free bytes at the client's default save path; None when it does not say."""
        state = table(table(self._read(lambda: self._api.sync_maindata(rid=0))).get("server_state"))
        return size(state.get("free_space_on_disk"))

    def torrent(self, torrent_hash: str) -> Torrent | None:
        """The torrent with that hash, or None."""
        return next(iter(self.torrents([torrent_hash])), None)

    def torrents(
        self, hashes: Iterable[str] | None = None, *, category: str | None = None
    ) -> tuple[Torrent, ...]:
        """Those of `hashes` that the client has, or all torrents (of `category`) without hashes."""
        wanted = None if hashes is None else [entry.lower() for entry in hashes]
        if wanted == []:
            return ()
        listed = self._read(lambda: self._api.torrents_info(torrent_hashes=wanted, category=category))
        if not isinstance(listed, list):
            raise Misunderstood(NAME, "the list of torrents has another shape")
        found = (read_torrent(raw) for raw in listed)
        return tuple(torrent for torrent in found if torrent is not None)

    def files(self, torrent_hash: str) -> tuple[TorrentFile, ...]:
        """The files of a torrent, in its order. Raises NotThere."""
        listed = self._read(lambda: self._api.torrents_files(torrent_hash=torrent_hash))
        return tuple(read_file(raw, position) for position, raw in enumerate(_list(listed)))

    def trackers(self, torrent_hash: str) -> tuple[TrackerState, ...]:
        """The real trackers of a torrent. Raises NotThere."""
        listed = self._read(lambda: self._api.torrents_trackers(torrent_hash=torrent_hash))
        found = (read_tracker(raw) for raw in _list(listed))
        return tuple(tracker for tracker in found if tracker is not None)

    def add(
        self,
        torrent_file: bytes,
        torrent_hash: str,
        *,
        category: str,
        tags: Iterable[str],
        save_path: str | None = None,
    ) -> Added:
        """Puts a torrent into the client, started, unmanaged and in its original layout (rule D9).

        A torrent that is already there only gets our tags; it is never moved or added again. Whatever the
        client answers to the add, the outcome is what it lists under the hash afterwards: the hash is asked
        for every 2 s for 30 s. Raises Misunderstood (permanent) when the client takes this for no torrent
        file, and Unavailable when the torrent does not show up.
        """
        labels = sorted(set(tags))
        present = self.torrent(torrent_hash)
        if present is not None:
            self.add_tags([torrent_hash], labels)
            return Added(torrent=present, already=True)
        answer = self._send_add(torrent_file, torrent_hash, category, labels, save_path)
        found = self._wait_for(torrent_hash)
        if found is None and answer == "unknown":
            raise Unavailable(NAME, "the answer to an add was lost and the torrent is not there")
        if found is None and answer == "refused":
            raise Misunderstood(NAME, "the client refused the torrent without saying why")
        if found is None:
            raise Unavailable(NAME, "the torrent was taken but is not listed after 30 s")
        return Added(torrent=found, already=answer == "refused")

    def start(self, hashes: Iterable[str]) -> None:
        """Starts torrents, under the name that this version has for it."""
        self._act(self._api.torrents_start, hashes)

    def stop(self, hashes: Iterable[str]) -> None:
        """Stops torrents, under the name that this version has for it."""
        self._act(self._api.torrents_stop, hashes)

    def reannounce(self, hashes: Iterable[str]) -> None:
        """Asks the trackers again now."""
        self._act(self._api.torrents_reannounce, hashes)

    def recheck(self, hashes: Iterable[str]) -> None:
        """Hashes all data again."""
        self._act(self._api.torrents_recheck, hashes)

    def delete(self, hashes: Iterable[str], *, delete_files: bool) -> None:
        """Removes torrents; their data stays unless `delete_files`."""
        self._act(self._api.torrents_delete, hashes, delete_files=delete_files)

    def add_tags(self, hashes: Iterable[str], tags: Iterable[str]) -> None:
        """Adds tags, which come into being by that."""
        if labels := sorted(set(tags)):
            self._act(self._api.torrents_add_tags, hashes, tags=labels)

    def remove_tags(self, hashes: Iterable[str], tags: Iterable[str]) -> None:
        """Takes tags off; without tags nothing happens (the client itself would take all)."""
        if labels := sorted(set(tags)):
            self._act(self._api.torrents_remove_tags, hashes, tags=labels)

    def set_category(self, hashes: Iterable[str], category: str) -> None:
        """Puts torrents into an existing category. Raises Misunderstood when there is none."""
        self._act(self._api.torrents_set_category, hashes, category=category)

    def _send_add(
        self, torrent_file: bytes, torrent_hash: str, category: str, tags: list[str], save_path: str | None
    ) -> Outcome:
        def send() -> Outcome:
            try:
                with self._lock, as_failures():
                    answer: Any = self._api.torrents_add(
                        torrent_files={f"{torrent_hash}.torrent": torrent_file},
                        category=category,
                        tags=tags,
                        save_path=save_path,
                        use_auto_torrent_management=False,
                        is_stopped=False,
                        content_layout="Original",
                        requests_args={"timeout": (CONNECT_TIMEOUT, ADD_TIMEOUT)},
                    )
            except AlreadyThere:
                return "refused"
            except Unavailable:
                # A lost answer proves nothing; the look that follows tells whether the client is down.
                return "unknown"
            return outcome_of(answer)

        return self._door.guard(send, idempotent=False)

    def _wait_for(self, torrent_hash: str) -> Torrent | None:
        for _ in range(POLLS):
            found = self.torrent(torrent_hash)
            if found is not None:
                return found
            self._sleep(POLL_SECONDS)
        return self.torrent(torrent_hash)

    def _act(self, call: Callable[..., object], hashes: Iterable[str], **more: Any) -> None:
        listed = [entry.lower() for entry in hashes]
        if listed:
            self._run(lambda: call(torrent_hashes=listed, **more), idempotent=True)

    def _read(self, call: Callable[[], T]) -> T:
        return self._run(call, idempotent=True)

    def _run(self, call: Callable[[], T], *, idempotent: bool) -> T:
        def attempt() -> T:
            with self._lock, as_failures():
                return call()

        return self._door.guard(attempt, idempotent=idempotent)


def outcome_of(answer: Any) -> Outcome:
    """What an answer to an add says: up to 5.1 a word, from 5.2 counts. Anything else says nothing.

    >>> outcome_of("Ok."), outcome_of("Fails."), outcome_of({"success_count": 1, "failure_count": 0})
    ('taken', 'refused', 'taken')
    >>> outcome_of({"success_count": 0, "failure_count": 1, "pending_count": 0}), outcome_of("?")
    ('refused', 'unknown')
    """
    if isinstance(answer, Mapping):
        taken = (count(answer.get("success_count")) or 0) + (count(answer.get("pending_count")) or 0)
        return "taken" if taken else "refused"
    word = str(answer).strip()
    return "taken" if word == "Ok." else "refused" if word == "Fails." else "unknown"


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Misunderstood(NAME, "a list has another shape")
    return value
