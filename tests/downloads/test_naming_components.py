"""Rule D22: names that every file system takes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.naming_components import (
    clean_token,
    cut_bytes,
    finished,
    safe_component,
    without_illegal,
)

NASTY = st.text(alphabet=st.sampled_from("aB1 .:/\\\"?*<>|{}'é花\u0301\u200b\u202e\x07-con"), max_size=200)
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789¹²³"),
}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ash: A Tale", "Ash - A Tale"),
        ("10:04", "10-04"),
        ("AC/DC", "AC-DC"),
        ("C:\\Ash", "C--Ash"),
        ('The "Tide"', "The 'Tide'"),
        ("Who? What* <now> |", "Who What now"),
        ("Ash {Vale}", "Ash (Vale)"),
        ("  Ash \t of\nVale ", "Ash of Vale"),
        ("...Ash...", "Ash"),
        ("Vale Jr.", "Vale Jr"),
        ("Caf\u0065\u0301", "Café"),
        ("A\u200bsh\u202e", "Ash"),
        ("..", "Unknown"),
        ("???", "Unknown"),
        ("", "Unknown"),
        ("花 子", "花 子"),
    ],
)
def test_a_token_is_cleaned(text: str, clean: str) -> None:
    assert clean_token(text) == clean


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Con", "Con_"),
        ("nul.mp3", "nul_.mp3"),
        ("COM1", "COM1_"),
        ("lpt9 .txt", "lpt9_.txt"),
        ("Conrad", "Conrad"),
        ("Console.mp3", "Console.mp3"),
        ("COM10", "COM10"),
        ("com¹", "com¹_"),
    ],
)
def test_device_names_get_a_sign(text: str, name: str) -> None:
    assert safe_component(text) == name


@given(st.one_of(NASTY, st.text(max_size=400)), st.integers(40, 180))
def test_every_component_is_safe(text: str, max_bytes: int) -> None:
    name = safe_component(text, max_bytes=max_bytes)

    assert not set(name) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in name)
    assert 0 < len(name.encode()) <= max_bytes
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert name.partition(".")[0].strip().casefold() not in DEVICES


@given(NASTY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_token(text)

    assert clean_token(once) == once


def test_the_illegal_characters_are_dropped_and_the_rest_is_tidied() -> None:
    assert without_illegal('a<b>c:d"e/f\\g|h?i*j') == "abcdefghij"
    assert finished("  a   b.. ") == "a b"


def test_bytes_are_cut_between_letters() -> None:
    assert cut_bytes("花花花", 7) == "花花"
    assert cut_bytes("ae\u0301", 3) == "a"
    assert cut_bytes("Ash. Salt", 5) == "Ash"


@given(st.text(min_size=1, max_size=60), st.integers(1, 80))
def test_a_cut_text_is_a_beginning_of_the_text(text: str, limit: int) -> None:
    cut = cut_bytes(text, limit)

    assert len(cut.encode(errors="replace")) <= limit
    assert text.startswith(cut) or "Unknown".startswith(cut)
