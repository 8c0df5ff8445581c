"""Rule D23: folders of imported books."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.naming import BookNames, folder_path, numbered_folder, primary_title, render_folder

TOBIN = ("Tobin Farrow",)
MIRA = ("Mira Oakhollow",)
NASTY = st.text(alphabet=st.sampled_from("aB1 .:/\\\"?*<>|{}'é花\u200b\u202e\x07-"), max_size=60)
TEXTS = st.one_of(NASTY, st.text(max_size=300))


@pytest.mark.parametrize(
    ("book", "folder"),
    [
        (
            BookNames(
                "Guards! Guards!",
                ("Terry Pratchett",),
                series="Discworld",
                position="8",
                year="1989",
                narrators=TOBIN,
            ),
            "Terry Pratchett/Discworld/Vol 8 - 1989 - Guards! Guards! {Tobin Farrow}",
        ),
        (
            BookNames(
                "Who Goes There?: A Lantern Story",
                MIRA,
                series="Lantern Cycle",
                position="3.5",
                year="2024",
                narrators=TOBIN,
            ),
            "Mira Oakhollow/Lantern Cycle/Vol 3.5 - 2024 - Who Goes There - A Lantern Story {Tobin Farrow}",
        ),
        (
            BookNames(
                "The Lantern Cycle: Books 1-3",
                MIRA,
                series="Lantern Cycle",
                position="1,2,3",
                year="2025",
                narrators=TOBIN,
            ),
            "Mira Oakhollow/Lantern Cycle/Vol 1-3 - 2025 - The Lantern Cycle - Books 1-3 {Tobin Farrow}",
        ),
        (BookNames("The Lantern Archive", MIRA), "Mira Oakhollow/The Lantern Archive"),
        (
            BookNames(
                'He Said: "No"...',
                ("AC/DC Fan Jr.",),
                year="2001",
                edition="Abridged",
                narrators=("Sean Dell",),
            ),
            "AC-DC Fan Jr/2001 - He Said - 'No' (Abridged) {Sean Dell}",
        ),
        (BookNames("..", ("Con",)), "Con_/Unknown"),
        (BookNames(""), "Unknown"),
    ],
)
def test_a_book_has_its_folder(book: BookNames, folder: str) -> None:
    assert folder_path(book) == folder


def test_a_position_without_series_is_left_out() -> None:
    assert folder_path(BookNames("Ash", MIRA, position="3")) == "Mira Oakhollow/Ash"


def test_at_most_three_narrators_are_named() -> None:
    book = BookNames("Ash", MIRA, narrators=("Ann Vale", "Sean Dell", "Tobin Farrow", "Nora Marsh"))

    assert folder_path(book) == "Mira Oakhollow/Ash {Ann Vale, Sean Dell, Tobin Farrow}"


def test_braces_of_a_title_are_not_taken_for_narrators() -> None:
    assert folder_path(BookNames("Ash {Tobin}", MIRA, narrators=("Sean {The Voice} Dell",))) == (
        "Mira Oakhollow/Ash (Tobin) {Sean (The Voice) Dell}"
    )


def test_the_template_may_be_another_one() -> None:
    book = BookNames("Ash: A Tale", MIRA, series="Salt Road", position="2", asin="B012345678")

    folder = folder_path(book, template="{series}/{series_position} {primary_title} [{asin}]")

    assert folder == "Salt Road/2 Ash [B012345678]"


def test_a_long_title_is_cut_at_a_word_before_narrators_go() -> None:
    book = BookNames("The Very Long Road " * 12, MIRA, narrators=TOBIN)

    folder = folder_path(book)

    assert folder == f"Mira Oakhollow/{'The Very Long Road ' * 8}The Very Long {{Tobin Farrow}}"


def test_narrators_go_from_the_last_where_a_short_title_does_not_help() -> None:
    narrators = ("Ann " + "Vale" * 20, "Sean " + "Dell" * 20, "Nora " + "Marsh" * 20)
    book = BookNames("The Lantern Archive", MIRA, narrators=narrators)

    assert folder_path(book) == f"Mira Oakhollow/The Lantern Archive {{{narrators[0]}}}"


def test_the_title_is_not_cut_below_forty_bytes_while_narrators_are_left() -> None:
    narrators = ("Ann " + "Vale" * 30, "Sean " + "Dell" * 30)
    title = "A Title of More Words Than Anyone Wants to Read in One Go"
    component = folder_path(BookNames(title, MIRA, narrators=narrators)).rpartition("/")[2]

    assert component == f"A Title of More Words Than Anyone Wants to {{{narrators[0]}}}"


def test_a_path_is_cut_to_the_length_that_is_allowed() -> None:
    book = BookNames("Ash " * 40, ("Mira " * 30,), series="Salt Road " * 15, position="2", narrators=TOBIN)

    folder = folder_path(book, max_path=120)

    assert len(folder) <= 120
    assert folder.count("/") == 2


def test_another_book_of_the_same_name_gets_a_number() -> None:
    assert numbered_folder("Mira Oakhollow/Ash", 2) == "Mira Oakhollow/Ash (2)"
    assert len(numbered_folder(f"Mira Oakhollow/{'é' * 90}", 99).rpartition("/")[2].encode()) <= 180


@pytest.mark.parametrize(
    ("title", "subtitle", "primary"),
    [
        ("Ash", "", "Ash"),
        ("Ash: A Tale", "", "Ash"),
        ("Ash: A Tale", "A Tale", "Ash"),
        ("Ash - A Tale", "a tale", "Ash"),
        ("Ash (A Tale)", "A Tale", "Ash"),
        ("Ash: Salt: A Tale", "A Tale", "Ash: Salt"),
        ("Ash: Salt", "A Tale", "Ash: Salt"),
        ("Ash", "Ash", "Ash"),
        ("4:50 from Vale", "", "4:50 from Vale"),
    ],
)
def test_the_primary_title_has_no_subtitle(title: str, subtitle: str, primary: str) -> None:
    assert primary_title(title, subtitle) == primary


def is_safe(component: str) -> bool:
    return (
        0 < len(component.encode()) <= 180
        and not set(component) & set('\\:*?"<>|')
        and not any(unicodedata.category(char) in ("Cc", "Cs") for char in component)
        and component == component.strip()
        and not component.endswith(".")
        and not component.startswith(".")
    )


@given(TEXTS, st.lists(TEXTS, max_size=5), TEXTS, TEXTS, st.lists(TEXTS, max_size=5), st.integers(60, 240))
def test_every_folder_is_safe_and_short_enough(
    title: str, authors: list[str], series: str, position: str, narrators: list[str], max_path: int
) -> None:
    book = BookNames(
        title, tuple(authors), series=series, position=position, year="2024", narrators=tuple(narrators)
    )

    folder = folder_path(book, max_path=max_path)

    assert all(is_safe(component) for component in folder.split("/"))
    assert len(folder) <= max_path


@given(st.dictionaries(st.sampled_from(["author", "title", "series", "asin"]), TEXTS))
def test_a_rendered_template_is_safe(tokens: dict[str, str]) -> None:
    folder = render_folder("{author}/{series}/{title} [{asin}]", tokens)

    assert all(is_safe(component) for component in folder.split("/"))
