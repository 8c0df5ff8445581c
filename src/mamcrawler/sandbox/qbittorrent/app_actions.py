"""Actions of the scopes `app`, `auth` (but login), `transfer` and `log`."""

from __future__ import annotations

import json
from typing import Any

from mamcrawler.sandbox.qbittorrent.asked import Asked
from mamcrawler.sandbox.qbittorrent.generation import Generation
from mamcrawler.sandbox.qbittorrent.state import State


def version(state: State, asked: Asked) -> object:
    """GET app/version"""
    return f"v{state.generation.version}"


def web_api_version(state: State, asked: Asked) -> object:
    """GET app/webapiVersion"""
    return state.generation.web_api


def build_info(state: State, asked: Asked) -> object:
    """GET app/buildInfo"""
    return state.generation.build | ({"platform": "linux"} if state.generation.newer_rows else {})


def preferences(state: State, asked: Asked) -> object:
    """GET app/preferences"""
    return state.preferences


def set_preferences(state: State, asked: Asked) -> object:
    """POST app/setPreferences: only known keys of the same type change anything."""
    try:
        wanted = json.loads(asked.text("json"))
    except ValueError:
        return None
    for key, value in wanted.items() if isinstance(wanted, dict) else ():
        if key in state.preferences and isinstance(value, type(state.preferences[key])):
            state.preferences[key] = value
    state.remember()
    return None


def default_save_path(state: State, asked: Asked) -> object:
    """GET app/defaultSavePath"""
    return state.preferences["save_path"]


def rotate_api_key(state: State, asked: Asked) -> object:
    """POST app/rotateAPIKey (5.2)"""
    return {"apiKey": state.logins.new_api_key()}


def delete_api_key(state: State, asked: Asked) -> object:
    """POST app/deleteAPIKey (5.2)"""
    state.logins.api_key = ""
    return None


def logout(state: State, asked: Asked) -> object:
    """POST auth/logout"""
    state.logins.logout(asked.session)
    state.feeds.pop(asked.session, None)
    return None


def transfer_info(state: State, asked: Asked) -> object:
    """GET transfer/info"""
    statuses = [transfer.handle.status() for transfer in state.transfers]
    return {
        "connection_status": "connected" if any(status.num_peers for status in statuses) else "firewalled",
        "dht_nodes": 0,
        "dl_info_data": sum(status.total_payload_download for status in statuses),
        "dl_info_speed": sum(status.download_payload_rate for status in statuses),
        "dl_rate_limit": state.preferences["dl_limit"],
        "up_info_data": sum(status.total_payload_upload for status in statuses),
        "up_info_speed": sum(status.upload_payload_rate for status in statuses),
        "up_rate_limit": state.preferences["up_limit"],
    }


def speed_limits_mode(state: State, asked: Asked) -> object:
    """GET transfer/speedLimitsMode"""
    return "0"


def log_main(state: State, asked: Asked) -> object:
    """GET log/main: lines after `last_known_id`."""
    return [line for line in state.log if line["id"] > asked.number("last_known_id", -1)]


def first_preferences(
    generation: Generation, save_path: str, web_port: int, peer_port: int
) -> dict[str, Any]:
    """Returns the preferences a new client starts with: those the product looks at."""
    kept: dict[str, Any] = {
        "save_path": save_path,
        "temp_path_enabled": False,
        "temp_path": f"{save_path}/incomplete",
        "torrent_content_layout": "Original",
        generation.add_stopped_key: False,
        "torrent_stop_condition": "None",
        "auto_tmm_enabled": False,
        "preallocate_all": False,
        "incomplete_files_ext": False,
        "listen_port": peer_port,
        "random_port": False,
        "upnp": False,
        "max_connec": 500,
        "max_connec_per_torrent": 100,
        "dl_limit": 0,
        "up_limit": 0,
        "dht": False,
        "pex": False,
        "lsd": False,
        "encryption": 0,
        "anonymous_mode": False,
        "queueing_enabled": False,
        "max_active_downloads": 3,
        "max_active_torrents": 5,
        "max_active_uploads": 3,
        "dont_count_slow_torrents": False,
        "max_ratio_enabled": False,
        "max_ratio": -1,
        "max_seeding_time_enabled": False,
        "max_seeding_time": -1,
        "max_ratio_act": 0,
        "current_network_interface": "lo",
        "current_interface_address": "127.0.0.1",
        "web_ui_port": web_port,
        "web_ui_username": "",
        "web_ui_session_timeout": 3_600,
        "web_ui_max_auth_fail_count": 5,
        "web_ui_ban_duration": 3_600,
        "bypass_local_auth": False,
        "refresh_interval": 200,
        "recheck_completed_torrents": False,
    }
    if generation.newer_rows:
        kept |= {
            "add_to_top_of_queue": False,
            "merge_trackers": False,
            "max_inactive_seeding_time_enabled": False,
            "max_inactive_seeding_time": -1,
            "app_instance_name": "",
        }
    return kept
