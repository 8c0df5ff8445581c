"""Forms in which names are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.names import read_name, spaced_initials, to_first_last, to_last_first
from mamcrawler.library.placeholders import is_placeholder, is_plausible_author

FULL_NAMES = st.builds(
    "{} {}{}".format,
    st.sampled_from(["Mira", "Ann D.", "J. R.", "Jean-Luc", "Zoë"]),
    st.sampled_from(["Oakhollow", "O'Dell", "von der Berg", "de la Vane", "Nowak-Lind"]),
    st.sampled_from(["", " Jr.", " III"]),
)


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Mira Oakhollow", "Oakhollow, Mira"),
        ("Mira Dora Oakhollow", "Oakhollow, Mira Dora"),
        ("J. R. R. Oakhollow", "Oakhollow, J. R. R."),
        ("Oakhollow", "Oakhollow"),
        ("Oakhollow, Mira", "Oakhollow, Mira"),
        ("Nora K. Le Vane", "Le Vane, Nora K."),
        ("Tobin von der Berg", "von der Berg, Tobin"),
        ("Van Marsh", "Marsh, Van"),
        ("Tobin Farrow Jr.", "Farrow, Tobin, Jr."),
        ("Mira Oakhollow & Ann Vale", "Oakhollow, Mira; Vale, Ann"),
        ("", ""),
    ],
)
def test_the_surname_goes_before_a_comma(name: str, turned: str) -> None:
    assert to_last_first(name) == turned


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Oakhollow, Mira", "Mira Oakhollow"),
        ("Mira Oakhollow", "Mira Oakhollow"),
        ("von der Berg, Tobin", "Tobin von der Berg"),
        ("Mira Oakhollow, Ann Vale", "Mira Oakhollow, Ann Vale"),
        ("Marsh, Inc.", "Marsh, Inc."),
    ],
)
def test_the_first_names_go_first(name: str, turned: str) -> None:
    assert to_first_last(name) == turned


@given(FULL_NAMES)
def test_turning_a_name_round_and_back_gives_the_name(name: str) -> None:
    assert to_first_last(to_last_first(name)) == name


@given(FULL_NAMES)
def test_turning_a_turned_name_changes_nothing(name: str) -> None:
    assert to_last_first(to_last_first(name)) == to_last_first(name)


@pytest.mark.parametrize(
    ("name", "spaced"),
    [
        ("J.R. Oakhollow", "J. R. Oakhollow"),
        ("J R Oakhollow", "J. R. Oakhollow"),
        ("JR Oakhollow", "J. R. Oakhollow"),
        ("Mira D Oakhollow", "Mira D. Oakhollow"),
        ("Oakhollow, J.R.", "Oakhollow, J. R."),
        ("ANN Oakhollow", "ANN Oakhollow"),
        ("Ann Vale Ph.D.", "Ann Vale Ph.D."),
        ("Mira O'Dell", "Mira O'Dell"),
        ("", ""),
    ],
)
def test_initials_are_set_apart(name: str, spaced: str) -> None:
    assert spaced_initials(name) == spaced


@given(st.text(alphabet="JRab. '", max_size=20))
def test_setting_initials_apart_twice_changes_nothing(name: str) -> None:
    once = spaced_initials(name)

    assert spaced_initials(once) == once


def test_a_name_has_parts() -> None:
    name = read_name("Prof. Mira D. van Oakhollow, PhD")

    assert (name.honorific, name.first, name.middle, name.last, name.suffix) == (
        "Prof.",
        "Mira",
        "D.",
        "van Oakhollow",
        "PhD",
    )


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "Unknown",
        "[unknown]",
        "Unknown Author",
        "Various",
        "N/A",
        "downloads",
        "tmp",
        "New Folder",
        "Full Cast",
    ],
)
def test_a_placeholder_names_nobody(text: str | None) -> None:
    assert is_placeholder(text)
    assert not is_plausible_author(text)


@pytest.mark.parametrize(
    "text", ["Book 7", "Volume Two", "the", "1984", "Chapter 12", "of the", "MP3", "Disc 1", "x"]
)
def test_no_author_is_called_like_that(text: str) -> None:
    assert not is_plausible_author(text)


@pytest.mark.parametrize("text", ["Mira Oakhollow", "J.R. Oakhollow", "Plato", "Bo", "Anonymous", "山田花子"])
def test_an_author_may_be_called_like_that(text: str) -> None:
    assert is_plausible_author(text)
    assert not is_placeholder(text)
