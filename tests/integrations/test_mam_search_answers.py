"""What a whole answer of the search endpoint means."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.integrations.mam.search_answers import read_search_answer

JSON = "application/json"
HTML = "text/html"
ROW = {"id": 7, "title": "Ember Road"}


@pytest.mark.parametrize(
    ("status", "kind", "body", "outcome", "rows"),
    [
        (200, JSON, {"data": [ROW], "found": 1}, "rows", 1),
        (200, HTML, '{"data": [{"id": 7, "title": "Ember"}]}', "rows", 1),
        (200, JSON, {"error": "", "data": [ROW]}, "rows", 1),
        (200, JSON, {"error": "Nothing returned, out of 3"}, "empty", 0),
        (200, JSON, {"data": [], "found": 0}, "empty", 0),
        (200, JSON, {"data": [ROW, {"id": 8, "title": ""}]}, "rows", 1),
        (200, JSON, {"data": [ROW, {}, {}]}, "error", 0),
        (200, JSON, {"error": "Too many terms"}, "error", 0),
        (200, JSON, {"message": "You are not signed in"}, "auth_error", 0),
        (200, JSON, {"rows": []}, "error", 0),
        (200, JSON, [ROW], "error", 0),
        (200, JSON, None, "error", 0),
        (200, JSON, "{broken", "error", 0),
        (200, JSON, "Error: no such category", "error", 0),
        (200, HTML, "<html><title>Login | My Anonamouse</title>", "auth_error", 0),
        (200, HTML, "", "auth_error", 0),
        (200, HTML, b"<html>Welcome</html>", "auth_error", 0),
        (302, HTML, "", "auth_error", 0),
        (403, HTML, "<h1>403 Forbidden</h1>", "auth_error", 0),
        (429, HTML, "slow down", "error", 0),
        (503, HTML, "", "error", 0),
        (404, JSON, {"data": [ROW]}, "error", 0),
    ],
)
def test_outcomes(status: int, kind: str, body: Any, outcome: str, rows: int) -> None:
    found = read_search_answer(status, kind, body)

    assert (found.outcome, len(found.rows)) == (outcome, rows)


def test_what_the_site_said_is_kept() -> None:
    assert read_search_answer(200, JSON, {"error": "Too many terms"}).detail == "Too many terms"
    assert read_search_answer(503, HTML, "").detail == "status 503"


def test_rows_are_counted_raw_and_the_last_of_equal_ids_stands() -> None:
    body = {
        "data": [ROW, {"id": 8}, {**ROW, "title": "Ember Road 2"}, {"id": 9, "title": "Salt"}],
        "total_found": 4,
    }

    found = read_search_answer(200, JSON, body)

    assert [(row.id, row.title) for row in found.rows] == [(7, "Ember Road 2"), (9, "Salt")]
    assert (found.raw, found.dropped, found.repeated, found.found) == (4, 1, 1, 4)


@given(
    status=st.sampled_from([200, 200, 200, 403, 500]),
    body=st.text() | st.binary() | st.none() | st.integers(),
)
def test_reading_an_answer_never_raises(status: int, body: Any) -> None:
    assert read_search_answer(status, HTML, body).outcome in ("rows", "empty", "error", "auth_error")
