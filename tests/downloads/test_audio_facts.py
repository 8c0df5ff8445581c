"""Decoding real audio to its end, whole and broken, in every format the sandbox makes."""

from pathlib import Path

import pytest

from mamcrawler.downloads.audio import TooSlow, Undecodable, Unreadable, decode, read_header
from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.torrents.damage import corrupt, cut_short

FORMATS = ("m4b", "mp3", "opus")


@pytest.mark.parametrize("fmt", FORMATS)
def test_whole_audio_decodes_to_the_length_its_header_says(fmt: str, tmp_path: Path) -> None:
    path = make_audio(tmp_path / f"a.{fmt}", 90, fmt=fmt)

    header = read_header(path)

    assert header.duration == pytest.approx(90, abs=0.2)
    assert decode(path, expected=header.duration) == pytest.approx(90, abs=0.2)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_broken_stretch_is_found(fmt: str, tmp_path: Path) -> None:
    path = make_audio(tmp_path / f"a.{fmt}", 90, fmt=fmt)
    corrupt(path)

    with pytest.raises(Undecodable):
        decode(path, expected=90)


def test_an_early_end_shows_in_the_decoded_length(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.mp3", 90, fmt="mp3")
    cut_short(path, keep=0.5)

    assert read_header(path).duration == pytest.approx(90, abs=0.2)
    assert decode(path, expected=90) == pytest.approx(45, abs=1)


@pytest.mark.parametrize("name", ["page.m4b", "page.mp3", "page.flac", "page.opus"])
def test_a_web_page_is_no_audio(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"<html><body>Not logged in</body></html>" * 50)

    with pytest.raises(Undecodable):
        decode(path, expected=None)


def test_tags_and_chapters_are_read(tmp_path: Path) -> None:
    path = make_audio(
        tmp_path / "a.m4b",
        60,
        tags={"title": "The Slow Kiln", "artist": "Hazel Brandt"},
        chapters=[(0, "One"), (30, "Two")],
    )

    header = read_header(path)

    assert header.tags["artist"] == "Hazel Brandt"
    assert [(round(one.start), one.title) for one in header.chapters] == [(0, "One"), (30, "Two")]


def test_a_file_that_is_not_there_is_no_verdict_on_its_audio(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_header(tmp_path / "gone.m4b")


def test_decoding_has_a_budget_of_real_time(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.mp3", 120, fmt="mp3")
    seconds = iter(range(0, 100_000, 61))

    with pytest.raises(TooSlow):
        decode(path, expected=120, timer=lambda: float(next(seconds)))


def test_long_audio_has_a_longer_budget(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.mp3", 120, fmt="mp3")
    seconds = iter([0.0, *([1199.0] * 10_000)])

    # Ten hours may take 20 minutes.
    assert decode(path, expected=36_000, timer=lambda: next(seconds)) == pytest.approx(120, abs=0.2)
