"""Rule D23: the template language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.downloads.naming import DEFAULT_FOLDER
from mamcrawler.downloads.naming_templates import LAYOUTS, TOKENS, check_template, render

VALUES = {
    "author": "Ann Vale",
    "authors": "Ann Vale, Sean Dell",
    "title": "Ash",
    "series": "Salt Road",
    "series_position": "2",
    "year": "2024",
    "asin": "B012345678",
    "narrators_braced": "Tobin Farrow",
}


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("{author}/{title}", "Ann Vale/Ash"),
        ("{author}/{series}/{series_position} - {title}", "Ann Vale/Salt Road/2 - Ash"),
        ("{author} - {title} ({year}) [{asin}]", "Ann Vale - Ash (2024) [B012345678]"),
        ("<{series} >#{series_position}", "Salt Road #2"),
        ("{title} {narrators_braced}", "Ash {Tobin Farrow}"),
        ("Library/{title}", "Library/Ash"),
    ],
)
def test_tokens_become_their_values(template: str, path: str) -> None:
    assert "/".join(render(template, VALUES)) == path


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("{author}/{title} [{asin}]", "Ann Vale/Ash"),
        ("{author}/{title} ({year})", "Ann Vale/Ash"),
        ("{author}/{title} ({year} - {asin})", "Ann Vale/Ash"),
        ("{author}/{title} [{year}] ({asin})", "Ann Vale/Ash"),
        ("{author}/{series}/{title}", "Ann Vale/Ash"),
        ("{author}/{series}/{series_position} - {title}", "Ann Vale/Ash"),
        ("{author}/{series} #{series_position}/{title}", "Ann Vale/Ash"),
        ("{author} - {series} - {title}", "Ann Vale - Ash"),
        ("{series} - {title}", "Ash"),
        ("{title} - {series}", "Ash"),
        ("{title}, {series}", "Ash"),
        ("{series}_{title}", "Ash"),
        ("[{asin}] {title}", "Ash"),
        ("{series}/{asin}", ""),
        ("Vol {series_position} - {title}", "Ash"),
        ("{author}/Book {series_position}. {title}", "Ann Vale/Ash"),
        ("<Vol {series_position} - >{title}", "Ash"),
        ("{author}<, {year}>/<{series}/>{title}", "Ann Vale/Ash"),
    ],
)
def test_an_empty_token_takes_with_it_what_hangs_on_it(template: str, path: str) -> None:
    assert "/".join(render(template, {"author": "Ann Vale", "title": "Ash", "asin": " "})) == path


@pytest.mark.parametrize("title", ["Ash () [-]", "C++", "The Book", "- Ash", "&"])
def test_signs_of_a_value_stay(title: str) -> None:
    assert render("{series} - {title} {series_position} [{asin}]", {"title": title}) == [title]


def test_a_group_vanishes_when_one_of_its_tokens_is_empty() -> None:
    template = "{title}< ({series} {series_position})>"

    assert render(template, {"title": "Ash", "series": "Salt Road"}) == ["Ash"]
    assert render(template, VALUES) == ["Ash (Salt Road 2)"]


def test_a_slash_in_a_value_makes_no_folder() -> None:
    assert render("{author}/{title}", {"author": "AC/DC", "title": "../Ash"}) == ["AC-DC", "-Ash"]


@pytest.mark.parametrize(
    "template", [DEFAULT_FOLDER, "{title}", "{primary_title}", "{author}/{title}< [{asin}]>"]
)
def test_a_usable_template_is_accepted(template: str) -> None:
    check_template(template)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{author}", "needs {title}"),
        ("<{title}>", "needs {title}"),
        ("{title} {colour}", "unknown tokens: colour"),
        ("{title} <{year}", "not closed"),
        ("{title} <a <b>>", "inside another"),
        ("{title} {year", "brace"),
        ("", "needs {title}"),
    ],
)
def test_an_unusable_template_is_refused_with_the_fault(template: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_template(template)


@pytest.mark.parametrize(
    ("layout", "path", "without_series"),
    [
        ("author-only", "Ann Vale, Sean Dell", "Ann Vale, Sean Dell"),
        ("author-title", "Ann Vale, Sean Dell/Ash", "Ann Vale, Sean Dell/Ash"),
        ("author-series-title", "Ann Vale, Sean Dell/Salt Road/Ash", "Ann Vale, Sean Dell/Ash"),
        ("author-series-title-number", "Ann Vale, Sean Dell/Salt Road/#2 - Ash", "Ann Vale, Sean Dell/Ash"),
        ("series-title", "Salt Road/Ash", "Ash"),
        ("series-title-number", "Salt Road/#2 - Ash", "Ash"),
    ],
)
def test_layouts_are_templates_with_a_name(layout: str, path: str, without_series: str) -> None:
    alone = VALUES | {"series": "", "series_position": ""}

    assert "/".join(render(LAYOUTS[layout], VALUES)) == path
    assert "/".join(render(LAYOUTS[layout], alone)) == without_series


@given(
    st.lists(
        st.sampled_from([*(f"{{{token}}}" for token in sorted(TOKENS)), " - ", "/", " (", ")", "[", "]", " "])
    ),
    st.dictionaries(st.sampled_from(sorted(TOKENS)), st.text(max_size=20)),
)
def test_no_trace_of_a_token_is_left(pieces: list[str], values: dict[str, str]) -> None:
    for component in render("".join(pieces), values):
        assert component
        assert component == component.strip()
        assert not set(component) & {"\x00", "\x01"}
