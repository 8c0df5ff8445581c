"""Invented series of the sandbox's catalogue, with all that makes a catalogue hard: novellas between numbers,
unnumbered companions, translations, merged entries, compilations and announced books without a date."""

from __future__ import annotations

from datetime import date

from mamcrawler.sandbox.world_rows import Book, Recording, Series, read_by

SALTGLASS = Series(
    "saltglass",
    "The Saltglass Chronicles",
    "Ilsa Wrenfield",
    "Fantasy",
    (
        Book(
            "saltglass-0.5",
            "A Pinch of Brine",
            date(2017, 11, 2),
            read_by("Sunniva Hale", 35),
            "0.5",
            readers=310,
            subtitle="A Saltglass Novella",
        ),
        Book(
            "saltglass-1",
            "The Glassmaker's Debt",
            date(2016, 3, 8),
            read_by("Sunniva Hale", 57),
            "1",
            readers=4100,
        ),
        Book(
            "saltglass-2",
            "Salt and Sovereign",
            date(2017, 4, 11),
            read_by("Sunniva Hale", 60),
            "2",
            readers=2900,
        ),
        Book(
            "saltglass-3",
            "The Drowned Orrery",
            date(2018, 5, 15),
            read_by("Sunniva Hale", 36),
            "3",
            readers=2500,
        ),
        Book(
            "saltglass-4", "Ebb and Ember", date(2019, 6, 18), read_by("Sunniva Hale", 54), "4", readers=2200
        ),
        Book(
            "saltglass-5",
            "A Harbour of Bells",
            date(2021, 7, 13),
            read_by("Sunniva Hale", 38),
            "5",
            readers=2000,
        ),
        Book(
            "saltglass-6",
            "The Last Soundings",
            date(2023, 8, 22),
            read_by("Sunniva Hale", 58),
            "6",
            readers=1800,
        ),
        Book(
            "saltglass-1-3",
            "The Saltglass Chronicles: Books 1-3",
            date(2020, 1, 14),
            (),
            "1-3",
            readers=260,
            compilation=True,
        ),
        Book(
            "saltglass-1-de",
            "Die Schuld des Glasmachers",
            date(2019, 2, 1),
            (),
            "1",
            readers=40,
            language="German",
        ),
        Book(
            "saltglass-2-old",
            "Salt & Sovereign",
            date(2017, 4, 11),
            (),
            "2",
            readers=8,
            merged_into="saltglass-2",
        ),
        Book("saltglass-4a", "Ebb and Ember: Part One", date(2019, 6, 18), (), "4", readers=15, partial=True),
        Book("saltglass-atlas", "An Atlas of the Saltglass Coast", date(2022, 10, 4), (), None, readers=70),
    ),
)

HARROW = Series(
    "harrow",
    "Harrow & Finch",
    "Tamsin Oldacre",
    "Mystery",
    (
        Book(
            "harrow-1",
            "The Quiet Signalman",
            date(2018, 9, 4),
            read_by("Edda Quillon", 55),
            "1",
            readers=3600,
        ),
        Book(
            "harrow-2", "A Cold Inheritance", date(2019, 9, 3), read_by("Edda Quillon", 53), "2", readers=2800
        ),
        Book(
            "harrow-3",
            "Murder at Low Water",
            date(2020, 9, 1),
            read_by("Edda Quillon", 56),
            "3",
            readers=2600,
        ),
        Book(
            "harrow-4",
            "The Clockmaker's Alibi",
            date(2021, 9, 7),
            (
                Recording(("Edda Quillon",), 39, 2021),
                Recording(("Bram Tolliver",), 47, 2023, publisher="Second Cellar Sound"),
            ),
            "4",
            readers=2400,
        ),
        Book(
            "harrow-5",
            "Thirteen for Supper",
            date(2022, 9, 6),
            read_by("Edda Quillon", 59),
            "5",
            readers=2100,
        ),
    ),
)

CINDER = Series(
    "cinder",
    "The Cinder Meridian",
    "Rook Halvorsen",
    "Science Fiction",
    (
        Book("cinder-1", "Ashfall Transit", date(2015, 2, 3), read_by("Jasper Vance", 45), "1", readers=3900),
        Book(
            "cinder-2", "The Slow Furnace", date(2016, 2, 2), read_by("Jasper Vance", 47), "2", readers=3000
        ),
        Book(
            "cinder-3", "Midnight Manifold", date(2017, 2, 7), read_by("Jasper Vance", 46), "3", readers=2700
        ),
        Book("cinder-4", "Perihelion Ward", date(2018, 2, 6), read_by("Jasper Vance", 40), "4", readers=2300),
        Book(
            "cinder-5", "An Orbit of Knives", date(2019, 2, 5), read_by("Jasper Vance", 51), "5", readers=2200
        ),
        Book(
            "cinder-1-3",
            "The Cinder Meridian: Books 1-3",
            date(2018, 1, 9),
            (Recording(("Jasper Vance",), 138, 2018),),
            "1-3",
            readers=420,
            compilation=True,
        ),
    ),
)

TIDEWRACK = Series(
    "tidewrack",
    "Tidewrack",
    "Juno Marlowe",
    "LitRPG",
    (
        Book(
            "tidewrack-1", "Respawn Shoal", date(2022, 1, 18), read_by("Tobias Lark", 61), "1", readers=2000
        ),
        Book(
            "tidewrack-2", "Mana Undertow", date(2022, 8, 16), read_by("Tobias Lark", 62), "2", readers=1700
        ),
        Book(
            "tidewrack-3", "Guild of Drift", date(2023, 5, 9), read_by("Tobias Lark", 64), "3", readers=1500
        ),
        Book(
            "tidewrack-4",
            "Boss Tide Rising",
            date(2024, 6, 11),
            read_by("Tobias Lark", 63),
            "4",
            readers=1300,
        ),
        Book("tidewrack-5", "Leviathan Patch Notes", date(2028, 3, 7), (), "5", readers=400),
        Book("tidewrack-6", "Untitled Tidewrack 6", None, (), "6", readers=90),
    ),
    completed=False,
)

INVENTED_SERIES = (SALTGLASS, HARROW, CINDER, TIDEWRACK)

NAMESAKE = Book(
    "namesake",
    "The Last Soundings",
    date(2020, 10, 13),
    read_by("Wilhelmina Soto", 68),
    author="Delia Marchetti",
    readers=150,
    about="A surveyor measures a valley for the last time before it is flooded.",
)
