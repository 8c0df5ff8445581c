"""What the tags of audio files say about their place in the play order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mamcrawler.downloads.audio import Header, read_header

_NUMBER = re.compile(r"\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Track:
    """An audio file of a download: its name below the save path, seconds, disc, track, and album tag."""

    name: str
    seconds: float
    disc: int | None
    track: int | None
    album: str


def read_tracks(root: Path, names: Iterable[str]) -> list[Track]:
    """Reads the headers of the audio files below `root`. Raises Undecodable and Unreadable."""
    return [_track(name, read_header(root / name)) for name in names]


def _track(name: str, header: Header) -> Track:
    return Track(
        name=name,
        seconds=header.duration or 0.0,
        disc=_number(header.tags.get("disc")),
        track=_number(header.tags.get("track")),
        album=header.tags.get("album", ""),
    )


def _number(text: str | None) -> int | None:
    match = _NUMBER.match(text or "")
    return int(match[1]) if match else None
