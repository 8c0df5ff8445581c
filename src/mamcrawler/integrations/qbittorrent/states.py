"""One vocabulary for the torrent states of qBittorrent 4.x and 5.x (rule D11)."""

from enum import StrEnum


class Group(StrEnum):
    """What a client state means for us."""

    FETCHING = "fetching"
    STALLED = "stalled"
    QUEUED = "queued"
    CHECKING = "checking"
    HELD = "held"
    SEEDING = "seeding"
    IDLE = "idle"
    CHECKING_COMPLETE = "checking_complete"
    HELD_COMPLETE = "held_complete"
    MOVING = "moving"
    ERRORED = "errored"
    UNKNOWN = "unknown"


# Groups in which every byte is there and nothing is being checked (rule D12).
COMPLETE = frozenset({Group.SEEDING, Group.IDLE, Group.HELD_COMPLETE})

_GROUPS = {
    "downloading": Group.FETCHING,
    "forcedDL": Group.FETCHING,
    "metaDL": Group.FETCHING,
    "forcedMetaDL": Group.FETCHING,
    "allocating": Group.FETCHING,
    "stalledDL": Group.STALLED,
    "queuedDL": Group.QUEUED,
    "checkingDL": Group.CHECKING,
    "checkingResumeData": Group.CHECKING,
    "stoppedDL": Group.HELD,
    "uploading": Group.SEEDING,
    "forcedUP": Group.SEEDING,
    "stalledUP": Group.SEEDING,
    "queuedUP": Group.IDLE,
    "checkingUP": Group.CHECKING_COMPLETE,
    "stoppedUP": Group.HELD_COMPLETE,
    "moving": Group.MOVING,
    "error": Group.ERRORED,
    "missingFiles": Group.ERRORED,
}
_OLD_NAMES = {"pausedDL": "stoppedDL", "pausedUP": "stoppedUP"}


def one_name(state: str) -> str:
    """The state under its 5.x name.

    >>> one_name("pausedUP"), one_name("stalledDL")
    ('stoppedUP', 'stalledDL')
    """
    return _OLD_NAMES.get(state, state)


def group_of(state: str) -> Group:
    """The group of a state of either generation; a name we do not know is UNKNOWN.

    >>> str(group_of("pausedDL")), str(group_of("stalledUP")), str(group_of("somethingNew"))
    ('held', 'seeding', 'unknown')
    """
    return _GROUPS.get(one_name(state), Group.UNKNOWN)
