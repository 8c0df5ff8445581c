"""Telling the files of a bundle apart into books, and naming files in their folders."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.bundles import Piece, Slot, Unassignable, assign
from mamcrawler.downloads.layout import OrderUnclear, Ware, below_common_folder, target_names

SLOTS = [
    Slot("The Slow Kiln", Decimal(1), (600,)),
    Slot("Ash Ledger", Decimal(2), (900,)),
    Slot("The Glaze Thief", Decimal(3), (1200,)),
]


def pieces(*names: str, seconds: float = 0.0, album: str = "") -> list[Piece]:
    return [Piece(name, seconds, album) for name in names]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(
            ("Book 1 - The Slow Kiln/a.mp3", "Book 2 - Ash Ledger/a.mp3", "Book 3/a.mp3"), id="folders"
        ),
        pytest.param(
            ("01 - The Slow Kiln/a.mp3", "02 - Ash Ledger/a.mp3", "03/a.mp3"), id="numbered folders"
        ),
        pytest.param(("The Slow Kiln.m4b", "Ash Ledger.m4b", "Glaze Thief, The.m4b"), id="file names"),
        pytest.param(("Kiln Road 01.m4b", "Kiln Road Book 2.m4b", "Kiln Road Vol. 3.m4b"), id="numbers"),
    ],
)
def test_names_tell_the_books_apart(names: tuple[str, ...]) -> None:
    assert assign(pieces(*names), SLOTS, series=("Kiln Road",)) == [0, 1, 2]


def test_several_files_of_a_book_stay_together() -> None:
    found = assign(
        pieces("Ash Ledger/1.mp3", "Ash Ledger/2.mp3", "The Slow Kiln/1.mp3", "The Glaze Thief/1.mp3"), SLOTS
    )

    assert found == [1, 1, 0, 2]


def test_album_tags_tell_the_books_apart() -> None:
    tagged = [
        Piece("a.mp3", 0, "The Glaze Thief"),
        Piece("b.mp3", 0, "Ash Ledger"),
        Piece("c.mp3", 0, "The Slow Kiln"),
    ]

    assert assign(tagged, SLOTS) == [2, 1, 0]


def test_running_order_fills_the_books_by_their_length() -> None:
    tracks = [Piece(f"track {number}.mp3", 300.0) for number in range(1, 10)]

    assert assign(tracks, SLOTS) == [0, 0, 1, 1, 1, 2, 2, 2, 2]


def test_a_short_last_track_belongs_to_the_book_before() -> None:
    lengths = (590, 10, 880, 20, 1190, 10)
    tracks = [Piece(f"track {number}.mp3", float(length)) for number, length in enumerate(lengths, 1)]

    assert assign(tracks, SLOTS) == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    "bundle",
    [
        pytest.param(pieces("x.mp3", "y.mp3", "z.mp3", seconds=10.0), id="lengths do not fit"),
        pytest.param(pieces("x.mp3", "y.mp3", "z.mp3"), id="nothing tells"),
        pytest.param(pieces("The Slow Kiln/a.mp3", "Ash Ledger/a.mp3"), id="a book is missing"),
        pytest.param(
            pieces("The Slow Kiln/a.mp3", "Ash Ledger/a.mp3", "The Glaze Thief/a.mp3", "Bonus/a.mp3"),
            id="a file of no book",
        ),
    ],
)
def test_a_bundle_that_cannot_be_told_apart_goes_to_a_person(bundle: list[Piece]) -> None:
    with pytest.raises(Unassignable):
        assign(bundle, SLOTS)


def test_names_that_contradict_the_lengths_are_not_believed() -> None:
    swapped = [
        Piece("The Slow Kiln.mp3", 900),
        Piece("Ash Ledger.mp3", 600),
        Piece("The Glaze Thief.mp3", 1200),
    ]

    with pytest.raises(Unassignable):
        assign(swapped, SLOTS)


@given(st.lists(st.integers(60, 3000), min_size=2, max_size=6), st.integers(1, 5))
def test_running_order_gives_every_book_its_length(runtimes: list[int], parts: int) -> None:
    slots = [
        Slot(f"Book of {'abcdef'[at]}", Decimal(at + 1), (runtime,)) for at, runtime in enumerate(runtimes)
    ]
    tracks = [
        Piece(f"{at * parts + part:03d}.mp3", runtime / parts)
        for at, runtime in enumerate(runtimes)
        for part in range(parts)
    ]
    try:
        found = assign(tracks, slots)
    except Unassignable:
        return
    for at, runtime in enumerate(runtimes):
        total = sum(track.seconds for track, slot in zip(tracks, found, strict=True) if slot == at)
        assert abs(total - runtime) <= 0.05 * runtime


def test_one_audio_file_is_named_after_the_title() -> None:
    names = target_names(
        [Ware("Kiln/kiln_64.M4B"), Ware("Kiln/art/cover.JPG"), Ware("Kiln/notes.exe.txt")],
        title="The Slow Kiln: 2",
    )

    assert names == {
        "Kiln/kiln_64.M4B": "The Slow Kiln - 2.m4b",
        "Kiln/art/cover.JPG": "cover.jpg",
        "Kiln/notes.exe.txt": "notes.exe.txt",
    }


def test_several_files_keep_their_names_and_disc_folders() -> None:
    names = target_names(
        [Ware("Kiln/CD 1/01: a.mp3"), Ware("Kiln/CD 2/01: a.mp3"), Ware("Kiln/cover.jpg")],
        title="The Slow Kiln",
    )

    assert list(names.values()) == ["CD 1/01 - a.mp3", "CD 2/01 - a.mp3", "cover.jpg"]


def test_files_that_are_neither_audio_nor_extras_are_left_out() -> None:
    assert list(target_names([Ware("k/a.mp3"), Ware("k/metadata.json"), Ware("k/x.sfv")], title="K")) == [
        "k/a.mp3"
    ]


def test_names_that_do_not_sort_as_they_play_go_to_a_person() -> None:
    with pytest.raises(OrderUnclear):
        target_names([Ware("k/end.mp3", track=2), Ware("k/zero.mp3", track=1)], title="K")


def test_track_numbers_of_several_discs_count_within_their_disc() -> None:
    wares = [
        Ware("k/CD 1/a.mp3", disc=1, track=1),
        Ware("k/CD 1/b.mp3", disc=1, track=2),
        Ware("k/CD 2/a.mp3", disc=2, track=1),
    ]

    assert len(target_names(wares, title="K")) == 3


def test_tags_without_an_order_say_nothing() -> None:
    assert len(target_names([Ware("k/b.mp3", track=1), Ware("k/a.mp3", track=1)], title="K")) == 2
    assert len(target_names([Ware("k/b.mp3", track=1), Ware("k/a.mp3")], title="K")) == 2


parts = st.lists(st.sampled_from(["CD 1", "CD 2", "Kiln"]), max_size=3)


@given(st.lists(st.tuples(parts, st.integers(1, 20)), min_size=1, unique_by=str))
def test_shorter_names_stay_different(made: list[tuple[list[str], int]]) -> None:
    names = ["/".join(("Kiln", *folders, f"{number}.mp3")) for folders, number in made]

    assert len(set(below_common_folder(names))) == len(names)
