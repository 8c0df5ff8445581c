"""Rows of the tracker as proxies, descriptions and announces write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.selection.announces import parse_announce
from mamcrawler.selection.media_types import media_type
from mamcrawler.selection.release_names import parse_release_name
from mamcrawler.selection.row_descriptions import parse_description
from mamcrawler.selection.tracker_titles import TrackerTitle, parse_tracker_title


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ember by Mira Vale [M4B]", TrackerTitle("Ember", ("Mira Vale",), ("M4B",))),
        ("Stand by Me by Mira Vale [MP3]", TrackerTitle("Stand by Me", ("Mira Vale",), ("MP3",))),
        (
            "Ember: Book 2 by Mira Vale, Vale [M4B]",
            TrackerTitle("Ember: Book 2", ("Mira Vale", "Vale"), ("M4B",)),
        ),
        ("Ember by A. B. Vale, C. Dell and 3 more", TrackerTitle("Ember", ("A. B. Vale", "C. Dell"))),
        (
            "Ember by Mira Vale [ENG / M4B] [VIP]",
            TrackerTitle("Ember", ("Mira Vale",), ("M4B",), "English", vip=True),
        ),
        (
            "Ember by Mira Vale [Salt #2 / Road #11]",
            TrackerTitle("Ember", ("Mira Vale",), series=(("Salt", "2"), ("Road", "11"))),
        ),
        ("Ember by Mira Vale [Salt]", TrackerTitle("Ember", ("Mira Vale",), series=(("Salt", None),))),
        ("Ember [EPUB PDF]", TrackerTitle("Ember", formats=("EPUB", "PDF"))),
        ("Ember", TrackerTitle("Ember")),
    ],
)
def test_composed_titles(text: str, row: TrackerTitle) -> None:
    assert parse_tracker_title(text) == row


@given(
    st.text("abcdef: by", min_size=1).map(str.strip).filter(bool),
    st.sampled_from(["Mira Vale", "J. R. Oakhollow"]),
)
def test_a_composed_title_comes_apart_as_it_was_composed(title: str, author: str) -> None:
    row = parse_tracker_title(f"{title} by {author} [M4B]")

    assert (row.title, row.authors, row.formats) == (title, (author,), ("M4B",))


@pytest.mark.parametrize(
    ("text", "kbps", "minutes", "released"),
    [
        ("64 kbps, 10 hrs and 5 mins, Release Date May 3, 2021", 64, 605, date(2021, 5, 3)),
        ("Audible.com Release Date : March 21st, 2023", None, None, date(2023, 3, 21)),
        ("(13 Oct. 2020): MP3 @ 128 kbps", 128, None, date(2020, 10, 13)),
        ("Released 20-October-2020, m4b", None, None, date(2020, 10, 20)),
        ("Published 2021-05-03", None, None, date(2021, 5, 3)),
        ("32k mono, 4 hrs 45 min", 32, 285, None),
        ("24 hours left. Runtime: 9 hrs 27 mins, 96 kbps", 96, 567, None),
        ("Book 1: 10 hrs. Total time 31 hrs 5 mins", None, 1865, None),
        ("Length: 11h44", None, 704, None),
        ("Release date: 06-21-22", None, None, date(2022, 6, 21)),
        ("Release date: 06-07-22", None, None, None),
        ("Released 31 February 2021", None, None, None),
        ("the raid of 6 June 1944 and its end", None, None, None),
        ("first published in 1954", None, None, None),
    ],
)
def test_descriptions(text: str, kbps: int | None, minutes: int | None, released: date | None) -> None:
    row = parse_description(text)

    assert (row.bitrate_kbps, row.duration and row.duration // 60, row.release_date) == (
        kbps,
        minutes,
        released,
    )


def test_a_description_states_form_and_narrators() -> None:
    row = parse_description("Unabridged, read by Ann Vale & Sean Dell, 64 kbps")

    assert (row.form, row.narrators) == ("unabridged", ("Ann Vale", "Sean Dell"))


@given(st.text(max_size=200))
def test_any_description_is_read(text: str) -> None:
    row = parse_description(text)

    assert row.release_date is None or row.release_date.year >= 1990


LINE = (
    "New Torrent: Ember: A Tale By: Mira Vale, Ann Farrow, and 2 more "
    "Category: ( Audiobooks - Fantasy (Epic) ) Size: ( 755.02 MiB ) Filetype: ( m4b ) Language: ( German ) "
    "Link: ( https://tracker.example/t/12345 ) VIP"
)


def test_an_announce_in_full() -> None:
    found = parse_announce(LINE)

    assert (found.title, found.authors) == ("Ember: A Tale", ("Mira Vale", "Ann Farrow"))
    assert (found.category, found.size) == ("Audiobooks - Fantasy (Epic)", "755.02 MiB")
    assert (found.format, found.language, found.torrent_id, found.vip) == ("M4B", "German", 12345, True)
    assert found.media_type == "audiobook"


def test_labels_in_the_title_of_an_announce_stay_in_it() -> None:
    found = parse_announce(
        "New Torrent: Category: Poetry by: Night By: Mira Vale "
        "Category: ( Ebooks - Poetry ) Filetype: ( epub )"
    )

    assert (found.title, found.authors) == ("Category: Poetry by: Night", ("Mira Vale",))
    assert (found.category, found.format) == ("Ebooks - Poetry", "EPUB")


@pytest.mark.parametrize(
    ("text", "narrators"),
    [
        ("Narrated by: Ann Vale. Length: 16 hrs", ("Ann Vale",)),
        ("Gelesen von Anna Vale, Laufzeit: 18 Std.", ("Anna Vale",)),
        ("Narrators: J. R. Vale Jr., Ann B. Farrow; 8 hrs", ("J. R. Vale Jr.", "Ann B. Farrow")),
    ],
)
def test_a_readers_name_ends_where_the_next_fact_begins(text: str, narrators: tuple[str, ...]) -> None:
    assert parse_description(text).narrators == narrators


def test_an_announce_without_its_optional_parts() -> None:
    found = parse_announce(
        "New Torrent: Ember By: Mira Vale Category: ( Ebooks - Fantasy ) Filetype: ( epub )"
    )

    assert (found.title, found.vip, found.size, found.torrent_id, found.media_type) == (
        "Ember",
        False,
        None,
        None,
        "ebook",
    )


@pytest.mark.parametrize("text", ["", "hello", "By: Mira Vale", "New Torrent:"])
def test_other_lines_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="New Torrent"):
        parse_announce(text)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Ember [64kbps].zip", "audiobook"),
        ("Ember (Audiobook)", "audiobook"),
        ("Ember, read by Ann Vale", "audiobook"),
        ("Ember.epub", "ebook"),
        ("Ember", None),
    ],
)
def test_media_types(text: str, medium: str | None) -> None:
    assert media_type(parse_release_name(text)) == medium
