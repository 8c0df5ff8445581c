"""Actions that tell about torrents."""

from __future__ import annotations

from typing import Any

from mamcrawler.sandbox.qbittorrent import rows
from mamcrawler.sandbox.qbittorrent.answer import TEXT, TORRENT, Answer
from mamcrawler.sandbox.qbittorrent.asked import Asked, RefusedError
from mamcrawler.sandbox.qbittorrent.state import State
from mamcrawler.sandbox.qbittorrent.states import groups_of

_NOT_HERE, _ARRIVING, _HERE = range(3)


def info(state: State, asked: Asked) -> object:
    """GET torrents/info: filtered, sorted, cut. An unknown filter is `all`; an offset too far is 0."""
    shown = [
        row
        for row in (rows.info_row(each, state.generation) for each in state.transfers)
        if _wanted(row, asked)
    ]
    if (column := asked.text("sort")) and shown:
        if column not in shown[0]:
            raise RefusedError(400, "'sort' parameter is invalid")
        shown.sort(key=lambda row: row[column])
    if asked.flag("reverse"):
        shown.reverse()
    offset, limit = asked.number("offset"), asked.number("limit")
    if offset < 0:
        offset += len(shown)
    if not 0 <= offset < len(shown):
        offset = 0
    return shown[offset : offset + limit] if limit > 0 else shown[offset:]


def _wanted(row: dict[str, Any], asked: Asked) -> bool:
    known_filters = {
        *("downloading", "seeding", "completed", "active", "inactive", "stalled", "stalled_uploading"),
        *("stalled_downloading", "checking", "moving", "errored", "paused", "resumed", "stopped", "running"),
    }
    wish = asked.text("filter")
    if wish in known_filters and wish not in groups_of(row["state"], row["dlspeed"] + row["upspeed"]):
        return False
    if "category" in asked.values and row["category"] != asked.text("category"):
        return False
    tags = row["tags"].split(", ") if row["tags"] else [""]
    if "tag" in asked.values and asked.text("tag") not in tags:
        return False
    hashes = [each.lower() for each in asked.several("hashes")]
    return not hashes or "all" in hashes or row["hash"] in hashes


def count(state: State, asked: Asked) -> object:
    """GET torrents/count"""
    return str(len(list(state.transfers)))


def properties(state: State, asked: Asked) -> object:
    """GET torrents/properties"""
    return rows.properties(state.transfer(asked), state.generation)


def trackers(state: State, asked: Asked) -> object:
    """GET torrents/trackers"""
    return rows.tracker_rows(state.transfer(asked))


def web_seeds(state: State, asked: Asked) -> object:
    """GET torrents/webseeds"""
    return [{"url": url} for url in state.transfer(asked).handle.url_seeds()]


def files(state: State, asked: Asked) -> object:
    """GET torrents/files, of all files or of those in `indexes`."""
    shown = rows.file_rows(state.transfer(asked))
    if "indexes" not in asked.values:
        return shown
    try:
        return [shown[int(index)] for index in asked.several("indexes")]
    except (ValueError, IndexError):
        raise RefusedError(409, "Index is out of bounds") from None


def piece_states(state: State, asked: Asked) -> object:
    """GET torrents/pieceStates: 0 not here, 1 arriving, 2 here."""
    handle = state.transfer(asked).handle
    arriving = {piece["piece_index"] for piece in handle.get_download_queue()}
    here = handle.status().pieces
    return [_HERE if has else _ARRIVING if index in arriving else _NOT_HERE for index, has in enumerate(here)]


def piece_hashes(state: State, asked: Asked) -> object:
    """GET torrents/pieceHashes"""
    info = state.transfer(asked).info
    return [info.hash_for_piece(index).hex() for index in range(info.num_pieces())]


def export(state: State, asked: Asked) -> object:
    """GET torrents/export: the torrent file as it was added."""
    return Answer(200, state.transfer(asked).torrent, TORRENT if state.generation.newer_rows else TEXT)
