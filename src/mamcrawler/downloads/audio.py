"""Reads and fully decodes audio files with the FFmpeg inside PyAV."""

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_MIN_BUDGET = 60.0
_BUDGET_PER_HOUR = 120.0
_LOOK_EVERY = 512
# Faults of the machine, not of the file.
_MACHINE = (errno.EACCES, errno.EPERM, errno.EIO, errno.ENOENT, errno.ESTALE, errno.ENOTCONN, errno.EMFILE)
# These demuxers drop what fails its checksum without a word; the hole shows in the frames' times only.
_SILENT = ("flac", "ogg")
_HOLE = 0.02


class Undecodable(Exception):  # noqa: N818 - named for the fact
    """The file is no audio, or its audio breaks while it is decoded; the text says where."""


class Unreadable(Exception):  # noqa: N818 - named for the fact
    """The file cannot be opened or read here; that says nothing about its audio."""


class TooSlow(Exception):  # noqa: N818 - named for the fact
    """Decoding took longer than its budget of 2 minutes per hour of audio, at least 60 seconds."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of a file, in seconds from its start."""

    start: float
    end: float
    title: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: length in seconds (None when it does not), chapters, tags in lower case."""

    duration: float | None
    chapters: tuple[Chapter, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)


def read_header(path: Path) -> Header:
    """Opens the file and reads its header only. Raises Undecodable without audio, and Unreadable."""
    import av  # FFmpeg takes room in memory that only a verification should cost
    from av.error import FFmpegError

    try:
        with av.open(str(path), metadata_errors="replace") as container:
            if not container.streams.audio:
                raise Undecodable("it holds no audio stream")
            stream = container.streams.audio[0]
            length = None
            if stream.duration is not None and stream.time_base is not None:
                length = float(stream.duration * stream.time_base)
            elif container.duration is not None:
                length = container.duration / av.time_base
            return Header(
                duration=length,
                chapters=tuple(
                    Chapter(
                        start=float(chapter["start"] * (chapter["time_base"] or 0)),
                        end=float(chapter["end"] * (chapter["time_base"] or 0)),
                        title=str(chapter["metadata"].get("title", "")),
                    )
                    for chapter in container.chapters()
                ),
                tags={
                    name.lower(): value
                    for name, value in (*stream.metadata.items(), *container.metadata.items())
                },
            )
    except (FFmpegError, OSError) as error:
        raise _fault(error, "") from None


def decode(
    path: Path,
    *,
    expected: float | None,
    timer: Callable[[], float] = time.monotonic,
    on_way: Callable[[float], None] | None = None,
) -> float:
    """Decodes every frame of the file and returns the length of its audio in seconds.

    `expected` is the header's length and sets the budget. `timer` counts real seconds: decoding is work of
    this machine, which no fast clock speeds up. `on_way` hears now and then how many seconds are decoded.
    Raises Undecodable at the first broken packet, Unreadable and TooSlow.
    """
    import av  # FFmpeg takes room in memory that only a verification should cost
    from av.error import FFmpegError

    budget = max(_MIN_BUDGET, _BUDGET_PER_HOUR * (expected or 0.0) / 3600)
    began = timer()
    decoded = 0.0
    last = 0.0
    packets = 0
    try:
        with av.open(str(path), metadata_errors="replace") as container:
            if not container.streams.audio:
                raise Undecodable("it holds no audio stream")
            stream = container.streams.audio[0]
            silent = container.format.name in _SILENT
            for packet in container.demux(stream):
                if packet.is_corrupt:
                    raise Undecodable(f"a broken packet after {decoded:.0f} s")
                for frame in packet.decode():
                    start = last if frame.time is None else frame.time
                    if silent and packets and start - last > _HOLE:
                        raise Undecodable(f"a hole of {start - last:.2f} s after {last:.0f} s")
                    length = frame.samples / frame.sample_rate
                    decoded += length
                    last = start + length
                packets += 1
                if packets % _LOOK_EVERY == 0:
                    if timer() - began > budget:
                        raise TooSlow(f"{decoded:.0f} s decoded in {budget:.0f} s")
                    if on_way is not None:
                        on_way(decoded)
    except (FFmpegError, OSError) as error:
        raise _fault(error, f" after {decoded:.0f} s") from None
    if decoded == 0.0:
        raise Undecodable("there is no sound in it")
    return decoded


def _fault(error: Exception, where: str) -> Undecodable | Unreadable:
    why = str(getattr(error, "strerror", None) or error).lower().rstrip(".") + where
    return Unreadable(why) if getattr(error, "errno", None) in _MACHINE else Undecodable(why)
