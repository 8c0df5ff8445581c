"""Form, production and recording (rules S15 and S16)."""

from typing import Any

import pytest
from offers import CAST, FARROW, SHORT, VALE, judged, offer, verdict, wish

from mamcrawler.integrations.mam.row_media import MediaInfo
from mamcrawler.selection.wishes import KnownBook, KnownEdition, Policy

SILENT = {"narrators": (), "tags": "Unabridged, 128 kbps"}
FIXED = wish(narrators=("Tobin Farrow",))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (652, ("accept", None)),
        (640, ("review", "runtime_unproven")),
        (620, ("reject", "runtime_mismatch")),
        (1324, ("reject", "runtime_mismatch")),
    ],
)
def test_a_fixed_recording_has_its_length(minutes: int, expected: tuple[str, str | None]) -> None:
    row = offer(tags=f"Unabridged, 128 kbps, {minutes} min")

    assert verdict(FIXED, row) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"narrators": ("Ann Vale",)}, ("reject", "narrator_mismatch")),
        ({"narrators": ("T. Farrow (narrator)",)}, ("accept", None)),
        ({"narrators": ("Tobbin Farow",)}, ("accept", None)),
        ({"narrators": ("Ann Vale", "Tobin Farrow")}, ("accept", None)),
        ({"narrators": ("Tantor Audio",)}, ("accept", None)),
        (SILENT, ("review", "recording_unproven")),
        (SILENT | {"description": "Read by Tobin Farrow."}, ("accept", None)),
        (SILENT | {"description": "Read by Ann Vale."}, ("review", "narrator_unproven")),
        (SILENT | {"asin": "B0FARROW01"}, ("accept", None)),
        (SILENT | {"asin": "B0ANNVALE1"}, ("reject", "asin_mismatch")),
        (SILENT | {"asin": "B0UNKNOWN1"}, ("review", "recording_unproven")),
    ],
)
def test_a_fixed_recording_is_proven_by_voice_length_or_asin(
    changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert verdict(FIXED, offer(**changes)) == expected


def test_without_another_known_recording_nothing_needs_telling_apart() -> None:
    assert verdict(FIXED, offer(**SILENT), editions=(FARROW,)) == ("accept", None)


def test_a_length_that_two_recordings_share_proves_nothing() -> None:
    twin = KnownEdition("B0TWINED01", ("Sean Dell",), 660 * 60, "unabridged", "single", "English")
    row = offer(narrators=(), tags="Unabridged, 128 kbps, 661 min")

    assert verdict(FIXED, row, editions=(FARROW, twin)) == ("review", "recording_unproven")


def test_the_same_recording_under_another_asin_is_no_other_one() -> None:
    double = KnownEdition("B0FARROWUK", ("Tobin Farrow",), 663 * 60, "unabridged", "single", "English")
    wanted = wish(asin="B0FARROW01")

    assert verdict(wanted, offer(asin="B0FARROWUK"), editions=(FARROW, double, VALE)) == ("accept", None)


def test_media_info_of_one_file_of_several_tells_no_length() -> None:
    media = MediaInfo(duration="0:45:12", bit_rate="128.0 kb/s")

    assert verdict(FIXED, offer(tags="Unabridged", media=media, files=20)) == ("accept", None)
    assert verdict(FIXED, offer(tags="Unabridged", media=media, files=1)) == ("reject", "runtime_mismatch")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (662, ("accept", None)),
        (600, ("accept", None)),
        (495, ("reject", "probably_abridged")),
        (870, ("review", "probably_bundle")),
    ],
)
def test_with_any_narrator_the_length_lies_among_the_known(
    minutes: int, expected: tuple[str, str | None]
) -> None:
    assert verdict(wish(), offer(tags=f"Unabridged, 128 kbps, {minutes} min")) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"asin": "B0ANNVALE1", "narrators": ()}, ("accept", None)),
        ({"asin": "B0SHORTED1"}, ("reject", "abridged")),
        ({"asin": "B0CASTED01", "narrators": ()}, ("reject", "production_not_wanted")),
        ({"asin": "B0OTHER001"}, ("reject", "asin_mismatch")),
        ({"narrators": ("Sean Dell",), "tags": "128 kbps"}, ("review", "other_recording")),
        ({"narrators": ("Sean Dell",), "tags": "Unabridged, 128 kbps"}, ("accept", None)),
    ],
)
def test_with_any_narrator_an_asin_or_a_voice_may_name_the_wrong_kind(
    changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    books = (KnownBook("Salt Road", ("Mira Oakhollow",), asins=frozenset({"B0OTHER001"})),)
    row = offer(**({"tags": "Unabridged, 128 kbps"} | changes))

    assert verdict(wish(), row, editions=(FARROW, VALE, SHORT, CAST), known_books=books) == expected


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"flags": 32}, "abridged"),
        ({"title": "The Lantern Archive [Abridged]"}, "abridged"),
        ({"tags": "Abridged, 128 kbps"}, "abridged"),
        ({"tags": "gekürzte Lesung, 128 kbps"}, "abridged"),
        ({"tags": "128 kbps", "description": "The unabridged and the abridged text differ."}, None),
    ],
)
def test_abridged_is_told_by_flag_and_word(changes: dict[str, Any], code: str | None) -> None:
    assert verdict(wish(), offer(**changes))[1] == code


def test_an_abridged_wish_takes_an_abridged_release() -> None:
    row = offer(tags="Abridged, 128 kbps, 200 min", narrators=("Sean Dell",))

    wanted = wish(form="abridged")

    assert verdict(wanted, row, editions=(FARROW, SHORT)) == ("accept", None)
    assert verdict(wanted, offer(tags="Unabridged, 128 kbps"), editions=()) == ("review", "other_recording")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"narrators": ("GraphicAudio",)}, ("reject", "production_not_wanted")),
        (
            {"narrators": ("Ann Vale", "Sean Dell"), "tags": "GraphicAudio, 128 kbps"},
            ("reject", "production_not_wanted"),
        ),
        ({"tags": "A Movie in Your Mind, 128 kbps"}, ("reject", "production_not_wanted")),
        ({"title": "The Lantern Archive (Dramatized Adaptation)"}, ("reject", "production_not_wanted")),
        ({"content_tags": frozenset({10}), "narrators": ()}, ("reject", "production_not_wanted")),
        (
            {"content_tags": frozenset({10}), "narrators": tuple(f"Mira Voice{n}" for n in range(5))},
            ("reject", "production_not_wanted"),
        ),
        ({"content_tags": frozenset({10})}, ("accept", None)),
        ({"tags": "full cast, Unabridged, 128 kbps"}, ("accept", None)),
        ({"description": "Also made as a radio play."}, ("review", "production_unproven")),
    ],
)
def test_dramatisations_are_told_from_readings(
    changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert verdict(wish(), offer(**changes)) == expected


def test_a_dramatisation_passes_where_it_is_wished() -> None:
    row = offer(narrators=("GraphicAudio",), tags="GraphicAudio, 256 kbps, 8 hrs")
    plain = offer(tags="Unabridged, 128 kbps")
    wanted = wish(productions=frozenset({"dramatised"}), narrators=("GraphicAudio",))
    editions = (FARROW, CAST)

    assert verdict(wanted, row, editions=editions) == ("accept", None)
    assert verdict(wanted, plain, editions=editions)[1] == "production_not_wanted"
    assert verdict(wish(), row, editions=(), policy=Policy(dramatised=True)) == ("accept", None)


@pytest.mark.parametrize(
    ("narrators", "code"),
    [(("Tobin Farrow",), "production_not_wanted"), (("Tobin Farrow", "Ann Vale"), None), ((), None)],
)
def test_two_readers_may_be_a_cast(narrators: tuple[str, ...], code: str | None) -> None:
    wanted = wish(productions=frozenset({"multi"}))

    assert verdict(wanted, offer(narrators=narrators), editions=())[1] == code


def test_a_wished_asin_is_not_proven_by_another_unknown_one() -> None:
    wanted = wish(asin="B0FARROW01")

    assert verdict(wanted, offer(**SILENT, asin="B0UNKNOWN1"), editions=())[1] == "recording_unproven"
    assert verdict(wanted, offer(**SILENT), editions=()) == ("accept", None)
    assert verdict(wanted, offer(asin="B0UNKNOWN1")) == ("accept", None)


def test_several_voices_are_refused_only_where_one_is_wished() -> None:
    row = offer(narrators=("Tobin Farrow", "Ann Vale", "Sean Dell"))

    assert verdict(wish(), row) == ("accept", None)
    wanted = wish(productions=frozenset({"single"}))
    assert verdict(wanted, row) == ("reject", "production_not_wanted")


@pytest.mark.parametrize(
    ("wanted", "changes", "level"),
    [
        (FIXED, {}, 3),
        (FIXED, {"tags": "Unabridged"}, 2),
        (FIXED, {"narrators": ()}, 2),
        (FIXED, SILENT | {"asin": "B0FARROW01"}, 3),
        (FIXED, SILENT, 1),
        (wish(), {}, 3),
        (wish(), {"narrators": ("Ann Vale",)}, 2),
        (wish(), {"narrators": ("Mira Voice",), "tags": "700 min"}, 1),
    ],
)
def test_the_level_tells_how_well_the_recording_is_proven(wanted: Any, changes: Any, level: int) -> None:
    assert judged(wanted, offer(**changes)).level == level


def test_a_refusal_says_what_was_found_and_what_was_wished() -> None:
    found = judged(FIXED, offer(tags="Unabridged, 128 kbps, 9 h 12 min"))

    assert [reason.sentence for reason in found.reasons] == [
        "Runtime 9 h 12 min, the Tobin Farrow recording is 11 h 02 min."
    ]
    assert found.permanent is True
