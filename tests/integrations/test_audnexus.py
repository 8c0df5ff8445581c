"""The client of Audnexus: against the simulated service, and against both of its error forms."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from doors import MakeDoor, RecordingClock
from hypothesis import given
from hypothesis import strategies as st
from scripted import Reply, Script

from mamcrawler.integrations.audnexus.books import read_book
from mamcrawler.integrations.audnexus.client import AudnexusClient, normal_asin
from mamcrawler.integrations.audnexus.policy import POLICY
from mamcrawler.integrations.remote import (
    Misunderstood,
    NotThere,
    RateLimited,
    RemoteFailure,
    Unavailable,
)
from mamcrawler.sandbox.audnexus.simulator import AudnexusSimulator
from mamcrawler.sandbox.world_build import build_world

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORLD = build_world()
HERE = [(book, edition) for book in WORLD.books for edition in book.editions if edition.region == "us"]


@pytest.fixture(params=[False, True], ids=["new errors", "legacy errors"])
def server(request: pytest.FixtureRequest, clock: RecordingClock) -> Iterator[AudnexusSimulator]:
    made = AudnexusSimulator(WORLD, now=clock.now, legacy=request.param)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def ours(server: AudnexusSimulator, make_door: MakeDoor) -> AudnexusClient:
    return AudnexusClient(make_door(POLICY), server.url)


@SQLITE
def test_a_recording_is_found_by_its_asin(ours: AudnexusClient) -> None:
    book, edition = next((book, edition) for book, edition in HERE if book.places)

    found = ours.book(edition.asin.lower())

    assert (found.asin, found.title, found.region) == (edition.asin, book.title, "us")
    assert [person.name for person in found.narrators] == [person.name for person in edition.narrators]
    assert [person.name for person in found.authors] == [person.name for person in book.authors]
    assert (found.minutes, found.form) == (edition.runtime_min, edition.form)
    assert found.language == edition.language.lower()
    assert found.release_date == edition.released
    assert [(series.name, series.position) for series in found.series] == [
        (place.series.name, place.text) for place in book.places[:2]
    ]


@SQLITE
@pytest.mark.parametrize("asin", ["", "nope", "B0-EXAMPLE", "123456789"])
def test_what_is_no_asin_is_not_asked_for(ours: AudnexusClient, server: AudnexusSimulator, asin: str) -> None:
    with pytest.raises(NotThere):
        ours.book(asin)

    assert server.seen == []


@SQLITE
def test_an_unknown_asin_is_not_there(ours: AudnexusClient, server: AudnexusSimulator) -> None:
    with pytest.raises(NotThere):
        ours.book("B000000000")

    assert len(server.seen) == 1


@SQLITE
def test_another_region_may_have_it(ours: AudnexusClient) -> None:
    elsewhere = [
        (book, edition) for book in WORLD.books for edition in book.editions if edition.region != "us"
    ]
    assert elsewhere, "the world has a recording of another region"
    book, edition = elsewhere[0]

    with pytest.raises(NotThere):
        ours.book(edition.asin)
    found = ours.find(edition.asin, regions=["us", edition.region])

    assert (found.title, found.region) == (book.title, edition.region)


@SQLITE
def test_a_recording_that_no_region_has_is_not_there(ours: AudnexusClient, server: AudnexusSimulator) -> None:
    with pytest.raises(NotThere):
        ours.find("B000000000", regions=["us", "uk", "ca", "au"])

    assert len(server.seen) == 4


@SQLITE
def test_a_title_that_breaks_the_service_blames_only_itself(
    ours: AudnexusClient, server: AudnexusSimulator
) -> None:
    (_, broken), (book, edition) = HERE[0], HERE[1]
    server.unrated.add(broken.asin)

    with pytest.raises(Misunderstood):
        ours.book(broken.asin)

    assert ours.book(edition.asin).title == book.title
    assert len(server.seen) == 2


@SQLITE
def test_the_search_finds_by_words(ours: AudnexusClient) -> None:
    book, edition = HERE[0]

    found = ours.search(book.title)

    assert edition.asin in {hit.asin for hit in found}
    assert ours.search("  ") == ()


@SQLITE
def test_a_region_that_does_not_exist_is_a_mistake_of_ours(ours: AudnexusClient) -> None:
    with pytest.raises(ValueError, match="no region"):
        ours.book("B000000000", region="xx")


@SQLITE
def test_two_hundred_calls_keep_below_the_limit_of_the_service(
    ours: AudnexusClient, server: AudnexusSimulator, clock: RecordingClock
) -> None:
    for _ in range(200):
        with pytest.raises(NotThere):
            ours.book("B000000000")

    assert {status for _, status in server.seen} == {404}
    assert clock.monotonic() >= 195


@pytest.fixture
def odd(remote: Script, make_door: MakeDoor) -> AudnexusClient:
    return AudnexusClient(make_door(POLICY), remote.url)


def error(code: str, status: int) -> Reply:
    return Reply(status, {"error": {"code": code, "message": "no", "details": None}})


@SQLITE
@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (error("BAD_REQUEST", 400), NotThere),
        (error("CONTENT_TYPE_MISMATCH", 400), NotThere),
        (error("REGION_UNAVAILABLE", 404), NotThere),
        (error("PRODUCT_DELISTED", 404), NotThere),
        (Reply(404, {"statusCode": 404, "error": "Not Found", "message": "no"}), NotThere),
        (Reply(404, "<html>nothing</html>"), NotThere),
        (Reply(200, {"asin": "B000000000"}), NotThere),
        (Reply(500, {"statusCode": 500, "error": "Internal Server Error"}), Misunderstood),
        (Reply(422, {"error": {"code": "VALIDATION_ERROR"}}), Misunderstood),
        (Reply(401, "no"), NotThere),
        (Reply(403, "<html>blocked</html>"), NotThere),
        (Reply(200, "<html>hello</html>", [("Content-Type", "text/html")]), Misunderstood),
        (Reply(500, "<html>broken</html>", [("Content-Type", "text/html")]), Unavailable),
        (Reply(502, "bad gateway"), Unavailable),
        (Reply(429, error("RATE_LIMIT_EXCEEDED", 429).body, [("Retry-After", "37")]), RateLimited),
        (Reply(429, ""), RateLimited),
    ],
)
def test_every_error_has_its_failure(
    remote: Script, odd: AudnexusClient, reply: Reply, failure: type[RemoteFailure]
) -> None:
    remote.otherwise = reply

    with pytest.raises(RemoteFailure) as caught:
        odd.book("B000000000")

    assert type(caught.value) is failure


@SQLITE
@pytest.mark.parametrize(("headers", "seconds"), [([("Retry-After", "37")], 37.0), ([], 60.0)])
def test_its_limit_is_kept(
    remote: Script, odd: AudnexusClient, headers: list[tuple[str, str]], seconds: float
) -> None:
    remote.then(Reply(429, "", headers))

    with pytest.raises(RateLimited) as caught:
        odd.book("B000000000")

    assert caught.value.retry_after == seconds


def test_a_minimal_book_has_unknowns_not_zeros() -> None:
    book = read_book(
        {
            "asin": "1978600001",
            "title": "Salt Orbit",
            "authors": [{"name": "Jun Example"}, {"asin": "x"}],
            "narrators": [],
            "isbn": "",
            "runtimeLengthMin": 0,
            "summary": "",
            "description": "",
            "releaseDate": "2014-03-01T00:00:00.000Z",
            "formatType": "Abridged",
            "seriesPrimary": {"name": "Orbits", "position": "Book 2"},
        },
        "us",
    )

    assert book is not None
    assert (book.minutes, book.isbn, book.description, book.narrators) == (None, None, None, ())
    assert [person.name for person in book.authors] == ["Jun Example"]
    assert (book.form, book.release_date, book.region) == ("abridged", date(2014, 3, 1), "us")
    assert [(series.name, series.asin, series.position) for series in book.series] == [
        ("Orbits", None, "Book 2")
    ]


@given(st.text(max_size=14))
def test_a_normal_asin_stays_normal(typed: str) -> None:
    found = normal_asin(typed)

    assert found is None or (len(found) == 10 and normal_asin(found) == found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["title", "authors", "narrators", "genres", "seriesPrimary", "releaseDate", "runtimeLengthMin", "isbn"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_no_book_breaks_the_reader(raw: dict[str, Any]) -> None:
    book = read_book({"asin": "B000000000", **raw}, "us")

    assert book is None or book.title
