"""What a look at a torrent means: the clocks of rules D11 to D13, and what is to be done now."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from mamcrawler.downloads.models import TorrentWatch
from mamcrawler.integrations.qbittorrent.models import Torrent
from mamcrawler.integrations.qbittorrent.states import Group

Act = Literal["reannounce", "restart", "start", "remove", "complete", "review", "release"]

HOLD_TAG = "mc-hold"
IGNORE_TAG = "mc-ignore"
DUTY_SECONDS = 259_200
LOOKS_APART = timedelta(seconds=5)
REANNOUNCE_AFTER = timedelta(minutes=30)
REANNOUNCES = 3
RESTART_AFTER = timedelta(hours=2)
STALLED_AFTER = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(hours=72)
GONE_AFTER = timedelta(minutes=10)

# How long a torrent may stay in a group before that is a problem, and the code of the problem.
_PROBLEM_AFTER = {
    "queued": (timedelta(hours=6), "queued_in_client"),
    "idle": (timedelta(hours=1), "not_seeding"),
    "moving": (timedelta(hours=2), "moving_in_client"),
    "unknown": (timedelta(minutes=30), "state_unknown"),
}
_ERROR_START_AFTER = timedelta(minutes=5)


@dataclass(slots=True)
class Findings:
    """What to do with a torrent now, in order, and the problem it has, as (code, sentence)."""

    acts: list[Act] = field(default_factory=list)
    problem: tuple[str, str] | None = None


def see(watch: TorrentWatch, torrent: Torrent, *, at: datetime) -> None:
    """Writes a look at the torrent into its watch and moves the stall clock on.

    The clock counts the time between two looks when no byte came in between and the torrent is stalled or
    fetches nothing; any byte sets it back, and a check of the data stops it.
    """
    downloaded = torrent.downloaded if torrent.downloaded is not None else watch.downloaded
    if downloaded > watch.downloaded:
        watch.stalled_seconds, watch.reannounces, watch.restarted = 0.0, 0, False
    elif torrent.group == Group.STALLED or (torrent.group == Group.FETCHING and not torrent.download_speed):
        watch.stalled_seconds += max(0.0, (at - watch.seen_at).total_seconds())
    if torrent.group != watch.group:
        watch.group, watch.group_since = str(torrent.group), at
    watch.client_state = torrent.state
    watch.progress = torrent.progress if torrent.progress is not None else watch.progress
    watch.downloaded = downloaded
    watch.speed = torrent.download_speed or 0
    watch.eta, watch.seeds = torrent.eta_seconds, torrent.seeds
    watch.seeding_time = max(watch.seeding_time, torrent.seeding_seconds or 0)
    watch.tags = sorted(torrent.tags)
    watch.missing_since = None
    watch.seen_at = at
    if not torrent.complete:
        watch.first_complete_at = None
    elif watch.first_complete_at is None:
        watch.first_complete_at = at


def fetching(watch: TorrentWatch, torrent: Torrent, *, category: str, at: datetime) -> Findings:
    """What to do with a torrent that is being downloaded, after `see`.

    It is released when it left the category in which it was found, else `category`.
    """
    kept_in = category if watch.category is None else watch.category
    if IGNORE_TAG in torrent.tags or torrent.category != kept_in:
        return Findings(["release"])
    if watch.first_complete_at is not None:
        # Looks closer together may both fall into a moment in which the client is only about to check.
        return Findings(["complete"] if at - watch.first_complete_at >= LOOKS_APART else [])
    if torrent.group == Group.HELD:
        # What a person stops stays stopped (rule D15); only our own stop of a restart is taken back.
        return Findings(["start"] if watch.stopped_by_us else [])
    if torrent.group in (Group.STALLED, Group.FETCHING):
        return _stall_ladder(watch, at=at)
    return Findings(_revive(watch, torrent, at=at), _overstay(watch, at=at))


def seeding(watch: TorrentWatch, torrent: Torrent, *, at: datetime) -> Findings:
    """What to do with a torrent that has every byte and owes its seeding time, after `see`."""
    open_duty = watch.seeding_time < DUTY_SECONDS
    if torrent.group == Group.HELD_COMPLETE and open_duty and HOLD_TAG not in torrent.tags:
        return Findings(["start"])
    if torrent.group == Group.IDLE and not open_duty:
        return Findings()
    return Findings(_revive(watch, torrent, at=at), _overstay(watch, at=at))


def cancelled(watch: TorrentWatch, torrent: Torrent, *, tag: str) -> Findings:
    """What to do with the torrent of a cancelled download, after `see`: it goes as long as it has no byte.

    Whatever was received owes seeding time and is left to the person who cancelled.
    """
    ours = tag in torrent.tags and not watch.downloaded and not torrent.progress
    return Findings(["remove"] if ours else [])


def absent(watch: TorrentWatch, *, at: datetime) -> Findings:
    """What to do when the client does not list the torrent; a client just started may still be reading.

    One that had been given up is not missed: it was removed, and whoever removed it died before saying so.
    """
    if _is_given_up(watch):
        return Findings(["remove"], _stalled(watch))
    if watch.missing_since is None:
        watch.missing_since = at
    gone = at - watch.missing_since >= GONE_AFTER
    return Findings(["review"] if gone else [], ("torrent_gone", "The client no longer has this torrent."))


def _is_given_up(watch: TorrentWatch) -> bool:
    """Whether the torrent never had a byte in all the time it is given."""
    return timedelta(seconds=watch.stalled_seconds) >= GIVE_UP_AFTER and not watch.downloaded


def _stall_ladder(watch: TorrentWatch, *, at: datetime) -> Findings:
    stalled = timedelta(seconds=watch.stalled_seconds)
    if stalled >= GIVE_UP_AFTER:
        return Findings(["remove" if _is_given_up(watch) else "review"], _stalled(watch))
    acts: list[Act] = []
    rested = watch.reannounced_at is None or at - watch.reannounced_at >= REANNOUNCE_AFTER
    if stalled >= REANNOUNCE_AFTER and watch.reannounces < REANNOUNCES and rested:
        acts.append("reannounce")
    if stalled >= RESTART_AFTER and not watch.restarted:
        acts.append("restart")
    return Findings(acts, _stalled(watch) if stalled >= STALLED_AFTER else None)


def _stalled(watch: TorrentWatch) -> tuple[str, str]:
    hours = int(watch.stalled_seconds // 3600)
    seeds = "unknown" if watch.seeds is None else str(watch.seeds)
    tracker = watch.tracker_message or "none"
    causes = f"Tracker message: {tracker}; connected seeders: {seeds}."
    advice = "Look at the client's network interface, listening port and queue limits."
    return "stalled", f"No byte for {hours} h. {causes} {advice}"


def _revive(watch: TorrentWatch, torrent: Torrent, *, at: datetime) -> list[Act]:
    broken = torrent.group == Group.ERRORED and torrent.state != "missingFiles"
    if broken and not watch.restarted and at - watch.group_since >= _ERROR_START_AFTER:
        return ["start"]
    return []


def _overstay(watch: TorrentWatch, *, at: datetime) -> tuple[str, str] | None:
    if watch.client_state == "missingFiles":
        return "missing_files", "The client cannot find the torrent's files. They are never rechecked by us."
    if watch.group == Group.ERRORED:
        if at - watch.group_since < _ERROR_START_AFTER or not watch.restarted:
            return None
        return "client_error", "The client reports an error for this torrent, also after a start."
    limit = _PROBLEM_AFTER.get(watch.group)
    if limit is None or at - watch.group_since < limit[0]:
        return None
    hours = round((at - watch.group_since).total_seconds() / 3600, 1)
    return limit[1], f"The torrent has been {watch.group} in the client for {hours} h."
