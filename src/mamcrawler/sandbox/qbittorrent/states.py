"""Which of qBittorrent's state names a torrent shows."""

from __future__ import annotations

import libtorrent

from mamcrawler.sandbox.qbittorrent.generation import Generation
from mamcrawler.sandbox.qbittorrent.transfers import Transfer

_PHASES = {int(number): name for name, number in libtorrent.torrent_status.states.names.items()}
_CHECKING = ("checking_files", "queued_for_checking")


def phase_of(status: libtorrent.torrent_status) -> str:
    """Returns libtorrent's own name of what it is doing."""
    return _PHASES[int(status.state)]


def state_of(transfer: Transfer, status: libtorrent.torrent_status, generation: Generation) -> str:
    """Returns the state's name; an ending of UP means that all wanted data is there."""
    if transfer.missing_files:
        return "missingFiles"
    if status.errc.value():
        return "error"
    if transfer.moving:
        return "moving"
    phase = phase_of(status)
    if phase == "checking_resume_data":
        return "checkingResumeData"
    complete = status.is_finished or (phase in _CHECKING and transfer.record.complete)
    direction = "UP" if complete else "DL"
    if phase in _CHECKING:
        return f"checking{direction}"
    if transfer.record.stopped:
        return f"{generation.stopped}{direction}"
    if transfer.record.forced:
        return f"forced{direction}"
    if complete:
        return "uploading" if status.upload_payload_rate > 0 else "stalledUP"
    return "downloading" if status.download_payload_rate > 0 else "stalledDL"


def groups_of(state: str, speed: int) -> set[str]:
    """Returns the filters (besides `all`) that list a torrent of this state and speed (bytes per second)."""
    complete = state.endswith("UP") or state == "uploading"
    stopped = state.startswith(("paused", "stopped"))
    groups = {"active" if speed > 0 else "inactive"}
    groups |= {"paused", "stopped"} if stopped else {"resumed", "running"}
    if complete:
        groups.add("completed")
        if not stopped:
            groups.add("seeding")
    elif state.endswith("DL") or state == "downloading":
        groups.add("downloading")
    if state.startswith("stalled"):
        groups |= {"stalled", "stalled_uploading" if complete else "stalled_downloading"}
    if state.startswith("checking"):
        groups.add("checking")
    if state == "moving":
        groups.add("moving")
    if state in ("error", "missingFiles"):
        groups.add("errored")
    return groups
