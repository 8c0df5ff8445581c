"""Rows of a search answer in every shape they come in (rule S1)."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.integrations.mam.row_values import names, series, size_in_bytes
from mamcrawler.integrations.mam.rows import RowSeries, TorrentRow, read_row

NOW = datetime(2026, 3, 20, tzinfo=UTC)


def row(**fields: Any) -> TorrentRow:
    found = read_row({"id": 7, "title": "Ember Road", **fields}, now=NOW)
    assert found is not None
    return found


def test_a_whole_row() -> None:
    found = row(
        author_info='{"12":"Mira Oakhollow","13":"Ann Vale"}',
        narrator_info='{"5":"Tobin &quot;Salt&quot; Farrow"}',
        series_info='{"300":["Lantern Cycle","1-3, 13.5",1.0],"301":["Salt Road",""]}',
        category=41,
        main_cat="13",
        mediatype=1,
        categories="[13,10]",
        language=1,
        lang_code="ENG",
        size="1,016.2 KiB",
        numfiles="3",
        filetype="m4b mp3",
        free="0",
        vip=1,
        vip_expire=1_775_476_800,
        my_snatched=True,
        seeders="1,204",
        added="2024-01-15 10:30:00",
        isbn="ASIN:B0LANTERN1",
        browseflags=34,
    )

    assert found.authors == ("Mira Oakhollow", "Ann Vale")
    assert found.narrators == ('Tobin "Salt" Farrow',)
    assert found.series == (RowSeries("Lantern Cycle", "1-3, 13.5"), RowSeries("Salt Road", ""))
    assert (found.main_category, found.content_tags) == (13, frozenset({10, 13}))
    assert (found.language_id, found.language) == (1, "English")
    assert (found.size, found.files, found.file_types) == (1_040_589, 3, ("m4b", "mp3"))
    assert (found.free, found.vip, found.snatched_by_me) == (False, True, True)
    assert found.vip_expires == datetime(2026, 4, 6, 12, tzinfo=UTC)
    assert (found.seeders, found.added) == (1204, datetime(2024, 1, 15, 10, 30, tzinfo=UTC))
    assert (found.asin, found.isbn) == ("B0LANTERN1", None)
    assert found.flagged_abridged is True
    assert found.notes == ()


def test_a_bare_row_knows_nothing() -> None:
    assert row() == TorrentRow(id=7, title="Ember Road")


@pytest.mark.parametrize(
    "fields",
    [
        {"id": None, "title": "Ember"},
        {"id": 0, "title": "Ember"},
        {"id": "x7", "title": "Ember"},
        {"id": 2**31, "title": "Ember"},
        {"id": 7},
        {"id": 7, "title": " "},
        {"id": 7, "title": ["Ember"]},
    ],
)
def test_a_row_without_id_or_title_is_none(fields: dict[str, Any]) -> None:
    assert read_row(fields) is None


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": 1984}, "1984"),
        ({"title": "", "name": "Shaman&amp;#039;s Door"}, "Shaman's Door"),
        ({"title": "Salt  &amp; Ash"}, "Salt & Ash"),
        ({"title": "x" * 600}, "x" * 499 + "…"),
    ],
)
def test_titles(fields: dict[str, Any], title: str) -> None:
    assert row(**fields).title == title


@pytest.mark.parametrize(
    ("value", "found", "readable"),
    [
        (json.dumps(json.dumps({"1": "Mira Oakhollow"})), ("Mira Oakhollow",), True),
        ({"1": "Mira Oakhollow"}, ("Mira Oakhollow",), True),
        (["Mira Oakhollow", "Mira Oakhollow"], ("Mira Oakhollow",), True),
        ('{"1":"Mira "Salt" Oakhollow","2":"Ann Vale"}', ('Mira "Salt" Oakhollow', "Ann Vale"), True),
        ('{"1":"Mira Oakhollow","2":"and 17 more"}', ("Mira Oakhollow",), True),
        ("[]", (), True),
        ("Mira Oakhollow", (), False),
        ('{"1":', (), False),
        (7, (), False),
        ("[" * 9999, (), False),
    ],
)
def test_names_are_recovered_or_left_out(value: Any, found: tuple[str, ...], readable: bool) -> None:
    assert names(value) == (found, readable)


def test_an_unreadable_field_is_noted_and_the_row_stands() -> None:
    found = row(author_info="{broken", size="1,0088 MiB", series_info='{"5":["The "Salt" Road","2"]}')

    assert found.notes == ("field_unreadable: author_info", "field_unreadable: size")
    assert found.series == (RowSeries('The "Salt" Road', "2"),)


@pytest.mark.parametrize(
    ("fields", "language_id", "language"),
    [
        ({"language": 37}, 37, "German"),
        ({"lang_code": "GER"}, 37, "German"),
        ({"language": 37, "lang_code": "ENG"}, 37, "German"),
        ({"lang_code": "XYZ"}, None, "xyz"),
        ({}, None, None),
    ],
)
def test_languages(fields: dict[str, Any], language_id: int | None, language: str | None) -> None:
    found = row(**fields)

    assert (found.language_id, found.language) == (language_id, language)


@pytest.mark.parametrize(
    ("fields", "vip"),
    [
        ({"vip": "1"}, True),
        ({"fl_vip": 1, "free": 0}, True),
        ({"fl_vip": 1, "free": "yes"}, False),
        ({}, False),
    ],
)
def test_what_is_a_vip_torrent(fields: dict[str, Any], vip: bool) -> None:
    assert row(**fields).is_vip is vip


def test_a_category_tells_the_main_category_where_that_is_missing() -> None:
    assert row(category=63).main_category == 14


def test_media_info_is_read_from_its_text() -> None:
    media = {
        "General": {"Duration": "11:02:45"},
        "Audio1": {"BitRate": "64.0 kb/s"},
        "menu": {"extra": [1, 2]},
    }
    found = row(mediainfo=json.dumps(media)).media

    assert found is not None
    assert (found.duration, found.bit_rate, found.chapters) == ("11:02:45", "64.0 kb/s", 2)


def test_a_description_loses_its_markup() -> None:
    found = row(description="[i]Length:[/i] 5 hrs<br>Read by <b>Ann Vale</b>&nbsp;&amp; others")

    assert found.description == "Length: 5 hrs\nRead by Ann Vale & others"


@given(
    number=st.decimals(min_value=1, max_value=9_999, places=1), unit=st.sampled_from(["KiB", "MiB", "GiB"])
)
def test_sizes_may_have_thousands_commas(number: Any, unit: str) -> None:
    factor = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}[unit]

    assert size_in_bytes(f"{number:,} {unit}") == round(float(number) * factor)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    fields=st.dictionaries(
        st.sampled_from([*TorrentRow.__dataclass_fields__, "author_info", "series_info"]), ANYTHING
    )
)
def test_reading_never_raises(fields: dict[str, Any]) -> None:
    found = read_row(fields, now=NOW)

    assert found is None or (found.id > 0 and found.title != "")


@given(value=ANYTHING)
def test_names_and_series_are_texts_whatever_arrives(value: Any) -> None:
    assert all(isinstance(name, str) and name for name in names(value)[0])
    assert all(name for name, _ in series(value)[0])
