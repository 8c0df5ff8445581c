"""The client of qBittorrent against the real program and against every generation of its Web API."""

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from doors import MakeDoor

from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.qbittorrent.models import Torrent
from mamcrawler.integrations.qbittorrent.policy import POLICY
from mamcrawler.integrations.qbittorrent.states import Group
from mamcrawler.integrations.remote import Misunderstood, NotThere, RejectedUs, Unavailable
from mamcrawler.sandbox.qbittorrent import by_hand
from mamcrawler.sandbox.qbittorrent.client import Client
from mamcrawler.sandbox.qbittorrent.real import RealClient
from mamcrawler.sandbox.qbittorrent.simulated import SimulatedClient
from mamcrawler.sandbox.torrents.torrent_files import info_hash, make_torrent

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PASSKEY = "0123456789abcdef0123456789abcdef"
KINDS = ["real", "4.5.2", "5.1", "5.2"]


@pytest.fixture(scope="module", params=KINDS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A running torrent client; every test uses torrents of its own."""
    with start(request.param, tmp_path_factory.mktemp("client")) as client:
        yield client


@pytest.fixture(params=KINDS)
def fresh_program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Client]:
    """A torrent client that a test may restart, lock out of or take down; sessions and bans last seconds."""
    with start(request.param, tmp_path, session_seconds=2, ban_seconds=2) as client:
        yield client


def start(kind: str, folder: Path, *, session_seconds: int = 3_600, ban_seconds: int = 3_600) -> Client:
    spans = {"session_seconds": session_seconds, "ban_seconds": ban_seconds}
    client: Client = RealClient(folder, **spans) if kind == "real" else SimulatedClient(folder, kind, **spans)  # type: ignore[arg-type]
    client.start()
    return client


Connect = Callable[..., QBittorrentClient]


@pytest.fixture
def connect(make_door: MakeDoor) -> Connect:
    """Connects our client to a program; what is asked every 2 s there is asked more often here."""

    def make(
        program: Client, *, password: str | None = None, door_name: str = "qbittorrent"
    ) -> QBittorrentClient:
        return QBittorrentClient(
            make_door(POLICY, name=door_name),
            program.url,
            username=program.username,
            password=program.password if password is None else password,
            sleep=lambda seconds: time.sleep(min(seconds, 0.2)),
        )

    return make


@pytest.fixture
def ours(connect: Connect, program: Client) -> QBittorrentClient:
    return connect(program)


class Content:
    """A small two-file torrent; nobody seeds it, so what is missing stays missing."""

    def __init__(self, folder: Path, name: str) -> None:
        self.root = folder / name
        (self.root / "extras").mkdir(parents=True)
        seed = hashlib.sha256(name.encode()).digest()
        (self.root / "part one.mp3").write_bytes(seed * 4_000)
        (self.root / "extras" / "notes.txt").write_bytes(seed * 10)
        self.torrent = make_torrent(self.root, f"http://127.0.0.1:9/{PASSKEY}/announce")
        self.hash = info_hash(self.torrent)


@pytest.fixture
def content(tmp_path: Path, request: pytest.FixtureRequest) -> Content:
    return Content(tmp_path / "offer", request.node.name.replace("/", "-"))


def wait_for(look: Callable[[], Torrent | None], condition: Callable[[Torrent], bool]) -> Torrent:
    give_up = time.monotonic() + 30
    while True:
        torrent = look()
        if torrent is not None and condition(torrent):
            return torrent
        assert time.monotonic() < give_up, torrent
        time.sleep(0.05)


def add(ours: QBittorrentClient, content: Content, **more: str) -> Torrent:
    return ours.add(content.torrent, content.hash, category="audiobooks", tags=["mc", "mc-7"], **more).torrent


def test_the_version_is_told(ours: QBittorrentClient, program: Client) -> None:
    version = ours.version()

    assert version.app.startswith(f"v{program.version}")
    assert version.api >= (2, 8, 19)
    assert (version.api >= (2, 11)) is not program.version.startswith("4.")


def test_an_added_torrent_is_started_unmanaged_and_labelled(
    ours: QBittorrentClient, content: Content, program: Client
) -> None:
    added = ours.add(content.torrent, content.hash, category="audiobooks", tags=["mc", "mc-7"])

    assert not added.already
    torrent = wait_for(lambda: ours.torrent(content.hash), lambda found: found.group is not Group.CHECKING)
    assert torrent.hash == content.hash
    assert torrent.name == content.root.name
    assert torrent.category == "audiobooks"
    assert torrent.tags == {"mc", "mc-7"}
    assert not torrent.auto_managed
    assert torrent.group in (Group.STALLED, Group.FETCHING)
    assert Path(torrent.save_path) == program.save_path
    assert torrent.progress == 0.0
    assert torrent.completed_at is None
    assert not torrent.complete


def test_a_torrent_that_is_there_already_is_labelled_and_left_where_it_is(
    ours: QBittorrentClient, content: Content, program: Client, tmp_path: Path
) -> None:
    by_hand.add(program, content.torrent, stopped=True, category="mine")

    added = ours.add(
        content.torrent, content.hash, category="audiobooks", tags=["mc-8"], save_path=str(tmp_path / "else")
    )

    assert added.already
    torrent = wait_for(lambda: ours.torrent(content.hash), lambda found: "mc-8" in found.tags)
    assert torrent.category == "mine"
    assert torrent.group is Group.HELD
    assert Path(torrent.save_path) == program.save_path


def test_data_that_is_there_already_is_found_complete_and_seeding(
    ours: QBittorrentClient, content: Content
) -> None:
    add(ours, content, save_path=str(content.root.parent))

    torrent = wait_for(lambda: ours.torrent(content.hash), lambda found: found.complete)

    assert torrent.group is Group.SEEDING
    assert torrent.progress == 1
    assert torrent.amount_left == 0
    assert torrent.completed_at is not None
    assert Path(torrent.content_path) == content.root
    assert torrent.size == torrent.total_size == 32 * 4_010


def test_files_are_listed_with_their_sizes(ours: QBittorrentClient, content: Content) -> None:
    add(ours, content)

    files = {file.name: file for file in ours.files(content.hash)}

    assert set(files) == {f"{content.root.name}/part one.mp3", f"{content.root.name}/extras/notes.txt"}
    assert files[f"{content.root.name}/part one.mp3"].size == 32 * 4_000
    assert sorted(file.index for file in files.values()) == [0, 1]
    assert all(file.wanted for file in files.values())


def test_trackers_are_told_without_the_passkey(ours: QBittorrentClient, content: Content) -> None:
    torrent = add(ours, content)

    trackers = ours.trackers(content.hash)

    assert [tracker.host for tracker in trackers] == ["127.0.0.1"]
    assert trackers[0].status in ("not_contacted", "updating", "not_working", "unreachable", "working")
    assert PASSKEY not in repr((torrent, trackers))


def test_stopping_and_starting_work_in_every_generation(ours: QBittorrentClient, content: Content) -> None:
    add(ours, content, save_path=str(content.root.parent))
    wait_for(lambda: ours.torrent(content.hash), lambda found: found.complete)

    ours.stop([content.hash])
    held = wait_for(lambda: ours.torrent(content.hash), lambda found: found.group is Group.HELD_COMPLETE)
    ours.start([content.hash])
    seeding = wait_for(lambda: ours.torrent(content.hash), lambda found: found.group is Group.SEEDING)

    assert held.state == "stoppedUP"
    assert seeding.state in ("stalledUP", "uploading")


def test_a_recheck_finds_damage(ours: QBittorrentClient, content: Content) -> None:
    add(ours, content, save_path=str(content.root.parent))
    wait_for(lambda: ours.torrent(content.hash), lambda found: found.complete)
    file = content.root / "part one.mp3"
    file.write_bytes(b"\0" * file.stat().st_size)

    ours.recheck([content.hash])

    torrent = wait_for(
        lambda: ours.torrent(content.hash),
        lambda found: found.progress != 1 and found.group in (Group.STALLED, Group.FETCHING),
    )
    assert torrent.amount_left


def test_labels_come_and_go(ours: QBittorrentClient, content: Content) -> None:
    add(ours, content)

    ours.add_tags([content.hash], ["mc-hold"])
    ours.remove_tags([content.hash], ["mc-7"])
    ours.remove_tags([content.hash], [])

    torrent = wait_for(lambda: ours.torrent(content.hash), lambda found: "mc-hold" in found.tags)
    assert torrent.tags == {"mc", "mc-hold"}


def test_a_category_must_exist(ours: QBittorrentClient, content: Content) -> None:
    add(ours, content)

    with pytest.raises(Misunderstood):
        ours.set_category([content.hash], "never seen")
    ours.set_category([content.hash], "")

    wait_for(lambda: ours.torrent(content.hash), lambda found: found.category == "")


def test_torrents_are_asked_for_by_hash_and_by_category(
    ours: QBittorrentClient, content: Content, tmp_path: Path
) -> None:
    other = Content(tmp_path / "more", content.root.name + " two")
    add(ours, content)
    ours.add(other.torrent, other.hash, category="lectures", tags=["mc"])

    by_hash = ours.torrents([content.hash.upper(), "0" * 40])
    by_category = ours.torrents(category="lectures")

    assert [torrent.hash for torrent in by_hash] == [content.hash]
    assert other.hash in {torrent.hash for torrent in by_category}
    assert content.hash not in {torrent.hash for torrent in by_category}
    assert ours.torrents([]) == ()


@pytest.mark.parametrize("files_too", [False, True])
def test_removing_keeps_the_data_unless_told_otherwise(
    ours: QBittorrentClient, content: Content, files_too: bool
) -> None:
    add(ours, content, save_path=str(content.root.parent))
    wait_for(lambda: ours.torrent(content.hash), lambda found: found.complete)

    ours.delete([content.hash], delete_files=files_too)

    give_up = time.monotonic() + 20
    while ours.torrent(content.hash) is not None or (content.root / "part one.mp3").exists() == files_too:
        assert time.monotonic() < give_up
        time.sleep(0.05)
    assert (content.root / "part one.mp3").exists() is not files_too


def test_what_the_client_does_not_have(ours: QBittorrentClient) -> None:
    unknown = "0" * 40

    assert ours.torrent(unknown) is None
    with pytest.raises(NotThere):
        ours.files(unknown)
    with pytest.raises(NotThere):
        ours.trackers(unknown)
    ours.start([unknown])
    ours.reannounce([unknown])


def test_what_is_no_torrent_is_refused_for_good(ours: QBittorrentClient) -> None:
    with pytest.raises(Misunderstood) as caught:
        ours.add(b"no torrent at all", "1" * 40, category="audiobooks", tags=["mc"])

    assert caught.value.permanent


def test_settings_and_space_are_told(ours: QBittorrentClient, program: Client) -> None:
    preferences = ours.preferences()
    free = ours.free_space()

    assert Path(ours.default_save_path()) == program.save_path
    assert Path(preferences.save_path) == program.save_path
    assert (preferences.anonymous_mode, preferences.queueing_enabled) == (False, False)
    assert preferences.added_torrents_start_stopped is False
    assert preferences.listen_port
    assert free is not None
    assert free > 0


def test_an_expired_session_is_renewed_with_one_login(connect: Connect, fresh_program: Client) -> None:
    ours = connect(fresh_program)
    ours.version()
    time.sleep(2.5)

    assert ours.version().app.startswith(f"v{fresh_program.version}")


def test_a_restarted_client_is_met_again(connect: Connect, fresh_program: Client, tmp_path: Path) -> None:
    ours = connect(fresh_program)
    content = Content(tmp_path / "offer", "kept over a restart")
    add(ours, content)
    fresh_program.restart()

    torrent = wait_for(lambda: ours.torrent(content.hash), lambda found: True)

    assert torrent.tags == {"mc", "mc-7"}


def test_a_client_that_is_down_is_unavailable(connect: Connect, fresh_program: Client) -> None:
    ours = connect(fresh_program)
    fresh_program.stop()

    with pytest.raises(Unavailable) as caught:
        ours.version()

    assert not caught.value.permanent


def test_a_wrong_password_is_tried_once_and_bans_nobody(connect: Connect, fresh_program: Client) -> None:
    wrong = connect(fresh_program, password="wrong", door_name="wrong")

    for _ in range(8):
        with pytest.raises(RejectedUs) as caught:
            wrong.version()
        assert caught.value.reason == "credential"

    assert connect(fresh_program).version()


def test_a_ban_is_told_from_a_wrong_password(connect: Connect, fresh_program: Client) -> None:
    by_hand.fail_logins(fresh_program)

    with pytest.raises(RejectedUs) as caught:
        connect(fresh_program).version()

    assert caught.value.reason == "ban"
    assert caught.value.opens_after == 3_900.0
    assert not caught.value.permanent
