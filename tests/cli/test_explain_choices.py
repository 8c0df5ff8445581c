"""The explain questions of selection, as a user asks them: JSON lines in, JSON lines out."""

import json
from typing import Any

import pytest

from mamcrawler.cli.explain import answer_line, mam_search_response, match_ranking, recording_choice

ROW = {
    "id": 11,
    "title": "Ember Road",
    "author_info": '{"1":"Mira Oakhollow"}',
    "narrator_info": '{"2":"Tobin Farrow"}',
    "main_cat": 13,
    "mediatype": 1,
    "language": 1,
    "size": "600 MiB",
    "seeders": 9,
    "tags": "Unabridged, 128 kbps",
}
WANTED = {
    "title": "Ember Road",
    "authors": ["Mira Oakhollow"],
    "series": [],
    "language": "English",
    "form": "unabridged",
    "production": ["single", "multi"],
    "narrators": None,
    "asin": None,
}

KINDS = {
    "match-ranking": match_ranking.answer,
    "mam-search-response": mam_search_response.answer,
    "recording-choice": recording_choice.answer,
}


def ask(kind: str, **asked: Any) -> Any:
    reply = answer_line(KINDS[kind], json.dumps({"id": "x", "input": asked}).encode())
    return reply.get("output", reply)


def choice(*rows: dict[str, Any], **more: Any) -> Any:
    account = {"class": "User", "vip_hours_left": None, "at": "2026-03-20T12:00:00Z"}
    return ask("recording-choice", wanted=WANTED, editions=[], account=account, releases=rows, **more)


def test_which_release_is_taken() -> None:
    found = choice(ROW, {**ROW, "id": 12, "seeders": 0}, {"id": 13})

    assert found["choice"] == "11"
    assert found["verdicts"] == {"11": "accept", "12": "reject", "13": "reject"}
    assert found["reasons"] == {"12": "no_seeders"}


def test_the_policy_of_the_user_counts() -> None:
    assert choice(ROW, policy={"min_kbps": 192})["reasons"] == {"11": "bitrate_low"}


def test_a_search_answer_is_shown() -> None:
    series = '{"3":["Lantern Cycle","1-3"]}'
    body = {"data": [{**ROW, "series_info": series, "vip": 1, "vip_expire": 0}]}

    found = ask("mam-search-response", http_status=200, content_type="", account_class="VIP", body=body)

    assert found["outcome"] == "rows"
    row = found["rows"][0]
    assert row["series"] == [
        {"name": "Lantern Cycle", "position_text": "1-3", "positions": [{"from": 1.0, "to": 3.0}]}
    ]
    assert (row["effective_free"], row["is_bundle"], row["size_bytes"]) == (True, True, 629_145_600)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"op": "same_title", "a": "Ember Road", "b": "Ember Road 2"}, {"same": False}),
        (
            {
                "op": "choose",
                "query": {"title": "Ember Road", "author": "Mira Oakhollow", "narrator": "Ann Vale"},
                "narrator_mode": "required",
                "candidates": [
                    {
                        "id": "a",
                        "title": "Ember Road",
                        "authors": ["Mira Oakhollow"],
                        "narrators": ["Tim Dell"],
                    },
                    {
                        "id": "b",
                        "title": "Ember Road",
                        "authors": ["Mira Oakhollow"],
                        "narrators": ["Ann Vale"],
                    },
                ],
            },
            {"choice": "b"},
        ),
        (
            {
                "op": "choose",
                "query": {"title": "Ember Road", "author": "Mira Oakhollow"},
                "candidates": [{"id": 1, "title": "Salt Tide", "authors": ["Mira Oakhollow"]}],
            },
            {"choice": None},
        ),
        (
            {
                "op": "release_vs_book",
                "release": {"title": "Mira Oakhollow - Ember Road [M4B]"},
                "book": {"title": "Ember Road", "author": "Mira Oakhollow"},
                "require_author": True,
            },
            {"verdict": "strong"},
        ),
        (
            {
                "op": "dedupe",
                "books": [
                    {"title": "Ember", "author": "Ann Vale", "narrator": "Tim Dell", "durationMinutes": 600},
                    {"title": "Ember", "author": "Ann Vale", "narrator": "Tim Dell", "durationMinutes": 620},
                    {"title": "Ember", "author": "Ann Vale", "narrator": "Sue Marsh", "durationMinutes": 600},
                ],
            },
            {"distinct": 2},
        ),
        (
            {
                "op": "order",
                "query": {"title": "Ember", "author": "Ann Vale", "duration_min": 600},
                "candidates": [
                    {"id": "far", "title": "Ember", "author": "Ann Vale", "duration_min": 640},
                    {"id": "near", "title": "Ember", "author": "Ann Vale", "duration_min": 601},
                    {"id": "other", "title": "Salt", "author": "Ann Vale", "duration_min": 600},
                ],
            },
            {"ids": ["near", "far", "other"]},
        ),
        ({"op": "keep_or_replace_title", "current": "a", "suggested": "b"}, {"id": "x", "unsupported": True}),
    ],
)
def test_questions_of_matching(asked: dict[str, Any], answer: dict[str, Any]) -> None:
    assert ask("match-ranking", **asked) == answer
