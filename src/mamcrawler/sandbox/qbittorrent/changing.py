"""Actions that change torrents."""

from __future__ import annotations

import os
from pathlib import Path

import libtorrent

from mamcrawler.sandbox.qbittorrent.asked import Asked, RefusedError
from mamcrawler.sandbox.qbittorrent.state import State

_PRIORITIES = {0: 0, 1: 4, 6: 6, 7: 7}


def stop(state: State, asked: Asked) -> object:
    """POST torrents/pause (4.x), torrents/stop (5.x)"""
    for transfer in state.chosen(asked):
        state.transfers.stop(transfer)
    return None


def start(state: State, asked: Asked) -> object:
    """POST torrents/resume (4.x), torrents/start (5.x)"""
    for transfer in state.chosen(asked):
        state.transfers.start(transfer)
    return None


def set_force_start(state: State, asked: Asked) -> object:
    """POST torrents/setForceStart"""
    state.need(asked, "hashes", "value")
    for transfer in state.chosen(asked):
        state.transfers.start(transfer, forced=bool(asked.flag("value")))
    return None


def delete(state: State, asked: Asked) -> object:
    """POST torrents/delete"""
    state.need(asked, "hashes", "deleteFiles")
    for transfer in state.chosen(asked):
        state.transfers.remove(transfer, delete_files=bool(asked.flag("deleteFiles")))
    return None


def recheck(state: State, asked: Asked) -> object:
    """POST torrents/recheck"""
    for transfer in state.chosen(asked):
        state.transfers.recheck(transfer)
    return None


def reannounce(state: State, asked: Asked) -> object:
    """POST torrents/reannounce"""
    for transfer in state.chosen(asked):
        transfer.handle.force_reannounce()
    return None


def set_location(state: State, asked: Asked) -> object:
    """POST torrents/setLocation: the files move, and automatic management ends."""
    state.need(asked, "hashes", "location")
    folder = _made(asked.text("location").strip(), "Cannot make save path")
    for transfer in state.chosen(asked):
        transfer.record.auto_tmm = False
        state.transfers.move(transfer, folder)
    return None


def set_save_path(state: State, asked: Asked) -> object:
    """POST torrents/setSavePath: silently nothing for torrents under automatic management."""
    state.need(asked, "id", "path")
    folder = _made(asked.text("path").strip(), "Cannot create target directory")
    if not os.access(folder, os.W_OK):
        raise RefusedError(403, "Cannot write to directory")
    for transfer in state.chosen(asked, "id"):
        if not transfer.record.auto_tmm:
            state.transfers.move(transfer, folder)
    return None


def set_auto_management(state: State, asked: Asked) -> object:
    """POST torrents/setAutoManagement"""
    state.need(asked, "hashes", "enable")
    for transfer in state.chosen(asked):
        transfer.record.auto_tmm = bool(asked.flag("enable"))
        state.transfers.remember(transfer.record)
    return None


def set_share_limits(state: State, asked: Asked) -> object:
    """POST torrents/setShareLimits: each generation insists on more limits."""
    state.need(asked, "hashes", *state.generation.limits_needed)
    try:
        ratio = float(asked.text("ratioLimit"))
    except ValueError:
        raise RefusedError(400, "Bad Request") from None
    for transfer in state.chosen(asked):
        record = transfer.record
        record.ratio_limit = ratio
        record.seeding_time_limit = asked.number("seedingTimeLimit")
        record.inactive_seeding_time_limit = asked.number("inactiveSeedingTimeLimit")
        state.transfers.remember(record)
    return None


def set_upload_limit(state: State, asked: Asked) -> object:
    """POST torrents/setUploadLimit, bytes per second"""
    state.need(asked, "hashes", "limit")
    for transfer in state.chosen(asked):
        transfer.record.upload_limit = max(0, asked.number("limit"))
        transfer.handle.set_upload_limit(transfer.record.upload_limit)
        state.transfers.remember(transfer.record)
    return None


def set_download_limit(state: State, asked: Asked) -> object:
    """POST torrents/setDownloadLimit, bytes per second"""
    state.need(asked, "hashes", "limit")
    for transfer in state.chosen(asked):
        transfer.record.download_limit = max(0, asked.number("limit"))
        transfer.handle.set_download_limit(transfer.record.download_limit)
        state.transfers.remember(transfer.record)
    return None


def rename(state: State, asked: Asked) -> object:
    """POST torrents/rename: the shown name only."""
    state.need(asked, "hash", "name")
    transfer = state.transfer(asked)
    name = asked.text("name").replace("\n", " ").strip()
    if not name:
        raise RefusedError(409, "Incorrect torrent name")
    transfer.record.name = name
    state.transfers.remember(transfer.record)
    return None


def rename_file(state: State, asked: Asked) -> object:
    """POST torrents/renameFile"""
    state.need(asked, "hash", "oldPath", "newPath")
    transfer = state.transfer(asked)
    files, renamed = transfer.info.layout(), transfer.handle.get_renamed_files()
    paths = [renamed.file_path(files, index) for index in range(files.num_files())]
    old, new = asked.text("oldPath"), asked.text("newPath")
    if old not in paths or new in paths or not new:
        raise RefusedError(409, "Conflict")
    transfer.handle.rename_file(paths.index(old), new)
    return None


def set_file_priority(state: State, asked: Asked) -> object:
    """POST torrents/filePrio"""
    state.need(asked, "hash", "id", "priority")
    transfer = state.transfer(asked)
    if asked.number("priority", -1) not in _PRIORITIES:
        raise RefusedError(400, "Priority is not valid")
    count = transfer.info.layout().num_files()
    chosen = asked.several("id")
    if not all(each.isdigit() for each in chosen):
        raise RefusedError(400, "File IDs must be integers")
    if not all(int(each) < count for each in chosen):
        raise RefusedError(409, "File ID is not valid")
    for each in chosen:
        transfer.handle.file_priority(int(each), _PRIORITIES[asked.number("priority")])
    return None


def change_queue(state: State, asked: Asked) -> object:
    """POST torrents/increasePrio and its kin: the simulator transfers everything at once."""
    if not state.preferences["queueing_enabled"]:
        raise RefusedError(409, "Torrent queueing must be enabled")
    state.need(asked, "hashes")
    return None


def toggle_sequential(state: State, asked: Asked) -> object:
    """POST torrents/toggleSequentialDownload"""
    for transfer in state.chosen(asked):
        transfer.record.sequential = not transfer.record.sequential
        flags = libtorrent.torrent_flags.sequential_download
        transfer.handle.set_flags(flags if transfer.record.sequential else 0, flags)
        state.transfers.remember(transfer.record)
    return None


def _made(folder: str, complaint: str) -> Path:
    if not folder:
        raise RefusedError(400, "Save path cannot be empty")
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError:
        raise RefusedError(409, complaint) from None
    return Path(folder)
