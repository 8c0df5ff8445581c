"""What differs between the generations of qBittorrent's Web API (4.5.2, 5.1, 5.2)."""

from __future__ import annotations

from dataclasses import dataclass

LIMITS = ("ratioLimit", "seedingTimeLimit")
LIMITS_4_6 = (*LIMITS, "inactiveSeedingTimeLimit")


@dataclass(frozen=True)
class Generation:
    """One generation: its numbers, its words, its answers."""

    version: str
    web_api: str
    stop: str
    start: str
    stopped: str
    """The word for a stopped torrent: in states (`stoppedUP`), filters and the parameter of `add`."""
    running: str
    add_stopped_key: str
    limits_needed: tuple[str, ...]
    not_completed: int
    """`completion_on` of a torrent that is not complete."""
    newer_rows: bool
    """Rows carry the fields of 5.x."""
    trims_tags: bool
    """Blanks around the tags of `add` are dropped; 4.5.2 keeps them as part of the name."""
    set_tags: bool
    quiet: bool
    """The answers of 5.2: 204 without a body, 401 on a bad login, JSON from `add`, its cookie, its texts."""
    build: dict[str, str | int]

    def cookie(self, port: int) -> str:
        """Returns the name of the session cookie."""
        return f"QBT_SID_{port}" if self.quiet else "SID"

    def lacks(self, scope: str, action: str) -> bool:
        """Whether this generation does not know an action that the simulator has."""
        foreign = {"pause", "resume", "stop", "start"} - {self.stop, self.start}
        if scope == "torrents":
            return (
                action in foreign
                or (action == "setTags" and not self.set_tags)
                or (action == "count" and not self.newer_rows)
            )
        return scope == "app" and action in ("rotateAPIKey", "deleteAPIKey") and not self.quiet


def _build(qt: str, libtorrent: str, boost: str, openssl: str, zlib: str) -> dict[str, str | int]:
    return {
        "bitness": 64,
        "boost": boost,
        "libtorrent": libtorrent,
        "openssl": openssl,
        "qt": qt,
        "zlib": zlib,
    }


GENERATIONS: dict[str, Generation] = {
    "4.5.2": Generation(
        version="4.5.2",
        web_api="2.8.19",
        stop="pause",
        start="resume",
        stopped="paused",
        running="resumed",
        add_stopped_key="start_paused_enabled",
        limits_needed=LIMITS,
        not_completed=4_294_967_295,
        newer_rows=False,
        trims_tags=False,
        set_tags=False,
        quiet=False,
        build=_build("5.15.8", "2.0.8.0", "1.74.0", "3.0.19", "1.2.13"),
    ),
    "5.1": Generation(
        version="5.1.4",
        web_api="2.11.4",
        stop="stop",
        start="start",
        stopped="stopped",
        running="running",
        add_stopped_key="add_stopped_enabled",
        limits_needed=LIMITS_4_6,
        not_completed=-1,
        newer_rows=True,
        trims_tags=True,
        set_tags=True,
        quiet=False,
        build=_build("6.8.3", "2.0.11.0", "1.86.0", "3.4.1", "1.3.1"),
    ),
    "5.2": Generation(
        version="5.2.3",
        web_api="2.15.1",
        stop="stop",
        start="start",
        stopped="stopped",
        running="running",
        add_stopped_key="add_stopped_enabled",
        limits_needed=(*LIMITS_4_6, "shareLimitAction"),
        not_completed=-1,
        newer_rows=True,
        trims_tags=True,
        set_tags=True,
        quiet=True,
        build=_build("6.9.1", "2.0.12.0", "1.88.0", "3.5.2", "1.3.1"),
    ),
}
