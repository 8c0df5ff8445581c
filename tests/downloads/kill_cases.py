"""The moves that the product makes with a download, each with the accident in the middle of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kill_processes import Doom
from kill_story import GATES_SHUT

SEARCH, QUEUE, MONITOR = "downloads.search", "downloads.queue", "downloads.monitor"
PIPELINE, DEADLINES = "downloads.pipeline", "downloads.deadlines"
ALL = (QUEUE, MONITOR, PIPELINE)
BY_HAND = {"MAMCRAWLER_DOWNLOADS__MODE": "propose"}
# A torrent that is none is asked for twice.
ONE_REFUSAL = ("torrent-is-login-page", 2)
NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Case:
    """A worker that dies in the move from `left` to `to`, and how everything ends when it is started again.

    The worker begins with `scene`, `later`, and does only `job`; `first` are deaths it died before. Started
    again, `then_later`, it does the jobs `then` until downloads and wishes are in the states of `ends`.
    `faults` are switched on, so often, before it dies; `doomed` are settings of that worker alone. The
    move is made `times` times in all, where that worker died before and after its commit: work that was begun
    is begun anew, and trouble that has passed is not met again.
    """

    left: str
    to: str
    scene: str
    job: str
    later: timedelta = NO_TIME
    how: str = ""
    first: tuple[tuple[Doom, str], ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    doomed: Mapping[str, str] = field(default_factory=dict)
    fault: tuple[str, int] | None = None
    disk_full: bool = False
    then: tuple[str, ...] = ALL
    then_later: timedelta = NO_TIME
    ends: tuple[tuple[str, ...], tuple[str, ...]] = (("imported",), ("satisfied",))
    torrents: int = 1
    folders: int = 1
    times: tuple[int, int] = (1, 1)

    def __str__(self) -> str:
        return f"{self.left} to {self.to}{' ' if self.how else ''}{self.how}"


def _stays(state: str, wish: str = "acquiring", **more: Any) -> dict[str, Any]:
    return {"ends": ((state,), (wish,)), "folders": 0, **more}


_GIVES_WAY = {"settings": BY_HAND, "ends": (("abandoned", "proposed"), ("acquiring",)), "folders": 0}

STRAIGHT = (
    Case(
        "-",
        "proposed",
        "wished",
        SEARCH,
        later=timedelta(minutes=45),
        then=(SEARCH, *ALL),
        then_later=timedelta(minutes=30),
    ),
    Case("proposed", "approved", "proposed", QUEUE),
    Case("approved", "sending", "proposed", QUEUE, times=(1, 2)),
    Case("sending", "downloading", "proposed", QUEUE),
    Case("downloading", "completed", "seen complete", MONITOR),
    Case("completed", "verifying", "completed", PIPELINE, times=(1, 2)),
    Case("verifying", "organising", "completed", PIPELINE),
    Case("organising", "importing", "completed", PIPELINE),
    Case("importing", "imported", "completed", PIPELINE),
    Case(
        "organising",
        "importing",
        "bundle completed",
        PIPELINE,
        how="of a bundle",
        ends=(("imported",), ("satisfied",) * 3),
        folders=3,
    ),
)
RECOVERED = (
    Case(
        "sending",
        "downloading",
        "proposed",
        QUEUE,
        how="found in the client",
        first=((("sending", "downloading", "before"), QUEUE),),
    ),
    Case(
        "sending",
        "approved",
        "proposed",
        QUEUE,
        how="without a trace",
        first=((("approved", "sending", "after"), QUEUE),),
    ),
    Case(
        "verifying",
        "completed",
        "completed",
        PIPELINE,
        first=((("verifying", "organising", "before"), PIPELINE),),
    ),
    Case(
        "organising",
        "organising",
        "completed",
        PIPELINE,
        first=((("organising", "importing", "before"), PIPELINE),),
    ),
)
GATES = (
    Case(
        "approved",
        "waiting",
        "approved",
        QUEUE,
        doomed=GATES_SHUT,
        times=(0, 1),
        then_later=timedelta(hours=6),
    ),
    Case("waiting", "approved", "waiting", QUEUE, later=timedelta(hours=6)),
    Case(
        "approved",
        "abandoned",
        "unwanted approved",
        QUEUE,
        **_stays("abandoned", "excluded", torrents=0),
    ),
    Case("waiting", "abandoned", "unwanted waiting", QUEUE, **_stays("abandoned", "excluded", torrents=0)),
)
REFUSED = (
    Case("sending", "approved", "approved", QUEUE, how="refused", fault=ONE_REFUSAL),
    Case(
        "sending",
        "failed",
        "refused twice",
        QUEUE,
        fault=ONE_REFUSAL,
        **_stays("failed", torrents=0),
    ),
    Case("failed", "approved", "failed", DEADLINES, later=timedelta(hours=1), then=(*ALL, DEADLINES)),
    Case(
        "failed", "abandoned", "failed for good", DEADLINES, then=(*ALL, DEADLINES), **_GIVES_WAY, torrents=0
    ),
)
TRANSFER = (
    Case(
        "downloading",
        "abandoned",
        "stalled",
        MONITOR,
        later=timedelta(hours=72),
        **_GIVES_WAY,
        torrents=0,
    ),
    Case("downloading", "cancelled", "ignored", MONITOR, **_stays("cancelled", "needs_review")),
    Case(
        "downloading",
        "needs_review",
        "lost",
        MONITOR,
        later=timedelta(minutes=10),
        **_stays("needs_review", torrents=0),
    ),
    Case("-", "downloading", "stalled stranger", MONITOR, **_stays("downloading", "wanted")),
    Case("-", "needs_review", "stranger", MONITOR, **_stays("needs_review", "wanted")),
)
CHECKED = (
    Case("verifying", "verify_failed", "broken", PIPELINE, **_GIVES_WAY),
    Case(
        "verify_failed",
        "abandoned",
        "broken",
        PIPELINE,
        ends=(("abandoned", "imported"), ("satisfied",)),
        torrents=2,
    ),
    Case(
        "verifying",
        "needs_review",
        "gone before the check",
        PIPELINE,
        **_stays("needs_review", torrents=0),
    ),
)
PLACED = (
    Case("organising", "needs_review", "taken folder", PIPELINE, **_stays("needs_review")),
    Case(
        "organising",
        "failed",
        "completed",
        PIPELINE,
        disk_full=True,
        times=(0, 1),
        then=(*ALL, DEADLINES),
        then_later=timedelta(hours=1),
    ),
    Case(
        "failed",
        "organising",
        "completed",
        DEADLINES,
        disk_full=True,
        first=((("organising", "failed", "after"), PIPELINE),),
        later=timedelta(hours=1),
        then=(*ALL, DEADLINES),
    ),
    Case(
        "importing",
        "needs_review",
        "completed",
        DEADLINES,
        first=((("organising", "importing", "after"), PIPELINE),),
        later=timedelta(hours=2),
        then=(DEADLINES,),
        **{**_stays("needs_review"), "folders": 1},
    ),
)


def _late(left: str, to: str, scene: str, **later: float) -> dict[str, Any]:
    return {
        "left": left,
        "to": to,
        "scene": scene,
        "job": DEADLINES,
        "how": "too late",
        "later": timedelta(**later),
        "then": (DEADLINES,),
    }


LATE = (
    Case(
        **_late("proposed", "abandoned", "proposed", days=14),
        **_stays("abandoned", "wanted", torrents=0),
        settings=BY_HAND,
    ),
    Case(**_late("approved", "waiting", "approved", hours=24), **_stays("waiting", torrents=0)),
    Case(**_late("waiting", "needs_review", "waiting", days=30), **_stays("needs_review", torrents=0)),
    Case(
        **_late("downloading", "needs_review", "lost", days=14),
        **_stays("needs_review", torrents=0),
    ),
    Case(
        **_late("completed", "needs_review", "left lying twice", minutes=15),
        **_stays("needs_review"),
    ),
    Case(
        **_late("needs_review", "abandoned", "lost for good", days=30),
        **_stays("abandoned", "wanted", torrents=0),
    ),
)
CASES = (*STRAIGHT, *RECOVERED, *GATES, *REFUSED, *TRANSFER, *CHECKED, *PLACED, *LATE)


@dataclass(frozen=True)
class Click:
    """A person's request to `/downloads/1/<path>` that makes this move; once it is made, the
    answer is `again`."""

    left: str
    to: str
    scene: str
    path: str
    body: Any = None
    again: int = 409

    def __str__(self) -> str:
        return f"{self.left} to {self.to}"


CLICKS = (
    Click("proposed", "approved", "proposed", "approve"),
    Click("proposed", "rejected", "proposed", "reject", {"why": ""}),
    Click("approved", "cancelled", "approved", "cancel"),
    Click("approved", "waiting", "approved", "hold", again=200),
    Click("waiting", "approved", "waiting", "release"),
    Click("waiting", "cancelled", "waiting", "cancel"),
    Click("downloading", "cancelled", "downloading", "cancel"),
    Click("failed", "approved", "failed", "retry"),
    Click("needs_review", "approved", "lost for good", "reviewed", {"choice": "approved"}),
    Click("needs_review", "downloading", "never finished", "reviewed", {"choice": "downloading"}),
    Click("needs_review", "completed", "doubtful", "reviewed", {"choice": "completed"}),
    Click("needs_review", "organising", "taken folder found", "reviewed", {"choice": "organising"}),
    Click("needs_review", "importing", "not seen", "reviewed", {"choice": "importing"}),
    Click("needs_review", "abandoned", "lost for good", "reviewed", {"choice": "abandoned"}),
    Click("-", "approved", "expired", "retry"),
)
# Moves of the table that nothing makes, and why.
UNMADE = {
    ("downloading", "failed"): "a transfer is watched, not tried: what ends it asks a person or gives way",
    ("failed", "downloading"): "nothing fails out of downloading",
    ("imported", "replaced"): "editions are not replaced yet",
}
