"""The simulated client's torrents: real transfers by libtorrent, kept over restarts."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import libtorrent
from bencode2 import bdecode

from mamcrawler.sandbox.qbittorrent.record import Record, read_records
from mamcrawler.sandbox.torrents.loopback import loopback_session

_FLAGS = libtorrent.torrent_flags
_WITH_INFO = 2
"""libtorrent's `save_info_dict`: resume data that holds the torrent itself."""
_SAVE_SECONDS = 10.0


@dataclass
class Transfer:
    """One torrent in the session."""

    record: Record
    handle: libtorrent.torrent_handle
    torrent: bytes
    missing_files: bool = False
    moving_until: float = 0.0

    @property
    def moving(self) -> bool:
        """Whether its files are on their way to another folder."""
        return time.monotonic() < self.moving_until or self.handle.status().moving_storage

    @property
    def info(self) -> libtorrent.torrent_info:
        """Name, files and pieces."""
        info = self.handle.torrent_file()
        assert info is not None
        return info

    @cached_property
    def outside(self) -> dict[bytes, Any]:
        """What the torrent file says outside its info, such as comment and creator."""
        decoded: dict[bytes, Any] = bdecode(self.torrent)
        return decoded

    @property
    def content(self) -> Path:
        """The file of a torrent of one file, else the common folder."""
        return Path(self.record.save_path) / self.info.layout().file_path(0).split("/")[0]


class Transfers:
    """Torrents by info-hash. Not safe to use from several threads at once: the simulator takes turns."""

    def __init__(self, folder: Path, port: int, *, moving_seconds: float = 0.0) -> None:
        """`folder` holds torrents, records and resume data; moves take at least `moving_seconds`."""
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self.moving_seconds = moving_seconds
        self._by_hash: dict[str, Transfer] = {}
        mask = (
            libtorrent.alert.category_t.status_notification | libtorrent.alert.category_t.storage_notification
        )
        self.session = loopback_session(port, alert_mask=mask, user_agent="qBittorrent/simulated")
        for record in read_records(folder):
            self._restore(record)

    def __iter__(self) -> Iterator[Transfer]:
        return iter(list(self._by_hash.values()))

    def find(self, info_hash: str) -> Transfer | None:
        """Returns the torrent of this hash, if the client has it."""
        return self._by_hash.get(info_hash.lower())

    def add(self, torrent: bytes, record: Record) -> None:
        """Adds a torrent the client does not have yet; checks data that lies there, then fetches the rest."""
        (self._folder / f"{record.info_hash}.torrent").write_bytes(torrent)
        self.remember(record)
        parameters = libtorrent.load_torrent_buffer(torrent)
        self._enter(parameters, record, torrent)

    def remember(self, record: Record) -> None:
        """Stores what has changed in the record."""
        record.write(self._folder)

    def remove(self, transfer: Transfer, *, delete_files: bool) -> None:
        """Forgets the torrent, and deletes its content if asked to."""
        content = transfer.content
        del self._by_hash[transfer.record.info_hash]
        self.session.remove_torrent(transfer.handle)
        for path in self._folder.glob(f"{transfer.record.info_hash}.*"):
            path.unlink()
        if delete_files and content.is_dir():
            shutil.rmtree(content, ignore_errors=True)
        elif delete_files:
            content.unlink(missing_ok=True)

    def stop(self, transfer: Transfer) -> None:
        """Stops fetching and seeding."""
        transfer.record.stopped, transfer.record.forced = True, False
        self.remember(transfer.record)
        transfer.handle.pause()

    def start(self, transfer: Transfer, *, forced: bool = False) -> None:
        """Goes on fetching or seeding."""
        transfer.record.stopped, transfer.record.forced = False, forced
        transfer.missing_files = False
        self.remember(transfer.record)
        transfer.handle.unset_flags(_FLAGS.stop_when_ready)
        transfer.handle.clear_error()
        transfer.handle.resume()

    def recheck(self, transfer: Transfer) -> None:
        """Hashes all data again; a stopped torrent is stopped again afterwards."""
        transfer.missing_files = False
        transfer.handle.clear_error()
        transfer.handle.force_recheck()
        if transfer.record.stopped:
            transfer.handle.set_flags(_FLAGS.stop_when_ready)
            transfer.handle.resume()

    def move(self, transfer: Transfer, folder: Path) -> None:
        """Begins to move the files."""
        transfer.record.save_path = str(folder)
        self.remember(transfer.record)
        transfer.moving_until = time.monotonic() + self.moving_seconds
        transfer.handle.move_storage(str(folder))

    def settle(self) -> None:
        """Takes note of what happened in the session since the last time."""
        for news in self.session.pop_alerts():
            if isinstance(news, libtorrent.torrent_finished_alert):
                if transfer := self.find(str(news.handle.info_hash())):
                    transfer.record.complete = True
                    self.remember(transfer.record)
                    news.handle.save_resume_data(_WITH_INFO)
            elif isinstance(news, libtorrent.save_resume_data_alert):
                self._store(news)

    def close(self, *, save: bool) -> None:
        """Ends the session; `save` keeps what it knows about the data, so that nothing is checked again."""
        self.settle()
        if save:
            waiting = len(self._by_hash)
            for transfer in self:
                transfer.handle.save_resume_data(_WITH_INFO)
            give_up = time.monotonic() + _SAVE_SECONDS
            while waiting > 0 and time.monotonic() < give_up:
                self.session.wait_for_alert(100)
                for news in self.session.pop_alerts():
                    if isinstance(news, libtorrent.save_resume_data_alert):
                        self._store(news)
                    if isinstance(
                        news, (libtorrent.save_resume_data_alert, libtorrent.save_resume_data_failed_alert)
                    ):
                        waiting -= 1
        self.session.pause()
        self._by_hash.clear()

    def _store(self, news: libtorrent.save_resume_data_alert) -> None:
        if transfer := self.find(str(news.handle.info_hash())):
            path = self._folder / f"{transfer.record.info_hash}.resume"
            path.write_bytes(libtorrent.write_resume_data_buf(news.params))

    def _restore(self, record: Record) -> None:
        torrent = (self._folder / f"{record.info_hash}.torrent").read_bytes()
        resume = self._folder / f"{record.info_hash}.resume"
        if resume.exists():
            parameters = libtorrent.read_resume_data(resume.read_bytes())
        else:
            parameters = libtorrent.load_torrent_buffer(torrent)
        transfer = self._enter(parameters, record, torrent)
        if record.complete and not _files_there(transfer):
            transfer.missing_files = True
            transfer.handle.pause()

    def _enter(self, parameters: libtorrent.add_torrent_params, record: Record, torrent: bytes) -> Transfer:
        parameters.save_path = record.save_path
        parameters.flags &= ~(_FLAGS.auto_managed | _FLAGS.paused | _FLAGS.duplicate_is_error)
        if record.stopped:
            # Data that lies there is looked at before the torrent comes to rest.
            parameters.flags |= _FLAGS.stop_when_ready
        if record.sequential:
            parameters.flags |= _FLAGS.sequential_download
        handle = self.session.add_torrent(parameters)
        transfer = Transfer(record, handle, torrent)
        self._by_hash[record.info_hash] = transfer
        return transfer


def _files_there(transfer: Transfer) -> bool:
    files = transfer.info.layout()
    base = Path(transfer.record.save_path)
    return all(
        (base / files.file_path(index)).is_file()
        and (base / files.file_path(index)).stat().st_size == files.file_size(index)
        for index in range(files.num_files())
    )
