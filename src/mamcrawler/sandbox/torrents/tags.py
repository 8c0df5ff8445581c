"""Tags of the sandbox's audio, written the way audiobook tools write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mutagen.mp4 import MP4, MP4FreeForm

# FFmpeg's MP4 writer knows these by name; every other name becomes a free-form atom.
_MP4_NAMES = frozenset(
    {
        "title",
        "artist",
        "album",
        "album_artist",
        "composer",
        "date",
        "genre",
        "comment",
        "description",
        "track",
    }
)
_MP4_ATOMS = {"narrator": "\xa9nrt", "publisher": "\xa9pub"}


def container_tags(tags: Mapping[str, str], fmt: str) -> dict[str, str]:
    """Returns the tags FFmpeg writes for `fmt`: all of them, but in MP4 only those its writer knows."""
    if fmt in ("m4b", "m4a"):
        return {name: text for name, text in tags.items() if name in _MP4_NAMES}
    return dict(tags)


def write_freeform_tags(path: Path, tags: Mapping[str, str], fmt: str) -> None:
    """Writes what FFmpeg leaves out of MP4 files: narrator, publisher, and free-form atoms such as ASIN."""
    left = {name: text for name, text in tags.items() if name not in _MP4_NAMES}
    if fmt not in ("m4b", "m4a") or not left:
        return
    audio = MP4(path)  # type: ignore[no-untyped-call]
    if audio.tags is None:
        audio.add_tags()  # type: ignore[no-untyped-call]
    assert audio.tags is not None
    for name, text in left.items():
        if name in _MP4_ATOMS:
            audio.tags[_MP4_ATOMS[name]] = [text]
        else:
            audio.tags[f"----:com.apple.iTunes:{name.upper()}"] = [MP4FreeForm(text.encode())]
    audio.save()
