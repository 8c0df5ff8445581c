"""`torrents/add`: what is accepted, and how each generation says so."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import httpx2
import libtorrent

from mamcrawler.sandbox.qbittorrent.answer import Answer, json_answer
from mamcrawler.sandbox.qbittorrent.asked import Asked, RefusedError
from mamcrawler.sandbox.qbittorrent.labels import good_category
from mamcrawler.sandbox.qbittorrent.record import GLOBAL_LIMIT, Record
from mamcrawler.sandbox.qbittorrent.state import State

_FETCH_SECONDS = 30.0


def add(state: State, asked: Asked) -> Answer | str:
    """POST torrents/add: files, and http links that are fetched after the answer.

    Magnet links count as failures: without DHT nothing could come of them here.
    """
    added: list[str] = []
    failed = 0
    for name, content in asked.files.items():
        try:
            libtorrent.load_torrent_buffer(content)
        except RuntimeError:
            raise RefusedError(415, f"Error: '{name}' is not a valid torrent file.") from None
        info_hash = _add(state, asked, content)
        added += [info_hash] if info_hash else []
        failed += not info_hash
    links = [link for link in asked.several("urls", "\n") if link.startswith(("http://", "https://"))]
    failed += len(asked.several("urls", "\n")) - len(links)
    for link in links:
        threading.Thread(target=_fetch, args=(state, asked, link), daemon=True).start()
    return _answer(state, added, failed, len(links))


def _answer(state: State, added: list[str], failed: int, pending: int) -> Answer | str:
    if not state.generation.quiet:
        return "Ok." if added or pending else "Fails."
    if not added and not pending:
        raise RefusedError(409, "Conflict")
    counts = {
        "success_count": len(added),
        "failure_count": failed,
        "pending_count": pending,
        "added_torrent_ids": added,
    }
    return json_answer(counts, 202 if pending else 200)


def _fetch(state: State, asked: Asked, link: str) -> None:
    try:
        content = httpx2.get(link, timeout=_FETCH_SECONDS).raise_for_status().content
        libtorrent.load_torrent_buffer(content)
    except (httpx2.HTTPError, RuntimeError) as error:
        state.note(f'Couldn\'t add torrent. Source: "{link}". Reason: "{error}"', 4, int(time.time()))
        return
    with state.turn:
        _add(state, asked, content)


def _add(state: State, asked: Asked, content: bytes) -> str | None:
    """Returns the info-hash, or None when the client has the torrent or may not add now."""
    parameters = libtorrent.load_torrent_buffer(content)
    info = parameters.ti
    assert info is not None
    info_hash = str(info.info_hashes().v1)
    if state.refuse_adds > 0:
        state.refuse_adds -= 1
        return None
    if state.transfers.find(info_hash):
        return None
    category, auto = asked.text("category"), asked.flag("autoTMM")
    record = Record(
        info_hash=info_hash,
        name=asked.text("rename") or info.name(),
        save_path=str(_save_path(state, asked, category)),
        added_on=int(time.time()),
        category=category if good_category(category) else "",
        tags=_tags(state, asked),
        stopped=bool(
            _either(asked.flag(state.generation.stopped), state.preferences[state.generation.add_stopped_key])
        ),
        auto_tmm=bool(_either(auto, state.preferences["auto_tmm_enabled"])),
        sequential=bool(asked.flag("sequentialDownload")),
        first_last=bool(asked.flag("firstLastPiecePrio")),
        ratio_limit=float(asked.text("ratioLimit", str(GLOBAL_LIMIT))),
        seeding_time_limit=asked.number("seedingTimeLimit", GLOBAL_LIMIT),
        inactive_seeding_time_limit=asked.number("inactiveSeedingTimeLimit", GLOBAL_LIMIT),
        upload_limit=max(0, asked.number("upLimit")),
        download_limit=max(0, asked.number("dlLimit")),
    )
    if record.category:
        state.categories.setdefault(record.category, "")
    state.tags |= set(record.tags)
    state.transfers.add(content, record)
    state.remember()
    state.note(f'Added new torrent. Torrent: "{record.name}"', 1, record.added_on)
    return info_hash


def _tags(state: State, asked: Asked) -> list[str]:
    if state.generation.trims_tags:
        return sorted(set(asked.several("tags", ",")))
    return sorted({tag for tag in asked.text("tags").split(",") if tag})


def _save_path(state: State, asked: Asked, category: str) -> Path:
    """Under automatic management a given path says nothing; a relative one is joined to the default."""
    default = Path(state.preferences["save_path"])
    of_category = state.categories.get(category, "")
    auto = asked.flag("autoTMM")
    if auto is None:
        given = "savepath" in asked.values and state.generation.newer_rows
        auto = False if given else state.preferences["auto_tmm_enabled"]
    if auto:
        return default / (of_category or category)
    return default / asked.text("savepath")


def _either(wish: bool | None, otherwise: bool) -> bool:
    return otherwise if wish is None else wish
