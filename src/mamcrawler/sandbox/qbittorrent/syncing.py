"""The delta feed `sync/maindata`, one per session."""

from __future__ import annotations

import shutil
from typing import Any

from mamcrawler.sandbox.qbittorrent import app_actions, labels, rows
from mamcrawler.sandbox.qbittorrent.asked import Asked
from mamcrawler.sandbox.qbittorrent.state import State

_MAPS = ("torrents", "categories", "trackers")


def main_data(state: State, asked: Asked) -> object:
    """GET sync/maindata: everything first, and what has changed since the answer `rid` afterwards."""
    known, before = state.feeds.get(asked.session, (0, {}))
    now = _everything(state, asked)
    number = known + 1
    state.feeds[asked.session] = (number, now)
    if not known or asked.number("rid") != known:
        return {"rid": number, "full_update": True, **now}
    return {"rid": number, **_changes(before, now)}


def _everything(state: State, asked: Asked) -> dict[str, Any]:
    torrents = {}
    trackers: dict[str, list[str]] = {}
    for transfer in state.transfers:
        row = rows.info_row(transfer, state.generation)
        torrents[row.pop("hash")] = row
        for entry in transfer.handle.trackers():
            trackers.setdefault(entry["url"], []).append(transfer.record.info_hash)
    return {
        "torrents": torrents,
        "categories": labels.categories(state, asked),
        "tags": sorted(state.tags),
        "trackers": trackers,
        "server_state": _server_state(state, asked, torrents),
    }


def _server_state(state: State, asked: Asked, torrents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    transfer_info = app_actions.transfer_info(state, asked)
    assert isinstance(transfer_info, dict)
    downloaded = sum(row["downloaded"] for row in torrents.values())
    uploaded = sum(row["uploaded"] for row in torrents.values())
    return {
        **transfer_info,
        "alltime_dl": downloaded,
        "alltime_ul": uploaded,
        "average_time_queue": 0,
        "free_space_on_disk": shutil.disk_usage(state.save_path).free,
        "global_ratio": f"{uploaded / downloaded:.2f}" if downloaded else "-",
        "queued_io_jobs": 0,
        "queueing": state.preferences["queueing_enabled"],
        "read_cache_hits": "0",
        "read_cache_overload": "0",
        "refresh_interval": state.preferences["refresh_interval"],
        "total_buffers_size": 0,
        "total_peer_connections": sum(row["num_seeds"] + row["num_leechs"] for row in torrents.values()),
        "total_queued_size": 0,
        "total_wasted_session": 0,
        "use_alt_speed_limits": False,
        "write_cache_overload": "0",
    }


def _changes(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for key in _MAPS:
        changed = {name: _newer(before[key].get(name), value) for name, value in now[key].items()}
        if changed := {name: value for name, value in changed.items() if value is not None}:
            changes[key] = changed
        if removed := [name for name in before[key] if name not in now[key]]:
            changes[f"{key}_removed"] = removed
    if added := [tag for tag in now["tags"] if tag not in before["tags"]]:
        changes["tags"] = added
    if removed := [tag for tag in before["tags"] if tag not in now["tags"]]:
        changes["tags_removed"] = removed
    if server_state := _newer(before["server_state"], now["server_state"]):
        changes["server_state"] = server_state
    return changes


def _newer(old: Any, new: Any) -> Any:
    """The changed fields of a row, the whole of anything else that changed; None when nothing did."""
    if old == new:
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: value for key, value in new.items() if old.get(key) != value}
    return new
