"""Sound quality: bit rate, its band, file format (rules S2, S3, S5, S6)."""

import re
from typing import Literal

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.media_text import KBPS_RANGE, bitrate_from_text
from mamcrawler.library.media_words import AUDIO_FORMATS

Band = Literal["ideal", "high", "preferred", "acceptable", "poor", "unknown"]

# Better bands first; an unknown bit rate ranks like an acceptable one.
BAND_ORDER: dict[Band, int] = {
    "ideal": 0,
    "high": 1,
    "preferred": 2,
    "acceptable": 3,
    "unknown": 3,
    "poor": 4,
}
FORMAT_ORDER = {
    "m4b": 0,
    "m4a": 1,
    "mp3": 2,
    "opus": 3,
    "flac": 3,
    "ogg": 4,
    "aac": 4,
    "mixed": 5,
    "unknown": 5,
}

_RATE = re.compile(r"(\d[\d ]*(?:\.\d+)?)\s*(kb/s|kbps|kbit/s|mb/s|mbps|b/s|bps)?", re.IGNORECASE)


def band_of(kbps: int | None) -> Band:
    """The band of a bit rate; the borders leave about 5 % for encoder rounding.

    >>> [band_of(kbps) for kbps in (125, 320, 91, 62, 60, None)]
    ['ideal', 'high', 'preferred', 'acceptable', 'poor', 'unknown']
    """
    if kbps is None:
        return "unknown"
    for band, least in (("high", 201), ("ideal", 122), ("preferred", 91), ("acceptable", 61)):
        if kbps >= least:
            return band  # type: ignore[return-value]
    return "poor"


def stated_kbps(row: TorrentRow) -> int | None:
    """The bit rate a row states: media info, tags, description, title, in this order."""
    measured = media_kbps(row.media.bit_rate) if row.media else None
    if measured is not None:
        return measured
    for text in (row.tags, row.description, row.title):
        if (stated := bitrate_from_text(text)) is not None:
            return stated
    return None


def estimated_kbps(size: int | None, seconds: int | None, formats: tuple[str, ...]) -> int | None:
    """Size over time, for a known length and one kind of audio file; None outside 16–512.

    >>> estimated_kbps(553_962_701, 68_100, ("m4b",)), estimated_kbps(14 * 2**30, 72_000, ("m4b",))
    (65, None)
    """
    if not size or not seconds or len(formats) != 1:
        return None
    kbps = round(size * 8 / seconds / 1000)
    low, high = KBPS_RANGE
    return kbps if low <= kbps <= high else None


def media_kbps(text: str | None) -> int | None:
    """The bit rate of a media-info value; a bare number is bits a second from 1,000 on.

    >>> [media_kbps(text) for text in ("64.0 kb/s", "127 999", "96", "VBR", "1 411 kb/s")]
    [64, 128, 96, None, None]
    """
    found = _RATE.fullmatch((text or "").strip())
    if not found:
        return None
    value = float(found[1].replace(" ", ""))
    unit = (found[2] or ("b/s" if value >= 1000 else "kb/s")).lower()
    kbps = round(value * {"k": 1, "m": 1000, "b": 0.001}[unit[0]])
    low, high = KBPS_RANGE
    return kbps if low <= kbps <= high else None


def audio_formats(file_types: tuple[str, ...]) -> tuple[str, ...]:
    """The audio formats among the file types of a row."""
    return tuple(kind for kind in file_types if kind in AUDIO_FORMATS)


def format_of(formats: tuple[str, ...]) -> str:
    """The format of a release: one, "mixed", or "unknown".

    >>> format_of(("m4b",)), format_of(("m4b", "mp3")), format_of(())
    ('m4b', 'mixed', 'unknown')
    """
    if len(formats) > 1:
        return "mixed"
    return formats[0] if formats else "unknown"
