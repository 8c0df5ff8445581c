"""What we ask the tracker and what it tells us about our account; sizes are bytes, times UTC."""

from dataclasses import dataclass
from datetime import datetime

# The fields a text may be looked for in (protocol page 3.2).
TITLE_AUTHOR_SERIES = ("title", "author", "series")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One search for audiobooks (rule S24).

    `fields` are where `text` is looked for. No `languages` means any language; ids are the tracker's.
    `sort` is a sortType of the tracker. `start` counts raw rows. `torrent_id` looks one torrent up instead.
    """

    text: str = ""
    fields: tuple[str, ...] = TITLE_AUTHOR_SERIES
    languages: tuple[int, ...] = (1,)
    active_only: bool = True
    sort: str = "default"
    start: int = 0
    rows: int = 100
    categories: tuple[int, ...] = ()
    torrent_id: int | None = None


@dataclass(frozen=True, slots=True)
class UserData:
    """Our account as the tracker shows it. What could not be read is None and named in `unread`.

    `ratio` is None when unknown; `ratio_infinite` says that nothing was downloaded. `points` are bonus
    points. The counts are torrents: `unsat` not yet satisfied in all states, `seeding_unsat` of these seeding
    now, `inactive_unsat` of these not seeding, `hit_and_runs` seeding or not.
    """

    user_id: int | None
    class_name: str | None
    uploaded: int | None
    downloaded: int | None
    ratio: float | None
    ratio_infinite: bool
    points: float | None
    wedges: int | None
    vip_until: datetime | None
    unsat_count: int | None
    unsat_limit: int | None
    seeding_unsat: int | None
    inactive_unsat: int | None
    hit_and_runs: int | None
    unread: tuple[str, ...]
