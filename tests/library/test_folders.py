"""What folders say about a book."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.folder_guess import guess, read_loose
from mamcrawler.library.folders import FolderBook, read_documented


@pytest.mark.parametrize(
    ("path", "book"),
    [
        ("Ember", FolderBook("Ember")),
        ("Mira Vale/Ember", FolderBook("Ember", ("Mira Vale",))),
        ("Vale, Mira/Ember", FolderBook("Ember", ("Mira Vale",))),
        ("Mira Vale, Ann Farrow/Ember", FolderBook("Ember", ("Mira Vale", "Ann Farrow"))),
        ("Shelf/Mira Vale/Saga/Ember", FolderBook("Ember", ("Mira Vale",), "Saga")),
        ("Mira Vale/Saga/Vol 1 - Ember", FolderBook("Ember", ("Mira Vale",), "Saga", "1")),
        ("Mira Vale/Saga/Ember - Vol 12", FolderBook("Ember", ("Mira Vale",), "Saga", "12")),
        ("Mira Vale/Saga/Volume 3. Ember", FolderBook("Ember", ("Mira Vale",), "Saga", "3")),
        ("Mira Vale/Saga/0.5 - Ember", FolderBook("Ember", ("Mira Vale",), "Saga", "0.5")),
        ("Mira Vale/Saga/101 Embers", FolderBook("101 Embers", ("Mira Vale",), "Saga")),
        ("Mira Vale/Saga/101. Embers", FolderBook("Embers", ("Mira Vale",), "Saga", "101")),
        ("Mira Vale/Saga/Vol 1-2 - Ember", FolderBook("Ember", ("Mira Vale",), "Saga", "1-2")),
        ("Mira Vale/Ember [UNABRIDGED]", FolderBook("Ember [UNABRIDGED]", ("Mira Vale",))),
        ("Mira Vale/2 - Ember", FolderBook("2", ("Mira Vale",), subtitle="Ember")),
        (
            "Mira Vale/1999 - Ember - A Tale",
            FolderBook("Ember", ("Mira Vale",), subtitle="A Tale", year=1999),
        ),
        (
            "Mira Vale/Saga/(1999) - Book 2 - Ember - A Tale {Ann Farrow; Sean Dell} [B0ABCDEFGH]",
            FolderBook(
                "Ember",
                ("Mira Vale",),
                "Saga",
                "2",
                "A Tale",
                1999,
                ("Ann Farrow", "Sean Dell"),
                "B0ABCDEFGH",
            ),
        ),
    ],
)
def test_documented_layout(path: str, book: FolderBook) -> None:
    assert read_documented(path) == book


@pytest.mark.parametrize(
    ("path", "book"),
    [
        ("Robert Farrow/Ember", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/Robert Farrow - Ember", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/1.5", FolderBook("1.5", ("Robert Farrow",))),
        ("Robert Farrow/Saga/02 - Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", "2")),
        ("Robert Farrow/Saga/Saga, Book 2: Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", "2")),
        ("Robert Farrow/Saga/Ember (Saga #2)", FolderBook("Ember", ("Robert Farrow",), "Saga", "2")),
        ("Robert Farrow/Saga/2019 - Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", year=2019)),
        ("Audiobooks/Ember", FolderBook("Ember")),
        ("Robert Farrow/Audiobooks/Ember", FolderBook("Ember", ("Robert Farrow",))),
        ("data/downloads/Robert Farrow/Ember", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/Ember - Robert Farrow (2019)", FolderBook("Ember", ("Robert Farrow",), year=2019)),
        ("Audiobooks/Robert Farrow/Ember/CD 2", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/Ember/01 - Chapter.mp3", FolderBook("Ember", ("Robert Farrow",))),
        ("Saga/Saga 00.5 - Ember", FolderBook("Ember", series="Saga", sequence="0.5")),
        ("Saga/Saga 3", FolderBook("Saga 3", series="Saga", sequence="3")),
        ("Robert Farrow - Saga/3-Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", "3")),
        (
            "Ember - Book III of the Salt Saga - Robert Farrow",
            FolderBook("Ember", ("Robert Farrow",), "Salt", "3"),
        ),
        ("Saga, Book 16 - Ember", FolderBook("Ember", series="Saga", sequence="16")),
        ("Robert Farrow/[B0ABCDEFGH]", FolderBook("", ("Robert Farrow",), asin="B0ABCDEFGH")),
        (
            "Robert Farrow/Ember (2019) [M4B] {Ann Vale}",
            FolderBook("Ember", ("Robert Farrow",), year=2019, narrators=("Ann Vale",)),
        ),
    ],
)
def test_guessed_layout(path: str, book: FolderBook) -> None:
    assert guess(path.split("/")) == book


@pytest.mark.parametrize(
    ("path", "book"),
    [
        # The author's name before or behind the title goes, however it is written.
        ("Robert Farrow/Saga/Robert Farrow - Ember", FolderBook("Ember", ("Robert Farrow",), "Saga")),
        ("Robert Farrow/Farrow, Robert - Ember", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/Ember by Robert Farrow", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/Ember - Robert Farrow", FolderBook("Ember", ("Robert Farrow",))),
        ("Robert Farrow/Robert Farrow - 2019 - Ember", FolderBook("Ember", ("Robert Farrow",), year=2019)),
        (
            "Robert Farrow/Robert Farrow - Saga 02 - Ember",
            FolderBook("Ember", ("Robert Farrow",), "Saga", "2"),
        ),
        # A title may begin with the series' name without being a number in it.
        (
            "Robert Farrow/Mira Salt/Mira Salt and the Ember (Book 3)",
            FolderBook("Mira Salt and the Ember", ("Robert Farrow",), "Mira Salt", "3"),
        ),
        ("Robert Farrow/Saga/[03] Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", "3")),
        ("Robert Farrow/Saga/Part 3 - Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", "3")),
        ("Robert Farrow/Saga/2-Ember", FolderBook("Ember", ("Robert Farrow",), "Saga", "2")),
        # Unknown names are names where a numbered book lies below them.
        ("Uvo Marr - Saga/02 Ember", FolderBook("Ember", ("Uvo Marr",), "Saga", "2")),
        ("Robert Farrow/Saga/Book 3", FolderBook("Book 3", ("Robert Farrow",), "Saga", "3")),
        ("Uvo Marr/Uvo Marr - Ember", FolderBook("Ember", ("Uvo Marr",))),
        ("Salt IV/Salt IV_Ember", FolderBook("Ember", series="Salt IV", sequence="4")),
        ("Robert Farrow/11.22.63", FolderBook("11.22.63", ("Robert Farrow",))),
        (
            "Ember - Book 2 of The Salt Road - Robert Farrow",
            FolderBook("Ember", ("Robert Farrow",), "The Salt Road", "2"),
        ),
        (
            "Ember - Salt Road, Book 3 (Robert Farrow)",
            FolderBook("Ember", series="Salt Road", sequence="3", narrators=("Robert Farrow",)),
        ),
    ],
)
def test_names_beside_the_title(path: str, book: FolderBook) -> None:
    assert guess(path.split("/")) == book


def test_another_authors_name_inside_an_authors_folder_stays_in_the_title() -> None:
    assert guess(["Robert Farrow", "Stefan Zwick - Salz"]) == FolderBook(
        "Stefan Zwick - Salz", ("Robert Farrow",)
    )


@pytest.mark.parametrize(
    ("name", "book"),
    [
        ("Ember, Book 2", FolderBook("Ember", series="Ember", sequence="2")),
        ("Ember 2: The Ember Saga, Book 2", FolderBook("Ember 2", series="The Ember Saga", sequence="2")),
        (
            "Farrow, Robert -- Ember, Vol. 02 (2019)",
            FolderBook("Ember", ("Robert Farrow",), "Ember", "2", year=2019),
        ),
        (
            "Marr, Uvo -- Salt: Origins, Vol. 2 (2019) [M4B]",
            FolderBook("Salt: Origins", ("Uvo Marr",), "Salt: Origins", "2", year=2019),
        ),
        (
            "Marr, Uvo -- Salt, Book 2 -- Ember",
            FolderBook("Ember", ("Uvo Marr",), "Salt", "2"),
        ),
        ("(3) Ember (Unabridged)", FolderBook("Ember", sequence="3")),
        ("30 - Monstrous Choir", FolderBook("Monstrous Choir", sequence="30")),
        ("Salt Road 2 - Brass Tide", FolderBook("Brass Tide", series="Salt Road", sequence="2")),
        ("Salt Road, Book 2 - Royal Ember", FolderBook("Royal Ember", series="Salt Road", sequence="2")),
        ("Salt Road - Book 2 - Salt Road 2", FolderBook("Salt Road 2", series="Salt Road", sequence="2")),
        (
            "Uvo Marr - Ember, Salt Road, Book 2",
            FolderBook("Ember", ("Uvo Marr",), "Salt Road", "2"),
        ),
        ("7/8/90 (Salt Road #2)", FolderBook("7/8/90", series="Salt Road", sequence="2")),
        ("Ember: Book 1 of the Salt Road", FolderBook("Ember", series="Salt Road", sequence="1")),
        ("Salt Road - 3 - Ember", FolderBook("Ember", series="Salt Road", sequence="3")),
        ("Ember - Full Audiobook", FolderBook("Ember")),
        ("Ember.mp3", FolderBook("Ember")),
    ],
)
def test_loose_names(name: str, book: FolderBook) -> None:
    assert read_loose(name) == book


PARTS = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(["Robert Farrow", "Saga", "Saga 2 - Ember", "CD1", "01.mp3", "{", "[X]"]),
    ),
    max_size=5,
)


@given(PARTS)
def test_any_folders_are_read(parts: list[str]) -> None:
    for book in (guess(parts), read_documented("/".join(parts))):
        assert all(name.strip() for name in book.authors)
        assert book.year is None or 0 <= book.year <= 9999
        assert book.sequence is None or book.sequence.strip()


NAMES = st.text("abcdefghij ", min_size=1).map(str.strip).filter(bool).map(str.title)


@given(NAMES, NAMES, st.integers(1, 99), st.integers(1500, 2020))
def test_the_documented_layout_reads_what_it_was_built_from(
    series: str, title: str, number: int, year: int
) -> None:
    book = read_documented(f"Mira Vale/{series}/Vol {number} - {year} - {title} {{Ann Farrow}}")

    assert book == FolderBook(title, ("Mira Vale",), series, str(number), None, year, ("Ann Farrow",))
