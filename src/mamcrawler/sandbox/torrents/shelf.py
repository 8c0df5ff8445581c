"""The real torrents behind the world's releases: audio on disk, a torrent file, and a seeder for it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mamcrawler.sandbox.torrents.audio import Chapter, make_audio
from mamcrawler.sandbox.torrents.damage import corrupt, cut_short
from mamcrawler.sandbox.torrents.seeder import Seeder
from mamcrawler.sandbox.torrents.torrent_files import info_hash, make_torrent
from mamcrawler.sandbox.torrents.tracker import Tracker
from mamcrawler.sandbox.world import AudioFile, Release, World

Damage = Literal["corrupt", "cut"]
_DAMAGES: dict[str, Callable[[Path], None]] = {"corrupt": corrupt, "cut": cut_short}
_CHAPTER_SECONDS = 300.0


@dataclass(frozen=True)
class Stocked:
    """One release that lies on the shelf: what its torrent shares, and under which info-hash."""

    content: Path
    torrent: bytes
    info_hash: str
    size: int


class Shelf:
    """Makes each release's audio and torrent when first asked for, and seeds it while it has seeders.

    It is the sandbox's `Payloads`. Safe to use from several threads. `passkey` is the member's, in whose name
    torrent files are handed out; the seeder announces under the same torrents.
    """

    def __init__(self, world: World, directory: Path, tracker: Tracker, passkey: str) -> None:
        self._world = world
        self._directory = directory
        self._tracker = tracker
        self._announce = tracker.announce_url(passkey)
        self._releases = {release.id: release for release in world.releases if release.payload}
        self._locks = {release_id: threading.Lock() for release_id in self._releases}
        self._stock: dict[int, Stocked] = {}
        self._damages: dict[int, Damage] = {}
        self.seeder = Seeder(tracker.seeders)

    def prepare(self, workers: int = 2) -> None:
        """Makes and seeds every release now, so that no later question waits for it."""
        with ThreadPoolExecutor(workers, "sandbox-audio") as pool:
            list(pool.map(self.stocked, self._releases))

    def torrent_bytes(self, release_id: int) -> bytes:
        """The `.torrent` file, private, announcing to the sandbox's tracker, its seeders in place."""
        return self.stocked(release_id).torrent

    def size(self, release_id: int) -> int:
        """Total bytes of the files in the torrent."""
        return self.stocked(release_id).size

    def seeders(self, release_id: int) -> int:
        """How many peers the tracker counts as complete now, the member's own client among them."""
        return self._tracker.seeders(self.stocked(release_id).info_hash)

    def stocked(self, release_id: int) -> Stocked:
        """Everything about one release, made now if it was not yet. Raises KeyError without payload."""
        with self._locks[release_id]:
            if release_id not in self._stock:
                self._stock[release_id] = self._make(self._releases[release_id])
            return self._stock[release_id]

    def damage(self, release_id: int, kind: Damage) -> None:
        """Replaces the release by one whose torrent is made of damaged audio: it passes every hash check.

        `corrupt` breaks decoding in the middle of each file; `cut` drops the second half of each file.
        """
        with self._locks[release_id]:
            self._damages[release_id] = kind
            self._drop(release_id)

    def mend(self, release_id: int) -> None:
        """Ends `damage`: from now on the release is sound again, under its former info-hash."""
        with self._locks[release_id]:
            if self._damages.pop(release_id, None):
                self._drop(release_id)

    def hold(self, release_id: int) -> None:
        """Lets the release stall: seeders are counted, but nobody can reach them and no byte comes."""
        stocked = self.stocked(release_id)
        self._tracker.swarms.silence(stocked.info_hash)
        self.seeder.hold(stocked.info_hash)

    def go_on(self, release_id: int) -> None:
        """Ends `hold`; a client gets peers with its next announce."""
        stocked = self.stocked(release_id)
        self._tracker.swarms.silence(stocked.info_hash, False)
        self.seeder.go_on(stocked.info_hash)

    def stop(self) -> None:
        """Stops seeding; the files stay."""
        self.seeder.stop()

    def _drop(self, release_id: int) -> None:
        if stocked := self._stock.pop(release_id, None):
            if self._releases[release_id].seeders:
                self.seeder.remove(stocked.info_hash)
            self._tracker.swarms.unregister(stocked.info_hash)

    def _make(self, release: Release) -> Stocked:
        folder = self._directory / str(release.id)
        shutil.rmtree(folder, ignore_errors=True)
        content = folder / _content_name(release)
        for number, file in enumerate(release.payload):
            path = content / file.path if len(release.payload) > 1 else content
            self._make_file(path, release, file, number)
        torrent = make_torrent(content, self._announce)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        stocked = Stocked(content, torrent, info_hash(torrent), size)
        self._tracker.swarms.register(stocked.info_hash)
        if release.seeders:
            self.seeder.seed(torrent, folder)
            self.seeder.wait_until_seeding(stocked.info_hash)
        return stocked

    def _make_file(self, path: Path, release: Release, file: AudioFile, number: int) -> None:
        chapters: list[Chapter] = []
        if file.format == "m4b":
            count = max(1, int(file.seconds // _CHAPTER_SECONDS))
            chapters = [(file.seconds * n / count, f"Chapter {n + 1}") for n in range(count)]
        make_audio(
            path,
            file.seconds,
            fmt=file.format,
            kbps=file.kbps,
            tags=_tags(self._world, release, file, number + 1),
            chapters=chapters,
            seed=release.id * 100 + number,
        )
        if damage := self._damages.get(release.id):
            _DAMAGES[damage](path)


def _content_name(release: Release) -> str:
    """The torrent's name: the one file's, or a folder named like the release."""
    if len(release.payload) == 1:
        return Path(release.payload[0].path).name
    return str(release.title).replace("/", "-").replace(":", " -")


def _tags(world: World, release: Release, file: AudioFile, track: int) -> dict[str, str]:
    title = world.book_by_key[file.book].title if file.book else str(release.title)
    return {
        "title": title,
        "album": title,
        "artist": ", ".join(person.name for person in release.authors),
        "composer": ", ".join(person.name for person in release.narrators),
        "track": str(track),
    }
