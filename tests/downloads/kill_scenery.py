"""The world around the killed processes, shared by all cases: remotes, client and library on this machine."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kill_rows import Rows
from small_town import BUNDLE, BUNDLED, CHOSEN, SPARE, small_world

from mamcrawler.foundation.clock import Clock
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.qbittorrent import by_hand
from mamcrawler.sandbox.qbittorrent.simulated import SimulatedClient
from mamcrawler.sandbox.run import Sandbox
from mamcrawler.sandbox.world import World

PART_SECONDS = 120.0
PATIENCE = 30.0


@dataclass(frozen=True)
class Held:
    """A torrent in the client: its file, its labels, and its content by name where it is complete."""

    torrent: bytes
    info_hash: str
    category: str
    tags: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every byte is there."""
        return bool(self.files)


@dataclass(frozen=True)
class Scene:
    """How far a story has come: the rows, the time, the client's torrents, strange files in the library, and
    what the remotes suffer from."""

    rows: Rows
    at: datetime
    torrents: tuple[Held, ...] = ()
    strange: dict[str, bytes] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def short_world() -> World:
    """The books and releases of the cases, each read in a minute or two."""
    whole = small_world(CHOSEN, SPARE, BUNDLE)
    return replace(
        whole,
        books=tuple(
            replace(book, editions=tuple(replace(one, runtime_min=4) for one in book.editions))
            if book.key in BUNDLED
            else book
            for book in whole.books
        ),
        releases=tuple(
            replace(
                release,
                payload=tuple(replace(file, seconds=PART_SECONDS) for file in release.payload),
                duration_sec=int(PART_SECONDS * len(release.payload)),
                tags="Unabridged, 64 kbps, 12 min",
            )
            if release.id == BUNDLE
            else release
            for release in whole.releases
        ),
    )


class Scenery:
    """A context manager around the sandbox, which a case sets to the scene it begins with."""

    def __init__(self, folder: Path, clock: Clock, *, disk: Path | None = None) -> None:
        """With `disk` the client saves there, and the library lies there."""
        self.folder = folder
        if disk is not None:
            (folder / "sandbox/client").mkdir(parents=True)
            for name in ("client/downloads", "library"):
                (disk / name).mkdir(parents=True)
                (folder / "sandbox" / name).symlink_to(disk / name)
        self.clock = clock
        self.faults = Faults()
        self.sandbox = Sandbox(
            folder / "sandbox",
            client="simulated",
            faults=self.faults,
            now=lambda: self.clock.now(),
            rotate_every=0,
            world=short_world(),
        )

    def __enter__(self) -> Scenery:
        self.sandbox.__enter__()
        # A case begins where its scene ended, so the time of the remotes runs back and forth.
        self.sandbox.hardcover.limits.burst = 10**9
        self.root = self.sandbox.library_root
        self._books = set(self.root.rglob("*"))
        self._items = set(self._library.items)
        self._web = by_hand.login(self.sandbox.client)
        return self

    def __exit__(self, *_: object) -> None:
        self._web.auth_log_out()
        self.sandbox.__exit__(None, None, None)

    @property
    def _library(self):  # type: ignore[no-untyped-def]
        return self.sandbox.audiobookshelf.books.shelf

    def begin(self, scene: Scene | None) -> None:
        """Client, library and remotes as in the scene, or as at the very beginning."""
        for name in self.faults.on():
            self.faults.clear(name)
        for name in scene.faults if scene else ():
            self.faults.switch_on(name)
        self.sandbox.mam.standing.snatched.clear()
        self._clear_library()
        for name, content in scene.strange.items() if scene else ():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)
        self._set_torrents(scene.torrents if scene else ())

    def scene(self, rows: Rows, at: datetime) -> Scene:
        """How things stand now."""
        strange = {
            str(path.relative_to(self.root)): path.read_bytes() for path in self.added() if path.is_file()
        }
        return Scene(rows, at, self.torrents(), strange, tuple(self.faults.on()))

    def added(self) -> set[Path]:
        """Everything in the library folder that was not there at the beginning."""
        return set(self.root.rglob("*")) - self._books

    def is_new(self, path: Path) -> bool:
        """Whether the path was not there at the beginning."""
        return path not in self._books

    def books_are_untouched(self) -> bool:
        """Whether everything that was there at the beginning still is."""
        return self._books <= set(self.root.rglob("*"))

    def torrents(self) -> tuple[Held, ...]:
        """The client's torrents by hash."""
        return tuple(self._held(str(row["hash"])) for row in self._rows())

    def tag(self, tag: str) -> None:
        """Tags every torrent, as a person does in the client."""
        self._web.torrents_add_tags(tags=tag, torrent_hashes="all")

    def forget_torrents(self) -> None:
        """Removes every torrent from the client and leaves its files, as a person may."""
        self._web.torrents_delete(delete_files=False, torrent_hashes="all")

    def add_by_hand(self, release: int, *, whole: bool) -> None:
        """Adds a release in our category, as a person does, with all its data or with none."""
        stocked = self.sandbox.shelf.stocked(release)
        files = {stocked.content.name: stocked.content.read_bytes()} if whole else {}
        held = Held(stocked.torrent, stocked.info_hash, "audiobooks", (), files)
        self._add(held)

    def _clear_library(self) -> None:
        for path in sorted(self.added(), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        for item in set(self._library.items) - self._items:
            self._library.remove(item)

    def _set_torrents(self, wished: Sequence[Held]) -> None:
        save_path = self.sandbox.client.save_path
        present = {path for path in save_path.rglob("*") if path.is_file()}
        if tuple(wished) == self.torrents() and len(present) == sum(len(held.files) for held in wished):
            return
        self._web.torrents_delete(delete_files=True, torrent_hashes="all")
        for path in save_path.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for held in wished:
            self._add(held)

    def _add(self, held: Held) -> None:
        for name, content in held.files.items():
            target = self.sandbox.client.save_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        self._web.torrents_add(
            torrent_files={f"{held.info_hash}.torrent": held.torrent},
            category=held.category,
            tags=",".join(held.tags),
            use_auto_torrent_management=False,
        )
        self._until(lambda: any(row["hash"] == held.info_hash for row in self._rows()))
        if held.complete:
            self._until(lambda: self._is_complete(held.info_hash))

    def _held(self, info_hash: str) -> Held:
        client = self.sandbox.client
        assert isinstance(client, SimulatedClient)
        transfer = client.state.transfers.find(info_hash)
        assert transfer is not None
        row = next(row for row in self._rows() if row["hash"] == info_hash)
        files = self._web.torrents_files(torrent_hash=info_hash) if row["progress"] == 1 else ()
        return Held(
            transfer.torrent,
            info_hash,
            str(row["category"]),
            tuple(sorted(filter(None, str(row["tags"]).replace(" ", "").split(",")))),
            {str(file["name"]): (client.save_path / str(file["name"])).read_bytes() for file in files},
        )

    def _rows(self):  # type: ignore[no-untyped-def]
        return sorted(self._web.torrents_info(), key=lambda row: row["hash"])

    def _is_complete(self, info_hash: str) -> bool:
        row = next(row for row in self._rows() if row["hash"] == info_hash)
        return row["progress"] == 1 and row["state"] in ("uploading", "stalledUP")

    @staticmethod
    def _until(there: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < give_up, "the client does not come to it"
            time.sleep(0.02)
