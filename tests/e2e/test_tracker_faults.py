"""A tracker that answers strangely or asks for patience is asked again, and nothing is lost (F1, S1, T7)."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from small_world import world_with
from town import MakeTown

from mamcrawler.downloads.models import Release, Verdict

pytest_plugins = ["town_fixtures"]

ONE = world_with(910051, books=("saltglass-5",))
SEARCH, CHECK, TORRENT = "/tor/js/loadSearchJSONbasic.php", "/json/checkCookie.php", "/tor/download.php"
STRAIGHT = [
    "proposed",
    "approved",
    "sending",
    "downloading",
    "completed",
    "verifying",
    "organising",
    "importing",
    "imported",
]


def test_search_that_answers_with_a_web_page_is_asked_again(make_town: MakeTown) -> None:
    town = make_town(ONE, "search-html")
    town.open_day()
    failed = town.run("downloads.search")
    assert (failed.kind, failed.problem) == ("failed", "remote_refused")
    assert town.wanted() == {"saltglass-5": "wanted"}
    town.until_imported("saltglass-5")
    # The page might have meant a dead session, so that was asked; it is alive, and nobody was told.
    assert [seen.path for seen in town.sandbox.mam.seen[1:]] == [SEARCH, CHECK, SEARCH, SEARCH, TORRENT]
    assert (town.moves(), town.problems()) == (STRAIGHT, [])


def test_author_field_that_is_no_json_is_read_by_its_pattern(make_town: MakeTown) -> None:
    town = make_town(ONE, "malformed-author-info")
    town.open_day()
    town.until_imported("saltglass-5")
    assert town.faults.struck("malformed-author-info") == 1
    assert [row.authors for row in town.rows(Release)] == [["Ilsa Wrenfield"]]
    assert [row.result for row in town.rows(Verdict)] == ["match"]
    assert town.moves() == STRAIGHT


def test_two_answers_of_429_are_waited_out_and_slow_us_down(make_town: MakeTown) -> None:
    town = make_town(ONE)
    town.open_day()
    town.faults.switch_on("rate-limited")
    limited = town.run("downloads.search")
    assert (limited.kind, limited.left) == ("partial", "1 wanted books are due")
    town.until_imported("saltglass-5")
    seen = town.sandbox.mam.seen[1:]
    assert [(one.path, one.status) for one in seen] == [
        (SEARCH, 429),
        (SEARCH, 429),
        (SEARCH, 200),
        (TORRENT, 200),
    ]
    gaps = [later.at - earlier.at for earlier, later in pairwise(seen)]
    assert [gap >= timedelta(seconds=60) for gap in gaps[:2]] == [True, True]
    assert gaps[2] >= timedelta(seconds=6)
    assert town.moves() == STRAIGHT


def test_torrent_that_turns_out_to_be_the_login_page_is_fetched_again(make_town: MakeTown) -> None:
    town = make_town(ONE, "torrent-is-login-page")
    town.open_day()
    town.until_imported("saltglass-5")
    assert [seen.path for seen in town.sandbox.mam.seen[2:]] == [TORRENT, CHECK, TORRENT, TORRENT]
    assert town.moves() == ["proposed", "approved", "sending", *STRAIGHT[1:]]
    assert (town.problems(), town.blocked()) == ([], [])
