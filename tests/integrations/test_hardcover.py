"""The client of Hardcover: against the simulated catalogue, and against every refusal of its page."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from doors import MakeDoor, RecordingClock
from hypothesis import given
from hypothesis import strategies as st
from scripted import Reply, Script

from mamcrawler.integrations.hardcover import answers, queries
from mamcrawler.integrations.hardcover.client import HardcoverClient
from mamcrawler.integrations.hardcover.policy import POLICY
from mamcrawler.integrations.remote import (
    Misunderstood,
    NotThere,
    RateLimited,
    RejectedUs,
    RemoteFailure,
    Unavailable,
)
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.hardcover.simulator import HardcoverSimulator
from mamcrawler.sandbox.world_build import build_world

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORLD = build_world()
# Books that stand alone in the catalogue: no merged copy, no compilation, no part.
PLAIN = [
    book
    for book in WORLD.books
    if not (book.merged_into or book.compilation or book.partial) and book.released
]
SERIES = max(
    WORLD.series, key=lambda info: sum(book.places[0].series is info for book in PLAIN if book.places)
)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def server(faults: Faults, clock: RecordingClock) -> Iterator[HardcoverSimulator]:
    made = HardcoverSimulator(WORLD, faults, now=clock.now)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def ours(server: HardcoverSimulator, make_door: MakeDoor, clock: RecordingClock) -> HardcoverClient:
    return HardcoverClient(make_door(POLICY), server.token, url=server.url, seconds=clock.monotonic)


@SQLITE
def test_a_book_is_found_by_title_and_author(ours: HardcoverClient) -> None:
    book = PLAIN[0]

    hits = ours.search_books(f"{book.title} {book.authors[0].name}")

    hit = next(hit for hit in hits if hit.id == book.hardcover_id)
    assert hit.title == book.title
    assert hit.authors == tuple(person.name for person in book.authors)
    assert hit.readers == book.readers
    assert hit.release_date == book.released
    if book.places:
        assert hit.series is not None
        assert hit.series.series_id == book.places[0].series.hardcover_id


@SQLITE
def test_a_series_is_found_by_name(ours: HardcoverClient) -> None:
    hits = ours.search_series(SERIES.name)

    hit = next(hit for hit in hits if hit.id == SERIES.hardcover_id)
    assert (hit.name, hit.author) == (SERIES.name, SERIES.author.name)
    assert hit.books_count > 0


@SQLITE
def test_an_author_is_found_by_name(ours: HardcoverClient) -> None:
    hits = ours.search_authors(SERIES.author.name)

    assert SERIES.author.name in {hit.name for hit in hits}


@SQLITE
@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_is_searched_for_nothing(
    ours: HardcoverClient, server: HardcoverSimulator, words: str
) -> None:
    assert ours.search_books(words) == ()
    assert server.seen == []


@SQLITE
def test_the_list_of_a_series_is_in_order_and_marks_what_may_not_count(ours: HardcoverClient) -> None:
    catalogue = ours.series(SERIES.hardcover_id)

    listed = {entry.work.id: entry for entry in catalogue.entries}
    expected = [book for book in WORLD.books if any(place.series is SERIES for place in book.places)]
    assert set(listed) == {book.hardcover_id for book in expected}
    for book in expected:
        entry = listed[book.hardcover_id]
        assert entry.work.title == book.title
        assert entry.work.readers == book.readers
        assert entry.compilation is book.compilation
        assert entry.work.partial is book.partial
        assert (entry.work.merged_into is not None) is (book.merged_into is not None)
    positions = [entry.position for entry in catalogue.entries if entry.position is not None]
    assert positions == sorted(positions)
    assert (catalogue.name, catalogue.author) == (SERIES.name, SERIES.author.name)


@SQLITE
def test_the_works_of_an_author_leave_out_what_others_wrote(ours: HardcoverClient) -> None:
    author = next(hit for hit in ours.search_authors(SERIES.author.name) if hit.name == SERIES.author.name)

    works = ours.author_books(author.id)

    expected = {
        book.hardcover_id
        for book in WORLD.books
        if not book.merged_into and SERIES.author.name in {person.name for person in book.authors}
    }
    assert {work.id for work in works} == expected
    assert [work.readers for work in works] == sorted((work.readers for work in works), reverse=True)
    assert all(work.has_audio is not None for work in works)


@SQLITE
def test_a_book_comes_with_its_audio_editions(ours: HardcoverClient) -> None:
    book = next(book for book in PLAIN if book.editions)

    detail = ours.book(book.hardcover_id)

    assert detail.work.title == book.title
    found = {edition.asin: edition for edition in detail.audio_editions}
    for edition in book.editions:
        assert found[edition.asin].narrators == tuple(person.name for person in edition.narrators)
        assert found[edition.asin].audio_seconds == edition.runtime_min * 60
        assert found[edition.asin].book_id == book.hardcover_id


@SQLITE
def test_an_edition_is_found_by_asin_and_by_isbn(ours: HardcoverClient) -> None:
    book = next(book for book in PLAIN if book.editions)
    edition = book.editions[0]

    (by_asin,) = ours.editions_by_asin(edition.asin)
    by_isbn = ours.editions_by_isbn(edition.isbn13)

    assert (by_asin.asin, by_asin.audio, by_asin.book_id) == (edition.asin, True, book.hardcover_id)
    assert by_asin.book_title == book.title
    assert edition.hardcover_id in {found.id for found in by_isbn}


@SQLITE
def test_what_is_not_there(ours: HardcoverClient) -> None:
    with pytest.raises(NotThere):
        ours.book(1)
    with pytest.raises(NotThere):
        ours.series(1)
    assert ours.editions_by_asin("B000000000") == ()
    assert ours.author_books(1) == ()


@SQLITE
def test_throttling_is_waited_out(
    ours: HardcoverClient, server: HardcoverSimulator, faults: Faults, clock: RecordingClock
) -> None:
    faults.switch_on("hardcover-throttled", 2)

    assert ours.search_series(SERIES.name)
    assert clock.waits.count(7.0) == 2


@SQLITE
def test_a_hundred_calls_keep_within_the_limits_of_the_service(
    ours: HardcoverClient, server: HardcoverSimulator
) -> None:
    for _ in range(100):
        ours.editions_by_asin("B000000000")

    assert [status for _, status in server.seen] == [200] * 100


@SQLITE
def test_a_missing_scope_is_told_from_a_wrong_token(
    ours: HardcoverClient, server: HardcoverSimulator, make_door: MakeDoor, clock: RecordingClock
) -> None:
    server.missing_scope = "search"
    wrong = HardcoverClient(
        make_door(POLICY, name="other"), "hc_pat_wrong", url=server.url, seconds=clock.monotonic
    )

    with pytest.raises(RejectedUs) as scope:
        ours.search_books("anything")
    with pytest.raises(RejectedUs) as token:
        wrong.search_books("anything")

    assert (scope.value.reason, token.value.reason) == ("scope", "credential")


@SQLITE
@pytest.mark.parametrize("typed", ["Bearer {}", ' "{}" ', "bearer   {}", "{}\n"])
def test_a_pasted_token_is_cleaned(
    server: HardcoverSimulator, make_door: MakeDoor, clock: RecordingClock, typed: str
) -> None:
    ours = HardcoverClient(
        make_door(POLICY), typed.format(server.token), url=server.url, seconds=clock.monotonic
    )

    assert ours.editions_by_asin("B000000000") == ()


@pytest.fixture
def odd(remote: Script, make_door: MakeDoor, clock: RecordingClock) -> HardcoverClient:
    return HardcoverClient(
        make_door(POLICY), "token", url=f"{remote.url}/v1/graphql", seconds=clock.monotonic
    )


@SQLITE
@pytest.mark.parametrize(
    ("reply", "failure", "permanent"),
    [
        (Reply(400, {"error": "invalid_query", "error_description": "syntax error"}), Misunderstood, True),
        (Reply(400, {"error": "Malformed request body"}), Misunderstood, True),
        (Reply(401, {"error": "invalid_token", "error_description": "expired"}), RejectedUs, True),
        (Reply(403, {"error": "insufficient_scope", "scope": "search"}), RejectedUs, True),
        (Reply(403, {"error": "unsupported_operation"}), RejectedUs, True),
        (Reply(403, {"error": "no"}), RejectedUs, True),
        (Reply(403, {"errors": ["top_level_limit_exceeded"]}), Misunderstood, True),
        (Reply(404, "gone"), Misunderstood, False),
        (Reply(408, {"error": "Request timeout"}), Unavailable, False),
        (Reply(429, {"error": "Too Many Requests"}, [("Retry-After", "70")]), RateLimited, False),
        (Reply(500, {"error": "An unknown error occurred"}), Unavailable, False),
        (Reply(503, "<html>Outage</html>"), Unavailable, False),
        (
            Reply(200, {"errors": [{"message": "no", "extensions": {"code": "validation-failed"}}]}),
            Misunderstood,
            True,
        ),
        (Reply(200, {"errors": ["odd"]}), Misunderstood, True),
        (Reply(200, {"data": None}), Misunderstood, False),
        (Reply(200, []), Misunderstood, False),
        (Reply(200, "<html>hello</html>"), Misunderstood, False),
        (Reply(302, "", [("Location", "/")]), Misunderstood, False),
    ],
)
def test_every_refusal_has_its_failure(
    remote: Script, odd: HardcoverClient, reply: Reply, failure: type[RemoteFailure], permanent: bool
) -> None:
    remote.otherwise = reply

    with pytest.raises(RemoteFailure) as caught:
        odd.editions_by_asin("B000000000")

    assert type(caught.value) is failure
    assert caught.value.permanent is permanent


@SQLITE
def test_a_question_called_invalid_is_not_asked_again_but_others_are(
    remote: Script, odd: HardcoverClient
) -> None:
    remote.then(Reply(400, {"error": "invalid_query"}), Reply(200, {"data": {"editions": []}}))

    for _ in range(3):
        with pytest.raises(Misunderstood):
            odd.search_books("anything")

    assert odd.editions_by_asin("B000000000") == ()
    assert len(remote.seen) == 2


@SQLITE
@pytest.mark.parametrize(
    "header",
    [
        ("RateLimit", '"Supporter";r=8;t=42, "daily";r=199;t=51234'),
        ("X-RateLimit-Daily-Remaining", "199"),
    ],
)
def test_the_last_calls_of_a_day_are_kept(
    remote: Script, odd: HardcoverClient, clock: RecordingClock, header: tuple[str, str]
) -> None:
    remote.otherwise = Reply(200, {"data": {"editions": []}}, [header])
    odd.editions_by_asin("B000000000")

    with pytest.raises(RateLimited) as caught:
        odd.editions_by_asin("B000000000")
    clock.advance(caught.value.retry_after or 0)
    odd.editions_by_asin("B000000000")

    assert caught.value.retry_after in (51_234.0, 86_400.0)
    assert len(remote.seen) == 2


@SQLITE
def test_enough_left_for_the_day_stops_nothing(remote: Script, odd: HardcoverClient) -> None:
    remote.otherwise = Reply(
        200, {"data": {"editions": []}}, [("RateLimit", '"Free";r=1;t=1, "daily";r=200;t=5')]
    )

    for _ in range(3):
        odd.editions_by_asin("B000000000")

    assert len(remote.seen) == 3


@SQLITE
def test_each_question_has_one_counted_part_and_its_name(remote: Script, odd: HardcoverClient) -> None:
    remote.otherwise = Reply(200, {"data": {"search": {"results": None}}})

    odd.search_books("lantern archive", rows=7)

    sent = remote.seen[0].json
    assert sent["operationName"] == "Search"
    assert sent["variables"] == {"q": "lantern archive", "type": "book", "rows": 7}
    assert remote.seen[0].headers["Authorization"] == "Bearer token"


DOCUMENT = {
    "id": "300001",
    "title": "The Lantern Archive",
    "author_names": ["Mira Oakhollow"],
    "users_count": 210,
}


@pytest.mark.parametrize(
    "results",
    [
        {"found": 1, "hits": [{"document": DOCUMENT}]},
        '{"found": 1, "hits": [{"document": {"id": "300001", "title": "The Lantern Archive"}}]}',
        [{"document": DOCUMENT}],
        [DOCUMENT],
    ],
)
def test_results_come_in_four_forms(results: Any) -> None:
    (raw,) = answers.documents({"results": results})
    hit = answers.book_hit(raw)

    assert hit is not None
    assert (hit.id, hit.title) == (300_001, "The Lantern Archive")


@pytest.mark.parametrize("results", [None, {"hits": []}, "null", []])
def test_no_results_are_no_hits(results: Any) -> None:
    assert answers.documents({"results": results}) == []


@pytest.mark.parametrize("results", ["{", {"found": 3}, 5, {"hits": "many"}])
def test_results_of_another_shape_are_misunderstood(results: Any) -> None:
    with pytest.raises(Misunderstood):
        answers.documents({"results": results})


def test_empty_objects_stand_for_nothing() -> None:
    hit = answers.book_hit({**DOCUMENT, "featured_series": {}, "image": {}, "contributions": [], "rating": 0})

    assert hit is not None
    assert (hit.series, hit.image_url, hit.authors) == (None, None, ("Mira Oakhollow",))


def test_a_series_without_books_is_a_stub() -> None:
    assert answers.series_hit({"id": "7002", "name": "Lantern Cycle", "books_count": 0}) is None


def test_positions_are_exact_numbers() -> None:
    entry = answers.series_entry({"position": 0.5, "details": "0.5", "book": {"id": 1, "title": "Wick"}})

    assert entry is not None
    assert (entry.position, entry.details, entry.compilation) == (Decimal("0.5"), "0.5", False)


def test_a_print_edition_names_no_narrator_and_no_runtime() -> None:
    raw = {
        "id": 1,
        "book_id": 2,
        "reading_format_id": 1,
        "audio_seconds": 500,
        "contributions": [{"author": {"name": "Tobin Farrow"}, "contribution": "Narrator"}],
    }

    edition = answers.edition(raw)

    assert edition is not None
    assert (edition.audio, edition.narrators, edition.audio_seconds) == (False, (), None)


def test_every_query_asks_one_top_level_field() -> None:
    from graphql import FieldNode, OperationDefinitionNode, parse

    for text in (
        value for name, value in vars(queries).items() if name.isupper() and not name.startswith("_")
    ):
        (operation,) = parse(text).definitions
        assert isinstance(operation, OperationDefinitionNode)
        (field,) = operation.selection_set.selections
        assert isinstance(field, FieldNode)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["title", "contributions", "book", "series", "position", "editions", "image", "language", "publisher"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_record_breaks_the_readers(raw: dict[str, Any]) -> None:
    row = {"id": 1, **raw}

    for read in (answers.book_hit, answers.series_hit, answers.author_hit, answers.work):
        read(row)
    answers.edition(row)
    answers.series_entry({"book": row, **raw})
    answers.series_place(raw)
