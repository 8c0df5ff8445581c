"""The sandbox's audio is real: full decodes tell its length, tags and chapters read back; damage shows."""

import av
import pytest
from mutagen import File

from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.torrents.damage import corrupt, cut_short

FORMATS = ["m4b", "m4a", "mp3", "opus"]
TAGS = {
    "title": "The Copper Weir",
    "artist": "Ada Merrow",
    "album": "The Copper Weir",
    "composer": "Tilda Crane",
    "narrator": "Tilda Crane",
    "asin": "B0COPPERW1",
}


def decode(path):
    """Decodes as far as it goes; returns the seconds that came out and the error that ended it, if any."""
    samples = 0
    with av.open(str(path)) as audio:
        stream = audio.streams.audio[0]
        try:
            for frame in audio.decode(stream):
                samples += frame.samples
        except av.InvalidDataError as error:
            return samples / stream.rate, error
        return samples / stream.rate, None


def header_seconds(path):
    with av.open(str(path)) as audio:
        return audio.duration / 1_000_000


@pytest.mark.parametrize("fmt", FORMATS)
def test_audio_decodes_fully_to_the_length_asked_for(tmp_path, fmt):
    path = make_audio(tmp_path / f"book.{fmt}", 100, fmt=fmt)
    assert decode(path) == (pytest.approx(100, abs=0.1), None)
    assert header_seconds(path) == pytest.approx(100, abs=0.1)


def test_an_hour_of_m4b_has_the_size_its_bit_rate_promises(tmp_path):
    path = make_audio(tmp_path / "book.m4b", 3600, kbps=64)
    assert path.stat().st_size == pytest.approx(3600 * 64_000 / 8, rel=0.05)
    assert decode(path) == (pytest.approx(3600, abs=0.1), None)


@pytest.mark.parametrize("kbps", [32, 96, 128, 192])
def test_mp3_keeps_its_bit_rate(tmp_path, kbps):
    path = make_audio(tmp_path / "book.mp3", 120, fmt="mp3", kbps=kbps)
    assert path.stat().st_size == pytest.approx(120 * kbps * 125, rel=0.02)


@pytest.mark.parametrize("fmt", ["m4b", "m4a", "mp3"])
def test_chapters_are_read_back(tmp_path, fmt):
    path = make_audio(
        tmp_path / f"book.{fmt}", 60, fmt=fmt, chapters=[(0, "The Weir"), (20.5, "The Flood"), (40, "After")]
    )
    with av.open(str(path)) as audio:
        chapters = [
            (float(c["start"] * c["time_base"]), float(c["end"] * c["time_base"]), c["metadata"]["title"])
            for c in audio.chapters()
        ]
    assert chapters == [(0, 20.5, "The Weir"), (20.5, 40, "The Flood"), (40, 60, "After")]


@pytest.mark.parametrize(
    ("fmt", "keys"),
    [
        ("m4b", ["©nam", "©ART", "©alb", "©wrt", "©nrt", "----:com.apple.iTunes:ASIN"]),
        ("mp3", ["TIT2", "TPE1", "TALB", "TCOM", "TXXX:narrator", "TXXX:asin"]),
        ("opus", list(TAGS)),
    ],
)
def test_tags_are_read_back_under_the_names_of_each_format(tmp_path, fmt, keys):
    tags = File(make_audio(tmp_path / f"book.{fmt}", 5, fmt=fmt, tags=TAGS)).tags
    found = [tags[key] for key in keys]
    texts = [bytes(v[0]).decode() if isinstance(v[0], bytes) else str(v[0]) for v in found]
    assert texts == list(TAGS.values())


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path, fmt):
    first, again, other = (
        make_audio(tmp_path / f"{name}.{fmt}", 20, fmt=fmt, seed=seed).read_bytes()
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize("fmt", FORMATS)
def test_corrupt_audio_keeps_size_and_header_and_fails_in_the_middle(tmp_path, fmt):
    path = make_audio(tmp_path / f"book.{fmt}", 300, fmt=fmt)
    size = path.stat().st_size
    corrupt(path)
    assert path.stat().st_size == size
    assert header_seconds(path) == pytest.approx(300, abs=0.1)
    seconds, error = decode(path)
    assert error is not None
    assert seconds == pytest.approx(150, abs=10)


@pytest.mark.parametrize("fmt", ["m4b", "mp3"])
def test_cut_audio_promises_more_than_it_holds(tmp_path, fmt):
    path = make_audio(tmp_path / f"book.{fmt}", 300, fmt=fmt)
    cut_short(path, keep=0.5)
    assert header_seconds(path) == pytest.approx(300, abs=0.1)
    seconds, _ = decode(path)
    assert seconds == pytest.approx(150, abs=3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"seconds": 0}, "0 seconds"),
        ({"seconds": 10, "kbps": 500}, "cannot carry 500"),
        ({"seconds": 10, "chapters": [(0, "a"), (10, "b")]}, "chapters must begin"),
    ],
)
def test_impossible_audio_is_refused(tmp_path, arguments, message):
    with pytest.raises(ValueError, match=message):
        make_audio(tmp_path / "book.m4b", **arguments)


def test_audio_too_small_to_break_is_refused(tmp_path):
    path = make_audio(tmp_path / "book.mp3", 1, fmt="mp3", kbps=32)
    with pytest.raises(ValueError, match="too small"):
        corrupt(path)
