"""A catalogue that throttles us delays what is wanted and loses nothing (rules F1, W10)."""

from __future__ import annotations

from small_world import world_with
from town import MakeTown

pytest_plugins = ["town_fixtures"]

ONE = world_with(910051, books=("saltglass-5",))


def test_throttled_catalogue_is_waited_out(make_town: MakeTown) -> None:
    town = make_town(ONE, "hardcover-throttled")
    town.open_day()
    # The first call and its two repeats were throttled; the rest of the work was left for the next run.
    assert [status for _, status in town.sandbox.hardcover.seen] == [429, 429, 429, 200, 200]
    assert town.runs.outcomes["wanted.series_completion"] == {"partial": 1, "done": 1}
    assert town.wanted() == {"saltglass-5": "wanted"}
    town.until_imported("saltglass-5")
    assert town.moves().count("downloading") == 1
