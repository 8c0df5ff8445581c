"""The media info a search row may carry: technical facts of one audio file, as its tool wrote them."""

from dataclasses import dataclass
from typing import Any

from mamcrawler.integrations import reading
from mamcrawler.integrations.mam.row_values import json_in_text


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """Facts of one file; the texts are as the site has them ("11 h 2 min", "64.0 kb/s").

    `chapters` counts the entries of the chapter menu, None where there is no menu.
    """

    duration: str | None = None
    format: str | None = None
    bit_rate: str | None = None
    bit_rate_mode: str | None = None
    chapters: int | None = None


def media_info(value: Any) -> tuple[MediaInfo | None, bool]:
    """The media info of a row's field, and whether the field could be read.

    >>> media_info('{"General":{"Duration":"11:02:45"},"Audio1":{"BitRate":"64.0 kb/s"}}')[0].bit_rate
    '64.0 kb/s'
    >>> media_info(""), media_info("{broken")
    ((None, True), (None, False))
    """
    try:
        found = json_in_text(value)
    except ValueError:
        return None, False
    if not isinstance(found, dict):
        return None, not found
    general, audio = reading.table(found.get("General")), _first_audio(found)
    menu = found.get("menu")
    chapters = reading.table(menu).get("extra") if isinstance(menu, dict) else None
    info = MediaInfo(
        duration=reading.text(general.get("Duration")) or reading.text(audio.get("Duration")),
        format=reading.text(audio.get("Format")) or reading.text(general.get("Format")),
        bit_rate=reading.text(audio.get("BitRate")),
        bit_rate_mode=reading.text(audio.get("BitRate_Mode")),
        chapters=len(chapters) if isinstance(chapters, list | dict) else None,
    )
    return info, True


def _first_audio(found: dict[str, Any]) -> dict[str, Any]:
    tracks = (value for key, value in found.items() if key.lower().startswith("audio"))
    return next((track for track in tracks if isinstance(track, dict)), {})
