"""Reads torrents, files and trackers out of qBittorrent's JSON (rules F4, D11)."""

import re
from typing import Any
from urllib.parse import urlsplit

from mamcrawler.integrations.qbittorrent.models import Preferences, Torrent, TorrentFile, TrackerState
from mamcrawler.integrations.qbittorrent.states import group_of, one_name
from mamcrawler.integrations.reading import amount, count, flag, number, size, table, text, unix_moment

_PATH_LIMIT = 4_096
_NO_ETA = 8_640_000
_STATUS = {
    0: "disabled",
    1: "not_contacted",
    2: "working",
    3: "updating",
    4: "not_working",
    5: "tracker_error",
    6: "unreachable",
}
_SHARE_ACTIONS = {0: "stop", 1: "remove", 2: "super_seed", 3: "remove_with_files"}
_ADDRESS = re.compile(r"\b[a-z]{2,5}://\S+", re.IGNORECASE)


def read_torrent(raw: Any) -> Torrent | None:
    """One row of torrents/info; None when it has no hash."""
    row = table(raw)
    torrent_hash = text(row.get("hash"))
    if torrent_hash is None:
        return None
    state = text(row.get("state")) or "unknown"
    progress = _fraction(row.get("progress"))
    eta = count(row.get("eta"))
    return Torrent(
        hash=torrent_hash.lower(),
        name=text(row.get("name")) or "",
        state=one_name(state),
        group=group_of(state),
        progress=progress,
        size=size(row.get("size")),
        total_size=size(row.get("total_size")),
        downloaded=size(row.get("downloaded")),
        uploaded=size(row.get("uploaded")),
        amount_left=size(row.get("amount_left")),
        download_speed=size(row.get("dlspeed")),
        upload_speed=size(row.get("upspeed")),
        eta_seconds=None if eta is None or eta >= _NO_ETA else eta,
        ratio=amount(row.get("ratio")),
        category=text(row.get("category")) or "",
        tags=frozenset(tag.strip() for tag in str(row.get("tags") or "").split(",") if tag.strip()),
        save_path=text(row.get("save_path"), _PATH_LIMIT) or "",
        content_path=text(row.get("content_path"), _PATH_LIMIT) or "",
        added_at=unix_moment(row.get("added_on")),
        # Versions write different nonsense here while a torrent is not complete.
        completed_at=unix_moment(row.get("completion_on")) if progress == 1 else None,
        last_activity_at=unix_moment(row.get("last_activity")),
        seeding_seconds=count(row.get("seeding_time")),
        seeds=count(row.get("num_seeds")),
        seeds_in_swarm=count(row.get("num_complete")),
        auto_managed=flag(row.get("auto_tmm")) is True,
        tracker_host=_host(row.get("tracker")),
    )


def read_file(raw: Any, position: int) -> TorrentFile:
    """One row of torrents/files; old versions leave the index out, which then is the position."""
    row = table(raw)
    index = count(row.get("index"))
    return TorrentFile(
        index=position if index is None else index,
        name=text(row.get("name"), _PATH_LIMIT) or "",
        size=size(row.get("size")),
        progress=_fraction(row.get("progress")),
        wanted=count(row.get("priority")) != 0,
    )


def read_tracker(raw: Any) -> TrackerState | None:
    """One row of torrents/trackers; None for the pseudo rows of DHT, PeX and LSD."""
    row = table(raw)
    url = text(row.get("url"), _PATH_LIMIT) or ""
    if url.startswith("** ["):
        return None
    return TrackerState(
        host=_host(url) or "",
        status=_STATUS.get(_plain(row.get("status")), "unknown"),
        message=_ADDRESS.sub("[address]", text(row.get("msg")) or ""),
        seeds=count(row.get("num_seeds")),
        peers=count(row.get("num_peers")),
    )


def read_preferences(raw: Any) -> Preferences:
    """The part of app/preferences that we look at."""
    row = table(raw)
    stopped = row.get("add_stopped_enabled", row.get("start_paused_enabled"))
    limited = flag(row.get("max_seeding_time_enabled"))
    return Preferences(
        save_path=text(row.get("save_path"), _PATH_LIMIT) or "",
        temp_path_enabled=flag(row.get("temp_path_enabled")),
        anonymous_mode=flag(row.get("anonymous_mode")),
        queueing_enabled=flag(row.get("queueing_enabled")),
        max_active_downloads=count(row.get("max_active_downloads")),
        max_active_uploads=count(row.get("max_active_uploads")),
        max_active_torrents=count(row.get("max_active_torrents")),
        max_ratio_enabled=flag(row.get("max_ratio_enabled")),
        max_seeding_minutes=count(row.get("max_seeding_time")) if limited else None,
        on_share_limit=_SHARE_ACTIONS.get(_plain(row.get("max_ratio_act"))),
        listen_port=count(row.get("listen_port")),
        network_interface=text(row.get("current_network_interface")),
        added_torrents_start_stopped=flag(stopped),
        incomplete_files_renamed=flag(row.get("incomplete_files_ext")),
    )


def _plain(value: Any) -> int:
    found = count(value)
    return -1 if found is None else found


def _fraction(value: Any) -> float | None:
    found = number(value)
    return found if found is not None and 0 <= found <= 1 else None


def _host(value: Any) -> str | None:
    try:
        return urlsplit(str(value or "")).hostname
    except ValueError:
        return None
