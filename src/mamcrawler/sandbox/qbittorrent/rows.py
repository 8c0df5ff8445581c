"""Torrents as the Web API shows them: list rows, properties, files, trackers."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import libtorrent

from mamcrawler.sandbox.qbittorrent.generation import Generation
from mamcrawler.sandbox.qbittorrent.states import phase_of, state_of
from mamcrawler.sandbox.qbittorrent.transfers import Transfer

Row = dict[str, Any]
ENDLESS = 8_640_000
_PSEUDO_TRACKERS = ("** [DHT] **", "** [PeX] **", "** [LSD] **")
_DISABLED, _NOT_CONTACTED, _WORKING, _UPDATING, _NOT_WORKING = range(5)


def info_row(transfer: Transfer, generation: Generation) -> Row:
    """One row of `torrents/info`."""
    record, status, info = transfer.record, transfer.handle.status(), transfer.info
    state = state_of(transfer, status, generation)
    complete = (
        state.endswith("UP") or state == "uploading" or (status.is_finished and not state.startswith("check"))
    )
    downloaded, uploaded = status.all_time_download, status.all_time_upload
    speed = status.download_payload_rate
    left = status.total_wanted - status.total_wanted_done
    row: Row = {
        "added_on": record.added_on,
        "amount_left": left,
        "auto_tmm": record.auto_tmm,
        "availability": -1 if complete or record.stopped else round(max(0.0, status.distributed_copies), 3),
        "category": record.category,
        "completed": status.total_wanted_done,
        "completion_on": status.completed_time if complete else generation.not_completed,
        "content_path": str(transfer.content),
        "dl_limit": record.download_limit,
        "dlspeed": speed,
        "download_path": "",
        "downloaded": downloaded,
        "downloaded_session": status.total_payload_download,
        "eta": 0 if complete else left // speed if speed else ENDLESS,
        "f_l_piece_prio": record.first_last,
        "force_start": record.forced,
        "hash": record.info_hash,
        "infohash_v1": record.info_hash,
        "infohash_v2": "",
        "last_activity": _last_activity(status),
        "magnet_uri": _magnet(transfer),
        "max_ratio": -1,
        "max_seeding_time": -1,
        "name": record.name,
        "num_complete": max(0, status.num_complete),
        "num_incomplete": max(0, status.num_incomplete),
        "num_leechs": max(0, status.num_peers - status.num_seeds),
        "num_seeds": status.num_seeds,
        "priority": 0,
        "progress": _progress(status),
        "ratio": round(uploaded / downloaded, 3) if downloaded else 0,
        "ratio_limit": record.ratio_limit,
        "save_path": record.save_path,
        "seeding_time": int(status.seeding_duration.total_seconds()),
        "seeding_time_limit": record.seeding_time_limit,
        "seen_complete": status.last_seen_complete,
        "seq_dl": record.sequential,
        "size": status.total_wanted,
        "state": state,
        "super_seeding": record.super_seeding,
        "tags": ", ".join(sorted(record.tags)),
        "time_active": int(status.active_duration.total_seconds()),
        "total_size": info.total_size(),
        "tracker": status.current_tracker,
        "trackers_count": len(transfer.handle.trackers()),
        "up_limit": record.upload_limit,
        "uploaded": uploaded,
        "uploaded_session": status.total_payload_upload,
        "upspeed": status.upload_payload_rate,
    }
    if generation.newer_rows:
        row |= {
            "comment": _text(transfer, b"comment"),
            "has_metadata": True,
            "inactive_seeding_time_limit": record.inactive_seeding_time_limit,
            "max_inactive_seeding_time": -1,
            "popularity": 0,
            "private": info.priv(),
            "reannounce": int(status.next_announce.total_seconds()),
            "root_path": str(transfer.content) if info.num_files() > 1 else "",
        }
    return row


def properties(transfer: Transfer, generation: Generation) -> Row:
    """The answer of `torrents/properties`; numbers that cannot be told are −1."""
    row, status, info = info_row(transfer, generation), transfer.handle.status(), transfer.info
    complete = status.is_finished
    return {
        "addition_date": row["added_on"],
        "comment": _text(transfer, b"comment"),
        "completion_date": row["completion_on"] if complete else -1,
        "created_by": _text(transfer, b"created by"),
        "creation_date": transfer.outside.get(b"creation date", 0),
        "dl_limit": row["dl_limit"] or -1,
        "dl_speed": row["dlspeed"],
        "dl_speed_avg": row["downloaded"] // max(1, row["time_active"] - row["seeding_time"]),
        "download_path": "",
        "eta": row["eta"],
        "hash": row["hash"],
        "infohash_v1": row["infohash_v1"],
        "infohash_v2": "",
        "is_private": info.priv(),
        "last_seen": row["seen_complete"] or -1,
        "name": row["name"],
        "nb_connections": status.num_connections,
        "nb_connections_limit": 100,
        "peers": row["num_leechs"],
        "peers_total": row["num_incomplete"],
        "piece_size": info.piece_length(),
        "pieces_have": status.num_pieces,
        "pieces_num": info.num_pieces(),
        "reannounce": int(status.next_announce.total_seconds()),
        "save_path": row["save_path"],
        "seeding_time": row["seeding_time"],
        "seeds": row["num_seeds"],
        "seeds_total": row["num_complete"],
        "share_ratio": row["ratio"],
        "time_elapsed": row["time_active"],
        "total_downloaded": row["downloaded"],
        "total_downloaded_session": row["downloaded_session"],
        "total_size": row["total_size"],
        "total_uploaded": row["uploaded"],
        "total_uploaded_session": row["uploaded_session"],
        "total_wasted": status.total_failed_bytes + status.total_redundant_bytes,
        "up_limit": row["up_limit"] or -1,
        "up_speed": row["upspeed"],
        "up_speed_avg": row["uploaded"] // max(1, row["time_active"]),
    }


def file_rows(transfer: Transfer) -> list[Row]:
    """The answer of `torrents/files`; only the first row says whether the torrent seeds."""
    files, info = transfer.info.layout(), transfer.info
    done, wanted = transfer.handle.file_progress(), transfer.handle.get_file_priorities()
    status = transfer.handle.status()
    renamed = transfer.handle.get_renamed_files()
    rows: list[Row] = []
    for index in range(files.num_files()):
        size, offset = files.file_size(index), files.file_offset(index)
        rows.append(
            {
                "availability": 1 if status.is_finished else 0,
                "index": index,
                "name": renamed.file_path(files, index),
                "piece_range": [
                    offset // info.piece_length(),
                    max(offset, offset + size - 1) // info.piece_length(),
                ],
                "priority": _shown_priority(wanted[index]),
                "progress": done[index] / size if size else 1,
                "size": size,
            }
        )
    if rows:
        rows[0]["is_seed"] = status.is_seeding
    return rows


def tracker_rows(transfer: Transfer) -> list[Row]:
    """The answer of `torrents/trackers`, the three pseudo rows first."""
    message = "This torrent is private" if transfer.info.priv() else ""
    rows: list[Row] = [
        {"url": url, "tier": -1, "msg": message, "status": _DISABLED, **_no_peers(0)}
        for url in _PSEUDO_TRACKERS
    ]
    status = transfer.handle.status()
    for entry in transfer.handle.trackers():
        shown = _tracker_status(entry, stopped=transfer.record.stopped)
        counted = {
            "num_downloaded": entry.get("scrape_downloaded", -1),
            "num_leeches": status.num_incomplete,
            "num_peers": status.list_peers,
            "num_seeds": status.num_complete,
        }
        rows.append(
            {
                "url": entry["url"],
                "tier": entry["tier"],
                "msg": _tracker_message(entry),
                "status": shown,
                **(counted if shown == _WORKING else _no_peers(-1)),
            }
        )
    return rows


def _text(transfer: Transfer, key: bytes) -> str:
    return str(transfer.outside.get(key, b"").decode("utf-8", "replace"))


def _no_peers(number: int) -> dict[str, int]:
    return dict.fromkeys(("num_downloaded", "num_leeches", "num_peers", "num_seeds"), number)


def _tracker_status(entry: libtorrent.AnnounceEntrydict, *, stopped: bool) -> int:
    if stopped:
        return _NOT_CONTACTED
    if entry.get("verified"):
        return _WORKING
    if entry.get("fails"):
        return _NOT_WORKING
    return _UPDATING if entry.get("updating") else _NOT_CONTACTED


def _tracker_message(entry: libtorrent.AnnounceEntrydict) -> str:
    for endpoint in entry.get("endpoints", []):
        for announced in endpoint.get("info_hashes", []):
            if announced.get("message"):
                return str(announced["message"])
    return str(entry.get("message", ""))


def _progress(status: libtorrent.torrent_status) -> float:
    if phase_of(status) in ("checking_files", "checking_resume_data", "queued_for_checking"):
        return float(status.progress)
    # Nothing but whole data may be shown as 1, however near it is.
    return status.total_wanted_done / status.total_wanted if status.total_wanted else 0


def _last_activity(status: libtorrent.torrent_status) -> int:
    moments = [moment for moment in (status.last_download, status.last_upload) if moment]
    return int(max(moments).timestamp()) if moments else int(status.added_time)


def _magnet(transfer: Transfer) -> str:
    trackers = "".join(f"&tr={quote(entry['url'], safe='')}" for entry in transfer.handle.trackers())
    return f"magnet:?xt=urn:btih:{transfer.record.info_hash}&dn={quote(transfer.record.name)}{trackers}"


def _shown_priority(priority: int) -> int:
    """libtorrent counts 0–7 with 4 as normal; the Web API knows 0, 1, 6 and 7."""
    return {0: 0, 6: 6, 7: 7}.get(priority, 1)
