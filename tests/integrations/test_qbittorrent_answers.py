"""Answers of qBittorrent that no healthy program gives on demand: lost adds, proxies, every login result."""

from typing import Any

import pytest
from doors import MakeDoor, RecordingClock
from hypothesis import given
from hypothesis import strategies as st
from scripted import Reply, Script, Seen

from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.qbittorrent.listing import read_file, read_torrent, read_tracker
from mamcrawler.integrations.qbittorrent.policy import POLICY
from mamcrawler.integrations.qbittorrent.states import Group, group_of
from mamcrawler.integrations.remote import Misunderstood, RejectedUs, RemoteFailure, Unavailable

HASH = "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334"
ROW = {"hash": HASH, "name": "x", "state": "stalledDL", "progress": 0, "tags": "", "category": ""}
LISTED = Reply(200, [ROW])
NOTHING = Reply(200, [])
FORBIDDEN = Reply(403, "Forbidden")
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def ours(remote: Script, make_door: MakeDoor, clock: RecordingClock) -> QBittorrentClient:
    return QBittorrentClient(
        make_door(POLICY), remote.url, username="admin", password="hidden", sleep=clock.sleep
    )


def add(ours: QBittorrentClient) -> Any:
    return ours.add(b"d4:infodee", HASH, category="audiobooks", tags=["mc", "mc-7"], save_path="/data")


def adds(remote: Script) -> list[Seen]:
    return [request for request in remote.seen if request.path == "/api/v2/torrents/add"]


@SQLITE
def test_an_add_is_one_form_with_everything_said(remote: Script, ours: QBittorrentClient) -> None:
    remote.then(NOTHING, Reply(200, "2.8.19"), Reply(200, "Ok."), LISTED)

    add(ours)

    (sent,) = adds(remote)
    form = sent.body.decode()
    for name, value in {
        "category": "audiobooks",
        "tags": "mc,mc-7",
        "savepath": "/data",
        "autoTMM": "False",
        "paused": "False",
        "stopped": "False",
        "contentLayout": "Original",
    }.items():
        assert f'name="{name}"\r\n\r\n{value}\r\n' in form
    assert f'filename="{HASH}.torrent"' in form
    for limit in ("ratioLimit", "seedingTimeLimit", "inactiveSeedingTimeLimit", "skip_checking", "rename"):
        assert f'name="{limit}"' not in form


def script(answer: Reply | None, *after: Reply) -> Any:
    """Answers an add with `answer`, the first look with nothing and the later looks with `after`."""
    looks = [NOTHING, *after]

    def step(seen: Seen) -> Reply:
        if seen.path == "/api/v2/torrents/add":
            return answer or Reply(200, b"Ok", cut=True)
        if seen.path == "/api/v2/app/webapiVersion":
            return Reply(200, "2.8.19")
        return looks.pop(0) if len(looks) > 1 else looks[0]

    return step


JSON_TAKEN = {"success_count": 1, "failure_count": 0, "pending_count": 0, "added_torrent_ids": [HASH]}
JSON_PENDING = {"success_count": 0, "failure_count": 0, "pending_count": 1, "added_torrent_ids": []}
JSON_FAILED = {"success_count": 0, "failure_count": 1, "pending_count": 0, "added_torrent_ids": []}


@SQLITE
@pytest.mark.parametrize(
    ("answer", "already"),
    [
        pytest.param(Reply(200, "Ok."), False, id="Ok."),
        pytest.param(Reply(200, JSON_TAKEN), False, id="5.2 taken"),
        pytest.param(Reply(202, JSON_PENDING), False, id="5.2 pending"),
        pytest.param(Reply(200, "Fails."), True, id="Fails."),
        pytest.param(Reply(409, "Conflict"), True, id="409"),
        pytest.param(Reply(409, JSON_FAILED), True, id="5.2 failed"),
        pytest.param(Reply(500, "Internal"), False, id="500"),
        pytest.param(None, False, id="answer lost"),
    ],
)
def test_whatever_the_answer_the_hash_decides(
    remote: Script, ours: QBittorrentClient, answer: Reply | None, already: bool
) -> None:
    remote.otherwise = script(answer, NOTHING, NOTHING, LISTED)

    added = add(ours)

    assert added.torrent.hash == HASH
    assert added.already is already
    assert len(adds(remote)) == 1


@SQLITE
@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        pytest.param(Reply(200, "Ok."), Unavailable, id="taken, never listed"),
        pytest.param(Reply(200, "Fails."), Misunderstood, id="refused"),
        pytest.param(Reply(500, "Internal"), Unavailable, id="broken"),
        pytest.param(None, Unavailable, id="answer lost"),
    ],
)
def test_a_torrent_that_never_shows_up_is_a_failure_after_half_a_minute(
    remote: Script,
    ours: QBittorrentClient,
    clock: RecordingClock,
    answer: Reply | None,
    failure: type[RemoteFailure],
) -> None:
    remote.otherwise = script(answer)

    with pytest.raises(failure):
        add(ours)

    assert clock.waits == [2.0] * 15
    assert len(adds(remote)) == 1


@SQLITE
@pytest.mark.parametrize("login", [Reply(200, "Fails."), Reply(401, "Unauthorized")], ids=["5.1", "5.2"])
def test_a_refused_password_is_sent_once_and_never_again(
    remote: Script, ours: QBittorrentClient, login: Reply
) -> None:
    remote.then(FORBIDDEN, login)

    for _ in range(5):
        with pytest.raises(RejectedUs) as caught:
            ours.torrent(HASH)
        assert caught.value.reason == "credential"

    assert remote.paths() == ["/api/v2/torrents/info", "/api/v2/auth/login"]


@SQLITE
@pytest.mark.parametrize(
    "login",
    [
        Reply(200, "Ok.", [("Set-Cookie", "SID=a+b/c=; HttpOnly; path=/; SameSite=Strict")]),
        Reply(204, "", [("Set-Cookie", "QBT_SID_52095=abc; HttpOnly; path=/; SameSite=Lax")]),
        Reply(200, "Ok.", [("Set-Cookie", "renamed=abc; HttpOnly; path=/")]),
    ],
    ids=["5.1", "5.2", "renamed cookie"],
)
def test_a_login_is_followed_by_the_call_with_whatever_cookie_it_set(
    remote: Script, ours: QBittorrentClient, login: Reply
) -> None:
    remote.then(FORBIDDEN, login, LISTED)

    assert ours.torrent(HASH) is not None

    cookie = dict(login.headers)["Set-Cookie"].split(";")[0]
    assert remote.seen[2].headers["Cookie"].replace('"', "") == cookie
    assert remote.seen[1].form == {"username": "admin", "password": "hidden"}


@SQLITE
def test_a_session_refused_right_after_a_login_is_not_asked_again(
    remote: Script, ours: QBittorrentClient
) -> None:
    remote.then(FORBIDDEN, Reply(200, "Ok."), FORBIDDEN)

    with pytest.raises(RejectedUs):
        ours.torrent(HASH)

    assert len(remote.seen) == 3


@SQLITE
def test_a_ban_at_login_opens_after_its_hour(
    remote: Script, ours: QBittorrentClient, clock: RecordingClock
) -> None:
    banned = Reply(403, "Your IP address has been banned after too many failed authentication attempts.")
    remote.then(FORBIDDEN, banned, LISTED)

    with pytest.raises(RejectedUs) as caught:
        ours.torrent(HASH)
    with pytest.raises(RejectedUs):
        ours.torrent(HASH)
    clock.advance(65 * 60)

    assert caught.value.reason == "ban"
    assert ours.torrent(HASH) is not None
    assert len(remote.seen) == 3


@SQLITE
def test_a_refused_host_header_comes_with_advice(remote: Script, ours: QBittorrentClient) -> None:
    remote.then(Reply(401, "Unauthorized"))

    with pytest.raises(RejectedUs) as caught:
        ours.torrent(HASH)

    assert caught.value.reason == "address"
    assert "port" in caught.value.detail


@SQLITE
@pytest.mark.parametrize(
    "page",
    [
        Reply(302, "", [("Location", "https://login.example/")]),
        Reply(200, "<html>Sign in</html>", [("Content-Type", "text/html")]),
    ],
)
def test_a_login_page_of_a_proxy_is_no_success(remote: Script, ours: QBittorrentClient, page: Reply) -> None:
    remote.otherwise = page

    with pytest.raises(Misunderstood):
        ours.reannounce([HASH])
    with pytest.raises(Misunderstood):
        ours.torrents()

    assert all(request.path.startswith("/api/v2/") for request in remote.seen)


@SQLITE
def test_every_call_says_who_we_are_and_sends_no_origin(remote: Script, ours: QBittorrentClient) -> None:
    remote.then(LISTED)

    ours.torrent(HASH)

    headers = remote.seen[0].headers
    assert headers["User-Agent"].startswith("MAMcrawler")
    assert not {"Origin", "Referer"} & set(headers)


@SQLITE
def test_a_sub_path_is_kept(remote: Script, make_door: MakeDoor, clock: RecordingClock) -> None:
    remote.then(Reply(200, "v5.1.4"), Reply(200, "2.11.4"))
    ours = QBittorrentClient(
        make_door(POLICY), f"{remote.url}/qbt", username="a", password="b", sleep=clock.sleep
    )

    version = ours.version()

    assert (version.app, version.api) == ("v5.1.4", (2, 11, 4))
    assert remote.paths() == ["/qbt/api/v2/app/version", "/qbt/api/v2/app/webapiVersion"]


@SQLITE
def test_reads_are_repeated_and_a_dead_client_is_parked(
    remote: Script, ours: QBittorrentClient, clock: RecordingClock
) -> None:
    remote.otherwise = Reply(502, "bad gateway")

    with pytest.raises(Unavailable):
        ours.torrent(HASH)
    with pytest.raises(Unavailable):
        ours.torrent(HASH)

    assert len(remote.seen) == 3


@pytest.mark.parametrize(
    ("old", "new", "group"),
    [
        ("pausedDL", "stoppedDL", Group.HELD),
        ("pausedUP", "stoppedUP", Group.HELD_COMPLETE),
        ("stalledUP", "stalledUP", Group.SEEDING),
        ("queuedUP", "queuedUP", Group.IDLE),
        ("checkingUP", "checkingUP", Group.CHECKING_COMPLETE),
        ("checkingResumeData", "checkingResumeData", Group.CHECKING),
        ("allocating", "allocating", Group.FETCHING),
        ("missingFiles", "missingFiles", Group.ERRORED),
        ("moving", "moving", Group.MOVING),
        ("unknown", "unknown", Group.UNKNOWN),
        ("inventedState", "inventedState", Group.UNKNOWN),
    ],
)
def test_states_have_one_name_and_one_meaning(old: str, new: str, group: Group) -> None:
    torrent = read_torrent({**ROW, "state": old})

    assert torrent is not None
    assert (torrent.state, torrent.group) == (new, group)
    assert group_of(new) is group


@pytest.mark.parametrize("state", ["checkingUP", "moving", "error", "missingFiles", "stalledDL"])
def test_full_progress_alone_is_not_complete(state: str) -> None:
    torrent = read_torrent({**ROW, "state": state, "progress": 1})

    assert torrent is not None
    assert not torrent.complete


@pytest.mark.parametrize("sentinel", [-1, 0, 4_294_967_295, -3_600, "never", None])
def test_a_completion_time_that_is_none_is_unknown(sentinel: Any) -> None:
    unfinished = read_torrent({**ROW, "progress": 0.4, "completion_on": 1_780_000_000})
    nonsense = read_torrent({**ROW, "progress": 1, "completion_on": sentinel})

    assert unfinished is not None
    assert nonsense is not None
    assert (unfinished.completed_at, nonsense.completed_at) == (None, None)


def test_impossible_numbers_are_unknown() -> None:
    odd = {
        **ROW,
        "progress": 1.5,
        "size": -1,
        "eta": 8_640_000,
        "ratio": -1,
        "uploaded": "many",
        "num_complete": -1,
    }

    torrent = read_torrent(odd)

    assert torrent is not None
    assert (torrent.progress, torrent.size, torrent.eta_seconds) == (None, None, None)
    assert (torrent.ratio, torrent.uploaded, torrent.seeds_in_swarm) == (None, None, None)


def test_addresses_of_trackers_never_come_through() -> None:
    secret = "https://t.example/tracker.php/0123456789abcdef/announce"

    torrent = read_torrent({**ROW, "tracker": secret, "magnet_uri": f"magnet:?tr={secret}"})
    tracker = read_tracker({"url": secret, "status": 4, "msg": f"failed: {secret} said no", "num_seeds": -1})

    assert torrent is not None
    assert tracker is not None
    assert "0123456789abcdef" not in repr((torrent, tracker))
    assert (torrent.tracker_host, tracker.host) == ("t.example", "t.example")
    assert (tracker.status, tracker.message, tracker.seeds) == (
        "not_working",
        "failed: [address] said no",
        None,
    )


def test_the_pseudo_rows_of_a_private_torrent_are_no_trackers() -> None:
    assert read_tracker({"url": "** [DHT] **", "tier": "", "status": 0}) is None


def test_a_file_without_an_index_has_its_position() -> None:
    file = read_file({"name": "a/b.mp3", "size": 5, "progress": 1, "priority": 0}, 3)

    assert (file.index, file.wanted) == (3, False)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*ROW, "tracker", "eta", "added_on", "size", "auto_tmm"]), JSON))
def test_no_row_breaks_the_reader(row: dict[str, Any]) -> None:
    torrent = read_torrent(row)

    assert torrent is None or torrent.hash
    assert read_torrent([row]) is None
