"""A release that stalls or is damaged makes way for the next-best one (rules D13, D16, D18)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small_world import world_with
from town import MakeTown, Told, Town

from mamcrawler.downloads.models import Blocked, Check, Download, TorrentWatch
from mamcrawler.sandbox.qbittorrent import by_hand

pytest_plugins = ["town_fixtures"]

CHOSEN, SPARE = 910051, 910052
TWO = world_with(CHOSEN, SPARE, books=("saltglass-5",))
DAY = timedelta(days=1)


def watch(town: Town) -> TorrentWatch:
    with town.runtime.db.read() as session:
        return session.get_one(TorrentWatch, 1)


def test_stalled_download_climbs_the_ladder_and_makes_way(make_town: MakeTown) -> None:
    town = make_town(TWO, "stalled")
    town.open_day()
    town.until(lambda: [one.state for one in town.downloads()] == ["downloading"])
    stalled = next(iter(by_hand.torrents(town.sandbox.client)))

    def wait(hours: float, step: float) -> TorrentWatch:
        """Looks every `step` hours, until the stall clock shows that many hours."""
        town.until(lambda: watch(town).stalled_seconds >= hours * 3600, step=timedelta(hours=step))
        return watch(town)

    assert wait(1.5, 0.5).restarted is False
    assert wait(2, 0.5).restarted is True
    assert town.rows(Download)[0].problem is None
    wait(6, 1)
    row = town.rows(Download)[0]
    assert (row.state, row.problem) == ("downloading", "stalled")
    assert row.problem_text == (
        "No byte for 6 h. Tracker message: none; connected seeders: 0. "
        "Look at the client's network interface, listening port and queue limits."
    )
    wait(66, 6)
    assert town.only_download().state == "downloading"
    town.until_imported("saltglass-5")
    assert town.downloads() == [Told(CHOSEN, "abandoned", "stalled"), Told(SPARE, "imported", None)]
    assert stalled not in by_hand.torrents(town.sandbox.client)
    (block,) = town.rows(Blocked)
    assert (block.tracker_id, block.info_hash, block.reason) == (CHOSEN, stalled, "stalled")
    assert block.until - block.at == 30 * DAY


@pytest.mark.parametrize("fault", ["corrupt-audio", "short-audio"])
def test_damaged_audio_is_refused_for_good_and_the_next_best_release_comes_in(
    make_town: MakeTown, fault: str
) -> None:
    town = make_town(TWO, fault)
    town.open_day()
    town.until_imported("saltglass-5")
    assert town.downloads() == [Told(CHOSEN, "abandoned", "corrupt"), Told(SPARE, "imported", None)]
    assert town.moves(CHOSEN)[-3:] == ["verifying", "verify_failed", "abandoned"]
    (block,) = town.rows(Blocked)
    bad, good = town.rows(Download)
    assert (block.tracker_id, block.info_hash, block.reason) == (CHOSEN, bad.info_hash, "corrupt")
    assert block.until is None
    failed = [(row.name, row.download_id) for row in town.rows(Check) if row.result == "failed"]
    assert failed == [("decode", bad.id)]
    torrents = by_hand.torrents(town.sandbox.client)
    assert set(torrents) == {bad.info_hash, good.info_hash}
    assert {row["progress"] for row in torrents.values()} == {1}
    found = town.sandbox.library_root.rglob("A Harbour of Bells*")
    assert [path.name for path in found if path.is_file()] == ["A Harbour of Bells.mp3"]
