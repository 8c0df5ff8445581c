"""The existing library as the library server holds it: mostly right, with the faults real libraries have.

A row owns one recording of a catalogue book; `but` overrides what the server says of it. No flaw hides a gap
or opens one: a book with a wrong title keeps its position, and one without a position keeps its title and
author.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Owned:
    """One library item: which recording of which book, and where the server is wrong about it."""

    book: str
    recording: int = 0
    flaw: str | None = None
    but: Mapping[str, Any] = field(default_factory=dict)
    folder: str | None = None
    parts: int = 1
    extra_minutes: int = 0
    present: bool = True


NOTHING: dict[str, Any] = {"asin": None, "isbn": None, "publisher": None, "description": None, "year": None}

SERIES_ITEMS = (
    Owned("oz-1"),
    Owned("oz-2"),
    Owned("oz-3", parts=2),
    Owned("oz-4"),
    Owned("oz-5", flaw="number in the title", but={"title": "05 - The Road to Oz"}),
    Owned("oz-6", flaw="series and narrator missing", but={"series": (), "narrators": ()}),
    Owned("oz-8"),
    Owned("oz-9", flaw="position missing", but={"series": (("Oz", None),)}),
    Owned(
        "oz-10",
        flaw="series under another name, author turned round",
        but={"series": (("The Oz Series", "10"),), "authors": ("Baum, L. Frank",)},
    ),
    Owned("oz-11"),
    Owned("oz-12", flaw="no identifiers, author without dots", but={"authors": ("L Frank Baum",), **NOTHING}),
    Owned("oz-13"),
    Owned("oz-14", flaw="edition words in the title", but={"title": "Glinda of Oz (Unabridged)"}),
    Owned("holmes-1"),
    Owned("holmes-2"),
    Owned("holmes-3", parts=3),
    Owned("holmes-4", flaw="author with a title", but={"authors": ("Sir Arthur Conan Doyle",)}),
    Owned("holmes-5", flaw="positions of two books swapped", but={"series": (("Sherlock Holmes", "6"),)}),
    Owned("holmes-6", flaw="positions of two books swapped", but={"series": (("Sherlock Holmes", "5"),)}),
    Owned("holmes-7"),
    Owned(
        "holmes-8",
        flaw="subtitle inside the title",
        but={"title": "His Last Bow: Some Reminiscences of Sherlock Holmes"},
    ),
    Owned("holmes-9", flaw="nothing but title, author and series", but=NOTHING),
    Owned("barsoom-1", flaw="ISBN with a wrong check digit", but={"isbn": "9780000000019"}),
    Owned("barsoom-2", flaw="narrator missing", but={"narrators": ()}),
    Owned("barsoom-6"),
    Owned("psammead-1"),
    Owned("psammead-3"),
    Owned("brown-1"),
    Owned("brown-2"),
    Owned("brown-4", flaw="language missing", but={"language": None}),
    Owned("challenger-1"),
    Owned("challenger-2"),
    Owned("challenger-3", flaw="position missing", but={"series": (("Professor Challenger", None),)}),
    Owned("jungle-1"),
    Owned("jungle-2"),
    Owned("lupin-1", flaw="accents lost", but={"title": "Arsene Lupin, Gentleman Burglar"}),
    Owned("saltglass-1", flaw="no ASIN", but={"asin": None}),
    Owned("saltglass-2"),
    Owned(
        "saltglass-4", flaw="series inside the title", but={"title": "Saltglass Chronicles 4: Ebb and Ember"}
    ),
    Owned("harrow-1"),
    Owned("harrow-2", flaw="description and language missing", but={"description": None, "language": None}),
    Owned("harrow-3", flaw="narrator among the authors", but={"authors": ("Tamsin Oldacre", "Edda Quillon")}),
    Owned("harrow-5"),
    Owned("cinder-1-3"),
    Owned("cinder-5"),
    Owned("tidewrack-1"),
    Owned("tidewrack-2"),
    Owned("tidewrack-3"),
    Owned(
        "tidewrack-4", flaw="narrator misspelt, no ASIN", but={"narrators": ("Tobias Larke",), "asin": None}
    ),
)

SINGLE_ITEMS = (
    Owned("time-machine"),
    Owned("time-machine", flaw="the same edition twice", folder="H. G. Wells/The Time Machine (copy)"),
    Owned("time-machine", recording=1, flaw="another recording of an owned book"),
    Owned("war-worlds"),
    Owned("frankenstein", flaw="impossible year", but={"year": "18181"}),
    Owned("dracula"),
    Owned("dracula", recording=1, flaw="another recording of an owned book"),
    Owned("carmilla"),
    Owned("heart", flaw="upload words in the title", but={"title": "heart of darkness [64kbps]"}),
    Owned("screw", flaw="author missing", but={"authors": ()}),
    Owned("carol", flaw="no ASIN", but={"asin": None}),
    Owned("wallpaper", flaw="shouting", but={"title": "THE YELLOW WALLPAPER UNABRIDGED AUDIOBOOK"}),
    Owned("frome"),
    Owned("awakening"),
    Owned("machine", flaw="year missing", but={"year": None}),
    Owned("call-wild"),
    Owned("white-fang", flaw="files gone from disk", present=False),
    Owned("treasure", parts=2),
    Owned("jekyll", flaw="short title", but={"title": "Dr Jekyll and Mr Hyde"}),
    Owned(
        "jekyll",
        flaw="the same recording again, without identifiers",
        but=NOTHING,
        folder="Robert Louis Stevenson/Jekyll and Hyde",
        extra_minutes=1,
    ),
    Owned("willows"),
    Owned("sandmann"),
    Owned(
        "metamorphosis",
        flaw="translator among the authors",
        but={"authors": ("Franz Kafka", "Lorna Whitby - translator")},
    ),
    Owned("flatland", flaw="genres and narrator missing", but={"genres": (), "narrators": ()}),
)

OWNED = SERIES_ITEMS + SINGLE_ITEMS
