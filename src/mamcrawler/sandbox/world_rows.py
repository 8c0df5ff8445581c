"""The short forms in which the world's catalogue is written down; `world_build` turns them into a `World`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mamcrawler.sandbox.world import Form, Production


@dataclass(frozen=True)
class Recording:
    """One audio edition: who reads, for how many minutes, since which year."""

    narrators: tuple[str, ...]
    minutes: int
    year: int = 2021
    publisher: str = "Hollow Oak Audio"
    form: Form = "unabridged"
    production: Production = "single"
    language: str = "English"
    region: str = "us"


@dataclass(frozen=True)
class Book:
    """One work; `place` is the position text in the series it is listed under, None when unnumbered."""

    key: str
    title: str
    released: date | None
    recordings: tuple[Recording, ...]
    place: str | None = None
    author: str = ""
    readers: int = 500
    subtitle: str | None = None
    about: str = ""
    language: str = "English"
    compilation: bool = False
    partial: bool = False
    merged_into: str | None = None
    also_in: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Series:
    """A series with its books in catalogue order, all by the series' author."""

    key: str
    name: str
    author: str
    genre: str
    books: tuple[Book, ...]
    completed: bool = True


def read_by(narrator: str, minutes: int, year: int = 2021) -> tuple[Recording, ...]:
    """The usual case: one unabridged English recording by one reader."""
    return (Recording((narrator,), minutes, year),)
