"""How long a release runs (rule S4)."""

import re

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.media_text import KBPS_RANGE, SECONDS_RANGE, duration_from_text

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def duration_of(row: TorrentRow) -> int | None:
    """The length of the whole release in seconds: media info, tags, description, in this order.

    Media info describes one file, so its length counts only for a release of one file.
    """
    if row.media and row.files == 1:
        measured = media_seconds(row.media.duration, row.size)
        if measured is not None:
            return measured
    for text in (row.tags, row.description):
        if (stated := duration_from_text(text)) is not None:
            return stated
    return None


def media_seconds(text: str | None, size: int | None = None) -> int | None:
    """The length a media-info value states: "11:02:45", "11 h 2 min", seconds or milliseconds.

    A bare number is taken for seconds unless only milliseconds give a possible length or, with the size of
    the file in bytes, a possible bit rate.

    >>> [media_seconds(text) for text in ("11:02:45", "11 h 2 min", "39765.5", "39765000")]
    [39765, 39720, 39766, 39765]
    >>> media_seconds("900000", 14_400_000), media_seconds("soon"), media_seconds(None)
    (900, None, None)
    """
    plain = (text or "").strip()
    if not _NUMBER.fullmatch(plain):
        return duration_from_text(plain)
    shortest, longest = SECONDS_RANGE
    readings = [float(plain), float(plain) / 1000]
    possible = [round(seconds) for seconds in readings if shortest <= seconds <= longest]
    if size and len(possible) > 1:
        low, high = KBPS_RANGE
        return next((s for s in possible if low <= size * 8 / s / 1000 <= high), possible[0])
    return possible[0] if possible else None


def spoken(seconds: int | None) -> str:
    """A length for people.

    >>> spoken(33_120), spoken(2_700), spoken(None)
    ('9 h 12 min', '45 min', 'unknown')
    """
    if seconds is None:
        return "unknown"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
