"""What we ask the tracker, what we may ask, and how its answers are read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from doors import MakeDoor, RecordingClock
from mam_site import CHECK_GOOD, HTML, LOGIN_PAGE, NO_HITS, Site
from scripted import Reply, Script

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.models import SearchQuery
from mamcrawler.integrations.remote import Misunderstood, NotThere, RateLimited, RejectedUs

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROW = {"id": 900_001, "title": "The Lantern Archive", "main_cat": 13, "mediatype": 1, "size": "528.3 MiB"}


@pytest.fixture
def site(remote: Script, make_door: MakeDoor, database: Database, clock: RecordingClock) -> Site:
    return Site(remote, make_door, database, clock)


def test_a_search_is_one_json_question_as_documented(site: Site) -> None:
    site.then(Reply(200, {"data": [ROW], "total": 1, "found": 1, "start": 0, "perpage": 100}))

    answer = site.client.search(SearchQuery("lantern archive oakhollow"))

    assert [row.title for row in answer.rows] == ["The Lantern Archive"]
    asked = site.remote.seen[0]
    assert (asked.method, asked.path, asked.query) == ("POST", "/tor/js/loadSearchJSONbasic.php", {})
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.json == {
        "tor": {
            "text": "lantern archive oakhollow",
            "srchIn": ["title", "author", "series"],
            "searchType": "active",
            "searchIn": "torrents",
            "main_cat": ["13"],
            "cat": ["0"],
            "browse_lang": ["1"],
            "sortType": "default",
            "startNumber": "0",
        },
        "perpage": 100,
        "mediaInfo": "",
        "isbn": "",
    }


def test_a_search_in_any_language_leaves_the_language_out(site: Site) -> None:
    site.then(NO_HITS)

    site.client.search(SearchQuery("x", languages=(), active_only=False, start=200, categories=(41, 47)))

    tor = site.remote.seen[0].json["tor"]
    assert "browse_lang" not in tor
    assert (tor["searchType"], tor["startNumber"], tor["cat"]) == ("all", "200", ["41", "47"])


@pytest.mark.parametrize("rows", [0, 4, 101])
def test_a_page_size_the_site_does_not_offer_is_not_asked(site: Site, rows: int) -> None:
    with pytest.raises(ValueError, match="5 to 100"):
        site.client.search(SearchQuery("x", rows=rows))

    assert site.remote.seen == []


def test_no_hits_are_an_answer(site: Site) -> None:
    site.then(NO_HITS)

    answer = site.client.search(SearchQuery("zzzz"))

    assert (answer.outcome, answer.rows) == ("empty", ())


@pytest.mark.parametrize(
    "body",
    [{"error": "Something broke"}, "Error, you have bad parameters", {"total": 3}, '{"data": ['],
)
def test_an_error_of_the_search_is_misunderstood(site: Site, body: Any) -> None:
    site.then(Reply(200, body))

    with pytest.raises(Misunderstood):
        site.client.search(SearchQuery("x"))


def test_one_release_is_looked_up_by_its_id(site: Site) -> None:
    site.then(Reply(200, {"data": [{**ROW, "id": 7}, ROW], "found": 2}))

    row = site.client.release(900_001)

    assert row is not None
    assert row.id == 900_001
    tor = site.remote.seen[0].json["tor"]
    assert (tor["id"], tor["searchType"]) == (900_001, "all")


def test_a_release_that_is_gone_is_none(site: Site) -> None:
    site.then(NO_HITS)

    assert site.client.release(900_001) is None


def test_a_torrent_file_is_fetched_by_id_and_without_a_wedge(site: Site) -> None:
    content = b"d4:infod4:name4:test6:pieces0:ee"
    site.then(Reply(200, content, [("Content-Type", "application/x-bittorrent")]))

    fetched = site.client.torrent_file(900_001)

    assert fetched == content
    assert (site.remote.seen[0].path, site.remote.seen[0].query) == ("/tor/download.php", {"tid": "900001"})


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply(200, "<html><body>Your unsatisfied list is full</body></html>", HTML), Misunderstood),
        (Reply(200, "You may not download this", HTML), Misunderstood),
        (Reply(200, {"error": "no"}), Misunderstood),
        (Reply(404, "no such torrent"), NotThere),
        (Reply(406, "blocked"), RejectedUs),
        (Reply(200, b"d" + b"0" * (10 * 2**20)), Misunderstood),
    ],
)
def test_what_is_no_torrent_file_is_told_apart(site: Site, reply: Reply, failure: type[Exception]) -> None:
    site.then(reply)

    with pytest.raises(failure) as caught:
        site.client.torrent_file(1)

    assert type(caught.value) is failure
    assert len(site.remote.seen) == 1


def test_a_login_page_in_place_of_a_torrent_is_a_refusal_of_the_session(site: Site) -> None:
    site.then(Reply(200, LOGIN_PAGE, HTML), CHECK_GOOD, Reply(200, b"d4:infodee"))

    assert site.client.torrent_file(1) == b"d4:infodee"


def test_a_429_without_a_wish_rests_a_quarter_of_an_hour(site: Site) -> None:
    site.then(Reply(429, "Too many requests"))

    with pytest.raises(RateLimited) as caught:
        site.client.user_data()

    assert caught.value.retry_after == 900.0
    assert len(site.remote.seen) == 1


SUMMARY = {
    "unsat": {"name": "Unsatisfied", "count": 12, "red": False, "size": 64, "limit": 150},
    "seedUnsat": {"name": "Seeding", "count": 10, "red": False, "size": 5},
    "inactUnsat": {"name": "Not seeding", "count": 1, "red": True, "size": 5},
    "seedHnr": {"name": "Seeding H&R", "count": 2, "red": True, "size": 0},
    "inactHnr": {"name": "H&R", "count": 3, "red": True, "size": 0},
}
BASE = {
    "classname": "VIP",
    "downloaded": "412.55 GiB",
    "downloaded_bytes": 442_972_000_000,
    "ratio": 3.41,
    "seedbonus": 61_234,
    "uid": 123_456,
    "uploaded": "1.374 TiB",
    "uploaded_bytes": 1_510_700_000_000.0,
    "username": "examplemouse",
    "vip_until": "2026-05-20 06:00:00",
    "wedges": 7,
}


@pytest.mark.parametrize(
    "body",
    [{**BASE, **SUMMARY}, {**BASE, "unsat": None, "snatch_summary": SUMMARY}],
    ids=["old shape", "new shape"],
)
def test_the_account_is_read_in_both_shapes(site: Site, body: dict[str, Any]) -> None:
    site.then(Reply(200, body))

    data = site.client.user_data()

    assert site.remote.seen[0].query == {"snatch_summary": ""}
    assert (data.unsat_count, data.unsat_limit, data.seeding_unsat, data.inactive_unsat) == (12, 150, 10, 1)
    assert data.hit_and_runs == 5
    assert (data.uploaded, data.downloaded) == (1_510_700_000_000, 442_972_000_000)
    assert (data.ratio, data.ratio_infinite) == (3.41, False)
    assert (data.class_name, data.points, data.wedges) == ("VIP", 61_234.0, 7)
    assert data.vip_until == datetime(2026, 5, 20, 6, tzinfo=UTC)
    assert data.unread == ()


def test_what_cannot_be_read_is_unknown_and_named(site: Site) -> None:
    odd = {
        **BASE,
        "uploaded_bytes": -5,
        "ratio": "n/a",
        "seedbonus": "many",
        "vip_until": "0000-00-00 00:00:00",
        "snatch_summary": {"unsat": {"count": "??", "limit": 150}},
    }
    site.then(Reply(200, odd))

    data = site.client.user_data()

    assert (data.uploaded, data.ratio, data.ratio_infinite, data.points) == (None, None, False, None)
    assert (data.unsat_count, data.unsat_limit, data.vip_until) == (None, 150, None)
    assert data.unread == (
        "uploaded",
        "ratio",
        "points",
        "vip_until",
        "unsat_count",
        "seeding_unsat",
        "inactive_unsat",
        "hit_and_runs",
    )


def test_an_account_without_vip_has_nothing_unread_there(site: Site) -> None:
    site.then(Reply(200, {**BASE, **SUMMARY, "classname": "User", "vip_until": None}))

    data = site.client.user_data()

    assert (data.vip_until, data.unread) == (None, ())


@pytest.mark.parametrize("body", [[], {}, {"error": "no"}, "text", '{"uid": 1'])
def test_an_answer_that_is_no_account_is_misunderstood(site: Site, body: Any) -> None:
    site.then(Reply(200, body))

    with pytest.raises(Misunderstood):
        site.client.user_data()
