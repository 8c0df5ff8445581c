"""Judging a page of 100 releases for one wanted book, in time of one core."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bench.figures import Figure, Options, cpu_seconds
from bench.releases import book
from mamcrawler.integrations.mam.rows import RowSeries, TorrentRow
from mamcrawler.library.positions import parse_position
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.wishes import Account, KnownEdition, SeriesPlace, Wish

RELEASES = 100
BUDGET = 20.0
ACCOUNT = Account("VIP", 900.0, datetime(2026, 3, 1, tzinfo=UTC))


def measure(options: Options) -> Sequence[Figure]:
    """Milliseconds for a page of releases that nobody has read yet, each repeat for another book."""
    # The first judgement of a process also compiles what the rules need; it is not what a page costs.
    _judge(-1)
    taken = tuple(_judge(number) * 1000 for number in range(options.repeats * 3))
    return [Figure("Judging 100 releases for one wanted book", "ms", taken, most=BUDGET)]


def _judge(number: int) -> float:
    wish, editions, rows = _page(1000 + number * 300)
    found = []
    taken = cpu_seconds(lambda: found.extend(judge_releases(wish, rows, editions=editions, account=ACCOUNT)))
    chosen = choose(found)
    if len(found) != RELEASES or chosen is None:
        raise RuntimeError("the invented page has no release to take")
    return taken


def _page(number: int) -> tuple[Wish, list[KnownEdition], list[TorrentRow]]:
    """A wish, its recordings, and 100 rows: the right book in many shapes, and its neighbours."""
    told = book(number)
    title, author, series = str(told["title"]), str(told["author"]), str(told["series"])
    narrator = str(told["narrator"])
    wish = Wish(title, (author,), series=(SeriesPlace(series, parse_position("3")),))
    editions = [
        KnownEdition(f"B0BENCH{number % 1000:03d}", (narrator,), 36_000, "unabridged", "single", "English")
    ]
    first = TorrentRow(
        id=number * 1000,
        title=title,
        authors=(author,),
        narrators=(narrator,),
        series=(RowSeries(series, "3"),),
        main_category=13,
        category=39,
        media_type=1,
        language_id=1,
        language="English",
        size=288_000_000,
        files=1,
        file_types=("m4b",),
        tags=f"{series}, 64 kbps, chaptered, read by {narrator}",
        free=True,
        seeders=12,
        snatched=200,
    )
    rows = [first]
    for place in range(1, RELEASES):
        other = book(number + place)
        changed = {
            0: {"narrators": (str(other["narrator"]),)},
            1: {"title": f"{title} ({series}, Book {place})", "series": (RowSeries(series, str(place)),)},
            2: {"title": f"{title} (Abridged)", "size": 90_000_000},
            3: {"title": str(other["title"]), "authors": (str(other["author"]),), "series": ()},
            4: {"title": f"{series} 1-{place}", "series": (RowSeries(series, f"1-{place}"),), "files": place},
        }[place % 5]
        rows.append(replace(first, id=first.id + place, seeders=place % 30, **changed))  # type: ignore[arg-type]
    return wish, editions, rows
