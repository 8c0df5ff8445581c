"""An invented book and the rows a tracker could offer for it; every value can be set."""

from datetime import UTC, datetime
from typing import Any

from mamcrawler.integrations.mam.rows import RowSeries, TorrentRow
from mamcrawler.library.positions import parse_position
from mamcrawler.selection.judge import judge_releases
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.selection.wishes import Account, KnownEdition, SeriesPlace, Wish

AT = datetime(2026, 3, 20, 12, tzinfo=UTC)
VIP = Account("VIP", vip_hours_left=900, at=AT)
POWER_USER = Account("Power User", at=AT)
MIB, GIB = 2**20, 2**30

FARROW = KnownEdition("B0FARROW01", ("Tobin Farrow",), 662 * 60, "unabridged", "single", "English")
VALE = KnownEdition("B0ANNVALE1", ("Ann Vale",), 620 * 60, "unabridged", "single", "English")
SHORT = KnownEdition("B0SHORTED1", ("Sean Dell",), 200 * 60, "abridged", "single", "English")
CAST = KnownEdition("B0CASTED01", ("GraphicAudio",), 480 * 60, "unabridged", "dramatised", "English")


def place(name: str, position: str = "") -> SeriesPlace:
    return SeriesPlace(name, parse_position(position))


def wish(**changes: Any) -> Wish:
    values: dict[str, Any] = {
        "title": "The Lantern Archive",
        "authors": ("Mira Oakhollow",),
        "series": (place("Lantern Cycle", "1"),),
    }
    return Wish(**(values | changes))


def offer(number: int = 1, **changes: Any) -> TorrentRow:
    """A row that is right in every respect: the Tobin Farrow recording of 11 h 2 min, m4b, 128 kbps."""
    values: dict[str, Any] = {
        "title": "The Lantern Archive",
        "authors": ("Mira Oakhollow",),
        "narrators": ("Tobin Farrow",),
        "series": (RowSeries("Lantern Cycle", "1"),),
        "main_category": 13,
        "media_type": 1,
        "language_id": 1,
        "language": "English",
        "size": 620 * MIB,
        "files": 3,
        "file_types": ("m4b",),
        "tags": "Unabridged, 128 kbps, 11:02:00",
        "seeders": 40,
        "snatched": 100,
    }
    return TorrentRow(id=number, **(values | changes))


def judged(wanted: Wish, row: TorrentRow, **known: Any) -> Judgement:
    """The judgement of one row; by default both narrations are known and our class is VIP."""
    settings: dict[str, Any] = {"editions": (FARROW, VALE), "account": VIP}
    return judge_releases(wanted, [row], **(settings | known))[0]


def verdict(wanted: Wish, row: TorrentRow, **known: Any) -> tuple[str, str | None]:
    """Verdict and code of one row."""
    found = judged(wanted, row, **known)
    return found.verdict, found.code
