"""What the tracker offers for the books the library lacks: right releases, and decoys failing one gate each.

`Offer.refused` holds (book, code): the code of the first gate that must refuse the release for that book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from mamcrawler.sandbox.world import Role


@dataclass(frozen=True)
class Offer:
    """One release written shortly. Authors, narrators, series and length come from the book unless said here.

    `tells_length` and `tells_kbps` say whether the row gives those facts at all. `parts` is the number of
    audio files. `books` lists the books of a bundle, each in its own folder. `row` overrides fields of it.
    """

    id: int
    role: Role
    title: str
    book: str
    added: date
    narrators: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    series: str | None = None
    minutes: int | None = None
    kbps: int = 64
    format: Literal["mp3", "m4b"] = "m4b"
    parts: int = 1
    books: tuple[str, ...] = ()
    tells_length: bool = True
    tells_kbps: bool = True
    names_asin_of: str | None = None
    refused: tuple[tuple[str, str], ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)


GIB = 1 << 30
MIB = 1 << 20

SALTGLASS_OFFERS = (
    Offer(
        910031,
        "chosen",
        "The Drowned Orrery",
        "saltglass-3",
        date(2025, 3, 4),
        names_asin_of="saltglass-3",
        row={"vip": True, "seeders": 31, "snatched": 214},
    ),
    Offer(
        910032,
        "decoy",
        "The Drowned Orrery",
        "saltglass-3",
        date(2025, 2, 1),
        minutes=24,
        refused=(("saltglass-3", "abridged"),),
        row={"browseflags": 32, "free": True, "seeders": 44, "tags": "64 kbps"},
    ),
    Offer(
        910033,
        "decoy",
        "The Drowned Orrery - Das ertrunkene Planetarium",
        "saltglass-3",
        date(2025, 4, 9),
        narrators=("Friedhelm Auer",),
        minutes=37,
        refused=(("saltglass-3", "wrong_language"),),
        row={"language": 37, "free": True, "stale_index": frozenset({"language"})},
    ),
    Offer(
        910034,
        "decoy",
        "The Drowned Orrery",
        "saltglass-3",
        date(2019, 1, 12),
        kbps=128,
        refused=(("saltglass-3", "no_seeders"),),
        row={"seeders": 0, "free": True, "snatched": 388, "stale_index": frozenset({"seeders"})},
    ),
    Offer(
        910051,
        "chosen",
        "A Harbour of Bells",
        "saltglass-5",
        date(2025, 1, 20),
        row={"free": True, "seeders": 27, "snatched": 160},
    ),
    Offer(
        910052,
        "spare",
        "A Harbour of Bells (The Saltglass Chronicles, Book 5)",
        "saltglass-5",
        date(2024, 11, 2),
        format="mp3",
        row={"seeders": 9, "snatched": 95},
    ),
    Offer(
        910053,
        "decoy",
        "Ebb and Ember",
        "saltglass-4",
        date(2024, 10, 30),
        refused=(("saltglass-6", "position_mismatch"),),
        row={"free": True, "seeders": 18},
    ),
    Offer(
        910061,
        "decoy",
        "The Last Soundings (Dramatized Adaptation)",
        "saltglass-6",
        date(2025, 5, 6),
        narrators=("Edda Quillon", "Bram Tolliver", "Neve Calloway", "Cormac Ashby", "Tobias Lark"),
        minutes=61,
        refused=(("saltglass-6", "production_not_wanted"),),
        row={"content_tags": (10, 13), "free": True, "seeders": 52},
    ),
    Offer(
        910062,
        "decoy",
        "The Last Soundings",
        "saltglass-6",
        date(2025, 6, 1),
        narrators=(),
        tells_length=False,
        tells_kbps=False,
        refused=(("saltglass-6", "not_audiobook"),),
        row={
            "main_cat": 14,
            "category": 63,
            "mediatype": 2,
            "filetype": "epub",
            "size_bytes": 2_202_010,
            "stale_index": frozenset({"main_cat"}),
            "tags": "retail epub",
        },
    ),
    Offer(
        910063,
        "decoy",
        "The Last Soundings",
        "namesake",
        date(2025, 10, 10),
        refused=(("saltglass-6", "author_mismatch"),),
        row={"free": True, "seeders": 19},
    ),
)

OZ_OFFERS = (
    Offer(
        910071,
        "chosen",
        "The Patchwork Girl of Oz",
        "oz-7",
        date(2026, 11, 18),
        format="mp3",
        parts=6,
        row={"free": True, "seeders": 16},
    ),
    Offer(
        910072,
        "decoy",
        "The Patchwork Girl of Oz, Part 1 of 2",
        "oz-7",
        date(2026, 11, 17),
        minutes=19,
        refused=(("oz-7", "part_only"),),
        row={"free": True, "seeders": 20},
    ),
    Offer(
        910073,
        "decoy",
        "The Patchwork Girl of Oz",
        "oz-7",
        date(2025, 8, 8),
        narrators=("Wilhelmina Soto",),
        minutes=25,
        refused=(("oz-7", "probably_abridged"),),
        row={"vip": True, "seeders": 33, "tags": "64 kbps"},
    ),
    Offer(
        910074,
        "decoy",
        "The Patchwork Girl of Oz",
        "oz-7",
        date(2026, 11, 16),
        kbps=320,
        format="mp3",
        refused=(("oz-7", "too_large"),),
        row={"size_bytes": int(16.8 * GIB), "filetype": "flac", "files_in_row": 24, "tags": "Studio masters"},
    ),
)

PSAMMEAD_OFFERS = (
    Offer(
        910081, "chosen", "The Phoenix and the Carpet", "psammead-2", date(2024, 9, 5), row={"seeders": 11}
    ),
    Offer(
        910082,
        "decoy",
        "The Phoenix and the Carpet [32kbps]",
        "psammead-2",
        date(2024, 7, 1),
        format="mp3",
        kbps=32,
        refused=(("psammead-2", "bitrate_low"),),
        row={"free": True, "seeders": 40},
    ),
    Offer(
        910083,
        "decoy",
        "The Psammead Trilogy: Five Children and It, The Phoenix and the Carpet, The Story of the Amulet",
        "psammead-2",
        date(2024, 6, 3),
        format="mp3",
        series="1-3",
        books=("psammead-1", "psammead-2", "psammead-3"),
        refused=(("psammead-2", "bundle"),),
        row={"free": True, "seeders": 21},
    ),
    Offer(
        910084,
        "decoy",
        "The Phoenix and the Carpet",
        "psammead-2",
        date(2023, 12, 12),
        format="mp3",
        tells_length=False,
        refused=(("psammead-2", "too_small"),),
        row={"size_bytes": int(11.4 * MIB), "free": True, "seeders": 5},
    ),
)

HARROW_OFFERS = (
    Offer(
        910091,
        "chosen",
        "The Clockmaker's Alibi",
        "harrow-4",
        date(2026, 11, 20),
        names_asin_of="harrow-4",
        row={"vip": True, "seeders": 61, "snatched": 120},
    ),
    Offer(
        910092,
        "decoy",
        "The Clockmaker’s Alibi: Harrow & Finch, Book 4",
        "harrow-4",
        date(2026, 11, 21),
        narrators=("Bram Tolliver",),
        minutes=47,
        kbps=128,
        refused=(("harrow-4", "narrator_mismatch"),),
        row={"free": True, "seeders": 70, "snatched": 99},
    ),
    Offer(
        910093,
        "decoy",
        "The Clockmaker's Alibi",
        "harrow-4",
        date(2025, 12, 2),
        narrators=(),
        minutes=52,
        refused=(("harrow-4", "runtime_mismatch"),),
        row={"free": True, "seeders": 14},
    ),
)

CINDER_OFFERS = (
    Offer(
        910101,
        "chosen",
        "Cinder Meridian 04 - Perihelion Ward",
        "cinder-4",
        date(2025, 7, 7),
        format="mp3",
        parts=4,
        row={"free": True, "seeders": 22, "snatched": 144},
    ),
    Offer(
        910102,
        "decoy",
        "Perihelion Ward",
        "cinder-4",
        date(2025, 9, 9),
        minutes=51,
        series="",
        names_asin_of="cinder-5",
        refused=(("cinder-4", "asin_mismatch"),),
        row={"free": True, "seeders": 35},
    ),
    Offer(
        910103,
        "decoy",
        "Summary and Analysis of Perihelion Ward",
        "cinder-4",
        date(2025, 9, 20),
        narrators=("Wilhelmina Soto",),
        minutes=28,
        series="",
        refused=(("cinder-4", "title_mismatch"),),
        row={"free": True, "seeders": 8},
    ),
)

BARSOOM_OFFERS = (
    Offer(
        910111,
        "chosen",
        "Barsoom, Books 3-5",
        "barsoom-3",
        date(2024, 5, 5),
        format="mp3",
        series="3-5",
        parts=2,
        books=("barsoom-3", "barsoom-4", "barsoom-5"),
        row={"vip": True, "seeders": 24, "snatched": 310},
    ),
    Offer(
        910112,
        "decoy",
        "The Warlord of Mars",
        "barsoom-3",
        date(2022, 2, 2),
        format="mp3",
        kbps=48,
        refused=(("barsoom-3", "bitrate_low"),),
        row={"free": True, "seeders": 17},
    ),
    Offer(
        910113,
        "decoy",
        "The Warlord of Mars - Radio Drama",
        "barsoom-3",
        date(2022, 3, 3),
        narrators=("Neve Calloway", "Cormac Ashby"),
        minutes=45,
        refused=(("barsoom-3", "production_not_wanted"),),
        row={"free": True, "seeders": 13},
    ),
)

BROWN_OFFERS = (
    Offer(
        910121,
        "decoy",
        "The Incredulity of Father Brown",
        "brown-3",
        date(2021, 5, 5),
        refused=(("brown-3", "no_seeders"),),
        row={"seeders": 0, "stale_index": frozenset({"seeders"})},
    ),
    Offer(
        910122,
        "decoy",
        "The Incredulity of Father Brown: an Audio Drama",
        "brown-3",
        date(2021, 6, 6),
        narrators=("Marguerite Stroud", "Tobias Lark"),
        minutes=58,
        refused=(("brown-3", "production_not_wanted"),),
        row={"seeders": 6},
    ),
)

OFFERS = (
    *SALTGLASS_OFFERS,
    *OZ_OFFERS,
    *PSAMMEAD_OFFERS,
    *HARROW_OFFERS,
    *CINDER_OFFERS,
    *BARSOOM_OFFERS,
    *BROWN_OFFERS,
)

FIXED_NARRATORS = {"harrow-4": ("Edda Quillon",)}
NOT_FOUND = ("saltglass-6", "brown-3")
WAITING_RELEASE = ("tidewrack-5", "tidewrack-6")
SPARES = {910051: 910052}
FAULT_RELEASE = 910051
