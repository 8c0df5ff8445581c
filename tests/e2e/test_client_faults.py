"""A torrent client that is down, restarts, bans us, or had the torrent before (rules D2, D10, D15, F)."""

from __future__ import annotations

from datetime import timedelta

from small_world import world_with
from town import MakeTown, Told

from mamcrawler.downloads.models import Download
from mamcrawler.sandbox.qbittorrent import by_hand
from mamcrawler.sandbox.qbittorrent.simulated import SimulatedClient

pytest_plugins = ["town_fixtures"]

ONE = world_with(910051, books=("saltglass-5",))


def test_client_that_is_down_keeps_rows_waiting_and_is_used_again_when_back(make_town: MakeTown) -> None:
    town = make_town(ONE, "client-down")
    town.open_day()
    assert town.runs.last["paths.check"].counts["failed"] == 1
    town.until(lambda: town.downloads() == [Told(910051, "waiting", "client_down")])
    down = town.clock.now()
    town.until(lambda: town.clock.now() - down > timedelta(hours=2), step=timedelta(minutes=20))
    assert town.only_download() == Told(910051, "waiting", "client_down")
    assert town.calls("/tor/download.php") == []
    town.faults.clear("client-down")
    town.until(lambda: town.only_download().state != "waiting", step=timedelta(minutes=20))
    town.until_imported("saltglass-5")
    assert town.moves().count("sending") == 1
    assert town.problems() == [("paths_broken", False)]


def test_client_that_goes_down_in_mid_transfer_changes_no_row(make_town: MakeTown) -> None:
    town = make_town(ONE)
    town.faults.switch_on("stalled")
    town.open_day()
    town.until(lambda: [one.state for one in town.downloads()] == ["downloading"])
    town.faults.switch_on("client-down")
    moves = town.moves()
    for _ in range(5):
        town.go_round(timedelta(minutes=10))
    assert town.runs.last["downloads.monitor"].problem == "remote_down"
    assert town.moves() == moves
    town.faults.clear("stalled")
    town.faults.clear("client-down")
    town.until(lambda: town.runs.last["downloads.monitor"].good, step=timedelta(minutes=10))
    town.until_imported("saltglass-5")
    assert town.moves()[len(moves) :] == ["completed", "verifying", "organising", "importing", "imported"]


def test_client_that_restarts_in_mid_transfer_goes_on(make_town: MakeTown) -> None:
    town = make_town(ONE, "client-restarted")
    town.open_day()
    town.until_imported("saltglass-5")
    assert town.faults.struck("client-restarted") == 1
    assert town.moves().count("downloading") == 1
    assert [row["category"] for row in by_hand.torrents(town.sandbox.client).values()] == ["audiobooks"]


def test_ban_is_left_in_peace_for_its_time(make_town: MakeTown) -> None:
    town = make_town(ONE, "client-banned", client="simulated")
    client = town.sandbox.client
    assert isinstance(client, SimulatedClient)
    town.open_day()
    town.until(lambda: town.downloads() == [Told(910051, "waiting", "client_down")])
    logins = client.state.logins.asked
    begun = town.clock.now()
    town.until(lambda: town.clock.now() - begun > timedelta(minutes=50), step=timedelta(minutes=5))
    assert client.state.logins.asked == logins
    town.faults.clear("client-banned")
    town.until(lambda: town.only_download().state != "waiting", step=timedelta(minutes=5))
    assert town.clock.now() - begun > timedelta(minutes=60)
    town.until_imported("saltglass-5")


def test_torrent_that_the_client_has_already_is_adopted(make_town: MakeTown) -> None:
    town = make_town(ONE, "client-already-has")
    town.open_day()
    town.until_imported("saltglass-5")
    (row,) = town.rows(Download)
    (torrent,) = by_hand.torrents(town.sandbox.client).values()
    assert (row.adopted, row.info_hash) == (True, torrent["hash"])
    assert town.moves().count("downloading") == 1
