"""The checks of a finished download on real files."""

from pathlib import Path

import pytest

from mamcrawler.downloads.audio import Chapter, Header
from mamcrawler.downloads.checks import (
    Expected,
    Heard,
    check_decode,
    check_files,
    check_length,
    check_recording,
    check_safety,
)
from mamcrawler.downloads.evidence import Claimed, check_evidence
from mamcrawler.sandbox.torrents.audio import make_audio
from mamcrawler.sandbox.torrents.damage import corrupt, cut_short


def wares(root: Path) -> list[tuple[str, int]]:
    return [
        (str(path.relative_to(root)), path.stat().st_size)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("setup.exe", "program_inside"),
        ("Book/readme.TXT.scr", "program_inside"),
        ("cover.jpg.lnk ", "program_inside"),
        ("book.aax", "locked_audio"),
        ("book.rar", "locked_audio"),
        ("book.r07", "locked_audio"),
        ("../outside.mp3", "unsafe_name"),
        ("/etc/passwd.mp3", "unsafe_name"),
        ("bell\x07.mp3", "unsafe_name"),
    ],
)
def test_unsafe_content_fails(name: str, code: str) -> None:
    result = check_safety([("book.mp3", 10), (name, 10)])

    assert (result.result, result.code) == ("failed", code)


def test_covers_texts_and_ebooks_are_allowed() -> None:
    assert check_safety([("b.mp3", 1), ("cover.jpg", 1), ("b.epub", 1), ("b.nfo", 1)]).result == "passed"


def test_a_download_without_audio_fails() -> None:
    assert check_safety([("book.epub", 1)]).code == "no_audio"


def test_files_must_be_there_with_their_exact_sizes(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"x" * 10)
    (tmp_path / "b.mp3").write_bytes(b"x" * 10)

    assert check_files([("a.mp3", 10), ("b.mp3", 10)], tmp_path).result == "passed"
    assert check_files([("a.mp3", 10), ("b.mp3", 11)], tmp_path).code == "files_differ"
    assert check_files([("a.mp3", 10), ("c.mp3", 10)], tmp_path).code == "files_missing"


def test_a_link_in_place_of_a_file_is_not_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.mp3").write_bytes(b"x" * 10)
    (tmp_path / "a.mp3").symlink_to(tmp_path / "real.mp3")

    assert check_files([("a.mp3", 10), ("real.mp3", 10)], tmp_path).code == "files_differ"


def test_when_nothing_is_visible_a_person_looks_at_the_paths(tmp_path: Path) -> None:
    result = check_files([("a.mp3", 10)], tmp_path / "unmounted")

    assert (result.result, result.code) == ("review", "files_not_visible")


def test_every_audio_file_is_decoded(tmp_path: Path) -> None:
    make_audio(tmp_path / "1.mp3", 30, fmt="mp3")
    make_audio(tmp_path / "2.m4b", 30)
    (tmp_path / "cover.jpg").write_bytes(b"no audio")

    result, heard = check_decode(wares(tmp_path), tmp_path)

    assert (result.result, result.facts) == ("passed", {"files": 2, "seconds": 60})
    assert [one.name for one in heard] == ["1.mp3", "2.m4b"]


def test_one_corrupt_file_fails_the_download(tmp_path: Path) -> None:
    make_audio(tmp_path / "1.mp3", 30, fmt="mp3")
    corrupt(make_audio(tmp_path / "2.mp3", 60, fmt="mp3"))

    result, _ = check_decode(wares(tmp_path), tmp_path)

    assert (result.result, result.code) == ("failed", "corrupt")
    assert result.sentence.startswith("2.mp3 does not decode")


def test_a_file_that_vanished_is_for_a_person(tmp_path: Path) -> None:
    result, _ = check_decode([("1.mp3", 10)], tmp_path)

    assert (result.result, result.code) == ("review", "file_unreadable")


def test_short_audio_fails_by_its_own_header(tmp_path: Path) -> None:
    cut_short(make_audio(tmp_path / "1.mp3", 90, fmt="mp3"), keep=0.6)

    _, heard = check_decode(wares(tmp_path), tmp_path)
    result = check_length(heard)

    assert (result.result, result.code) == ("failed", "corrupt")


@pytest.mark.parametrize(
    ("told", "seconds", "outcome"),
    [
        (300.0, 295.0, "passed"),
        (300.0, 294.9, "failed"),
        (300.0, 305.1, "failed"),
        (4000.0, 3960.0, "passed"),
        (4000.0, 3959.0, "failed"),
        (None, 17.0, "passed"),
    ],
)
def test_a_file_may_be_one_percent_or_five_seconds_off(
    told: float | None, seconds: float, outcome: str
) -> None:
    assert check_length([Heard("a.mp3", Header(told), seconds)]).result == outcome


# Runtime 662 min: 2 % are 13.24 min, 5 % are 33.1 min.
@pytest.mark.parametrize(
    ("minutes", "confirmed", "outcome"),
    [
        (652, True, "passed"),
        (675, True, "passed"),
        (640, True, "review"),
        (620, True, "failed"),
        (620, False, "review"),
        (700, True, "failed"),
    ],
)
def test_length_against_the_expected_edition(minutes: int, confirmed: bool, outcome: str) -> None:
    result = check_recording(minutes * 60.0, Expected((662 * 60,), confirmed))

    assert result.result == outcome
    assert result.code == {"failed": "wrong_recording", "review": "length_doubtful"}.get(outcome)


def test_three_minutes_are_forgiven_in_short_books() -> None:
    assert check_recording(30 * 60.0, Expected((33 * 60,), confirmed=True)).result == "passed"


def test_of_several_editions_the_nearest_counts() -> None:
    assert check_recording(500 * 60.0, Expected((662 * 60, 501 * 60))).result == "passed"


def test_the_offered_length_alone_never_fails() -> None:
    assert check_recording(300 * 60.0, Expected(offered=662 * 60)).result == "review"
    assert check_recording(300 * 60.0, Expected()).result == "skipped"


def heard(**tags: str) -> list[Heard]:
    return [Heard("a.m4b", Header(3600.0, tags=tags), 3600.0)]


def results(heard: list[Heard], claimed: Claimed) -> dict[str, str]:
    return {one.name: one.result for one in check_evidence(heard, claimed)}


CLAIMED = Claimed(authors=("Hazel Brandt",), narrators=("Ivo Lund",), asin="B0KILNROAD")


@pytest.mark.parametrize(
    ("tags", "check", "outcome"),
    [
        ({"composer": "Ivo Lund"}, "narrator_tags", "passed"),
        ({"narrator": "Ivo Lunt"}, "narrator_tags", "passed"),
        ({"narrator": "Petra Sand"}, "narrator_tags", "review"),
        ({"composer": "Hazel Brandt"}, "narrator_tags", "skipped"),
        ({}, "narrator_tags", "skipped"),
        ({"artist": "Brandt, Hazel"}, "author_tags", "passed"),
        ({"artist": "Ivo Lund"}, "author_tags", "passed"),
        ({"artist": "Somebody Else"}, "author_tags", "review"),
        ({"asin": "b0kilnroad"}, "identifiers", "passed"),
        ({"asin": "B0OTHERONE"}, "identifiers", "review"),
        ({"asin": "kiln"}, "identifiers", "review"),
    ],
)
def test_tags_are_evidence(tags: dict[str, str], check: str, outcome: str) -> None:
    assert results(heard(**tags), CLAIMED)[check] == outcome


def test_evidence_never_fails_alone() -> None:
    odd = [Heard("a.m4b", Header(20_000.0, tags={"artist": "X Y", "narrator": "Z W", "asin": "?"}), 20_000.0)]

    assert set(results(odd, CLAIMED).values()) == {"review", "passed"}


def test_long_files_want_chapters() -> None:
    chapters = tuple(Chapter(at * 4000.0, at * 4000.0 + 4000, f"{at}") for at in range(3))

    assert results([Heard("a", Header(12_000, chapters[:2]), 12_000)], CLAIMED)["chapters"] == "review"
    assert results([Heard("a", Header(12_000, chapters), 12_000)], CLAIMED)["chapters"] == "passed"
    assert results([Heard("a", Header(10_000), 10_000)], CLAIMED)["chapters"] == "passed"


def test_gaps_between_chapters_are_seen() -> None:
    gap = (Chapter(0, 10, "1"), Chapter(11.5, 20, "2"))
    close = (Chapter(0, 10, "1"), Chapter(11, 20, "2"))

    assert results([Heard("a", Header(20, gap), 20)], CLAIMED)["chapter_gaps"] == "review"
    assert results([Heard("a", Header(20, close), 20)], CLAIMED)["chapter_gaps"] == "passed"
