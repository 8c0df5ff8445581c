"""Which files are one book."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.book_files import book_folders, holds_several_books, is_numbered_book, works_of


@pytest.mark.parametrize(
    ("files", "books"),
    [
        (["Ember.m4b", "Ash.m4b"], {"Ember.m4b": ["Ember.m4b"], "Ash.m4b": ["Ash.m4b"]}),
        (["cover.jpg"], {}),
        (["Mira Vale/Ember/01.mp3", "Mira Vale/Ash.m4b"], {"Mira Vale": ["Ember/01.mp3", "Ash.m4b"]}),
        (
            ["Saga/Ember/01.mp3", "Saga/Ember/cover.jpg", "Saga/Ash/01.mp3", "Saga/read me.txt"],
            {"Saga/Ember": ["01.mp3", "cover.jpg"], "Saga/Ash": ["01.mp3"]},
        ),
        (
            ["Mira Vale/Ember/Disc 1/01.mp3", "Mira Vale/Ember/disk02/01.mp3"],
            {"Mira Vale/Ember": ["Disc 1/01.mp3", "disk02/01.mp3"]},
        ),
        # A disc that lies in no book's folder is a book of its own.
        (["CD1/01.mp3"], {"CD1": ["01.mp3"]}),
    ],
)
def test_the_folder_makes_the_book(files: list[str], books: dict[str, list[str]]) -> None:
    assert book_folders(files) == books


@pytest.mark.parametrize(
    ("files", "works"),
    [
        (["Ember.epub", "Ember.mobi", "Ash.epub"], ["Ember", "Ash"]),
        (["Ember - Part 01.m4b", "Ember - Part 02.m4b"], ["Ember"]),
        (["Ember (1 of 2).mp3", "Ember (2 of 2).mp3"], ["Ember"]),
        (["Ember/01.mp3", "Ash/01.mp3"], ["Ember", "Ash"]),
    ],
)
def test_parts_and_formats_are_one_work(files: list[str], works: list[str]) -> None:
    assert works_of(files) == works


@pytest.mark.parametrize(
    ("files", "several"),
    [
        (["Book 1 - Ash.mp3", "Book 2 - Dusk.mp3"], True),
        (["Ash (Ember #1).m4b", "Dusk (Ember #2).m4b"], True),
        (["Ember 01 - Ash.m4b", "Ember 02 - Dusk.m4b"], True),
        (["Ember 01 - Ash.m4b", "Ember 02 - Ash.m4b"], False),
        (["Ember Book 1 - 01.mp3", "Ember Book 1 - 02.mp3"], False),
        (["01 - Ash.mp3", "02 - Dusk.mp3"], False),
        (["Chapter 1.mp3", "Chapter 2.mp3"], False),
        (["Ash.m4b"], False),
        ([], False),
    ],
)
def test_several_books_in_one_folder(files: list[str], several: bool) -> None:
    assert holds_several_books(files) is several


@pytest.mark.parametrize(
    "folder",
    ["1 - Ash", "#12 - Ash", "03. Ash", "0.5 - Ash", "Book 3", "Vol. II - Ash", "Part 1", "Ember #4"],
)
def test_numbered_books(folder: str) -> None:
    assert is_numbered_book(folder) is True


@pytest.mark.parametrize("folder", ["Ash", "1984", "2019 - Ash", "101 Embers", "CD 1", "Bookbinders", ""])
def test_folders_without_a_number_of_a_book(folder: str) -> None:
    assert is_numbered_book(folder) is False


FOLDER = st.sampled_from(["Ember", "Ash", "CD1", "Disc 2"])
PATHS = st.builds(
    lambda folders, name: "/".join([*folders, name]),
    st.lists(FOLDER, max_size=3),
    st.sampled_from(["01.mp3", "02.mp3", "a.epub", "cover.jpg"]),
)


@given(st.lists(PATHS, max_size=12, unique=True))
def test_every_media_file_belongs_to_exactly_one_book(paths: list[str]) -> None:
    books = book_folders(paths)

    inside = [book if book in paths else f"{book}/{file}" for book, files in books.items() for file in files]
    assert len(inside) == len(set(inside))
    assert {path for path in paths if not path.endswith(".jpg")} <= set(inside) <= set(paths)
