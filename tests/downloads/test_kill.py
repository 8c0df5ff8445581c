"""kill -9 at each move of a download: nothing lost, nothing doubled, no orphan torrent, nothing half done.

Every case lets the product's worker, or its server under a person's request, kill itself just before or just
after the commit of one move, starts it again, and looks at what came of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from kill_cases import CASES, CLICKS, UNMADE, Case, Click
from kill_checks import all_is_whole, histories_are_whole
from kill_processes import Forks
from kill_scenery import Scenery
from kill_stage import Stage
from kill_story import START, Story
from small_disk import fill, make_room, small_disk

from mamcrawler.downloads.states import TABLE
from mamcrawler.foundation.clock import ManualClock


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    folder = tmp_path_factory.mktemp("disk")
    with small_disk(folder) as mounted:
        yield folder if mounted else None


@pytest.fixture(scope="module")
def scenery(tmp_path_factory: pytest.TempPathFactory, disk: Path | None) -> Iterator[Scenery]:
    folder = tmp_path_factory.mktemp("scenery")
    with Scenery(folder, ManualClock(START), disk=disk) as made:
        yield made


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as made:
        yield made


@pytest.fixture(scope="module")
def story(scenery: Scenery, empty_sqlite: Path) -> Story:
    return Story(scenery, empty_sqlite)


def both_sides(cases: Sequence[Any]) -> list[object]:
    """Each case before and after its commit, once on each engine and in turn the other way round."""
    engines = ("sqlite", "postgresql")
    return [
        pytest.param(case, when, engines[(number + place) % 2], id=f"{when} {case}")
        for number, case in enumerate(cases)
        for place, when in enumerate(("before", "after"))
    ]


@pytest.mark.parametrize(("case", "when", "database_url"), both_sides(CASES), indirect=["database_url"])
def test_killed_worker(
    case: Case,
    when: str,
    database_url: str,
    forks: Forks,
    story: Story,
    scenery: Scenery,
    disk: Path | None,
    tmp_path: Path,
) -> None:
    if case.disk_full and disk is None:
        assert os.environ.get("CI") != "true", "only root may mount the small disk"
        pytest.skip("only root may mount the small disk")
    scene = story.scene(case.scene)
    stage = Stage(forks, scenery, scene, database_url, tmp_path, case.settings)
    try:
        if case.disk_full and disk is not None:
            fill(disk)
        if case.fault is not None:
            scenery.faults.switch_on(*case.fault)
        for doom, job in case.first:
            stage.dies(doom, job)
        stage.dies((case.left, case.to, when), case.job, later=case.later, settings=case.doomed)
        if disk is not None:
            make_room(disk)
        stage.goes_on(case.ends, case.then, later=case.then_later)
        ended = stage.histories()
        stage.runs(*case.then)

        assert stage.states() == case.ends
        assert stage.histories() == ended
        moves = [move for steps in ended.values() for move in steps]
        assert moves.count((case.left, case.to)) == case.times[when == "after"]
        all_is_whole(stage, scene, torrents=case.torrents, folders=case.folders)
    finally:
        if disk is not None:
            make_room(disk)
        stage.close()


@pytest.mark.parametrize(("click", "when", "database_url"), both_sides(CLICKS), indirect=["database_url"])
def test_killed_server(
    click: Click,
    when: str,
    database_url: str,
    forks: Forks,
    story: Story,
    scenery: Scenery,
    tmp_path: Path,
) -> None:
    stage = Stage(forks, scenery, story.scene(click.scene), database_url, tmp_path, {})
    try:
        before, path = stage.histories(), f"/downloads/1/{click.path}"
        stage.request_dies((click.left, click.to, when), path, click.body)
        assert (stage.histories() == before) == (when == "before")

        assert stage.request(path, click.body) == (200 if when == "before" else click.again)

        moves = [move for steps in stage.histories().values() for move in steps]
        old = [move for steps in before.values() for move in steps]
        assert len(moves) == len(old) + 1
        assert moves.count((click.left, click.to)) == old.count((click.left, click.to)) + 1
        histories_are_whole(stage)
    finally:
        stage.close()


def test_every_move_of_the_table_has_its_death_or_a_reason_why_nobody_makes_it() -> None:
    table = {(left, to) for left, state in TABLE.items() for to in state.goes_to + state.late}
    killed = {(one.left, one.to) for one in (*CASES, *CLICKS) if one.left != "-"}

    assert killed | set(UNMADE) == table
    assert killed & set(UNMADE) == set()
