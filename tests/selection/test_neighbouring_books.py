"""Books close to the wished one: sets, sequels, namesakes, and titles that look like something else."""

import pytest
from offers import VIP, offer, place, wish

from mamcrawler.integrations.mam.rows import RowSeries, TorrentRow
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.selection.wishes import Wish


def row(title: str, number: int = 1, **changes: object) -> TorrentRow:
    """A row that tells nothing of series and narrator."""
    values: dict[str, object] = {"title": title, "series": (), "narrators": (), "tags": "64 kbps"}
    return offer(number, **(values | changes))


def only(wanted: Wish, *rows: TorrentRow) -> Judgement:
    """The judgement of the first of the rows, seen beside the others."""
    judgements = judge_releases(wanted, rows, account=VIP)
    return next(found for found in judgements if found.release_id == rows[0].id)


TIDE = {"title": "Tide", "series": (place("Tide", "1"),)}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Tide Books 1 & 2", "bundle"),
        ("Tide (Books One to Three)", "bundle"),
        ("Tide - Books One, Two and Three", "bundle"),
        ("Tide 1 to 3", "bundle"),
        ("Tide (Tide 1-3)", "bundle"),
        ("Tide: The Harbour Collection", "bundle"),
        ("Tide & Ember", "title_mismatch"),
        ("Tide / Ember / Ash", "title_mismatch"),
        ("Tide; Ember; Ash", "title_mismatch"),
        ("Ember and Tide", "title_mismatch"),
        ("Tide 2", "position_mismatch"),
        ("Tide II", "title_mismatch"),
        ("Tide Band zwei", "position_mismatch"),
        ("Tide, Tome deux", "position_mismatch"),
        ("Tide: Libro 3", "position_mismatch"),
        ("Tide Saga 02 The Long Ebb", "position_mismatch"),
        ("Tide: Arc 2", "title_mismatch"),
        ("Tide: Adapted for Young Readers", "title_mismatch"),
        ("Tide Retold for Children", "title_mismatch"),
    ],
)
def test_sets_sequels_and_adaptations_are_refused(title: str, code: str) -> None:
    found = only(wish(**TIDE), row(title))
    assert (found.verdict, found.code) == ("reject", code)


@pytest.mark.parametrize(
    "title",
    [
        "Tide 1",
        "Tide, Book 1",
        "Tide Band eins",
        "Tide Chronicles 1: Tide",
        "Tide I: Tide",
        "Tide Saga 01 Tide",
    ],
)
def test_a_first_book_may_go_by_series_and_number(title: str) -> None:
    assert only(wish(**TIDE), row(title)).verdict == "accept"


@pytest.mark.parametrize(
    "title",
    [
        "An Abridged History of Fog",
        "The Radio Drama Murders",
        "Dramatisation",
        "The Full Cast",
        "Sample Weather",
        "The Summary of Fog",
        "Box Set Weather",
        "Day 21",
        "Part of the Fog",
    ],
)
def test_words_of_the_wished_title_tell_nothing_of_the_edition(title: str) -> None:
    wanted = wish(title=title, series=(place("Fog", "2"),))
    assert only(wanted, row(title)).verdict == "accept"


@pytest.mark.parametrize(
    ("title", "offered", "code"),
    [
        ("An Abridged History of Fog", "An Abridged History of Fog (Abridged)", "abridged"),
        (
            "The Radio Drama Murders",
            "The Radio Drama Murders (Dramatised Adaptation)",
            "production_not_wanted",
        ),
        ("The Summary of Fog", "The Summary of Fog: Summary", "title_mismatch"),
    ],
)
def test_the_same_words_told_again_do(title: str, offered: str, code: str) -> None:
    found = only(wish(title=title, series=()), row(offered))
    assert (found.verdict, found.code) == ("reject", code)


def test_a_title_that_looks_like_a_number_of_its_series_is_the_title() -> None:
    wanted = wish(title="Day 21", series=(place("The Watch", "2"),))
    assert only(wanted, row("The Watch: Day 21")).verdict == "accept"
    assert only(wanted, row("The Watch 01 - Day 20")).code == "position_mismatch"


@pytest.mark.parametrize(
    ("title", "offered"),
    [
        ("Die zwölf Häuser", "Die 12 Häuser"),
        ("Zwanzigtausend Meilen", "20.000 Meilen"),
        ("Vingt mille vagues", "20 000 vagues"),
        ("Cien faros", "100 faros"),
        ("Sixteen Ways to Fog", "16 Ways to Fog"),
    ],
)
def test_number_words_are_figures_in_other_languages_too(title: str, offered: str) -> None:
    assert only(wish(title=title, series=()), row(offered)).verdict == "accept"


def test_a_series_goes_by_its_last_name_too() -> None:
    wanted = wish(title="Salt Road", series=(place("Emberverse: Salt Road", "1"),))
    assert only(wanted, row("Salt Road: Alliances")).code == "title_mismatch"
    assert only(wanted, row("Emberverse: Salt Road: Alliances")).code == "title_mismatch"
    assert only(wanted, row("Emberverse: Salt Road")).verdict == "accept"
    assert only(wanted, row("Salt Road: Emberverse: Salt Road, Book 1")).verdict == "accept"


def test_without_a_known_series_the_rows_tell_what_else_goes_by_the_main_title() -> None:
    wanted = wish(title="Salt Road: Rescue", series=())
    first = row("Salt Road", 1, series=(RowSeries("New Age", "1"),), seeders=400)
    right = row("Salt Road: Rescue", 2, series=(RowSeries("New Age", "6"),))
    judgements = judge_releases(wanted, [first, right], account=VIP)
    taken = choose(judgements)
    assert taken is not None
    assert taken.release_id == 2
    assert [(found.release_id, found.code) for found in judgements] == [(2, None), (1, "title_mismatch")]


def test_the_name_of_a_series_of_the_author_is_no_proof() -> None:
    wanted = wish(title="Salt Road: Rescue", series=())
    lone, other = row("Salt Road", 1), row("Salt Road: Ruin", 2, series=(RowSeries("Salt Road", ""),))
    assert only(wanted, lone, other).code == "title_unproven"
    assert only(wanted, lone).verdict == "accept"
