"""Reading a library through the real client from the simulated server."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from mamcrawler.automation.context import Context
from mamcrawler.automation.models import ProblemRow
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.settings import AudiobookshelfSettings
from mamcrawler.library.jobs import full, recent
from mamcrawler.library.models import Author, Book, BookAuthor, LibraryItem
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Metadata
from mamcrawler.sandbox.audiobookshelf.simulator import AudiobookshelfSimulator
from mamcrawler.sandbox.audiobookshelf.stock import generated_items
from mamcrawler.sandbox.faults import Faults

MINUTE = 60_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[AudiobookshelfSimulator]:
    (tmp_path / "books").mkdir()
    simulator = AudiobookshelfSimulator(tmp_path / "books", Faults())
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def connected(make_runtime: Callable[..., Runtime], server: AudiobookshelfSimulator) -> Runtime:
    return make_runtime(
        audiobookshelf=AudiobookshelfSettings(url=server.url, api_key=SecretStr(server.api_key()))
    )


def read_all(runtime: Runtime) -> Outcome:
    return full(Context(runtime))


def told(item: Item, **changes: object) -> Item:
    return replace(item, updated_at=item.updated_at + MINUTE, **changes)  # type: ignore[arg-type]


def statuses(runtime: Runtime) -> dict[str, str]:
    with runtime.db.read() as session:
        return dict(session.execute(select(LibraryItem.abs_id, LibraryItem.status)).all())  # type: ignore[arg-type]


def test_every_page_is_read_and_a_second_run_has_nothing_to_do(
    connected: Runtime, server: AudiobookshelfSimulator
) -> None:
    server.books.shelf.put(generated_items(1201))
    first = read_all(connected)
    assert (first.kind, first.counts["read"], first.counts["new"]) == ("done", 1201, 1201)
    assert first.counts["podcast_libraries"] == 1
    second = read_all(connected)
    assert (second.kind, second.counts["read"], second.counts["changed"]) == ("nothing_to_do", 1201, 0)


def test_an_empty_library_is_no_failure(connected: Runtime) -> None:
    assert read_all(connected).kind == "nothing_to_do"


def test_an_edit_in_the_server_is_seen(connected: Runtime, server: AudiobookshelfSimulator) -> None:
    items = list(generated_items(3))
    server.books.shelf.put(items)
    read_all(connected)
    renamed = replace(items[1].metadata, title="Salt Orbit")
    server.books.shelf.put([told(items[1], metadata=renamed)])
    outcome = read_all(connected)
    assert (outcome.counts["new"], outcome.counts["changed"]) == (0, 1)
    with connected.db.read() as session:
        assert "Salt Orbit" in session.scalars(select(Book.title)).all()


def test_a_moved_folder_keeps_its_item(connected: Runtime, server: AudiobookshelfSimulator) -> None:
    items = list(generated_items(2))
    server.books.shelf.put(items)
    read_all(connected)
    server.books.shelf.put([told(items[0], rel_path="Elsewhere/Moved")])
    outcome = read_all(connected)
    assert (outcome.counts["moved"], outcome.counts["new"]) == (1, 0)
    with connected.db.read() as session:
        assert session.scalars(
            select(LibraryItem.rel_path).where(LibraryItem.abs_id == items[0].id)
        ).all() == ["Elsewhere/Moved"]


def test_an_item_is_missing_only_after_two_syncs_far_apart(
    connected: Runtime, server: AudiobookshelfSimulator, clock: ManualClock
) -> None:
    items = list(generated_items(30))
    server.books.shelf.put(items)
    read_all(connected)
    server.books.shelf.remove(items[7].id)
    assert read_all(connected).counts["absent"] == 1
    clock.advance(19 * 3600)
    assert read_all(connected).kind == "nothing_to_do"
    assert statuses(connected)[items[7].id] == "active"
    clock.advance(2 * 3600)
    assert read_all(connected).counts["missing"] == 1
    assert statuses(connected)[items[7].id] == "missing"
    server.books.shelf.put([items[7]])
    read_all(connected)
    assert statuses(connected)[items[7].id] == "active"


def test_a_library_that_shrank_too_much_marks_nothing(
    connected: Runtime, server: AudiobookshelfSimulator, clock: ManualClock
) -> None:
    items = list(generated_items(40))
    server.books.shelf.put(items)
    read_all(connected)
    for item in items[:10]:
        server.books.shelf.remove(item.id)
    outcome = read_all(connected)
    assert (outcome.kind, outcome.detail) == ("partial", "library_shrank")
    clock.advance(21 * 3600)
    read_all(connected)
    assert set(statuses(connected).values()) == {"active"}
    with connected.db.read() as session:
        assert session.scalars(select(ProblemRow.code)).all() == ["library_shrank"]
    server.books.shelf.put(items)
    read_all(connected)
    with connected.db.read() as session:
        assert session.scalars(select(ProblemRow.code).where(ProblemRow.resolved_at.is_(None))).all() == []


def test_the_recent_sync_finds_what_is_new(connected: Runtime, server: AudiobookshelfSimulator) -> None:
    items = list(generated_items(120))
    server.books.shelf.put(items[:119])
    read_all(connected)
    assert recent(Context(connected)).kind == "nothing_to_do"
    server.books.shelf.put(items[119:])
    outcome = recent(Context(connected))
    assert (outcome.kind, outcome.counts["new"]) == ("done", 1)
    assert outcome.counts["read"] < 250


def test_joined_names_are_settled_by_the_full_item(
    connected: Runtime, server: AudiobookshelfSimulator
) -> None:
    item = next(generated_items(1))
    people = Metadata(
        title="Salt Orbit", authors=["Prince", "Mira Oakhollow"], series=[("Ash, Salt and Sea", "2")]
    )
    server.books.shelf.put([replace(item, metadata=people)])
    read_all(connected)
    with connected.db.read() as session:
        names = session.scalars(
            select(Author.name).join(BookAuthor, BookAuthor.author_id == Author.id).order_by(BookAuthor.place)
        ).all()
        waiting = session.scalars(select(LibraryItem.details_due)).all()
    assert (names, waiting) == (["Prince", "Mira Oakhollow"], [False])
