"""The tracker's simulator speaks the documented protocol, quirks and refusals included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.mam.simulator import MamSimulator
from mamcrawler.sandbox.world_build import build_world

WORLD = build_world()
ROW_KEYS = {
    "id", "language", "lang_code", "main_cat", "category", "mediatype", "maincat", "categories",
    "catname", "cat", "size", "numfiles", "vip", "vip_expire", "free", "personal_freeleech", "fl_vip",
    "title", "w", "tags", "author_info", "narrator_info", "series_info", "filetype", "seeders",
    "leechers", "added", "browseflags", "times_completed", "comments", "owner", "owner_name",
    "ownership", "bookmarked", "my_snatched", "poster_type", "thumbnail",
}  # fmt: skip


class Moment:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class FixedPayloads:
    """Torrents of known size that are no torrents; release 910052 has lost its seeder."""

    def torrent_bytes(self, release_id: int) -> bytes:
        return b"d4:infod4:name%d:%dee" % (len(str(release_id)), release_id)

    def size(self, release_id: int) -> int:
        return 17_825_792 if release_id != 910111 else 12_884_901_888

    def seeders(self, release_id: int) -> int:
        return 0 if release_id == 910052 else 1


class Site:
    """The simulator with a client that keeps the session the way a careful program does."""

    def __init__(self, faults: Faults, rotate_every: int = 0) -> None:
        self.faults, self.now = faults, Moment()
        self.mam = MamSimulator(WORLD, FixedPayloads(), faults, now=self.now, rotate_every=rotate_every)
        self.cookie = self.mam.cookie
        self.mam.start()
        self.http = httpx2.Client(verify=False, headers={"user-agent": "Tests/1.0"}, follow_redirects=False)

    def close(self) -> None:
        self.http.close()
        self.mam.stop()

    def ask(self, method: str, url: str, **more: object) -> httpx2.Response:
        headers = {"cookie": f"mam_id={self.cookie}", **more.pop("headers", {})}  # type: ignore[dict-item]
        answer = self.http.request(method, url, headers=headers, **more)  # type: ignore[arg-type]
        fresh = answer.headers.get("set-cookie", "").partition(";")[0].removeprefix("mam_id=")
        if fresh not in ("", "deleted"):
            self.cookie = fresh
        return answer

    def search(self, text: str = "", **root: object) -> httpx2.Response:
        tor: dict[str, object] = {
            "text": text,
            "main_cat": ["13"],
            "browse_lang": ["1"],
            "searchType": "active",
        }
        tor |= root.pop("tor", {})  # type: ignore[arg-type]
        return self.ask(
            "POST", f"{self.mam.www_url}/tor/js/loadSearchJSONbasic.php", json={"tor": tor, **root}
        )

    def ids(self, text: str = "", **root: object) -> list[int]:
        return [int(row["id"]) for row in self.search(text, **root).json().get("data", [])]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(Faults())
    yield site
    site.close()


@pytest.fixture
def rotating() -> Iterator[Site]:
    site = Site(Faults(), rotate_every=3)
    yield site
    site.close()


def test_row_has_the_documented_shape(site: Site) -> None:
    answer = site.search("drowned orrery wrenfield", mediaInfo="", isbn="", description="").json()
    assert set(answer) == {"perpage", "start", "data", "total", "found"}
    row = next(row for row in answer["data"] if row["id"] == 910031)
    assert set(row) == ROW_KEYS | {"mediainfo", "isbn", "description"}
    assert row["size"] == "17.0 MiB"
    assert list(json.loads(row["author_info"]).values()) == ["Ilsa Wrenfield"]
    assert list(json.loads(row["series_info"]).values()) == [["The Saltglass Chronicles", "3", 3]]
    assert json.loads(row["mediainfo"])["General"]["Duration"] == "00:36:00"
    assert json.loads(row["mediainfo"])["Audio1"]["BitRate"] == "64.0 kb/s"
    assert row["isbn"].startswith("ASIN:B0")
    assert row["fl_vip"] == 1


def test_optional_fields_come_only_when_asked_for(site: Site) -> None:
    row = site.search("drowned orrery wrenfield").json()["data"][0]
    assert set(row) == ROW_KEYS
    assert "dl" in site.search("drowned orrery wrenfield", dlLink="").json()["data"][0]


def test_sizes_of_a_thousand_units_have_a_comma(site: Site) -> None:
    row = next(row for row in site.search("barsoom burroughs").json()["data"] if row["id"] == 910111)
    assert row["size"] == "12.0 GiB"
    assert site.mam.size(WORLD.release_by_id[910074]) == int(16.8 * 2**30)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("patchwork girl oz", [910074, 910073, 910072, 910071]),
        ('"patchwork girl" soto', [910073]),
        ("patchwork -soto @title part", [910072]),
        ("@(author,series) nesbit @title trilogy | 32kbps", [910083, 910082]),
        ("alibi oldacre", [910093, 910092, 910091]),
        ("clockmakers alibi", [910093, 910091]),
        ("clockmaker alibi", [910092]),
        ("Cinder Meridian 4", []),
        ("Cinder Meridian 04", [910101]),
        ('perihelion "ward', []),
    ],
)
def test_text_is_matched_word_by_word(site: Site, text: str, found: list[int]) -> None:
    assert site.ids(text) == found


def test_search_is_limited_to_the_named_fields(site: Site) -> None:
    assert site.ids("burroughs barsoom", tor={"srchIn": ["title"]}) == []
    assert 910111 in site.ids("burroughs barsoom", tor={"srchIn": {"title": "true", "author": "true"}})


def test_form_and_query_string_mean_the_same_as_json(site: Site) -> None:
    url = f"{site.mam.www_url}/tor/js/loadSearchJSONbasic.php"
    pairs = [
        ("tor[text]", "phoenix carpet"), ("tor[srchIn][title]", "true"), ("tor[main_cat][]", "13"),
        ("tor[browse_lang][]", "1"), ("tor[searchType]", "active"), ("perpage", "25"), ("isbn", ""),
    ]  # fmt: skip
    by_get = site.ask("GET", url, params=pairs).json()
    by_form = site.ask("POST", url, data=dict(pairs)).json()
    assert [row["id"] for row in by_get["data"]] == [910084, 910083, 910082, 910081]
    assert by_form == by_get
    assert by_get["perpage"] == 25


def test_index_lags_behind_language_category_and_seeders(site: Site) -> None:
    rows = {
        row["id"]: row for row in site.search("@(title) drowned | soundings | incredulity").json()["data"]
    }
    assert rows[910033]["language"] == 37
    assert rows[910062]["main_cat"] == 14
    assert rows[910062]["mediatype"] == 2
    assert rows[910121]["seeders"] == 0


def test_row_shows_no_seeders_when_nobody_seeds(site: Site) -> None:
    assert 910052 not in site.ids("harbour bells wrenfield")
    assert 910052 in site.ids("harbour bells wrenfield", tor={"searchType": "all"})


def test_search_by_id_finds_that_row_alone(site: Site) -> None:
    assert site.ids("", tor={"id": 910111}) == [910111]


def test_newest_come_first_and_pages_join_without_holes(site: Site) -> None:
    first = site.search("", perpage=100, tor={"sortType": "dateDesc"}).json()
    second = site.search("", perpage=100, tor={"sortType": "dateDesc", "startNumber": "100"}).json()
    dates = [row["added"] for row in first["data"] + second["data"]]
    assert dates == sorted(dates, reverse=True)
    assert (first["start"], second["start"], first["found"]) == (0, 100, second["found"])
    assert len({row["id"] for row in first["data"] + second["data"]}) == 200


def test_page_size_stays_between_5_and_100(site: Site) -> None:
    assert site.search("", perpage=1000).json()["perpage"] == 100
    assert site.search("", perpage=1).json()["perpage"] == 5


def test_nothing_found_is_an_error_text_with_status_200(site: Site) -> None:
    empty = site.search("zzzz no such thing")
    assert (empty.status_code, empty.json()) == (200, {"error": "Nothing returned, out of 0"})
    beyond = site.search("phoenix carpet", tor={"startNumber": 40})
    assert beyond.json() == {"error": "Nothing returned, out of 4"}


def test_rows_carry_the_quirks_of_real_rows(site: Site) -> None:
    rows = {
        int(row["id"]): row
        for row in site.search("", perpage=100, tor={"sortType": "dateDesc"}).json()["data"]
    }
    assert rows[930001]["title"] == 2210
    assert "Sean O&#039;Marrow &amp; Sons" in rows[930002]["author_info"]
    with pytest.raises(json.JSONDecodeError):
        json.loads(rows[930003]["author_info"])
    assert rows[930004]["id"] == "930004"
    assert rows[930004]["size"].isdigit()


def test_upload_appears_in_search(site: Site) -> None:
    site.mam.upload(replace(WORLD.release_by_id[910031], id=990001, title="The Last Soundings"))
    assert 990001 in site.ids("last soundings")


@pytest.mark.parametrize("flag", ["snatch_summary", "snatch_summary&notif", "clientStats"])
def test_user_data_has_the_base_fields(site: Site, flag: str) -> None:
    data = site.ask("GET", f"{site.mam.www_url}/jsonLoad.php?{flag}").json()
    assert data["classname"] == "VIP"
    assert data["ratio"] == 3.41
    assert data["uploaded_bytes"] == 1_649_267_441_664
    assert data["vip_until"] == "2027-01-24 12:00:00"


def test_unsatisfied_summary_comes_in_both_shapes(site: Site) -> None:
    url = f"{site.mam.www_url}/jsonLoad.php?snatch_summary="
    new = site.ask("GET", url).json()
    assert new["unsat"] is None
    assert (new["snatch_summary"]["unsat"]["count"], new["snatch_summary"]["unsat"]["limit"]) == (12, 150)
    site.mam.standing.summary_shape = "old"
    old = site.ask("GET", url).json()
    assert (old["unsat"]["count"], old["unsat"]["limit"]) == (12, 150)
    assert "snatch_summary" not in old


def test_member_who_downloaded_nothing_has_an_infinite_ratio(site: Site) -> None:
    site.mam.standing.downloaded = 0
    data = site.ask("GET", f"{site.mam.www_url}/jsonLoad.php").json()
    assert (data["ratio"], data["downloaded"]) == ("∞", "0.0 B")


def test_taking_a_torrent_counts_as_unsatisfied_and_costs_ratio_unless_free(site: Site) -> None:
    before = site.mam.standing.downloaded
    free = site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910051")
    assert free.content == FixedPayloads().torrent_bytes(910051)
    assert free.headers["content-type"] == "application/x-bittorrent"
    assert "910051" in free.headers["content-disposition"]
    assert site.mam.standing.downloaded == before
    site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910081")
    assert site.mam.standing.downloaded == before + 17_825_792
    assert site.mam.standing.unsatisfied == 14


def test_snatch_marks_appear_on_rows_after_minutes(site: Site) -> None:
    site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910051")
    fresh = next(row for row in site.search("harbour bells").json()["data"] if row["id"] == 910051)
    site.now.at += timedelta(minutes=6)
    later = next(row for row in site.search("harbour bells").json()["data"] if row["id"] == 910051)
    assert (fresh["my_snatched"], later["my_snatched"]) == (0, 1)


def test_snatch_list_holds_texts_and_only_on_its_host(site: Site) -> None:
    query = "/json/loadUserDetailsTorrents.php?uid=424242&iteration=0&type=unsat&cacheTime=1"
    site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910051")
    answer = site.ask("GET", site.mam.cdn_url + query).json()
    assert (answer["success"], len(answer["rows"])) == (True, 13)
    mine = answer["rows"][-1]
    assert (mine["id"], mine["seedtime"], mine["STG"], mine["percentDone"]) == (
        "910051",
        "0",
        "3d 00:00:00",
        100,
    )
    assert site.ask("GET", site.mam.www_url + query).status_code == 404


def test_full_unsatisfied_list_gives_a_page_instead_of_a_torrent(site: Site) -> None:
    standing = site.mam.standing
    standing.snatched = dict.fromkeys(range(138), (WORLD.releases[0], 1, site.now.at))
    answer = site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910051")
    assert (answer.status_code, answer.content[:1]) == (200, b"<")
    assert standing.unsatisfied == 150


def test_wedge_makes_a_release_free_and_its_lack_is_a_page(site: Site) -> None:
    url = f"{site.mam.www_url}/tor/download.php?tid=910081&fl"
    before = site.mam.standing.downloaded
    assert site.ask("GET", url).content[:1] == b"d"
    assert (site.mam.standing.wedges, site.mam.standing.downloaded) == (2, before)
    site.mam.standing.wedges = 0
    refused = site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910052&fl")
    assert (refused.status_code, refused.content[:1]) == (200, b"<")


def test_background_release_has_no_torrent(site: Site) -> None:
    assert site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=930005").content[:1] == b"<"


def test_categories_are_35_for_audiobooks_with_text_ids(site: Site) -> None:
    groups = site.ask("GET", f"{site.mam.www_url}/categories.php?json=1").json()
    assert [(g["main_id"], g["name"], len(g["categories"])) for g in groups] == [
        ("13", "AudioBooks", 35), ("14", "E-Books", 39), ("15", "Musicology", 12), ("16", "Radio", 4),
    ]  # fmt: skip
    assert {"id": "41", "name": "Fantasy"} in groups[0]["categories"]


def test_rotation_replaces_the_cookie_and_kills_the_old_one(rotating: Site) -> None:
    first = rotating.cookie
    url = f"{rotating.mam.www_url}/jsonLoad.php"
    answers = [rotating.ask("GET", url) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    assert ["set-cookie" in answer.headers for answer in answers] == [False, False, True, False]
    assert "domain=.myanonamouse.net; secure; HttpOnly" in answers[2].headers["set-cookie"]
    rotating.cookie = first
    refused = rotating.ask("GET", url)
    assert refused.status_code == 403
    assert refused.headers["set-cookie"].startswith("mam_id=deleted; expires=Thu, 01-Jan-1970")


@pytest.mark.parametrize(
    ("fault", "status", "start", "location"),
    [
        ("cookie-expired-403", 403, b"Forbidden", None),
        ("cookie-expired-login-page", 200, b"<!DOCTYPE html><html><head><title>Login", None),
        ("cookie-expired-empty", 200, b"", None),
        ("cookie-expired-redirect", 302, b"", "/login.php?returnto=/jsonLoad.php"),
    ],
)
def test_dead_session_is_refused_in_four_ways(
    site: Site, fault: str, status: int, start: bytes, location: str | None
) -> None:
    site.faults.switch_on(fault)
    answer = site.ask("GET", f"{site.mam.www_url}/jsonLoad.php")
    assert (answer.status_code, answer.headers.get("location")) == (status, location)
    assert answer.content.startswith(start)
    assert bool(answer.content) == bool(start)
    assert site.ask("GET", f"{site.mam.www_url}/json/checkCookie.php").status_code == 403
    site.faults.clear(fault)
    assert site.ask("GET", f"{site.mam.www_url}/json/checkCookie.php").json() == {"Success": True}


def test_missing_cookie_and_missing_user_agent_are_refused(site: Site) -> None:
    url = f"{site.mam.www_url}/jsonLoad.php"
    assert site.http.get(url).status_code == 403
    assert site.ask("GET", url, headers={"user-agent": ""}).status_code == 403


def test_throttling_answers_429_as_often_as_told(site: Site) -> None:
    site.faults.switch_on("rate-limited")
    url = f"{site.mam.www_url}/jsonLoad.php"
    answers = [site.ask("GET", url) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert answers[0].headers["retry-after"] == "60"


def test_other_faults_change_one_endpoint(site: Site) -> None:
    site.faults.switch_on("search-html", times=1)
    site.faults.switch_on("torrent-is-login-page", times=1)
    site.faults.switch_on("malformed-author-info", times=1)
    assert site.search("drowned orrery").content.startswith(b"<!DOCTYPE html>")
    with pytest.raises(json.JSONDecodeError):
        json.loads(site.search("drowned orrery").json()["data"][0]["author_info"])
    assert b"Not logged in!" in site.ask("GET", f"{site.mam.www_url}/tor/download.php?tid=910051").content
    assert site.faults.on() == {}


def test_cookie_rotated_fault_rotates_at_every_answer(site: Site) -> None:
    site.faults.switch_on("cookie-rotated")
    answers = [site.ask("GET", f"{site.mam.www_url}/jsonLoad.php") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.headers["set-cookie"] for answer in answers}) == 3


def test_seedbox_address_changes_once_an_hour(site: Site) -> None:
    url = f"{site.mam.t_url}/json/dynamicSeedbox.php"
    said = [site.ask("GET", url)]
    for ip, minutes in (("192.0.2.20", 0), ("192.0.2.30", 30), ("192.0.2.30", 61)):
        site.mam.seedbox.caller.ip = ip
        site.now.at += timedelta(minutes=minutes)
        said.append(site.ask("GET", url))
    assert [(answer.status_code, answer.json()["msg"]) for answer in said] == [
        (200, "No change"), (200, "Completed"), (429, "Last change too recent"), (200, "Completed"),
    ]  # fmt: skip
    assert site.http.get(url).json()["msg"] == "No Session Cookie"
    site.mam.seedbox.caller.asn = 64501
    assert site.ask("GET", url).json()["msg"] == "Invalid session - ASN mismatch"


def test_address_needs_no_session(site: Site) -> None:
    answer = site.http.get(f"{site.mam.www_url}/json/jsonIp.php").json()
    assert answer == {"ip": "192.0.2.10", "ASN": 64500, "AS": "Example Hosting", "time": 1795608000}


def test_answers_carry_the_sandbox_time(site: Site) -> None:
    answer = site.ask("GET", f"{site.mam.www_url}/jsonLoad.php")
    assert answer.headers["date"] == "Wed, 25 Nov 2026 12:00:00 GMT"


def test_stopped_site_refuses_connections_and_returns_on_the_same_port(site: Site) -> None:
    url = f"{site.mam.www_url}/jsonLoad.php"
    site.mam.stop()
    with pytest.raises(httpx2.ConnectError):
        site.ask("GET", url)
    site.mam.start()
    assert site.ask("GET", url).status_code == 200
