"""Rule S10: who is who."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.names import (
    author_names,
    clean_author,
    is_author,
    known_spelling,
    match_people,
    person_key,
    read_name,
    same_person,
)

FIRST = st.sampled_from(["Mira", "Tobin", "Ann", "Sean", "Nora", "Jean-Luc", "Zoë", "O'Dell"])
LAST = st.sampled_from(
    ["Oakhollow", "Farrow", "Vale", "Marsh", "Le Vane", "van der Berg", "Ó Briain", "Nowak-Lind"]
)
FULL_NAMES = st.builds("{} {}".format, FIRST, LAST)

RULE_TABLE = [
    ("J. R. Oakhollow", "JR Oakhollow", "equal"),
    ("Mira D. Oakhollow", "Mira Oakhollow", "equal"),
    ("Mira A. Oakhollow", "Mira B. Oakhollow", "different"),
    ("Oakhollow, Mira", "Mira Oakhollow", "equal"),
    ("Nora K. Le Vane", "Nora LeVane", "equal"),
    ("Frank Marsh", "Brian Marsh", "different"),
    ("Mira Oakhollo", "Mira Oakhollow", "equal"),
    ("Oakhollow", "Mira Oakhollow", "possible"),
]

SPELLINGS = [
    ("Dr. Mira Oakhollow", "Mira Oakhollow", "equal"),
    ("Sir Tobin Farrow", "Tobin Farrow", "equal"),
    ("Tobin Farrow Jr.", "Tobin Farrow", "equal"),
    ("Farrow, Tobin, PhD", "Tobin Farrow", "equal"),
    ("TOBIN FARROW", "tobin farrow", "equal"),
    ("Zoë Ørsted", "Zoe Orsted", "equal"),
    ("Mira O’Dell", "Mira O'Dell", "equal"),
    ("Mira O'Dell", "Mira ODell", "equal"),
    ("Ann Lind-Vale", "Ann Lind Vale", "equal"),
    ("Ann Mc Farrow", "Ann McFarrow", "equal"),
    ("M. Oakhollow", "Mira Oakhollow", "equal"),
    ("MD Oakhollow", "Mira Dora Oakhollow", "equal"),
    ("JRR Farrow", "Jon Rolf Reuben Farrow", "equal"),
    ("jrr farrow", "J.R.R. Farrow", "equal"),
    ("Mirah Oakhollow", "Mira Oakhollow", "different"),
    ("Tobinn Farrow", "Tobin Farrow", "equal"),
    ("Mciheal Farrow", "Micheal Farrow", "equal"),
    ("Ann Vale", "Ann Vole", "different"),
    ("Ann Vale", "Nora Vale", "different"),
    ("Tobin Farrow (Captain of the Lantern)", "Tobin Farrow", "equal"),
    ("Complete Works of Mira Oakhollow", "Mira Oakhollow", "equal"),
    ("Vale", "Vale", "equal"),
    ("Vale", "Marsh", "different"),
    ("Mira", "Mira Oakhollow", "different"),
    ("Dr. Vale", "Vale", "possible"),
    ("", "", "different"),
    ("", "Mira Oakhollow", "different"),
    ("花子", "花 子", "equal"),
]


@pytest.mark.parametrize(("one", "two", "likeness"), RULE_TABLE + SPELLINGS)
def test_two_names_are_one_person(one: str, two: str, likeness: str) -> None:
    assert same_person(one, two) == likeness
    assert same_person(two, one) == likeness


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_does_not_depend_on_the_order(one: str, two: str) -> None:
    assert same_person(one, two) == same_person(two, one)


@given(st.text(max_size=40))
def test_a_name_is_its_own_person(name: str) -> None:
    assert same_person(name, name) == ("equal" if person_key(name) else "different")


@given(st.text(max_size=40), st.text(max_size=40))
def test_equal_keys_mean_the_same_person(one: str, two: str) -> None:
    if person_key(one) and person_key(one) == person_key(two):
        assert same_person(one, two) == "equal"


@given(FULL_NAMES)
def test_the_key_does_not_depend_on_the_spelling(name: str) -> None:
    parts = read_name(name)
    spellings = [name.upper(), f"  {name}  ", f"{parts.last}, {parts.given}", f"{name}, PhD", f"Dr. {name}"]

    assert {person_key(spelling) for spelling in spellings} == {person_key(name)}


@pytest.mark.parametrize(
    ("credit", "wrote"),
    [
        ("Mira Oakhollow", True),
        ("Mira Oakhollow (author)", True),
        ("Mira Oakhollow - translator", False),
        ("Mira Oakhollow (Translator)", False),
        ("Mira Oakhollow [editor]", False),
        ("Mira Oakhollow - introductions", False),
        ("Mira Oakhollow, illustrator", False),
        ("translated by Mira Oakhollow", False),
        ("Narrator: Mira Oakhollow", False),
        ("Mira Oakhollow (writer of The Editor)", True),
        ("Mira Editor", True),
    ],
)
def test_only_those_who_wrote_are_authors(credit: str, wrote: bool) -> None:
    assert is_author(credit) is wrote


def test_credits_become_names_of_authors_without_notes() -> None:
    credits_given = ["Mira Oakhollow (author)", "Ann Vale - translator", "Unknown Author", "Sean Dell"]

    assert author_names(credits_given) == ["Mira Oakhollow", "Sean Dell"]


@pytest.mark.parametrize(
    ("wished", "offered", "likeness"),
    [
        (["Mira Oakhollow", "Ann Vale"], ["Sean Dell", "A. Vale"], "equal"),
        (["Mira Oakhollow"], ["Oakhollow"], "possible"),
        (["Mira Oakhollow"], ["Sean Dell"], "different"),
        (["Mira Oakhollow"], [], "unknown"),
        (["Mira Oakhollow"], ["Various"], "unknown"),
        (["Mira Oakhollow"], ["Mira Oakhollow (narrator)"], "unknown"),
        (["Mira Oakhollow"], ["Mira Oakhollow (narrator)", "Sean Dell"], "different"),
    ],
)
def test_any_wished_author_matching_any_offered_one_suffices(
    wished: list[str], offered: list[str], likeness: str
) -> None:
    assert match_people(wished, offered) == likeness


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Tobin Farrow", "Tobin Farrow"),
        ("farrow, tobin", "Tobin Farrow"),
        ("Tobbin Farow", "Tobin Farrow"),
        ("Tobin Farrow (as the Keeper)", "Tobin Farrow"),
        ("Sean Dell", None),
        ("", None),
    ],
)
def test_a_known_spelling_is_kept(name: str, meant: str | None) -> None:
    assert known_spelling(name, ["Ann Vale", "Tobin Farrow"]) == meant


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Oakhollow, Mira D.", "Mira D. Oakhollow"),
        ("Oakhollow, J. D.", "J. D. Oakhollow"),
        ("Oakhollow, J D", "J D Oakhollow"),
        ("de la Vane, Nora", "Nora de la Vane"),
        ("Lind Vale, Ann", "Ann Lind Vale"),
        ("Farrow, Tobin, Jr.", "Tobin Farrow Jr."),
        ("Farrow, Jr., Tobin", "Tobin Farrow Jr."),
        ("Tobin Farrow, Jr.", "Tobin Farrow, Jr."),
        ("Oakhollow, Mira, 1931-", "Mira Oakhollow"),
        ("Oakhollow, Mira, 1931-1999", "Mira Oakhollow"),
        ("Oakhollow, JR", "JR Oakhollow"),
        ("Mira Oakhollow, Ann Vale", "Mira Oakhollow, Ann Vale"),
        ("J.R. Oakhollow", "J.R. Oakhollow"),
        ("Mira Oakhollow Collected Works", "Mira Oakhollow"),
        ("Mira Oakhollow: Complete Works", "Mira Oakhollow"),
        ("The Best of Mira Oakhollow", "Mira Oakhollow"),
        ("by Mira Oakhollow", "Mira Oakhollow"),
        ("(Mira Oakhollow)", "Mira Oakhollow"),
        ("  Mira \u200b Oakhollow ", "Mira Oakhollow"),
        ("\t", ""),
    ],
)
def test_an_author_is_shown_as_a_reader_writes_it(text: str, clean: str) -> None:
    assert clean_author(text) == clean


@given(st.one_of(FULL_NAMES, st.text(alphabet="abJR.,-() é", max_size=25)))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_author(text)

    assert clean_author(once) == once
