"""The client of Audiobookshelf: against the simulated server in both generations, and against odd answers."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from doors import MakeDoor, RecordingClock
from hypothesis import given
from hypothesis import strategies as st
from scripted import Reply, Script

from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
from mamcrawler.integrations.audiobookshelf.items import read_item, read_row
from mamcrawler.integrations.audiobookshelf.models import SeriesPlace
from mamcrawler.integrations.audiobookshelf.policy import POLICY
from mamcrawler.integrations.remote import (
    Misunderstood,
    NotThere,
    RateLimited,
    RejectedUs,
    RemoteFailure,
    Unavailable,
)
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Metadata, StoredFile, stable_id
from mamcrawler.sandbox.audiobookshelf.simulator import AudiobookshelfSimulator
from mamcrawler.sandbox.audiobookshelf.stock import generated_items
from mamcrawler.sandbox.faults import Faults

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADDED = 1_700_000_000_000

LANTERN = Item(
    id=stable_id("item", "lantern"),
    ino="77",
    rel_path="Mira Oakhollow/The Lantern Archive",
    metadata=Metadata(
        title="The Lantern Archive",
        authors=["Mira Oakhollow", "Ida Ferns"],
        narrators=["Tobin Farrow"],
        series=[("Lantern Cycle", "1"), ("Stackverse", "2-3")],
        genres=["Fantasy"],
        published_year="2024",
        asin="B0EXAMPLE1",
        language="English",
    ),
    added_at=ADDED,
    updated_at=ADDED + 5_000,
    mtime_ms=ADDED,
    tags=["mc/unverified"],
    files=[StoredFile("The Lantern Archive.m4b", "78", 500, ADDED, "audio", 39_765.42)],
    duration=39_765.42,
    size=500,
)

Start = Callable[..., AudiobookshelfSimulator]


@pytest.fixture
def start(tmp_path: Path, clock: RecordingClock) -> Iterator[Start]:
    running: list[AudiobookshelfSimulator] = []

    def make(version: str = "2.36.0", items: Any = (LANTERN,)) -> AudiobookshelfSimulator:
        root = tmp_path / "library"
        root.mkdir(exist_ok=True)
        server = AudiobookshelfSimulator(root, Faults(), items, now=clock.now, version=version)
        server.start()
        running.append(server)
        return server

    yield make
    for server in running:
        server.stop()


@pytest.fixture
def server(start: Start) -> AudiobookshelfSimulator:
    return start()


@pytest.fixture
def ours(server: AudiobookshelfSimulator, make_door: MakeDoor) -> AudiobookshelfClient:
    return AudiobookshelfClient(make_door(POLICY), server.url, api_key=server.api_key())


def logging_in(server: AudiobookshelfSimulator, make_door: MakeDoor, **other: str) -> AudiobookshelfClient:
    credential = {"username": server.access.username, "password": server.access.password, **other}
    return AudiobookshelfClient(make_door(POLICY), server.url, **credential)


@SQLITE
def test_status_and_account(ours: AudiobookshelfClient) -> None:
    status, account = ours.status(), ours.account()

    assert (status.version, status.numbers, status.initialised) == ("2.36.0", (2, 36, 0), True)
    assert (account.username, account.is_admin, account.may_update) == ("sandbox", True, True)


@SQLITE
def test_libraries_of_every_kind_are_listed(
    ours: AudiobookshelfClient, server: AudiobookshelfSimulator, tmp_path: Path
) -> None:
    libraries = {library.media_type: library for library in ours.libraries()}

    assert set(libraries) == {"book", "podcast"}
    assert libraries["book"].id == server.books.id
    assert [folder.path for folder in libraries["book"].folders] == [str(tmp_path / "library")]


@SQLITE
def test_a_list_row_has_joined_names(ours: AudiobookshelfClient, server: AudiobookshelfSimulator) -> None:
    page = ours.items_page(server.books.id, page=0)

    (row,) = page.rows
    assert (page.total, page.unreadable) == (1, 0)
    assert (row.id, row.inode, row.rel_path) == (LANTERN.id, "77", LANTERN.rel_path)
    assert row.author_name == "Mira Oakhollow, Ida Ferns"
    assert row.narrator_name == "Tobin Farrow"
    assert row.series_name == "Lantern Cycle #1, Stackverse #2-3"
    assert (row.published_year, row.asin, row.tags) == ("2024", "B0EXAMPLE1", ("mc/unverified",))
    assert (row.duration, row.audio_files) == (39_765.42, 1)
    assert row.added_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert row.updated_ms == ADDED + 5_000
    assert not row.is_missing


@SQLITE
def test_a_full_item_has_lists(ours: AudiobookshelfClient) -> None:
    item = ours.item(LANTERN.id)

    assert [author.name for author in item.authors] == ["Mira Oakhollow", "Ida Ferns"]
    assert item.narrators == ("Tobin Farrow",)
    assert [(place.name, place.sequence) for place in item.series] == [
        ("Lantern Cycle", "1"),
        ("Stackverse", "2-3"),
    ]
    (file,) = item.files
    assert (file.filename, file.inode, file.size, file.duration) == (
        "The Lantern Archive.m4b",
        "78",
        500,
        39_765.42,
    )


@SQLITE
def test_pages_count_from_zero_and_together_hold_everything(start: Start, make_door: MakeDoor) -> None:
    server = start(items=generated_items(25))
    ours = AudiobookshelfClient(make_door(POLICY), server.url, api_key=server.api_key())

    pages = [ours.items_page(server.books.id, page=number, limit=10) for number in range(4)]

    assert [len(page.rows) for page in pages] == [10, 10, 5, 0]
    assert {page.total for page in pages} == {25}
    assert len({row.id for page in pages for row in page.rows}) == 25


@SQLITE
def test_the_newest_come_first_when_asked(start: Start, make_door: MakeDoor) -> None:
    server = start(items=generated_items(30))
    ours = AudiobookshelfClient(make_door(POLICY), server.url, api_key=server.api_key())

    rows = ours.recently_added(server.books.id, limit=5).rows

    assert len(rows) == 5
    assert [row.added_at for row in rows] == sorted((row.added_at for row in rows), reverse=True)  # type: ignore[type-var]


@SQLITE
@pytest.mark.parametrize("limit", [0, -1])
def test_the_whole_library_is_never_asked_for_at_once(
    ours: AudiobookshelfClient, server: AudiobookshelfSimulator, limit: int
) -> None:
    with pytest.raises(ValueError, match="at least one row"):
        ours.items_page(server.books.id, page=0, limit=limit)


@SQLITE
def test_several_items_come_in_one_call(ours: AudiobookshelfClient, server: AudiobookshelfSimulator) -> None:
    items = ours.items([LANTERN.id, "00000000-0000-4000-8000-000000000000"])
    none = ours.items([])

    assert [item.row.id for item in items] == [LANTERN.id]
    assert none == ()
    assert sum(path == "/api/items/batch/get" for _, path, _ in server.seen) == 1


@SQLITE
def test_an_edit_replaces_whole_lists(ours: AudiobookshelfClient) -> None:
    edited = ours.update_item(
        LANTERN.id,
        {"metadata": {"series": [{"name": "Lantern Cycle", "sequence": "1.5"}], "publisher": "New"}},
    )
    again = ours.update_item(LANTERN.id, {"metadata": {"publisher": "New"}})

    assert edited.updated
    assert edited.item is not None
    assert [(place.name, place.sequence) for place in edited.item.series] == [("Lantern Cycle", "1.5")]
    assert edited.item.row.publisher == "New"
    assert not again.updated


@SQLITE
def test_a_batch_edit_counts_and_is_all_or_nothing(
    ours: AudiobookshelfClient, server: AudiobookshelfSimulator
) -> None:
    changed = ours.update_batch({LANTERN.id: {"tags": ["mc/duplicate"]}})
    with pytest.raises(NotThere):
        ours.update_batch({LANTERN.id: {"tags": []}, "unknown": {"tags": []}})

    assert changed == 1
    assert server.books.shelf.items[LANTERN.id].tags == ["mc/duplicate"]
    assert ours.update_batch({}) == 0


@SQLITE
def test_a_batch_has_at_most_25_items(ours: AudiobookshelfClient) -> None:
    with pytest.raises(ValueError, match="25"):
        ours.update_batch({str(number): {} for number in range(26)})


@SQLITE
def test_a_scan_has_ended_when_its_task_is_gone_and_the_library_says_so(
    ours: AudiobookshelfClient, server: AudiobookshelfSimulator, clock: RecordingClock
) -> None:
    clock.advance(60)

    ours.scan_library(server.books.id)
    server.tasks.join()

    assert not [task for task in ours.tasks() if not task.finished]
    library = next(library for library in ours.libraries() if library.id == server.books.id)
    assert library.last_scan is not None
    assert library.last_scan.replace(microsecond=0) == clock.now().replace(microsecond=0)


@SQLITE
@pytest.mark.parametrize("call", ["item", "scan_item"])
def test_an_item_that_is_gone(ours: AudiobookshelfClient, call: str) -> None:
    with pytest.raises(NotThere):
        getattr(ours, call)("00000000-0000-4000-8000-000000000000")


@SQLITE
@pytest.mark.parametrize("version", ["2.25.1", "2.26.0", "2.36.0"])
def test_logging_in_works_in_both_generations(start: Start, make_door: MakeDoor, version: str) -> None:
    server = start(version)
    ours = logging_in(server, make_door)

    libraries = ours.libraries()

    assert len(libraries) == 2
    assert [path for _, path, _ in server.seen] == ["/login", "/api/libraries"]


@SQLITE
def test_an_expired_token_is_refreshed_and_the_call_repeated(
    server: AudiobookshelfSimulator, make_door: MakeDoor, clock: RecordingClock
) -> None:
    ours = logging_in(server, make_door)
    for _ in range(3):
        ours.libraries()
        clock.advance(timedelta(hours=2).total_seconds())

    assert [path for _, path, _ in server.seen] == [
        "/login",
        "/api/libraries",
        "/api/libraries",
        "/auth/refresh",
        "/api/libraries",
        "/api/libraries",
        "/auth/refresh",
        "/api/libraries",
    ]


@SQLITE
def test_an_expired_refresh_token_means_one_new_login(
    server: AudiobookshelfSimulator, make_door: MakeDoor, clock: RecordingClock
) -> None:
    ours = logging_in(server, make_door)
    ours.libraries()
    clock.advance(timedelta(days=31).total_seconds())

    ours.libraries()

    assert [path for _, path, _ in server.seen][2:] == [
        "/api/libraries",
        "/auth/refresh",
        "/login",
        "/api/libraries",
    ]


@SQLITE
def test_a_wrong_password_is_tried_once(server: AudiobookshelfSimulator, make_door: MakeDoor) -> None:
    ours = logging_in(server, make_door, password="wrong")

    for _ in range(3):
        with pytest.raises(RejectedUs) as caught:
            ours.libraries()

    assert caught.value.detail == "user name or password was refused"
    assert [path for _, path, _ in server.seen] == ["/login"]


@SQLITE
def test_a_wrong_key_is_tried_once(server: AudiobookshelfSimulator, make_door: MakeDoor) -> None:
    ours = AudiobookshelfClient(make_door(POLICY), server.url, api_key="wrong")

    for _ in range(3):
        with pytest.raises(RejectedUs):
            ours.libraries()

    assert len(server.seen) == 1


@SQLITE
def test_without_any_credential_nothing_is_sent(remote: Script, make_door: MakeDoor) -> None:
    with pytest.raises(RejectedUs):
        AudiobookshelfClient(make_door(POLICY), remote.url).libraries()

    assert remote.seen == []


@SQLITE
def test_a_sub_path_is_kept(server: AudiobookshelfSimulator, make_door: MakeDoor) -> None:
    ours = AudiobookshelfClient(make_door(POLICY), f"{server.url}/audiobookshelf/", api_key=server.api_key())

    assert ours.status().version == "2.36.0"
    assert len(ours.libraries()) == 2


@pytest.fixture
def odd(remote: Script, make_door: MakeDoor) -> AudiobookshelfClient:
    return AudiobookshelfClient(make_door(POLICY), remote.url, api_key="key")


@SQLITE
@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply(401, "Unauthorized"), RejectedUs),
        (Reply(403, "Forbidden"), RejectedUs),
        (Reply(404, "Not Found"), NotThere),
        (Reply(400, "Invalid request"), Misunderstood),
        (Reply(429, {"error": "Too many authentication requests"}), RateLimited),
        (Reply(502, "<html>Bad Gateway</html>"), Unavailable),
        (Reply(200, "<html>Sign in</html>"), Misunderstood),
        (Reply(302, "", [("Location", "/login")]), Misunderstood),
        (Reply(200, {"results": []}), Misunderstood),
        (Reply(200, {"total": 5}), Misunderstood),
        (Reply(200, {"results": {}, "total": 5}), Misunderstood),
        (Reply(200, []), Misunderstood),
    ],
)
def test_every_odd_answer_has_its_failure(
    remote: Script, odd: AudiobookshelfClient, reply: Reply, failure: type[RemoteFailure]
) -> None:
    remote.otherwise = reply

    with pytest.raises(RemoteFailure) as caught:
        odd.items_page("lib", page=0)

    assert type(caught.value) is failure


@SQLITE
def test_a_missing_permission_does_not_shut_out_the_rest(remote: Script, odd: AudiobookshelfClient) -> None:
    remote.then(Reply(403, "Forbidden"), Reply(200, {"libraries": []}))

    with pytest.raises(RejectedUs) as caught:
        odd.scan_library("lib")

    assert caught.value.reason == "permission"
    assert odd.libraries() == ()


@SQLITE
def test_a_few_bad_rows_never_fail_their_page(remote: Script, odd: AudiobookshelfClient) -> None:
    rows = [{"id": f"item-{number}"} for number in range(8)]
    remote.then(Reply(200, {"results": [*rows, None, {"id": 5}], "total": 10}))

    page = odd.items_page("lib", page=0)

    assert (len(page.rows), page.unreadable) == (8, 2)


@SQLITE
def test_too_many_bad_rows_do(remote: Script, odd: AudiobookshelfClient) -> None:
    rows = [{"id": f"item-{number}"} for number in range(7)]
    remote.then(Reply(200, {"results": [*rows, None, {}, "x"], "total": 10}))

    with pytest.raises(Misunderstood) as caught:
        odd.items_page("lib", page=0)

    assert caught.value.detail == "3 of 10 items of a page cannot be read"


@SQLITE
@pytest.mark.parametrize("result", ["NOTHING", "ADDED", "UPDATED", "REMOVED", "UPTODATE"])
def test_the_scan_of_an_item_tells_its_result(remote: Script, odd: AudiobookshelfClient, result: str) -> None:
    remote.then(Reply(200, {"result": result}))

    assert odd.scan_item("x") == result


@SQLITE
def test_a_running_task_is_told(remote: Script, odd: AudiobookshelfClient) -> None:
    raw = {
        "id": "t1",
        "action": "library-scan",
        "data": {"libraryId": "lib", "libraryName": "Audiobooks"},
        "error": None,
        "isFailed": False,
        "isFinished": False,
        "startedAt": ADDED,
        "finishedAt": None,
    }
    remote.then(Reply(200, {"tasks": [raw, {"id": None}, "x"]}))

    (task,) = odd.tasks()

    assert (task.action, task.library_id, task.finished, task.failed) == ("library-scan", "lib", False, False)
    assert (task.started_at, task.finished_at) == (datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC), None)


@SQLITE
def test_an_item_that_cannot_be_scanned_alone_is_no_outage(remote: Script, odd: AudiobookshelfClient) -> None:
    remote.then(Reply(500, "Internal Server Error"), Reply(200, {"libraries": []}))

    with pytest.raises(Misunderstood):
        odd.scan_item("x")

    assert odd.libraries() == ()


@SQLITE
@pytest.mark.parametrize(
    "body", ["<html>hello</html>", {"app": "other", "serverVersion": "1.0"}, {"serverVersion": "2.36.0"}, []]
)
def test_another_program_at_the_address_is_told(remote: Script, odd: AudiobookshelfClient, body: Any) -> None:
    remote.then(Reply(200, body))

    with pytest.raises(Misunderstood):
        odd.status()


@SQLITE
def test_changes_are_not_repeated(remote: Script, odd: AudiobookshelfClient) -> None:
    remote.otherwise = Reply(503, "busy")

    with pytest.raises(Unavailable):
        odd.update_item("x", {"metadata": {"title": "T"}})

    assert len(remote.seen) == 1


@SQLITE
def test_a_login_that_brings_no_token_is_misunderstood(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(200, {"user": {"id": "x"}}))

    with pytest.raises(Misunderstood):
        AudiobookshelfClient(make_door(POLICY), remote.url, username="a", password="b").libraries()


@SQLITE
def test_too_many_logins_are_a_rate_limit(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(429, {"error": "Too many authentication requests"}))

    with pytest.raises(RateLimited):
        AudiobookshelfClient(make_door(POLICY), remote.url, username="a", password="b").libraries()


def test_a_list_filtered_by_series_has_a_bare_object() -> None:
    item = read_item(
        {"id": "x", "media": {"metadata": {"series": {"id": "s", "name": "Lantern Cycle", "sequence": 2}}}}
    )

    assert item is not None
    assert item.series == (SeriesPlace("s", "Lantern Cycle", "2"),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["id", "media", "path", "addedAt", "updatedAt", "mtimeMs", "size", "isMissing", "metadata", "tags"]


@given(
    st.dictionaries(st.sampled_from(KEYS), JSON),
    st.dictionaries(st.sampled_from(["metadata", "tags", "duration", "audioFiles", "chapters"]), JSON),
    st.dictionaries(
        st.sampled_from(["title", "authors", "narrators", "series", "genres", "publishedYear"]), JSON
    ),
)
def test_no_item_breaks_the_reader(row: dict[str, Any], media: dict[str, Any], meta: dict[str, Any]) -> None:
    raw = {**row, "id": "x", "media": {**media, "metadata": meta}}

    assert read_item(raw) is not None
    assert read_row(row) is None or read_row(row).id  # type: ignore[union-attr]
