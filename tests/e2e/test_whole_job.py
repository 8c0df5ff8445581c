"""The whole job on the whole world: everything missing comes in, every decoy is refused for its reason."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_world import world_with
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from town import Town

from mamcrawler.cli.demo.listener import fix_narrators
from mamcrawler.cli.demo.proof import prove
from mamcrawler.downloads.models import Verdict
from mamcrawler.sandbox.qbittorrent.client import PROGRAM, Version
from mamcrawler.sandbox.qbittorrent.launch import Kind
from mamcrawler.sandbox.world import World
from mamcrawler.sandbox.world_build import build_world
from mamcrawler.wanted.models import Wanted


def need(client: Kind) -> None:
    """Makes sure that the client is there; CI must have the real one."""
    if client == "real" and shutil.which(PROGRAM) is None:
        message = f"{PROGRAM} is not installed; tests/system-packages.sh installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


def refusals(town: Town) -> dict[tuple[int, str], str | None]:
    """The stored code of every refusal, by release and title of the wanted book."""
    query = select(Verdict).where(Verdict.result == "rejected")
    query = query.options(joinedload(Verdict.release), joinedload(Verdict.wanted).joinedload(Wanted.book))
    with town.runtime.db.read() as session:
        return {(row.release.tracker_id, row.wanted.book.title): row.code for row in session.scalars(query)}


def check_whole_job(town: Town, world: World) -> None:
    """Runs the job twice; all that was expected must have come of it, once."""
    town.whole_job(after_opening=lambda: fix_narrators(town.runtime, world))
    proof = prove(town.runtime, town.sandbox)
    expected = {world.book_by_key[one.book].title: one.release for one in world.expected.imports}
    assert {book.title: book.release for book in proof.books} == expected
    assert [book.title for book in proof.books if not book.shown_right] == []
    releases = [world.release_by_id[number] for number in set(expected.values())]
    assert (proof.transfers, proof.rechecked) == (len(releases), len(releases))
    files = sum(len(release.payload) for release in releases)
    assert (proof.files, proof.hard_links) == (files, files)
    told = refusals(town)
    for one in world.expected.rejections:
        assert told.get((one.release, world.book_by_key[one.book].title)) == one.code, one
    assert {key for key, state in town.wanted().items() if state == "not_found"} == set(
        world.expected.not_found
    )
    assert {key for key, state in town.wanted().items() if state == "waiting_release"} == set(
        world.expected.waiting_release
    )
    before = town.moves()
    assert town.whole_job().busy == []
    assert town.moves() == before


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("database_url", "client", "version"),
    [("sqlite", "real", "4.5.2"), ("postgresql", "simulated", "5.2")],
    indirect=["database_url"],
)
def test_everything_missing_comes_in_and_every_decoy_is_refused(
    database_url: str, tmp_path: Path, client: Kind, version: Version
) -> None:
    need(client)
    world = build_world()
    with Town(tmp_path, database_url, world, client=client, client_version=version) as town:
        check_whole_job(town, world)


@pytest.mark.parametrize(
    ("database_url", "version"), [("postgresql", "4.5.2"), ("sqlite", "5.1")], indirect=["database_url"]
)
def test_bundle_and_single_book_come_in_with_every_generation_of_the_client(
    database_url: str, tmp_path: Path, version: Version
) -> None:
    books = ("saltglass-5", "barsoom-3", "barsoom-4", "barsoom-5")
    world = world_with(910051, 910111, 910112, 910113, books=books)
    with Town(tmp_path, database_url, world, client="simulated", client_version=version) as town:
        check_whole_job(town, world)
