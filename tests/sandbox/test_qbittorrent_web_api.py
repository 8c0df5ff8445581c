"""The Web API of each generation to the letter; the real program is asked the same as the simulators."""

import os
import shutil
import time
from contextlib import ExitStack
from itertools import count

import httpx2
import pytest
from bencode2 import bdecode, bencode

from mamcrawler.sandbox.qbittorrent.client import PROGRAM
from mamcrawler.sandbox.qbittorrent.launch import start_client
from mamcrawler.sandbox.qbittorrent.logins import BANNED
from mamcrawler.sandbox.qbittorrent.simulated import SimulatedClient
from mamcrawler.sandbox.serving import Reply, Rule, Server
from mamcrawler.sandbox.torrents.torrent_files import info_hash, make_torrent

UNKNOWN = "ff" * 20
NUMBERS = count()


@pytest.fixture(scope="module", params=["real", "4.5.2", "5.1", "5.2"])
def running(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("client")
    if request.param != "real":
        client = start_client(folder, "simulated", request.param)
    elif shutil.which(PROGRAM) or os.environ.get("CI") == "true":
        client = start_client(folder, "real")
    else:
        pytest.skip(f"{PROGRAM} is not installed")
    yield client
    client.stop()


@pytest.fixture
def client(running, visit):
    """A client without torrents, categories and tags, though not a new one."""
    yield running
    web = visit(running)
    if web.get("app/version").status_code == 403:
        running.restart()
        web = visit(running)
    web.post("torrents/delete", hashes="all", deleteFiles="true")
    web.post("torrents/removeCategories", categories="\n".join(web.get("torrents/categories").json()))
    web.post("torrents/deleteTags", tags=",".join(web.get("torrents/tags").json()))


@pytest.fixture
def torrent(tmp_path):
    """A torrent nobody seeds, of two small files; each has another info-hash."""
    folder = tmp_path / f"album-{next(NUMBERS)}"
    folder.mkdir()
    for name in ("a.mp3", "b.mp3"):
        (folder / name).write_bytes(os.urandom(40_000))
    return make_torrent(folder, "http://127.0.0.1:1/memberkey/announce")


class Web:
    """A raw session: no client library between the test and the wire."""

    def __init__(self, client, login=True):
        self.client = client
        # Nothing here is encrypted, and loading certificates takes longer than a test.
        self.http = httpx2.Client(base_url=f"{client.url}/api/v2/", verify=False)
        if login:
            self.login = self.post("auth/login", username=client.username, password=client.password)

    def get(self, place, headers=None, **query):
        return self.http.get(place, params=query, headers=headers)

    def post(self, place, headers=None, files=None, **form):
        return self.http.post(place, data=form, headers=headers, files=files)

    def add(self, *torrents, names=None, **form):
        names = names or [f"{info_hash(torrent)}.torrent" for torrent in torrents]
        files = [
            ("torrents", (name, torrent, "application/x-bittorrent"))
            for name, torrent in zip(names, torrents, strict=True)
        ]
        return self.post("torrents/add", files=files, **form)

    def row(self, torrent):
        """The torrent's row; the real program lists an added torrent a moment later."""
        give_up = time.monotonic() + 10
        while not (rows := self.get("torrents/info", hashes=info_hash(torrent)).json()):
            assert time.monotonic() < give_up, "the torrent is not listed"
            time.sleep(0.02)
        return rows[0]


@pytest.fixture
def visit():
    """Opens raw sessions, and closes them all in the end."""
    with ExitStack() as opened:

        def one(client, login=True):
            web = Web(client, login)
            opened.callback(web.http.close)
            return web

        yield one


@pytest.fixture
def web(client, visit):
    return visit(client)


def settled(web, torrent, state):
    """Returns when the torrent is in the state."""
    give_up = time.monotonic() + 10
    while (row := web.row(torrent))["state"] != state:
        assert time.monotonic() < give_up, f"still {row['state']}"
        time.sleep(0.02)


def said(answer):
    return answer.status_code, answer.text


def done(client):
    """How a change answers that has nothing to say."""
    return (204, "") if client.version.startswith("5.2") else (200, "")


def add_done(client, *torrents):
    if not client.version.startswith("5.2"):
        return "Ok."
    return {
        "success_count": len(torrents),
        "failure_count": 0,
        "pending_count": 0,
        "added_torrent_ids": [info_hash(torrent) for torrent in torrents],
    }


def content(answer):
    return answer.json() if answer.headers["content-type"].startswith("application/json") else answer.text


# Versions and login


def test_each_tells_its_version(client, web):
    web_api = {"4.5.2": "2.8.19", "5.1.4": "2.11.4", "5.2.3": "2.15.1"}
    assert said(web.get("app/version")) == (200, f"v{client.version}")
    assert said(web.get("app/webapiVersion")) == (200, web_api[client.version])
    assert set(web.get("app/buildInfo").json()) >= {
        *("qt", "libtorrent", "boost", "openssl", "zlib", "bitness"),
    }


def test_a_good_login_sets_the_cookie_of_its_generation(client, web):
    port = client.url.rsplit(":", 1)[1]
    cookie = web.login.headers["set-cookie"]
    if client.version.startswith("5.2"):
        assert said(web.login) == (204, "")
        assert cookie.startswith(f"QBT_SID_{port}=")
        assert "SameSite=Lax" in cookie
    else:
        assert said(web.login) == (200, "Ok.")
        assert cookie.startswith("SID=")
        assert cookie.endswith("; HttpOnly; path=/; SameSite=Strict")


def test_one_who_is_logged_in_gets_no_second_cookie(client, web):
    again = web.post("auth/login", username=client.username, password="wrong")
    assert again.status_code == web.login.status_code
    assert "set-cookie" not in again.headers


def test_bad_logins_fail_and_the_fifth_bans(client, visit):
    web = visit(client, login=False)
    for _ in range(5):
        answer = web.post("auth/login", username=client.username, password="wrong")
        assert said(answer) == (
            (401, "Unauthorized") if client.version.startswith("5.2") else (200, "Fails.")
        )
    banned = web.post("auth/login", username=client.username, password=client.password)
    assert said(banned) == (403, BANNED)


def test_without_login_everything_is_forbidden(client, visit):
    web = visit(client, login=False)
    places = ("app/version", "torrents/info", "torrents/nonsense", "nonsense/at/all")
    assert [web.get(place).status_code for place in places] == [403, 403, 403, 404]
    assert said(web.get("torrents/info")) == (403, "Forbidden")


def test_logout_ends_the_session(client, web):
    assert said(web.post("auth/logout")) == done(client)
    assert said(web.get("app/version")) == (403, "Forbidden")


def test_a_restart_ends_the_session(client, web):
    client.restart()
    assert said(web.get("app/version")) == (403, "Forbidden")


def test_foreign_pages_and_hosts_are_turned_away(client, web):
    port = client.url.rsplit(":", 1)[1]
    wrong_port = str(int(port) % 60_000 + 1)
    tried = {
        "none": {},
        "own origin": {"Origin": client.url},
        "own referer": {"Referer": f"{client.url}/somewhere"},
        "host without port": {"Host": "qb.example"},
        "other origin": {"Origin": "http://other.example"},
        "other referer": {"Referer": "http://other.example/"},
        "other port": {"Host": f"127.0.0.1:{wrong_port}"},
    }
    assert {name: web.get("app/version", headers=headers).status_code for name, headers in tried.items()} == {
        "none": 200,
        "own origin": 200,
        "own referer": 200,
        "host without port": 200,
        "other origin": 401,
        "other referer": 401,
        "other port": 401,
    }


# Requests


def test_changes_are_post_only(web):
    assert said(web.get("torrents/delete", hashes="all", deleteFiles="true")) == (405, "Method Not Allowed")
    assert web.get("auth/login").status_code == 405


def test_post_reads_no_query(client, web):
    answer = web.http.post("torrents/recheck?hashes=all")
    lacking = "Missing required parameters: hashes" if client.version.startswith("5.2") else "Bad Request"
    assert said(answer) == (400, lacking)


def test_the_stop_and_start_words_of_other_generations_are_unknown(client, web):
    words = {
        word: web.post(f"torrents/{word}", hashes=UNKNOWN).status_code
        for word in ("pause", "resume", "stop", "start")
    }
    good = done(client)[0]
    old = client.version.startswith("4")
    assert words == {
        "pause": good if old else 404,
        "resume": good if old else 404,
        "stop": 404 if old else good,
        "start": 404 if old else good,
    }


def test_unknown_actions_are_told_as_each_generation_does(client, web):
    text = "Endpoint does not exist" if client.version.startswith("5.2") else "Not Found"
    assert said(web.get("torrents/nonsense")) == (404, text)


# Adding


def test_an_added_torrent_has_what_was_asked_for(client, web, torrent):
    answer = web.add(torrent, category="audiobooks", tags="mc, mc-7", autoTMM="false")
    assert (answer.status_code, content(answer)) == (200, add_done(client, torrent))
    row = web.row(torrent)
    assert (row["category"], row["auto_tmm"]) == ("audiobooks", False)
    # The oldest generation keeps the blank after the comma, and a tag of another name is made.
    second = " mc-7" if client.version.startswith("4") else "mc-7"
    assert set(row["tags"].split(", ")) == {"mc", second}
    assert row["save_path"] == str(client.save_path)
    assert web.get("torrents/categories").json() == {"audiobooks": {"name": "audiobooks", "savePath": ""}}
    assert set(web.get("torrents/tags").json()) == {"mc", second}


def test_a_torrent_is_added_once(client, web, torrent):
    web.add(torrent)
    web.row(torrent)
    again = web.add(torrent)
    assert said(again) == ((409, "Conflict") if client.version.startswith("5.2") else (200, "Fails."))


def test_what_is_no_torrent_is_refused_by_name(web):
    answer = web.add(b"no torrent at all", names=["broken.torrent"])
    assert said(answer) == (415, "Error: 'broken.torrent' is not a valid torrent file.")


def test_two_files_of_one_name_are_one(web, torrent):
    decoded = bdecode(torrent)
    decoded[b"info"][b"source"] = b"another"
    other = bencode(decoded)
    web.add(torrent, other, names=["same.torrent", "same.torrent"])
    web.row(other)
    assert len(web.get("torrents/info").json()) == 1


def test_an_added_torrent_may_stay_stopped(client, web, torrent):
    web.add(torrent, paused="true", stopped="true")
    settled(web, torrent, "pausedDL" if client.version.startswith("4") else "stoppedDL")


def test_a_path_under_automatic_management_is_ignored(client, web, torrent, tmp_path):
    web.add(torrent, savepath=str(tmp_path / "mine"), autoTMM="true", category="audiobooks")
    assert web.row(torrent)["save_path"] == str(client.save_path / "audiobooks")


# Reading


def test_unknown_hashes_are_ignored_or_not_found(client, web):
    for place in ("properties", "files", "trackers"):
        assert said(web.get(f"torrents/{place}", hash=UNKNOWN)) == (404, "Not Found")
    assert said(web.post("torrents/recheck", hashes=UNKNOWN)) == done(client)
    assert web.get("torrents/info", hashes=UNKNOWN).json() == []


def test_lists_are_sorted_and_cut(web, torrent, tmp_path):
    other = make_torrent(tmp_path, "http://127.0.0.1:1/memberkey/announce")
    for each in (torrent, other):
        web.add(each)
        web.row(each)
    names = sorted(bdecode(each)[b"info"][b"name"].decode() for each in (torrent, other))

    def listed(**query):
        return [row["name"] for row in web.get("torrents/info", **query).json()]

    assert listed(sort="name") == names
    assert listed(sort="name", reverse="true") == names[::-1]
    assert listed(sort="name", limit=1) == names[:1]
    assert listed(sort="name", offset=-1) == names[1:]
    # An offset too far is no offset: who pages naively reads on for ever.
    assert listed(sort="name", offset=2) == names
    assert listed(filter="nonsense", sort="name") == names
    assert said(web.get("torrents/info", sort="nonsense")) == (400, "'sort' parameter is invalid")


def test_lists_are_filtered(web, torrent):
    web.add(torrent, category="audiobooks", tags="mc")
    settled(web, torrent, "stalledDL")

    def found(**query):
        return len(web.get("torrents/info", **query).json())

    assert [found(category="audiobooks"), found(category=""), found(tag="mc"), found(tag="")] == [1, 0, 1, 0]
    assert [found(filter="downloading"), found(filter="completed"), found(filter="stalled")] == [1, 0, 1]


def test_files_carry_paths_sizes_and_one_seed_mark(web, torrent):
    web.add(torrent)
    web.row(torrent)
    name = bdecode(torrent)[b"info"][b"name"].decode()
    files = web.get("torrents/files", hash=info_hash(torrent)).json()
    assert [(file["index"], file["name"], file["size"]) for file in files] == [
        (0, f"{name}/a.mp3", 40_000),
        (1, f"{name}/b.mp3", 40_000),
    ]
    assert [file.get("is_seed") for file in files] == [False, None]
    assert [file["piece_range"] for file in files] == [[0, 0], [0, 1]]
    assert web.get("torrents/files", hash=info_hash(torrent), indexes="9").status_code == 409


def test_row_fields_are_those_of_the_generation(client, web, torrent):
    web.add(torrent)
    newer = {"comment", "has_metadata", "inactive_seeding_time_limit", "popularity", "private", "root_path"}
    assert newer & set(web.row(torrent)) == (set() if client.version.startswith("4") else newer)


def test_a_torrent_that_is_not_complete_tells_no_sensible_completion(client, web, torrent):
    web.add(torrent)
    row = web.row(torrent)
    assert not row["added_on"] <= row["completion_on"] <= row["added_on"] + 60
    assert row["eta"] == 8_640_000


# Changing


def test_categories_must_exist_and_be_well_formed(client, web, torrent):
    web.add(torrent)
    web.row(torrent)
    hashes = info_hash(torrent)
    assert said(web.post("torrents/setCategory", hashes=hashes, category="new")) == (
        409,
        "Incorrect category name",
    )
    assert said(web.post("torrents/createCategory", category="")) == (400, "Category cannot be empty")
    assert said(web.post("torrents/createCategory", category="a//b")) == (409, "Incorrect category name")
    assert said(web.post("torrents/createCategory", category="new", savePath="")) == done(client)
    assert said(web.post("torrents/createCategory", category="new")) == (409, "Unable to create category")
    assert said(web.post("torrents/setCategory", hashes=hashes, category="new")) == done(client)
    assert web.row(torrent)["category"] == "new"
    web.post("torrents/removeCategories", categories="new")
    assert web.row(torrent)["category"] == ""


def test_tags_come_and_go(client, web, torrent):
    web.add(torrent, tags="mc")
    web.row(torrent)
    hashes = info_hash(torrent)
    web.post("torrents/addTags", hashes=hashes, tags="b, a")
    assert web.row(torrent)["tags"] == "a, b, mc"
    web.post("torrents/removeTags", hashes=hashes, tags="mc")
    assert web.row(torrent)["tags"] == "a, b"
    web.post("torrents/removeTags", hashes=hashes)
    assert web.row(torrent)["tags"] == ""
    replaced = web.post("torrents/setTags", hashes=hashes, tags="only")
    assert replaced.status_code == (404 if client.version.startswith("4") else done(client)[0])


def test_share_limits_need_more_in_each_generation(client, web, torrent):
    web.add(torrent)
    web.row(torrent)
    limits = {"hashes": info_hash(torrent), "ratioLimit": "-1", "seedingTimeLimit": "-1"}
    good, lacking = done(client)[0], 400
    answers = [web.post("torrents/setShareLimits", **limits).status_code]
    limits["inactiveSeedingTimeLimit"] = "-1"
    answers.append(web.post("torrents/setShareLimits", **limits).status_code)
    limits["shareLimitAction"] = "Default"
    answers.append(web.post("torrents/setShareLimits", **limits).status_code)
    assert (
        answers
        == {
            "4": [good, good, good],
            "5.1": [lacking, good, good],
            "5.2": [lacking, lacking, good],
        }[client.version[:1] if client.version.startswith("4") else client.version[:3]]
    )
    assert web.row(torrent)["ratio_limit"] == -1


def test_what_cannot_be_done_is_refused_with_its_text(web, torrent):
    web.add(torrent)
    web.row(torrent)
    each = info_hash(torrent)
    assert [
        said(web.post("torrents/setLocation", hashes=each, location="")),
        said(web.post("torrents/setLocation", hashes=each, location="/proc/nowhere")),
        said(web.post("torrents/filePrio", hash=each, id="9", priority="0")),
        said(web.post("torrents/filePrio", hash=each, id="0", priority="3")),
        said(web.post("torrents/topPrio", hashes=each)),
        said(web.post("torrents/rename", hash=each, name="")),
        said(web.post("torrents/rename", hash=UNKNOWN, name="x")),
    ] == [
        (400, "Save path cannot be empty"),
        (409, "Cannot make save path"),
        (409, "File ID is not valid"),
        (400, "Priority is not valid"),
        (409, "Torrent queueing must be enabled"),
        (409, "Incorrect torrent name"),
        (404, "Not Found"),
    ]


def test_preferences_change_by_known_keys_only(client, web):
    web.post("app/setPreferences", json='{"max_active_downloads": 7, "nonsense": 1}')
    preferences = web.get("app/preferences").json()
    assert (preferences["max_active_downloads"], "nonsense" in preferences) == (7, False)
    stopped = "start_paused_enabled" if client.version.startswith("4") else "add_stopped_enabled"
    assert preferences[stopped] is False
    assert said(web.get("app/defaultSavePath")) == (200, str(client.save_path))


def test_limits_flags_and_names_are_kept(client, web, torrent):
    web.add(torrent)
    web.row(torrent)
    each = info_hash(torrent)
    for place, form in (
        ("setUploadLimit", {"hashes": each, "limit": "1000"}),
        ("setDownloadLimit", {"hashes": each, "limit": "2000"}),
        ("setForceStart", {"hashes": each, "value": "true"}),
        ("toggleSequentialDownload", {"hashes": each}),
        ("setAutoManagement", {"hashes": each, "enable": "true"}),
        ("rename", {"hash": each, "name": "Another name"}),
        ("reannounce", {"hashes": each}),
        ("filePrio", {"hash": each, "id": "1", "priority": "0"}),
    ):
        assert said(web.post(f"torrents/{place}", **form)) == done(client), place
    settled(web, torrent, "forcedDL")
    row = web.row(torrent)
    kept = ("up_limit", "dl_limit", "force_start", "seq_dl", "auto_tmm", "name")
    assert [row[key] for key in kept] == [1000, 2000, True, True, True, "Another name"]
    files = web.get("torrents/files", hash=each).json()
    assert [file["priority"] for file in files] == [1, 0]
    # The unwanted file's beginning shares a piece with the other file, and pieces come whole.
    assert (row["size"], row["total_size"]) == (65_536, 80_000)


def test_files_are_renamed_unless_the_name_is_taken(client, web, torrent):
    web.add(torrent)
    settled(web, torrent, "stalledDL")
    each, name = info_hash(torrent), bdecode(torrent)[b"info"][b"name"].decode()
    clash = web.post("torrents/renameFile", hash=each, oldPath=f"{name}/a.mp3", newPath=f"{name}/b.mp3")
    assert clash.status_code == 409
    renamed = web.post("torrents/renameFile", hash=each, oldPath=f"{name}/a.mp3", newPath=f"{name}/c.mp3")
    assert said(renamed) == done(client)
    give_up = time.monotonic() + 10
    while (found := [file["name"] for file in web.get("torrents/files", hash=each).json()]) != [
        f"{name}/c.mp3",
        f"{name}/b.mp3",
    ]:
        assert time.monotonic() < give_up, found
        time.sleep(0.05)


def test_pieces_and_the_torrent_itself_can_be_read_back(client, web, torrent):
    web.add(torrent)
    settled(web, torrent, "stalledDL")
    each, info = info_hash(torrent), bdecode(torrent)[b"info"]
    hashes = [info[b"pieces"][at : at + 20].hex() for at in range(0, len(info[b"pieces"]), 20)]
    assert web.get("torrents/pieceHashes", hash=each).json() == hashes
    assert web.get("torrents/pieceStates", hash=each).json() == [0] * len(hashes)
    exported = web.get("torrents/export", hash=each)
    kind = "text/plain; charset=UTF-8" if client.version.startswith("4") else "application/x-bittorrent"
    assert exported.headers["content-type"] == kind
    assert bdecode(exported.content)[b"info"] == info
    assert web.get("torrents/webseeds", hash=each).json() == []


def test_a_missing_category_cannot_be_edited(client, web):
    web.post("torrents/createCategory", category="books", savePath="")
    assert said(web.post("torrents/editCategory", category="books", savePath="/somewhere")) == done(client)
    assert web.get("torrents/categories").json()["books"]["savePath"] == "/somewhere"
    missing = web.post("torrents/editCategory", category="nothing", savePath="")
    assert missing.status_code == (404 if client.version.startswith("5.2") else 409)


def test_tags_are_created_and_deleted_without_torrents(web):
    web.post("torrents/createTags", tags="one,two")
    web.post("torrents/deleteTags", tags="one")
    assert {"one", "two"} & set(web.get("torrents/tags").json()) == {"two"}


def test_the_log_tells_of_additions_and_can_be_read_on(web, torrent):
    web.add(torrent)
    web.row(torrent)
    lines = web.get("log/main").json()
    name = bdecode(torrent)[b"info"][b"name"].decode()
    assert f'Added new torrent. Torrent: "{name}"' in [line["message"] for line in lines]
    last = lines[-1]["id"]
    assert all(line["id"] > last for line in web.get("log/main", last_known_id=last).json())


def test_the_sums_of_all_transfers_are_told(web):
    told = web.get("transfer/info").json()
    assert (told["dht_nodes"], told["dl_rate_limit"]) == (0, 0)
    assert told["connection_status"] in ("firewalled", "connected")
    assert web.get("transfer/speedLimitsMode").text == "0"


# The delta feed


def test_the_feed_is_full_first_and_then_tells_changes(web, torrent):
    first = web.get("sync/maindata").json()
    assert (first["full_update"], first.get("torrents", {})) == (True, {})
    web.add(torrent, category="audiobooks")
    web.row(torrent)
    time.sleep(0.5)
    second = web.get("sync/maindata", rid=first["rid"]).json()
    assert "full_update" not in second
    assert second["torrents"][info_hash(torrent)]["category"] == "audiobooks"
    assert second["categories"] == {"audiobooks": {"name": "audiobooks", "savePath": ""}}
    web.post("torrents/addTags", hashes=info_hash(torrent), tags="mc")
    third = web.get("sync/maindata", rid=second["rid"]).json()
    assert third["torrents"][info_hash(torrent)]["tags"] == "mc"
    assert "category" not in third["torrents"][info_hash(torrent)]
    web.post("torrents/delete", hashes=info_hash(torrent), deleteFiles="true")
    time.sleep(0.5)
    assert web.get("sync/maindata", rid=third["rid"]).json()["torrents_removed"] == [info_hash(torrent)]


def test_an_unknown_feed_number_gets_everything(web, torrent):
    web.add(torrent)
    web.row(torrent)
    web.get("sync/maindata")
    again = web.get("sync/maindata", rid=99).json()
    assert (again["full_update"], list(again["torrents"])) == (True, [info_hash(torrent)])


# What only a simulator can be made to do


@pytest.fixture(params=["4.5.2", "5.1", "5.2"])
def simulated(request, tmp_path):
    now = [1_000.0]
    client = SimulatedClient(tmp_path / "client", request.param, moving_seconds=0.4, clock=lambda: now[0])
    client.now = now
    client.start()
    yield client
    client.stop()


def test_an_idle_session_expires(simulated, visit):
    web = visit(simulated)
    simulated.now[0] += 3_500
    assert web.get("app/version").status_code == 200
    simulated.now[0] += 3_601
    assert said(web.get("app/version")) == (403, "Forbidden")


def test_a_ban_ends_after_its_time(simulated, visit):
    simulated.state.logins.ban()
    assert visit(simulated).login.status_code == 403
    simulated.now[0] += 3_601
    assert visit(simulated).login.status_code in (200, 204)


def test_additions_can_be_made_to_fail(simulated, torrent, visit):
    web = visit(simulated)
    simulated.state.refuse_adds = 1
    refused = web.add(torrent)
    assert said(refused) == ((409, "Conflict") if simulated.version.startswith("5.2") else (200, "Fails."))
    assert web.add(torrent).status_code == 200


def test_a_move_takes_its_time(simulated, torrent, tmp_path, visit):
    web = visit(simulated)
    web.add(torrent)
    web.post("torrents/setLocation", hashes=info_hash(torrent), location=str(tmp_path / "elsewhere"))
    assert web.row(torrent)["state"] == "moving"
    time.sleep(0.5)
    row = web.row(torrent)
    assert (row["state"], row["save_path"]) == ("stalledDL", str(tmp_path / "elsewhere"))


def test_a_save_path_is_set_only_without_automatic_management(simulated, visit, torrent, tmp_path):
    web = visit(simulated)
    web.add(torrent)
    each, before = info_hash(torrent), web.row(torrent)["save_path"]
    web.post("torrents/setAutoManagement", hashes=each, enable="true")
    web.post("torrents/setSavePath", id=each, path=str(tmp_path / "new"))
    assert web.row(torrent)["save_path"] == before
    web.post("torrents/setAutoManagement", hashes=each, enable="false")
    web.post("torrents/setSavePath", id=each, path=str(tmp_path / "new"))
    assert web.row(torrent)["save_path"] == str(tmp_path / "new")
    assert said(web.post("torrents/setSavePath", id=each, path="")) == (400, "Save path cannot be empty")


def test_categories_and_preferences_survive_a_restart(simulated, visit):
    web = visit(simulated)
    web.post("torrents/createCategory", category="books", savePath="/somewhere")
    web.post("app/setPreferences", json='{"max_active_downloads": 9}')
    simulated.restart()
    web = visit(simulated)
    assert web.get("torrents/categories").json() == {"books": {"name": "books", "savePath": "/somewhere"}}
    assert web.get("app/preferences").json()["max_active_downloads"] == 9


def test_a_fetched_link_becomes_a_torrent(simulated, visit, torrent):
    site = Server([Rule("GET", "/one.torrent", lambda call: Reply(200, torrent))])
    site.start()
    web = visit(simulated)
    web.post("torrents/add", urls=f"{site.url()}/one.torrent")
    web.row(torrent)
    site.stop()


def test_lost_files_are_missed_on_the_next_start(simulated, torrent, tmp_path, visit):
    web = visit(simulated)
    name = bdecode(torrent)[b"info"][b"name"].decode()
    shutil.copytree(tmp_path / name, simulated.save_path / name)
    web.add(torrent)
    settled(web, torrent, "stalledUP")
    simulated.stop()
    shutil.rmtree(simulated.save_path / name)
    simulated.start()
    assert visit(simulated).row(torrent)["state"] == "missingFiles"


def test_links_are_accepted_before_they_are_fetched(simulated, visit):
    answer = visit(simulated).post("torrents/add", urls="http://127.0.0.1:1/nowhere.torrent")
    quiet = simulated.version.startswith("5.2")
    assert answer.status_code == (202 if quiet else 200)
    assert content(answer)["pending_count"] == 1 if quiet else content(answer) == "Ok."


def test_newest_generation_takes_passwords_and_keys_without_session(tmp_path, visit):
    with SimulatedClient(tmp_path, "5.2") as client:
        client.start()
        url = f"{client.url}/api/v2/app/version"
        assert httpx2.get(url, auth=(client.username, client.password)).text == "v5.2.3"
        assert httpx2.get(url, auth=(client.username, "wrong")).status_code == 401
        web = visit(client)
        key = {"Authorization": f"Bearer {web.post('app/rotateAPIKey').json()['apiKey']}"}
        assert httpx2.get(url, headers=key | {"Origin": "http://other.example"}).text == "v5.2.3"
        assert httpx2.post(f"{client.url}/api/v2/auth/logout", headers=key).status_code == 403
        web.post("app/deleteAPIKey")
        assert httpx2.get(url, headers=key).status_code == 403
