"""Other people's uploads: enough of them that the newest pages of the tracker do not show everything.

Made from fixed word lists by a seeded generator; the same number of rows is always the same rows. Four of
them carry what real rows carry: a title that is a number, names with entities, an `author_info` that is not
JSON, and numbers sent as text.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mamcrawler.sandbox.world import Person, Release

FIRST_ID = 930001
NEWEST = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)

_LEFT = (
    "Amber",
    "Broken",
    "Copper",
    "Distant",
    "Fallow",
    "Gilded",
    "Hidden",
    "Iron",
    "Juniper",
    "Kestrel",
    "Marble",
)
_RIGHT = (
    "Bridge",
    "Orchard",
    "Ledger",
    "Cathedral",
    "Winter",
    "Telegram",
    "Meadow",
    "Compass",
    "Garden",
    "Verdict",
)
_TAIL = ("", "", " of Corrow", " in Autumn", " Below", " at Dusk")
_FIRST = (
    "Anselm",
    "Birgit",
    "Caspian",
    "Dorothea",
    "Emeric",
    "Fenella",
    "Gideon",
    "Hesper",
    "Isidor",
    "Katya",
)
_LAST = (
    "Abernethy",
    "Blackmoor",
    "Castellan",
    "Drummond",
    "Everdean",
    "Fairweather",
    "Glasswright",
    "Hollis",
)
_CATEGORIES = (39, 40, 41, 42, 43, 45, 46, 47, 53, 54, 87, 98, 99, 100, 106, 108, 111)


def background_releases(count: int, seed: int = 7) -> tuple[Release, ...]:
    """`count` rows of English audiobooks nobody here wants, newest first, about nine hours apart."""
    rng = random.Random(seed)
    rows = tuple(_row(index, rng) for index in range(count))
    return (*_odd_rows(rows[:4]), *rows[4:])


def _row(index: int, rng: random.Random) -> Release:
    minutes = rng.randint(200, 900)
    kbps = rng.choice((64, 64, 96, 128))
    return Release(
        id=FIRST_ID + index,
        title=f"The {rng.choice(_LEFT)} {rng.choice(_RIGHT)}{rng.choice(_TAIL)}",
        role="background",
        authors=(_person(rng, 75000),),
        narrators=(_person(rng, 85000),),
        series=(),
        category=rng.choice(_CATEGORIES),
        added=NEWEST - timedelta(hours=9 * index, minutes=rng.randint(0, 59)),
        filetype=rng.choice(("m4b", "m4b", "mp3")),
        tags=f"Unabridged, {kbps} kbps",
        free=rng.random() < 0.12,
        vip=rng.random() < 0.3,
        seeders=rng.randint(1, 90),
        leechers=rng.randint(0, 3),
        snatched=rng.randint(5, 600),
        duration_sec=minutes * 60,
        kbps=kbps,
        size_bytes=minutes * 60 * kbps * 125,
    )


def _person(rng: random.Random, base: int) -> Person:
    first, last = rng.randrange(len(_FIRST)), rng.randrange(len(_LAST))
    number = first * len(_LAST) + last
    return Person(f"{_FIRST[first]} {_LAST[last]}", 0, base + number, f"B0BGP{base % 10000 + number:05d}")


def _odd_rows(rows: tuple[Release, ...]) -> tuple[Release, ...]:
    if len(rows) < 4:
        return rows
    numeric, entities, malformed, legacy = rows
    name = Person("Sean O'Marrow & Sons", 0, 75901, "B0BGP90001")
    return (
        replace(numeric, title=2210),
        replace(entities, authors=(name,)),
        replace(malformed, raw_author_info='{"75902":"Hesper "Inky" Hollis"}'),
        replace(legacy, legacy_types=True),
    )
