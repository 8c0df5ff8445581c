"""What qBittorrent tells us, as frozen values; sizes are bytes, speeds bytes per second, times UTC."""

from dataclasses import dataclass
from datetime import datetime

from mamcrawler.integrations.qbittorrent.states import COMPLETE, Group


@dataclass(frozen=True, slots=True)
class Version:
    """`app` as written ("v4.5.2"), `api` as numbers ((2, 8, 19))."""

    app: str
    api: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Torrent:
    """One torrent as the client lists it. Unreadable values are None, never zero.

    `state` has its 5.x name. `progress` lies in 0..1. `content_path` is the file of a single-file torrent and
    the root directory otherwise, as the client sees it. `completed_at` is None until every byte is there.
    `seeding_seconds` is the client's own count. `tracker_host` is the host of the working tracker without the
    secret part of its address.
    """

    hash: str
    name: str
    state: str
    group: Group
    progress: float | None
    size: int | None
    total_size: int | None
    downloaded: int | None
    uploaded: int | None
    amount_left: int | None
    download_speed: int | None
    upload_speed: int | None
    eta_seconds: int | None
    ratio: float | None
    category: str
    tags: frozenset[str]
    save_path: str
    content_path: str
    added_at: datetime | None
    completed_at: datetime | None
    last_activity_at: datetime | None
    seeding_seconds: int | None
    seeds: int | None
    seeds_in_swarm: int | None
    auto_managed: bool
    tracker_host: str | None

    @property
    def complete(self) -> bool:
        """Whether one look shows every byte present and nothing being checked (half of rule D12)."""
        return self.progress == 1 and self.group in COMPLETE


@dataclass(frozen=True, slots=True)
class TorrentFile:
    """One file of a torrent; `name` is relative to the save path with "/" between folders."""

    index: int
    name: str
    size: int | None
    progress: float | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class TrackerState:
    """A tracker of a torrent. `status`: disabled, not_contacted, working, updating, not_working,
    tracker_error, unreachable or unknown. `message` is the tracker's own word, without addresses."""

    host: str
    status: str
    message: str
    seeds: int | None
    peers: int | None


@dataclass(frozen=True, slots=True)
class Added:
    """A torrent that is in the client after an add; `already` says it was there before we asked."""

    torrent: Torrent
    already: bool


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings of the client that the audit of rule D32 looks at; None where this version has none.

    `on_share_limit` is "stop", "remove", "super_seed", "remove_with_files" or None when unreadable.
    """

    save_path: str
    temp_path_enabled: bool | None
    anonymous_mode: bool | None
    queueing_enabled: bool | None
    max_active_downloads: int | None
    max_active_uploads: int | None
    max_active_torrents: int | None
    max_ratio_enabled: bool | None
    max_seeding_minutes: int | None
    on_share_limit: str | None
    listen_port: int | None
    network_interface: str | None
    added_torrents_start_stopped: bool | None
    incomplete_files_renamed: bool | None
