"""Bit rate, duration, form and language as people write them in tags and descriptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.media_text import (
    bitrate_from_text,
    duration_from_text,
    form_from_text,
    language_from_text,
)


@pytest.mark.parametrize(
    ("text", "kbps"),
    [
        ("Unabridged, 62 Kbps, CBR, 44.1 KHz", 62),
        ("chapters, 125kb/s", 125),
        ("(128k)", 128),
        ("64-128 kbps VBR", 64),
        ("sample rate 44100, 3696k", None),
        ("12 kbps", None),
        ("a 10k race and a 100k party", None),
    ],
)
def test_bitrate(text: str, kbps: int | None) -> None:
    assert bitrate_from_text(text) == kbps


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Listening Length: 7 hours and 9 minutes", 7 * 3600 + 9 * 60),
        ("11h3m20s", 11 * 3600 + 3 * 60 + 20),
        ("9.5 hours", 34_200),
        ("1,020 min", 61_200),
        ("5 minutes sample of 10 hours", 36_000),
        ("Spieldauer: 6:05", 6 * 3600 + 5 * 60),
        ("2 Std. 30 Min.", 9_000),
        ("at 20:15", None),
        ("30 s", None),
        ("401 h", None),
    ],
)
def test_duration(text: str, seconds: int | None) -> None:
    assert duration_from_text(text) == seconds


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("UNABRIDGED", "unabridged"),
        ("Unabr", "unabridged"),
        ("non-abridged", "unabridged"),
        ("ungekuerzte Lesung", "unabridged"),
        ("read by the author, abridged", "abridged"),
        ("unabridged and abridged editions", "abridged"),
        ("a bridge", None),
    ],
)
def test_form(text: str, form: str | None) -> None:
    assert form_from_text(text) == form


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Language: ( Finnish )", "Finnish"),
        ("Sprache: Deutsch", "German"),
        ("swe", "Swedish"),
        ("Lydbog, 64 kbps", "Danish"),
        ("Luisterboek / Hörbuch", None),
        ("My French Summer", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_from_text(text) == language


@given(st.integers(1, 399), st.integers(0, 59))
def test_every_spelling_of_a_duration_reads_the_same(hours: int, minutes: int) -> None:
    seconds = hours * 3600 + minutes * 60
    spellings = (
        f"{hours} hours and {minutes} minutes",
        f"{hours}h{minutes}m",
        f"{hours} hrs {minutes} mins",
        f"{hours}:{minutes:02}:00",
        f"Length: {hours} hr, {minutes} min",
    )

    assert {duration_from_text(spelling) for spelling in spellings} == {seconds}


@given(st.text())
def test_any_text_gives_facts_in_range_or_none(text: str) -> None:
    kbps, seconds = bitrate_from_text(text), duration_from_text(text)

    assert kbps is None or 16 <= kbps <= 512
    assert seconds is None or 60 <= seconds <= 400 * 3600
    assert form_from_text(text) in {"unabridged", "abridged", None}
    language_from_text(text)
