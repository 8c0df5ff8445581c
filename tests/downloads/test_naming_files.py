"""Rule D23: names and order of audio files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.naming_files import (
    audio_file_name,
    kept_file_names,
    natural_sort,
    part_numbers,
    plays_in_order,
)

FILE_NAMES = st.text(alphabet=st.sampled_from("aAbé0129 .-:"), max_size=12)


@pytest.mark.parametrize(
    ("title", "extension", "name"),
    [
        ("Ash", ".m4b", "Ash.m4b"),
        ("Ash: A Tale?", "MP3", "Ash - A Tale.mp3"),
        ("Con", "m4b", "Con_.m4b"),
        ("..", ".flac", "Unknown.flac"),
    ],
)
def test_the_only_file_is_named_for_the_title(title: str, extension: str, name: str) -> None:
    assert audio_file_name(title, extension) == name


def test_a_long_title_leaves_room_for_the_extension() -> None:
    name = audio_file_name("Lantern " * 40, ".m4b")

    assert len(name.encode()) <= 180
    assert name.endswith("Lantern.m4b")


def test_several_files_keep_their_names_and_disc_folders() -> None:
    assert kept_file_names(["CD 1/01 Ash?.MP3", "CD 1/02 Salt.mp3", "CD: 2/01 Ash.mp3", "Vale Jr..m4b"]) == [
        "CD 1/01 Ash.mp3",
        "CD 1/02 Salt.mp3",
        "CD - 2/01 Ash.mp3",
        "Vale Jr.m4b",
    ]


def test_files_that_would_get_one_name_are_told_apart() -> None:
    assert kept_file_names(["a?.mp3", "A.mp3", "a*.mp3", "b.mp3"]) == [
        "a.mp3",
        "A (2).mp3",
        "a (3).mp3",
        "b.mp3",
    ]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_every_file_has_a_name_of_its_own(paths: list[str]) -> None:
    named = kept_file_names(paths)

    assert len(named) == len(paths)
    assert len({name.casefold() for name in named}) == len(named)
    assert all(part not in ("", ".", "..") for name in named for part in name.split("/"))


@pytest.mark.parametrize(
    "names",
    [
        ["1.mp3", "2.mp3", "10.mp3"],
        ["Disc 1/9.mp3", "Disc 1/10.mp3", "Disc 2/1.mp3", "Disc 10/1.mp3"],
        ["Ash 001.mp3", "ash 002.mp3", "Ash 003.mp3"],
        ["01a.mp3", "01b.mp3", "02.mp3"],
        ["Ash.mp3", "Ash 2.mp3"],
        [],
    ],
)
def test_numbers_are_sorted_by_value(names: list[str]) -> None:
    assert natural_sort(reversed(names)) == names
    assert plays_in_order(names)


def test_files_out_of_order_are_noticed() -> None:
    assert not plays_in_order(["Part 2.mp3", "Part 1.mp3"])


def test_files_are_numbered_in_their_order() -> None:
    assert part_numbers(["Part 10.mp3", "Part 9.mp3"], digits=3) == [
        ("Part 9.mp3", "001"),
        ("Part 10.mp3", "002"),
    ]


@given(st.lists(FILE_NAMES))
def test_sorting_is_stable_and_complete(names: list[str]) -> None:
    once = natural_sort(names)

    assert sorted(once) == sorted(names)
    assert natural_sort(once) == once
