"""What a row tells about its release, whatever is wished (rules S1 to S7)."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.folding import fold
from mamcrawler.library.media_text import form_from_text
from mamcrawler.library.positions import parse_position
from mamcrawler.selection.durations import duration_of
from mamcrawler.selection.quality import Band, audio_formats, band_of, estimated_kbps, format_of, stated_kbps
from mamcrawler.selection.voices import Voices, people_in, voices_of
from mamcrawler.selection.wishes import Form, SeriesPlace

_BOTH_FORMS = re.compile(r"\bunabridged\b.*\babridged\b|\babridged\b.*\bunabridged\b", re.DOTALL)
_BRANDED = re.compile(r"\b(?:watermark(?:ed)?|sample|preview)\b")
_CHAPTERS = re.compile(r"\b(?:with chapters|chapters|chapter(?:ed|ised|ized))\b")


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """A row and what its texts mean. `seconds` is the whole length; `estimated` marks a reckoned bit rate."""

    row: TorrentRow
    authors: tuple[str, ...]
    series: tuple[SeriesPlace, ...]
    voices: Voices
    form: Form | None
    seconds: int | None
    kbps: int | None
    estimated: bool
    formats: tuple[str, ...]
    branded: bool
    chapters: bool

    @property
    def band(self) -> Band:
        """The band of the bit rate."""
        return band_of(self.kbps)

    @property
    def format(self) -> str:
        """The one audio format, "mixed" or "unknown"."""
        return format_of(self.formats)


@lru_cache(maxsize=1 << 12)
def read_facts(row: TorrentRow) -> ReleaseFacts:
    """The facts of a row; what it does not tell is None, empty or False."""
    seconds = duration_of(row)
    formats = audio_formats(row.file_types)
    stated = stated_kbps(row)
    labels = fold(f"{row.title} | {row.tags}")
    return ReleaseFacts(
        row=row,
        authors=tuple(name for listed in row.authors for name in people_in(listed)),
        series=tuple(SeriesPlace(entry.name, parse_position(entry.position)) for entry in row.series),
        voices=voices_of(row),
        form=form_of(row),
        seconds=seconds,
        kbps=stated if stated is not None else estimated_kbps(row.size, seconds, formats),
        estimated=stated is None,
        formats=formats,
        branded=bool(_BRANDED.search(labels)),
        chapters=bool((row.media and row.media.chapters) or _CHAPTERS.search(labels)),
    )


def read_facts_beside(title: str, row: TorrentRow) -> ReleaseFacts:
    """The facts of a row, without what the words of the wished title itself seem to tell.

    >>> row = TorrentRow(1, "An Abridged History of Rain")
    >>> read_facts(row).form, read_facts_beside("An Abridged History of Rain", row).form
    ('abridged', None)
    """
    if not _speaks_of_edition(title):
        return read_facts(row)
    rest = re.sub(re.escape(title), " ", row.title, count=1, flags=re.IGNORECASE)
    return replace(read_facts(replace(row, title=rest)), row=row)


@lru_cache(maxsize=1 << 8)
def _speaks_of_edition(title: str) -> bool:
    row = TorrentRow(1, title)
    return bool(form_from_text(title) or voices_of(row).production or _BRANDED.search(fold(title)))


def bare_facts(row: TorrentRow) -> ReleaseFacts:
    """A row of which nothing could be read."""
    return ReleaseFacts(row, (), (), Voices(), None, None, None, False, (), False, False)


def form_of(row: TorrentRow) -> Form | None:
    """Abridged by flag or word, unabridged by word, else unknown; the flag decides, then the nearer text.

    A description that has both words speaks of two editions and tells nothing.

    >>> form_of(TorrentRow(1, "Ember [Unabridged]", flags=32)), form_of(TorrentRow(1, "Ember"))
    ('abridged', None)
    """
    if row.flagged_abridged:
        return "abridged"
    form = form_from_text(row.title) or form_from_text(row.tags) or form_from_text(row.description)
    if form == "abridged" and _BOTH_FORMS.search(fold(row.description)):
        return form_from_text(row.title) or form_from_text(row.tags)
    return form
