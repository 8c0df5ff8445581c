"""The sandbox as one thing: everything up, connected, in trouble on request, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import httpx2
import pytest

from mamcrawler.sandbox.qbittorrent import by_hand
from mamcrawler.sandbox.qbittorrent.client import PROGRAM
from mamcrawler.sandbox.qbittorrent.launch import Kind
from mamcrawler.sandbox.run import Sandbox
from mamcrawler.sandbox.torrents.torrent_files import info_hash


@pytest.fixture(scope="module", params=["real", "simulated"])
def sandbox(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    kind: Kind = request.param
    if kind == "real" and shutil.which(PROGRAM) is None and os.environ.get("CI") != "true":
        pytest.skip(f"{PROGRAM} is not installed")
    before = threading.active_count()
    with Sandbox(tmp_path_factory.mktemp("sandbox"), client=kind, rotate_every=0) as running:
        yield running
    wait_until(lambda: threading.active_count() == before)


def ask_tracker(sandbox: Sandbox, path: str) -> httpx2.Response:
    headers = {"cookie": f"mam_id={sandbox.mam.cookie}", "user-agent": "Tests/1.0"}
    return httpx2.get(sandbox.mam.www_url + path, headers=headers)


def fetch_torrent(sandbox: Sandbox, release_id: int) -> bytes:
    return ask_tracker(sandbox, f"/tor/download.php?tid={release_id}").content


def test_environment_reaches_every_remote(sandbox: Sandbox) -> None:
    settings = sandbox.environment()
    library = httpx2.get(
        settings["MAMCRAWLER_AUDIOBOOKSHELF__URL"] + "/api/libraries",
        headers={"authorization": f"Bearer {settings['MAMCRAWLER_AUDIOBOOKSHELF__API_KEY']}"},
    ).json()["libraries"][0]
    assert library["folders"][0]["fullPath"] == str(sandbox.library_root)
    catalogue = httpx2.post(
        settings["MAMCRAWLER_HARDCOVER__URL"],
        json={"query": "query { me { username } }"},
        headers={"authorization": f"Bearer {settings['MAMCRAWLER_HARDCOVER__TOKEN']}"},
    )
    assert catalogue.json() == {"data": {"me": [{"username": "sandboxreader"}]}}
    assert httpx2.get(settings["MAMCRAWLER_AUDNEXUS__URL"] + "/health").json()["status"] == "healthy"
    assert ask_tracker(sandbox, "/json/checkCookie.php").json() == {"Success": True}
    assert by_hand.torrents(sandbox.client) == {}
    assert settings["MAMCRAWLER_DEMO"] == "1"


def test_library_lies_on_disk_with_audio_of_different_bytes(sandbox: Sandbox) -> None:
    files = [path for path in sandbox.library_root.rglob("*") if path.is_file()]
    present = [item for item in sandbox.world.items if item.present]
    assert len(files) == sum(len(item.files) for item in present)
    assert len({path.read_bytes() for path in files}) == len(files)


def test_row_size_is_the_size_of_the_real_torrent(sandbox: Sandbox) -> None:
    for expected in sandbox.world.expected.imports:
        release = sandbox.world.release_by_id[expected.release]
        files = sandbox.shelf.stocked(release.id).content
        real = sum(
            p.stat().st_size for p in ([files] if files.is_file() else files.rglob("*")) if p.is_file()
        )
        assert sandbox.mam.size(release) == real
        assert real == pytest.approx(sum(f.seconds * f.kbps * 125 for f in release.payload), rel=0.03)


def test_torrent_from_the_tracker_downloads_into_the_client(sandbox: Sandbox) -> None:
    torrent = fetch_torrent(sandbox, 910081)
    hash_ = by_hand.add(sandbox.client, torrent)
    wait_until(lambda: by_hand.torrents(sandbox.client)[hash_]["progress"] == 1)
    arrived = sandbox.client.save_path / "The Phoenix and the Carpet.m4b"
    # The real client counts a piece as done a moment before its bytes can be read.
    wait_until(lambda: arrived.read_bytes() == sandbox.shelf.stocked(910081).content.read_bytes())
    assert sandbox.mam.standing.unsatisfied == 13


def test_damaged_release_changes_and_mends(sandbox: Sandbox) -> None:
    sound = info_hash(fetch_torrent(sandbox, 910051))
    for fault in ("corrupt-audio", "short-audio"):
        sandbox.faults.switch_on(fault)
        assert info_hash(fetch_torrent(sandbox, 910051)) != sound
        sandbox.faults.clear(fault)
    assert info_hash(fetch_torrent(sandbox, 910051)) == sound


def test_client_already_has_what_is_fetched_next(sandbox: Sandbox) -> None:
    sandbox.faults.switch_on("client-already-has")
    hash_ = info_hash(fetch_torrent(sandbox, 910031))
    assert hash_ in by_hand.torrents(sandbox.client)
    assert sandbox.faults.on() == {}


def test_client_goes_down_and_comes_back(sandbox: Sandbox) -> None:
    sandbox.faults.switch_on("client-down")
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{sandbox.client.url}/api/v2/app/version")
    sandbox.faults.clear("client-down")
    assert "Forbidden" in httpx2.get(f"{sandbox.client.url}/api/v2/app/version").text


def test_client_bans_and_forgets_the_ban(sandbox: Sandbox) -> None:
    login = {"username": sandbox.client.username, "password": sandbox.client.password}
    url = f"{sandbox.client.url}/api/v2/auth/login"
    sandbox.faults.switch_on("client-banned")
    assert httpx2.post(url, data=login).status_code == 403
    sandbox.faults.clear("client-banned")
    assert httpx2.post(url, data=login).text == "Ok."


def test_client_restarts_once_bytes_have_come(sandbox: Sandbox) -> None:
    login = {"username": sandbox.client.username, "password": sandbox.client.password}
    with httpx2.Client(base_url=f"{sandbox.client.url}/api/v2", verify=False) as web:
        web.post("/auth/login", data=login)
        sandbox.faults.switch_on("client-restarted")
        hash_ = by_hand.add(sandbox.client, fetch_torrent(sandbox, 910101))
        wait_until(lambda: session_is_forgotten(web))
    wait_until(lambda: by_hand.torrents(sandbox.client)[hash_]["progress"] == 1)


def test_stalled_release_gets_no_byte_until_it_goes_on(sandbox: Sandbox) -> None:
    sandbox.faults.switch_on("stalled")
    hash_ = by_hand.add(sandbox.client, fetch_torrent(sandbox, 910051))
    assert sandbox.shelf.seeders(910051) == 1
    assert by_hand.torrents(sandbox.client)[hash_]["progress"] == 0
    sandbox.faults.clear("stalled")
    wait_until(lambda: by_hand.torrents(sandbox.client)[hash_]["progress"] == 1)


def session_is_forgotten(web: httpx2.Client) -> bool:
    """Whether a client that knew our session answers again and knows it no longer."""
    try:
        return web.get("/app/version").status_code == 403
    except httpx2.TransportError:
        return False


def wait_until(true: Callable[[], bool]) -> None:
    """Waits for real transfers; pytest's own time limit ends a hopeless wait."""
    pause = threading.Event()
    while not true():
        pause.wait(0.05)
