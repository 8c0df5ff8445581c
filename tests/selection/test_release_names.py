"""Names of releases as posters, scene groups and indexers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.selection.release_names import ReleaseName, parse_release_name, readable_release


def _said(name: ReleaseName) -> dict[str, object]:
    """What a reading says: its fields without the empty ones, and without what follows from them."""
    fields = {field: getattr(name, field) for field in ReleaseName._fields}
    fields["authors"] = ", ".join(name.authors)
    fields["narrators"] = ", ".join(name.narrators)
    return {
        field: value for field, value in fields.items() if value and field not in ("is_audiobook", "is_ebook")
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # authors, series and titles between dashes
        ("Mira Vale - Ember", {"authors": "Mira Vale", "title": "Ember"}),
        ("Mira Vale – Ember", {"authors": "Mira Vale", "title": "Ember"}),
        ("Oakhollow, Mira - Ember", {"authors": "Mira Oakhollow", "title": "Ember"}),
        ("J.R.R. Oakhollow - The Salt Road", {"authors": "J.R.R. Oakhollow", "title": "The Salt Road"}),
        ("Robert King - The Salt Road", {"authors": "Robert King", "title": "The Salt Road"}),
        ("Stefan Zwick & Anna Farrow - Ember", {"authors": "Stefan Zwick, Anna Farrow", "title": "Ember"}),
        (
            "Robert Farrow - Ember Saga 02 - The Salt Road",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2", "title": "The Salt Road"},
        ),
        (
            "Robert Farrow - Ember Saga, Book 2.5 - The Salt Road",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2.5", "title": "The Salt Road"},
        ),
        (
            "Robert Farrow - Ember Saga - 02 - The Salt Road",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2", "title": "The Salt Road"},
        ),
        (
            "Robert Farrow - Ember Saga - 02 The Salt Road",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2", "title": "The Salt Road"},
        ),
        (
            "Robert Farrow - Ember Saga #2 - The Salt Road",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2", "title": "The Salt Road"},
        ),
        (
            "Robert Farrow - The Salt Road (Ember Saga #2)",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2", "title": "The Salt Road"},
        ),
        (
            "Robert Farrow - The Salt Road (Ember Saga, Book 2) [Unabridged]",
            {
                "authors": "Robert Farrow",
                "series": "Ember Saga",
                "position": "2",
                "title": "The Salt Road",
                "form": "unabridged",
            },
        ),
        (
            "Karl Farrow - Das Lied der Asche - Band 03 - Glut",
            {"authors": "Karl Farrow", "series": "Das Lied der Asche", "position": "3", "title": "Glut"},
        ),
        (
            "Robert Farrow's 'Ember Saga', Bk 2 - The Salt Road",
            {"authors": "Robert Farrow", "series": "Ember Saga", "position": "2", "title": "The Salt Road"},
        ),
        # the author does not always come first
        ("Bitter Harvest - Robert Farrow", {"authors": "Robert Farrow", "title": "Bitter Harvest"}),
        ("The Salt Road by Robert Farrow", {"authors": "Robert Farrow", "title": "The Salt Road"}),
        ("Stand by Me by Robert Farrow", {"authors": "Robert Farrow", "title": "Stand by Me"}),
        ("Stand by Me", {"title": "Stand by Me"}),
        ("Das Salz von Stefan Zwick", {"authors": "Stefan Zwick", "title": "Das Salz"}),
        # technical words, wherever they stand
        (
            "Robert Farrow - The Salt Road (2019) (Read by Ann Vale) [64k MP3]",
            {
                "authors": "Robert Farrow",
                "title": "The Salt Road",
                "year": 2019,
                "narrators": "Ann Vale",
                "bitrate_kbps": 64,
                "format": "MP3",
            },
        ),
        (
            "Robert Farrow - Ember 03 - The Salt Road (2019) (Anna Vale) [64k MP3]",
            {
                "authors": "Robert Farrow",
                "series": "Ember",
                "position": "3",
                "title": "The Salt Road",
                "year": 2019,
                "narrators": "Anna Vale",
                "bitrate_kbps": 64,
                "format": "MP3",
            },
        ),
        (
            "Robert Farrow - The Salt Road (Unabr - 96k [Dell 2004]) 402.5 MB",
            {
                "authors": "Robert Farrow",
                "title": "The Salt Road",
                "form": "unabridged",
                "bitrate_kbps": 96,
                "narrators": "Dell",
                "year": 2004,
            },
        ),
        (
            "Robert Farrow - The Salt Road [B0ABCDEFGH]",
            {"authors": "Robert Farrow", "title": "The Salt Road", "asin": "B0ABCDEFGH"},
        ),
        ("Robert Farrow - 1984", {"authors": "Robert Farrow", "title": "1984"}),
        ("Robert Farrow - 1984 MP3", {"authors": "Robert Farrow", "title": "1984", "format": "MP3"}),
        (
            "Robert Farrow - 2019 - The Salt Road",
            {"authors": "Robert Farrow", "title": "The Salt Road", "year": 2019},
        ),
        (
            "Robert Farrow - The Salt Road 2019 MP3 192kbps",
            {
                "authors": "Robert Farrow",
                "title": "The Salt Road",
                "year": 2019,
                "format": "MP3",
                "bitrate_kbps": 192,
            },
        ),
        ("The Complete Web", {"title": "The Complete Web", "is_collection": True}),
        # languages count where they are tags, not where they are words of a title
        ("Robert Farrow - Salt [GER]", {"authors": "Robert Farrow", "title": "Salt", "language": "German"}),
        ("Robert Farrow - Salt - NL", {"authors": "Robert Farrow", "title": "Salt", "language": "Dutch"}),
        ("Robert Farrow - It", {"authors": "Robert Farrow", "title": "It"}),
        ("Robert Farrow - The German House", {"authors": "Robert Farrow", "title": "The German House"}),
        (
            "Stefan Zwick - Salz (gekürzte Lesung)",
            {"authors": "Stefan Zwick", "title": "Salz", "language": "German", "form": "abridged"},
        ),
        ("Stefan Zwick-HÃ¶rbuch-Salz", {"authors": "Stefan Zwick", "title": "Salz", "language": "German"}),
        # scene names
        (
            "Robert_Farrow-The_Salt_Road-AUDIOBOOK-WEB-DE-2021-GRP",
            {
                "authors": "Robert Farrow",
                "title": "The Salt Road",
                "language": "German",
                "year": 2021,
                "release_group": "GRP",
            },
        ),
        (
            "Jean-Paul Farrow-Le Sel-AUDiOBOOK-WEB-FR-2020-GRP iNT",
            {
                "authors": "Jean-Paul Farrow",
                "title": "Le Sel",
                "language": "French",
                "year": 2020,
                "release_group": "GRP",
            },
        ),
        (
            "The.Salt.Road.by.Robert.Farrow.2016.Audiobook.M4B",
            {"authors": "Robert Farrow", "title": "The Salt Road", "year": 2016, "format": "M4B"},
        ),
        (
            "Robert+Farrow+-+The+Salt+Road+(Unabridged)",
            {"authors": "Robert Farrow", "title": "The Salt Road", "form": "unabridged"},
        ),
        # posts
        (
            '(01/27) - Description - "Robert Farrow - The Salt Road (Ungekuerzt).part01.rar" - 383,84 MB',
            {
                "authors": "Robert Farrow",
                "title": "The Salt Road",
                "form": "unabridged",
                "language": "German",
            },
        ),
        (
            "Robert Farrow - 'Ember', Bk 7 - The Salt Road (NMR 64 kbps) 04/26 \"004-117 Salt.mp3\" yEnc",
            {
                "authors": "Robert Farrow",
                "series": "Ember",
                "position": "7",
                "title": "The Salt Road",
                "bitrate_kbps": 64,
                "format": "MP3",
            },
        ),
        (
            '"Robert Farrow - The Salt Road Ch07 of 42.mp3" [009/044] yEnc',
            {"authors": "Robert Farrow", "title": "The Salt Road", "format": "MP3"},
        ),
        (
            'Ember 04 - "Robert Farrow - The Salt Road.mp3" yEnc (3/41)',
            {
                "authors": "Robert Farrow",
                "series": "Ember",
                "position": "4",
                "title": "The Salt Road",
                "format": "MP3",
            },
        ),
        (
            "Robert Farrow - Ember - Band 01 - 12 (Sammelpack).rar",
            {
                "authors": "Robert Farrow",
                "series": "Ember",
                "position": "1-12",
                "title": "Ember",
                "is_collection": True,
            },
        ),
    ],
)
def test_reading(text: str, said: dict[str, object]) -> None:
    assert _said(parse_release_name(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "f3a91c0d77be4455a1",
        "kT4vQz9LmXw2RbNs7YpD",
        "kT4vQz9LmXw2 RbNs7YpDw0q",
        "3c2f1b9e-77aa-4d5e-9c1b-0f2e3d4c5b6a",
        "9f86d081884c7d659a2feaa0c55ad015.mkv",
        '[01/27] - "kT4vQz9LmXw2RbNs7YpD.part01.rar" yEnc',
    ],
)
def test_obfuscated_names_have_no_author_and_keep_their_text(text: str) -> None:
    name = parse_release_name(text)

    assert (name.is_obfuscated, name.authors, name.series, name.title) == (True, (), None, text)


@pytest.mark.parametrize("text", ["1984", "Ember", "Neuromancer", "11.22.63", "Twenty-Thousand Leagues"])
def test_short_titles_are_not_obfuscated(text: str) -> None:
    assert not parse_release_name(text).is_obfuscated


PIECES = st.sampled_from(
    [
        "Mira Vale",
        "Ember",
        "02",
        "Book 3",
        "The Salt Road",
        "(2019)",
        "[MP3]",
        "64 kbps",
        "Unabridged",
        "by",
        "yEnc",
        "Hörbuch",
        "(03/12)",
        "part01.rar",
        "-AUDiOBOOK-WEB-DE-2016-GRP",
        "#4",
        *"-\"'{)._,:",
    ]
)
LABELS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=9).map(" ".join),
    st.lists(PIECES, max_size=9).map("".join),
)


@given(LABELS)
def test_any_name_is_read_and_what_is_read_is_plausible(text: str) -> None:
    name = parse_release_name(text)

    assert bool(name.title) == bool(text.strip())
    assert name.year is None or 1400 <= name.year <= 2100
    assert name.bitrate_kbps is None or 16 <= name.bitrate_kbps <= 512
    assert all(author.strip() for author in name.authors)
    assert name.series is None or name.series.strip()


@given(LABELS)
def test_a_readable_name_stays_as_it_is(text: str) -> None:
    readable = readable_release(text)

    assert readable_release(readable) == readable
    assert bool(readable.strip()) == bool(text.strip())


@given(
    st.sampled_from(["Mira Vale", "Robert Farrow", "J. R. Oakhollow"]),
    st.sampled_from(["Ember", "The Salt Road"]),
)
def test_technical_words_around_a_name_do_not_change_who_wrote_what(author: str, title: str) -> None:
    spellings = [
        f"{author} - {title}",
        f"{author} - {title} [MP3]",
        f"{title} by {author} [M4B]",
        f"{author} - {title} (Unabridged) 64 kbps",
        f"{author}-{title}-AUDiOBOOK-WEB-DE-2016-GRP",
        f'(01/27) "{author} - {title}.part01.rar" - 1,2 GB yEnc',
    ]

    read = {(name.authors, name.title) for name in map(parse_release_name, spellings)}

    assert read == {((author,), title)}
