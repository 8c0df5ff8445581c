"""Real, fully decodable audio of any length, made in well under a second per hour.

A few seconds of a soft tone over pink noise are encoded once; their packets are then written again and
again with rising timestamps. Every packet decodes, the container's header tells the true length, and
different seeds give different bytes. The sample rates are low, because what the sandbox's audio costs is
its full decode.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import av
from av.audio import AudioStream
from av.audio.codeccontext import AudioCodecContext
from av.container import Flags, OutputContainer
from av.filter import Graph

from mamcrawler.sandbox.torrents.tags import container_tags, write_freeform_tags

if TYPE_CHECKING:
    from av.container.core import Chapter as ContainerChapter

Format = Literal["m4b", "m4a", "mp3", "opus"]
Chapter = tuple[float, str]
"""Start in seconds and title."""

LOOP_SECONDS = 4
_BITEXACT = Flags.bitexact.value  # no encoder version and no random serial number in the file


@dataclass(frozen=True)
class _Recipe:
    """How one format is encoded: FFmpeg's codec and container, sample format, codec and container options."""

    codec: str
    container: str
    samples: str
    rates: tuple[tuple[int, int], ...]
    """(highest kbit/s, sample rate in Hz), ascending: what a mono stream of that rate can fill."""
    codec_options: tuple[tuple[str, str], ...] = ()
    container_options: tuple[tuple[str, str], ...] = ()

    def rate(self, kbps: int) -> int:
        """Returns the lowest sample rate that can carry `kbps`; raises ValueError when none can."""
        for most, rate in self.rates:
            if kbps <= most:
                return rate
        raise ValueError(f"{self.codec} cannot carry {kbps} kbit/s in one channel")


_AAC = ((80, 16_000), (120, 24_000), (256, 48_000))
_MP3 = ((160, 16_000), (320, 44_100))
# The index of chapters and packets goes to the front, as audiobook tools write it: a cut file can be opened.
_MP4 = (("movflags", "faststart"),)
RECIPES: dict[str, _Recipe] = {
    "m4b": _Recipe("aac", "ipod", "fltp", _AAC, container_options=_MP4),
    "m4a": _Recipe("aac", "ipod", "fltp", _AAC, container_options=_MP4),
    # Frames that borrow from earlier frames would break where the loop is joined.
    "mp3": _Recipe("libmp3lame", "mp3", "fltp", _MP3, codec_options=(("reservoir", "0"),)),
    "opus": _Recipe("libopus", "ogg", "flt", ((256, 48_000),)),
}


@dataclass(frozen=True)
class _Loop:
    """Encoded packets that may follow each other without end, each `frame` samples long at `rate` Hz."""

    packets: tuple[bytes, ...]
    frame: int
    rate: int


def make_audio(
    path: Path,
    seconds: float,
    *,
    fmt: Format = "m4b",
    kbps: int = 64,
    tags: Mapping[str, str] | None = None,
    chapters: Sequence[Chapter] = (),
    seed: int = 0,
) -> Path:
    """Writes a mono audio file of `seconds` (to within one frame, ≤ 72 ms) and returns its path.

    `tags` (title, artist, album, composer, narrator, asin …) are written as each format writes them.
    `chapters` are (start, title) in rising order; each ends where the next begins. The same arguments give
    the same bytes. Raises ValueError for impossible lengths, rates or chapters.
    """
    if seconds <= 0:
        raise ValueError(f"audio of {seconds} seconds cannot be made")
    recipe = RECIPES[fmt]
    rate = recipe.rate(kbps)
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(
        str(path), "w", format=recipe.container, container_options=dict(recipe.container_options)
    ) as out:
        out.flags |= _BITEXACT  # type: ignore[operator]
        out.metadata.update(container_tags(tags or {}, fmt))
        out.set_chapters(_container_chapters(chapters, seconds))
        stream = _stream(out, recipe, rate, kbps)
        out.start_encoding()
        _repeat(out, stream, _loop(fmt, rate, kbps, seed), seconds)
    write_freeform_tags(path, tags or {}, fmt)
    return path


def _stream(out: OutputContainer, recipe: _Recipe, rate: int, kbps: int) -> AudioStream:
    stream = out.add_stream(recipe.codec, rate=rate, layout="mono", format=recipe.samples)
    assert isinstance(stream, AudioStream)
    stream.bit_rate = kbps * 1000
    stream.time_base = Fraction(1, rate)
    return stream


def _repeat(out: OutputContainer, stream: AudioStream, loop: _Loop, seconds: float) -> None:
    # The container has chosen the stream's time base by now. The muxer takes copies, so that the same packet
    # object may be written again under its next timestamp.
    base = stream.time_base
    assert base is not None
    step = Fraction(loop.frame, loop.rate) / base
    assert step.denominator == 1
    packets = [av.Packet(data) for data in loop.packets]
    for packet in packets:
        packet.stream = stream
        packet.time_base = base
        packet.duration = step.numerator
    count = max(1, round(seconds * loop.rate / loop.frame))
    times = range(0, count * step.numerator, step.numerator)
    for time, packet in zip(times, itertools.cycle(packets), strict=False):
        packet.pts = packet.dts = time
        out.mux_one(packet)


@functools.lru_cache(maxsize=64)
def _loop(fmt: str, rate: int, kbps: int, seed: int) -> _Loop:
    recipe = RECIPES[fmt]
    encoder = AudioCodecContext.create(recipe.codec, "w")
    assert isinstance(encoder, AudioCodecContext)
    encoder.sample_rate = rate
    encoder.layout = "mono"
    encoder.format = recipe.samples
    encoder.bit_rate = kbps * 1000
    encoder.options = dict(recipe.codec_options)
    encoder.open()
    fifo = av.AudioFifo()
    for sound in _sound(rate, LOOP_SECONDS, seed, recipe.samples):
        fifo.write(sound)
    packets: list[bytes] = []
    while frame := fifo.read(encoder.frame_size):
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    encoder.encode(None)  # what is still inside would end the sound, and the loop has no end
    return _Loop(tuple(packets), encoder.frame_size, rate)


def _sound(rate: int, seconds: float, seed: int, samples: str) -> Iterator[av.AudioFrame]:
    """Yields a soft fifth over pink noise, all of it computed by FFmpeg."""
    low = 110 + (seed * 37) % 220
    graph = Graph()
    sources = (
        graph.add("anoisesrc", f"c=pink:a=0.1:seed={seed % 2**31}:r={rate}:d={seconds}"),
        graph.add("sine", f"f={low}:r={rate}:d={seconds}"),
        graph.add("sine", f"f={low * 1.5}:r={rate}:d={seconds}"),
    )
    mix = graph.add("amix", f"inputs={len(sources)}")
    shape = graph.add("aformat", f"sample_fmts={samples}:sample_rates={rate}:channel_layouts=mono")
    sink = graph.add("abuffersink")
    for place, source in enumerate(sources):
        source.link_to(mix, 0, place)
    mix.link_to(shape)
    shape.link_to(sink)
    graph.configure()
    while True:
        try:
            frame = graph.pull()
        except (av.EOFError, av.BlockingIOError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame


def _container_chapters(chapters: Sequence[Chapter], seconds: float) -> list[ContainerChapter]:
    millis = Fraction(1, 1000)
    starts = [round(start * 1000) for start, _ in chapters]
    ends = [*starts[1:], round(seconds * 1000)] if starts else []
    if any(end <= start for start, end in zip(starts, ends, strict=True)):
        raise ValueError("chapters must begin one after the other, before the end of the audio")
    return [
        {"id": number, "start": start, "end": end, "time_base": millis, "metadata": {"title": title}}
        for number, (start, end, (_, title)) in enumerate(zip(starts, ends, chapters, strict=True))
    ]
