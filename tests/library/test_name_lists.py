"""Rule L7: joined strings of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.names import split_authors, split_names

NAMES = st.lists(
    st.builds(
        "{} {}".format,
        st.sampled_from(["Mira", "Tobin", "Ann D.", "J. R.", "Zoë", "Jean-Luc"]),
        st.sampled_from(["Oakhollow", "Farrow", "O'Dell", "Nowak-Lind", "Marsh Jr.", "Hollis PhD"]),
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        (" , ; ", []),
        ("Plato", ["Plato"]),
        ("Mira Oakhollow,", ["Mira Oakhollow"]),
        ("Mira Oakhollow, Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow,Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow; Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow & Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow and Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow und Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow with Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow/Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow | Ann Vale", ["Mira Oakhollow", "Ann Vale"]),
        ("Mira Oakhollow, Ann Vale, and Sean Dell", ["Mira Oakhollow", "Ann Vale", "Sean Dell"]),
        ("Mira Oakhollow, Ann Vale & Sean Dell", ["Mira Oakhollow", "Ann Vale", "Sean Dell"]),
        ("Mira Oakhollow & Ann Vale; Sean Dell", ["Mira Oakhollow", "Ann Vale", "Sean Dell"]),
    ],
)
def test_names_are_split_at_what_joins_them(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Marsh & Sons",
        "Ash, Salt & Ember",
        "Ann & Tobin Vale",
        "Plato and Vale",
        "AC/DC Fan",
        "Mira Oakhollow, Plato",
    ],
)
def test_a_text_is_not_split_where_a_part_is_no_full_name(text: str) -> None:
    assert split_names(text) == [text]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oakhollow, Mira", ["Mira Oakhollow"]),
        ("Oakhollow, Mira Dora Ann", ["Mira Dora Ann Oakhollow"]),
        ("Oakhollow, Mira Dora Ann Lou", ["Oakhollow, Mira Dora Ann Lou"]),
        ("von der Berg, Tobin", ["Tobin von der Berg"]),
        ("Le Vane, Nora K.", ["Nora K. Le Vane"]),
        ("Oakhollow, J. D.", ["J. D. Oakhollow"]),
        ("Oakhollow, B.A., Vale, M. D.", ["B.A. Oakhollow", "M. D. Vale"]),
        ("Mira Oakhollow, M.D., Ann Vale", ["Mira Oakhollow M.D.", "Ann Vale"]),
        ("Oakhollow, Mira, Vale, Ann", ["Mira Oakhollow", "Ann Vale"]),
        ("Oakhollow, Mira D., Vale, Ann B.", ["Mira D. Oakhollow", "Ann B. Vale"]),
        ("Oakhollow, Mira; Vale, Ann", ["Mira Oakhollow", "Ann Vale"]),
        ("Oakhollow, Mira & Vale, Ann", ["Mira Oakhollow", "Ann Vale"]),
        ("Oakhollow, Mira, and Vale, Ann", ["Mira Oakhollow", "Ann Vale"]),
        ("Oakhollow, J.R.; Vale, A.B.", ["J.R. Oakhollow", "A.B. Vale"]),
        ("Al Marsh, Tobin Farrow", ["Al Marsh", "Tobin Farrow"]),
        ("Oakhollow, JR", ["JR Oakhollow"]),
    ],
)
def test_a_surname_before_a_comma_is_turned_round(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tobin Farrow, Jr.", ["Tobin Farrow Jr."]),
        ("Tobin Farrow, PhD, Ann Vale, MD", ["Tobin Farrow PhD", "Ann Vale MD"]),
        ("Farrow Jr., Tobin", ["Tobin Farrow Jr."]),
        ("Farrow, Tobin, Jr.", ["Tobin Farrow Jr."]),
        ("Tobin Farrow III and Ann Vale", ["Tobin Farrow III", "Ann Vale"]),
        ("Oakhollow, Mira, 1931-", ["Mira Oakhollow"]),
        ("Ann Vale (translator), Sean Dell", ["Ann Vale (translator)", "Sean Dell"]),
        ("Ann Vale (the Keeper, and others), Sean Dell", ["Ann Vale (the Keeper, and others)", "Sean Dell"]),
        ("Ann Vale, editor, Sean Dell", ["Ann Vale (editor)", "Sean Dell"]),
        ("Vale, Ann (author)", ["Ann Vale (author)"]),
    ],
)
def test_suffixes_dates_and_notes_stay_with_their_name(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "text",
    ["Ann Vale, Sean Dell and 17 more", "Ann Vale, Sean Dell, et al.", "Ann Vale & Sean Dell, plus 3 others"],
)
def test_the_rest_that_is_only_counted_is_no_name(text: str) -> None:
    assert split_names(text) == ["Ann Vale", "Sean Dell"]


@pytest.mark.parametrize(
    "text", ["Narrated by Ann Vale, Sean Dell", "by Ann Vale, Sean Dell", "Authors: Ann Vale, Sean Dell"]
)
def test_what_leads_to_the_names_is_no_name(text: str) -> None:
    assert split_names(text) == ["Ann Vale", "Sean Dell"]


def test_names_of_scripts_without_blanks_are_full_names() -> None:
    assert split_names("山田花子、鈴木一") == ["山田花子", "鈴木一"]


def test_known_names_may_be_single_words() -> None:
    assert split_names("Brom, Mira Oakhollow", known=["Brom", "Mira Oakhollow"]) == ["Brom", "Mira Oakhollow"]
    assert split_names("Plato and Mira Oakhollow", known=["plato"]) == ["Plato", "Mira Oakhollow"]


def test_a_known_name_that_holds_a_separator_is_not_split() -> None:
    assert split_names("Ann Vale and the Marsh Kings", known=["Ann Vale and the Marsh Kings"]) == [
        "Ann Vale and the Marsh Kings"
    ]


def test_a_name_that_stands_twice_is_listed_once() -> None:
    assert split_names("Ann Vale, Sean Dell, ann vale") == ["Ann Vale", "Sean Dell"]


def test_split_authors_leaves_out_those_who_did_not_write() -> None:
    assert split_authors("Mira Oakhollow, Ann Vale - translator, Sean Dell (Foreword)") == ["Mira Oakhollow"]


@given(NAMES, st.sampled_from([", ", "; ", " & ", " and ", " / ", " | "]))
def test_joined_names_come_apart_again(names: list[str], joint: str) -> None:
    assert split_names(joint.join(names)) == names


@given(st.text(max_size=60))
def test_every_name_says_something(text: str) -> None:
    assert all(name.strip() for name in split_names(text))


@given(st.text(alphabet="aB.,;&/()é and", max_size=40))
def test_no_letter_is_lost_or_invented(text: str) -> None:
    letters = "".join(split_names(text)).replace(" ", "")

    assert set(letters.casefold()) <= set(text.casefold()) | set("()")
