"""Habits of posters, sites and scene groups of several countries in naming releases."""

import pytest

from mamcrawler.selection.media_types import media_type
from mamcrawler.selection.release_names import ReleaseName, parse_release_name


def _work(name: ReleaseName) -> tuple[str, str | None, str | None, str]:
    return ", ".join(name.authors), name.series, name.position, name.title


@pytest.mark.parametrize(
    ("text", "work"),
    [
        # series notes tell which piece is the title
        (
            "Glass Heart (Ember Saga, Book 2) - Robert Farrow",
            ("Robert Farrow", "Ember Saga", "2", "Glass Heart"),
        ),
        (
            "Glass Heart (Ember Saga 2) - Robert Farrow - Anna Vale",
            ("Robert Farrow", "Ember Saga", "2", "Glass Heart"),
        ),
        (
            "Robert Farrow - The Ember Saga (Band 2) - Glut und Asche",
            ("Robert Farrow", "The Ember Saga", "2", "Glut und Asche"),
        ),
        (
            "Robert Farrow - The Ember Saga: Book 2: Glass Heart",
            ("Robert Farrow", "The Ember Saga", "2", "Glass Heart"),
        ),
        ("Robert Farrow - Otto Wren 05 - Glass Heart", ("Robert Farrow", "Otto Wren", "5", "Glass Heart")),
        ("Otto Wren - Folge 12 - Der Turm (Hörspiel)", ("", "Otto Wren", "12", "Der Turm")),
        ("Robert Farrow - Otto Wren - The Ash Road", ("Robert Farrow", "Otto Wren", None, "The Ash Road")),
        ("Robert Farrow 'Ember', Bk 2 - Glass Heart", ("Robert Farrow", "Ember", "2", "Glass Heart")),
        ("Robert Farrow - Ember 1-7", ("Robert Farrow", "Ember", "1-7", "Ember")),
        ("Ember Series 1-7 Narrated by Anna Vale", ("", "Ember", "1-7", "Ember Series")),
        ("miravale - Ember 04 - Ash", ("Miravale", "Ember", "4", "Ash")),
        # words of titles outweigh the first place
        ("Cold Justice - Sena Obrecht", ("Sena Obrecht", None, None, "Cold Justice")),
        ("Lantern-Robert Farrow-2021-Audiobook-MP3", ("Robert Farrow", None, None, "Lantern")),
        ("Zogrim - Candlewright", ("Zogrim", None, None, "Candlewright")),
        # a colon parts an author from a title, but not a person from a life of him
        ("Robert Farrow: The Ash Road", ("Robert Farrow", None, None, "The Ash Road")),
        ("Robert Farrow: A Life in Letters", ("", None, None, "Robert Farrow: A Life in Letters")),
        ("The Ash Road 2019 Robert Farrow", ("Robert Farrow", None, None, "The Ash Road")),
        ("Robert Farrow / The Ash Road", ("Robert Farrow", None, None, "The Ash Road")),
        ("Various Authors - The Ash Road", ("", None, None, "The Ash Road")),
        ("V.A. - The Ash Road", ("", None, None, "The Ash Road")),
        ("Robert Farrow Collection", ("Robert Farrow", None, None, "Robert Farrow Collection")),
        # double names in scene releases
        (
            "Robert Vale-Larsen-Den Lange Vej-AUDiOBOOK-WEB-DK-2014-GRP",
            ("Robert Vale-Larsen", None, None, "Den Lange Vej"),
        ),
        # subjects of posts
        (
            'For Nia: Robert Farrow - Glass Heart [08/40] "Glass Heart 07.mp3" yEnc',
            ("Robert Farrow", None, None, "Glass Heart"),
        ),
        ('New Ember - Farrow, Robert - "Ash 01.mp3" 04 of 22 yEnc', ("Robert Farrow", None, None, "Ash")),
        ("NR Robert Farrow - Glass Heart", ("Robert Farrow", None, None, "Glass Heart")),
        (
            "Robert Farrow - 'Ember', Bk2 - Ash (NMR 64 kbps) \"Robert Farrow - Ash.vol01+2.PAR2\" 9/31",
            ("Robert Farrow", "Ember", "2", "Ash"),
        ),
        ("Robert Farrow's 'Ember', Bk 2 - Ash (NMR 64 kbps) 12/60", ("Robert Farrow", "Ember", "2", "Ash")),
        (
            'FR "Livre Audio-Farrow Robert-Le Sel.zip.001" (Nord) [01/40] yEnc',
            ("Robert Farrow", None, None, "Le Sel"),
        ),
        ("full_audiobook_the_salt_road", ("", None, None, "the salt road")),
    ],
)
def test_who_wrote_what(text: str, work: tuple[str, str | None, str | None, str]) -> None:
    assert _work(parse_release_name(text)) == work


@pytest.mark.parametrize(
    ("text", "title", "narrators"),
    [
        ("Robert Farrow - Le Sel (lu par Anne Vale)", "Le Sel", ("Anne Vale",)),
        ("Robert Farrow - Sól (czyta Adam Wilk) mp3", "Sól", ("Adam Wilk",)),
        ("Robert Farrow - Il sale, letto da Anna Vale", "Il sale", ("Anna Vale",)),
        ("Robert Farrow - Saltet (uppläst av Nils Farr)", "Saltet", ("Nils Farr",)),
        ("Robert Farrow - Saltet (indlæst af Nils Farr)", "Saltet", ("Nils Farr",)),
        ("Robert Farrow - Het zout (voorgelezen door Jan Vos)", "Het zout", ("Jan Vos",)),
        ("Robert Farrow - La sal (narrado por Ana Ríos)", "La sal", ("Ana Ríos",)),
        ("Robert Farrow - Salz - ungekürzte Lesung von Anna Vale", "Salz", ("Anna Vale",)),
        ("Robert Farrow - Salt (narr. Anna Vale) [m4b]", "Salt", ("Anna Vale",)),
        ("Salt by Robert Farrow - Narrated by Anna Vale - 2018 - M4B", "Salt", ("Anna Vale",)),
        ("Robert Farrow - Salt [Anna Vale, Tobin Farrow] 64k", "Salt", ("Anna Vale", "Tobin Farrow")),
        ("Robert Farrow - Ember 02 - Salt (Oakhollow) 64k", "Salt", ("Oakhollow",)),
        ("Robert Farrow - Salt (Xanthe Ulverston)", "Salt", ("Xanthe Ulverston",)),
        ("2015 - The Salt Road (Anna Vale) 64k 11.42.10 {615mb}", "The Salt Road", ("Anna Vale",)),
        ("Robert Farrow - Salt (Fantasy) [MP3]", "Salt", ()),
        ("Robert Farrow - Salt (Prequel) [MP3]", "Salt (Prequel)", ()),
    ],
)
def test_who_reads(text: str, title: str, narrators: tuple[str, ...]) -> None:
    name = parse_release_name(text)

    assert (name.title, name.narrators) == (title, narrators)
    assert name.authors == (("Robert Farrow",) if "Robert Farrow" in text else ())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sal (Audiolibro)", "Spanish"),
        ("Sale (Audiolibro) [ITA]", "Italian"),
        ("Sal [Español latino]", "Spanish"),
        ("Sal [audiolivro]", "Portuguese"),
        ("Sal [pt-br]", "Portuguese"),
        ("Sel (Livre audio)", "French"),
        ("Sel (Texte intégral)", "French"),
        ("Salz (Live-Lesung)", "German"),
        ("Salz - Hoerbuch-Pack.rar", "German"),
        ("Salz (Hörbuch) [DE]", "German"),
        ("Zout (luisterboek)", "Dutch"),
        ("Suola (äänikirja)", "Finnish"),
        ("Salt (ljudbok)", "Swedish"),
        ("Salt [Lydbok][NO]", "Norwegian"),
        ("Sól [audiobook PL]", "Polish"),
        ("The Salt of a Cat NMR", None),
    ],
)
def test_the_language_a_name_tells(text: str, language: str | None) -> None:
    assert parse_release_name(f"Robert Farrow - {text}").language == language


@pytest.mark.parametrize(
    ("text", "title", "year", "kbps"),
    [
        ("Salt MP3 128", "Salt", None, 128),
        ("Salt (Hörbuch) 2019", "Salt", 2019, None),
        ("Salt (Abridged) 3 CDs", "Salt", None, None),
        ("Salt FLAC 16bit", "Salt", None, None),
        ("Salt [1337x]", "Salt", None, None),
        ("Salt (Vintage Classics)", "Salt", None, None),
        ("Salt (Movie Tie-In)", "Salt", None, None),
        ("Salt V0", "Salt", None, None),
    ],
)
def test_noise_behind_a_title(text: str, title: str, year: int | None, kbps: int | None) -> None:
    name = parse_release_name(f"Robert Farrow - {text}")

    assert (name.title, name.year, name.bitrate_kbps) == (title, year, kbps)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Robert Farrow - Salt (Audio CD)", "audiobook"),
        ("Robert Farrow - Salt ebook", "ebook"),
        ("Robert Farrow - Salt (html).rar", "ebook"),
    ],
)
def test_words_for_a_medium(text: str, medium: str) -> None:
    assert media_type(parse_release_name(text)) == medium


@pytest.mark.parametrize("text", ["themostdistant0412part3", "abc.xyz.9d8s7f98s7d9f8s7d"])
def test_names_for_machines_are_obfuscated(text: str) -> None:
    assert parse_release_name(text).is_obfuscated
