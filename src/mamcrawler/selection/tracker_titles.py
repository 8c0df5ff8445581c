"""Titles as indexer proxies and announces compose them from a tracker's row: "Ember by Mira Vale [M4B]"."""

import re
from dataclasses import dataclass
from typing import Literal

from mamcrawler.library.media_words import AUDIO_FORMATS, EBOOK_FORMATS, LANGUAGES
from mamcrawler.library.names import split_names

MediaType = Literal["audiobook", "ebook"]

_TAG = re.compile(r"\s*\[([^\[\]]*)\]\s*$")
_AND_MORE = re.compile(r",?\s*and \d+ more$")
# Formats a proxy wrote without any blank ("M4BMP3") stay one word, as written.
_RUN_TOGETHER = re.compile(rf"(?:{'|'.join(sorted(AUDIO_FORMATS | EBOOK_FORMATS))}){{2,}}")
_SERIES = re.compile(r"(?P<name>.+?)(?:\s+#(?P<position>[^#]+))?$")


@dataclass(frozen=True, slots=True)
class TrackerTitle:
    """A composed title taken apart. `formats` are in capitals; `series` are (name, position text or None)."""

    title: str
    authors: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    language: str | None = None
    series: tuple[tuple[str, str | None], ...] = ()
    vip: bool = False


def parse_tracker_title(text: str) -> TrackerTitle:
    """The parts of "Title by A, B [Series #2 / Other #3] [ENG / M4B] [VIP]".

    The title is the row's own and is not cleaned; the last " by " parts it from the authors.

    >>> parse_tracker_title("Ember by Ash by Mira Vale, Ann Farrow [ENG / M4B] [VIP]").authors
    ('Mira Vale', 'Ann Farrow')
    """
    rest = text.strip()
    formats: list[str] = []
    series: list[tuple[str, str | None]] = []
    language = None
    vip = False
    while found := _TAG.search(rest):
        unknown = []
        for tag in (piece.strip() for piece in found[1].split("/")):
            folded = tag.casefold()
            if folded in AUDIO_FORMATS or folded in EBOOK_FORMATS:
                formats.insert(0, tag.upper())
            elif folded == "vip":
                vip = True
            elif folded in LANGUAGES:
                language = LANGUAGES[folded]
            elif many := _several_formats(folded):
                formats[:0] = many
            elif _RUN_TOGETHER.fullmatch(folded):
                formats.insert(0, tag.upper())
            elif tag:
                unknown.append(tag)
        if unknown and (series or " by " not in rest[: found.start()]):
            break
        series += [_series(tag) for tag in unknown]
        rest = rest[: found.start()]
    title, by, who = rest.rpartition(" by ")
    if not by or not title.strip():
        return TrackerTitle(rest, (), tuple(formats), language, tuple(series), vip)
    authors = tuple(split_authors_of_row(who))
    return TrackerTitle(title.strip(), authors, tuple(formats), language, tuple(series), vip)


def split_authors_of_row(text: str) -> list[str]:
    """Authors that a proxy joined by commas; a pen name of one word is one author too."""
    text = _AND_MORE.sub("", text.strip())
    if ", " not in text:
        return split_names(text)
    return [name.strip() for name in text.split(", ") if name.strip()]


def _several_formats(text: str) -> list[str]:
    parts = re.split(r"[\s,]+", text)
    known = [part.upper() for part in parts if part in AUDIO_FORMATS or part in EBOOK_FORMATS]
    return known if len(known) == len(parts) else []


def _series(tag: str) -> tuple[str, str | None]:
    found = _SERIES.fullmatch(tag)
    return (found["name"], found["position"]) if found else (tag, None)
