"""The whole sandbox: every remote on this machine, a library on disk, and real torrents behind the rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from mamcrawler.sandbox.audiobookshelf.simulator import AudiobookshelfSimulator
from mamcrawler.sandbox.audiobookshelf.stock import world_items
from mamcrawler.sandbox.audnexus.simulator import AudnexusSimulator
from mamcrawler.sandbox.control import control_server
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.hardcover.simulator import HardcoverSimulator
from mamcrawler.sandbox.mam.simulator import MamSimulator
from mamcrawler.sandbox.moment import Now, real_now
from mamcrawler.sandbox.qbittorrent.client import Client, Version
from mamcrawler.sandbox.qbittorrent.launch import Kind, start_client
from mamcrawler.sandbox.torrent_faults import TorrentFaults
from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.torrents.shelf import Shelf
from mamcrawler.sandbox.torrents.tracker import Tracker
from mamcrawler.sandbox.world import LibraryItem, World
from mamcrawler.sandbox.world_build import build_world

WORKERS = 2
PASSKEY = "5a4db0c55a4db0c55a4db0c55a4db0c5"


class Sandbox:
    """A context manager that starts everything below `directory` and ends it again, whatever happened.

    `client` is `auto` (the real program where installed), `real` or `simulated`; `client_version` the
    generation a simulated one acts. `now` is the clock the remotes go by, the real one or a demo's fast one.
    While it runs: `mam`, `audiobookshelf`, `hardcover`, `audnexus`, `client`, `shelf`, `tracker`, and
    `library_root`, where the library's books lie. Everything it holds survives stopping one remote.
    """

    mam: MamSimulator
    audiobookshelf: AudiobookshelfSimulator
    hardcover: HardcoverSimulator
    audnexus: AudnexusSimulator
    client: Client
    shelf: Shelf
    tracker: Tracker
    control_url: str

    def __init__(
        self,
        directory: Path,
        *,
        faults: Faults | None = None,
        client: Kind = "auto",
        client_version: Version = "4.5.2",
        audiobookshelf_version: str = "2.36.0",
        now: Now = real_now,
        rotate_every: int = 10,
        world: World | None = None,
    ) -> None:
        self.directory = directory
        self.faults = faults if faults is not None else Faults()
        self.world = world if world is not None else build_world()
        self.library_root = directory / "library"
        self._client_kind, self._client_version = client, client_version
        self._audiobookshelf_version = audiobookshelf_version
        self._now, self._rotate_every = now, rotate_every
        self._ending = ExitStack()

    def __enter__(self) -> Sandbox:
        with ExitStack() as ending:
            self._start(ending)
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def environment(self) -> dict[str, str]:
        """The settings that connect the product with this sandbox."""
        return {
            "MAMCRAWLER_DEMO": "1",
            "MAMCRAWLER_MAM__WWW_URL": self.mam.www_url,
            "MAMCRAWLER_MAM__T_URL": self.mam.t_url,
            "MAMCRAWLER_MAM__CDN_URL": self.mam.cdn_url,
            "MAMCRAWLER_MAM__COOKIE": self.mam.cookie,
            "MAMCRAWLER_QBITTORRENT__URL": self.client.url,
            "MAMCRAWLER_QBITTORRENT__USERNAME": self.client.username,
            "MAMCRAWLER_QBITTORRENT__PASSWORD": self.client.password,
            "MAMCRAWLER_AUDIOBOOKSHELF__URL": self.audiobookshelf.url,
            "MAMCRAWLER_AUDIOBOOKSHELF__API_KEY": self._api_key,
            "MAMCRAWLER_HARDCOVER__URL": self.hardcover.url,
            "MAMCRAWLER_HARDCOVER__TOKEN": self.hardcover.token,
            "MAMCRAWLER_AUDNEXUS__URL": self.audnexus.url,
        }

    def _start(self, ending: ExitStack) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        self.tracker = Tracker([PASSKEY])
        self.tracker.server.start()
        ending.callback(self.tracker.server.stop)
        self.shelf = Shelf(self.world, self.directory / "seeds", self.tracker, PASSKEY)
        ending.callback(self.shelf.stop)
        with ThreadPoolExecutor(WORKERS, "sandbox-make") as pool:
            releases = [each.id for each in self.world.releases if each.role in ("chosen", "spare")]
            list(pool.map(self.shelf.stocked, releases))
            list(pool.map(self._make_item, (item for item in self.world.items if item.present)))
        self.client = start_client(self.directory / "client", self._client_kind, self._client_version)
        ending.callback(self.client.stop)
        self._start_remotes(ending)
        trouble = TorrentFaults(self.faults, self.client, self.shelf, self.world.expected.fault_release)
        self.mam.before_torrent = trouble.before_torrent
        ending.callback(trouble.stop)
        trouble.watch()

    def _start_remotes(self, ending: ExitStack) -> None:
        self.mam = MamSimulator(
            self.world, self.shelf, self.faults, now=self._now, rotate_every=self._rotate_every
        )
        self.audiobookshelf = AudiobookshelfSimulator(
            self.library_root,
            self.faults,
            items=world_items(self.world, self.library_root),
            now=self._now,
            version=self._audiobookshelf_version,
        )
        self._api_key = self.audiobookshelf.api_key()
        self.hardcover = HardcoverSimulator(self.world, self.faults, now=self._now)
        self.audnexus = AudnexusSimulator(self.world, now=self._now)
        control = control_server(self.faults)
        self.control_url = control.url()
        for remote in (self.mam, self.audiobookshelf, self.hardcover, self.audnexus, control):
            remote.start()
            ending.callback(remote.stop)

    def _make_item(self, item: LibraryItem) -> None:
        tags = {
            "title": item.metadata.title,
            "album": item.metadata.title,
            "artist": ", ".join(item.metadata.authors),
            "composer": ", ".join(item.metadata.narrators),
        }
        folder = self.library_root / item.folder
        folder.mkdir(parents=True, exist_ok=True)
        for file in item.files:
            if not (folder / file.path).exists():
                make_audio(folder / file.path, file.seconds, fmt=file.format, kbps=file.kbps, tags=tags)
