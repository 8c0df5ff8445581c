"""The explain command: one reply a line, whatever the line holds."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.cli.explain import KINDS, answer_lines, explain_command
from mamcrawler.cli.explain.folder_paths import answer as folder_answer
from mamcrawler.cli.explain.library_titles import answer as library_answer
from mamcrawler.cli.explain.release_titles import answer as release_answer


def _explain(kind: str, *lines: bytes) -> list[dict[str, Any]]:
    result = CliRunner().invoke(explain_command, [kind], input=b"".join(line + b"\n" for line in lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout_bytes.splitlines()]


def _line(**case: object) -> bytes:
    return json.dumps(case).encode()


def test_answers_carry_the_id_and_the_reading() -> None:
    title = "Robert Farrow - Ember 02 - The Salt Road [64k MP3]"

    [reply] = _explain("release-titles", _line(id="x1", type="parse", input={"title": title}))

    assert reply == {
        "id": "x1",
        "output": {
            "authors": ["Robert Farrow"],
            "title": "The Salt Road",
            "series": "Ember",
            "position": "2",
            "narrators": [],
            "year": None,
            "format": "MP3",
            "bitrate_kbps": 64,
            "language": None,
            "region": None,
            "unabridged": None,
            "release_group": None,
            "is_collection": False,
        },
    }


@pytest.mark.parametrize(
    ("kind", "case", "output"),
    [
        (
            "release-titles",
            {"type": "clean_title", "input": {"title": "Ember (Unabridged)"}},
            {"clean_title": "Ember"},
        ),
        ("release-titles", {"type": "junk", "input": {"title": "kT4vQz9LmXw2RbNs7YpD"}}, {"is_junk": True}),
        (
            "release-titles",
            {"type": "edition", "input": {"title": "Ember (2nd Edition)"}},
            {"edition_number": 2},
        ),
        ("release-titles", {"type": "media_type", "input": {"title": "Ember.epub"}}, {"media_type": "ebook"}),
        (
            "release-titles",
            {"type": "mam_release", "input": {"title": "Ember by Vale [M4B]"}},
            {"authors": ["Vale"]},
        ),
        (
            "release-titles",
            {"type": "mam_description", "input": {"description": "9h 5m, 64 kbps", "filetypes": ["m4b"]}},
            {"duration_minutes": 545},
        ),
        (
            "release-titles",
            {"type": "announce", "input": {"announce": "New Torrent: Ember By: Mira Vale VIP"}},
            {"title": "Ember"},
        ),
        (
            "folder-paths",
            {"type": "path", "convention": "audiobookshelf", "input": {"path": "Mira Vale/Saga/1 - Ember"}},
            {"sequence": "1"},
        ),
        (
            "folder-paths",
            {
                "type": "path",
                "convention": "any",
                "input": {"path": "A/B", "parts": ["Robert Farrow", "Ember"]},
            },
            {"authors": ["Robert Farrow"]},
        ),
        (
            "folder-paths",
            {"type": "loose_title", "convention": "any", "input": {"path": "Ember, Book 2 mp3"}},
            {"format": "MP3"},
        ),
        (
            "folder-paths",
            {"type": "grouping", "convention": "seshat", "input": {"files": ["Ember.m4b", "Ash/CD1/01.mp3"]}},
            {"work_count": 2, "groups": {"Ember.m4b": ["Ember.m4b"], "Ash": ["CD1/01.mp3"]}},
        ),
        (
            "folder-paths",
            {"type": "multibook", "convention": "any", "input": {"files": ["Book 1.mp3", "Book 2.mp3"]}},
            {"multibook": True},
        ),
        (
            "folder-paths",
            {"type": "numbered_book_folder", "convention": "any", "input": {"folder": "3 - Ember"}},
            {"numbered_book_folder": True},
        ),
        (
            "library-titles",
            {"input": {"raw": "Ember by Mira Vale [Salt #2]", "kind": "site_row"}},
            {"series": "Salt"},
        ),
        (
            "library-titles",
            {"input": {"raw": "Ember (Salt, #2)", "kind": "goodreads_title"}},
            {"title": "Ember"},
        ),
        (
            "library-titles",
            {"input": {"raw": "Ember - Mira Vale [B0ABCDEFGH]", "kind": "audible_record"}},
            {"title": "Ember"},
        ),
        (
            "library-titles",
            {"input": {"raw": '"Ember.mp3" yEnc', "kind": "usenet_release"}},
            {"clean": "Ember"},
        ),
    ],
)
def test_questions(kind: str, case: dict[str, Any], output: dict[str, Any]) -> None:
    [reply] = _explain(kind, _line(id=1, **case))

    assert {key: reply["output"][key] for key in output} == output


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("release-titles", {"type": "split_title", "input": {"title": "Ember"}}),
        ("release-titles", {"type": "no such", "input": {}}),
        ("folder-paths", {"type": "no such", "input": {"files": []}}),
    ],
)
def test_questions_not_offered(kind: str, case: dict[str, Any]) -> None:
    assert _explain(kind, _line(id=7, **case)) == [{"id": 7, "unsupported": True}]


def test_bad_lines_give_errors_and_the_next_line_is_answered() -> None:
    good = _line(id=9, type="junk", input={"title": "Ember"})

    replies = _explain(
        "release-titles",
        b"",
        b"{not json",
        b"[1, 2]",
        b'"text"',
        _line(id=1),
        _line(id=2, type="parse", input="text"),
        _line(id=3, type="parse", input={"title": 5}),
        _line(id=4, type="parse", input={}),
        _line(id=5, input={"title": "Ember"}),
        b"[" * 100_000,
        good,
    )

    assert [reply.get("id") for reply in replies] == [None, None, None, None, 1, 2, 3, 4, 5, None, 9]
    assert all(reply["error"] for reply in replies[:-1])
    assert replies[-1]["output"] == {"is_junk": False, "authors": []}


def test_text_that_is_no_utf8_is_replaced_and_marked() -> None:
    [reply] = _explain("release-titles", b'{"id": "a", "type": "junk", "input": {"title": "Ember \xff"}}')

    assert reply["notes"] == ["invalid_utf8"]
    assert reply["output"]["is_junk"] is False


def test_lone_surrogates_come_back_as_escapes() -> None:
    [reply] = _explain("release-titles", b'{"id": "\\ud800", "type": "junk", "input": {"title": "Ember"}}')

    assert reply["id"] == "\ud800"


def test_a_huge_line_is_answered() -> None:
    [reply] = _explain("release-titles", _line(id=1, type="parse", input={"title": "Ember " * 200_000}))

    assert 0 < len(reply["output"]["title"]) <= 1000


def test_the_help_lists_every_kind_and_shows_an_example() -> None:
    result = CliRunner().invoke(explain_command, ["--help"])

    assert all(kind in result.output for kind in KINDS)
    assert "mamcrawler explain release-titles" in result.output


def test_an_unknown_kind_is_refused() -> None:
    assert CliRunner().invoke(explain_command, ["no-such-kind"]).exit_code == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
QUESTION = st.sampled_from(
    [
        "parse",
        "mam_release",
        "mam_description",
        "announce",
        "clean_title",
        "edition",
        "media_type",
        "junk",
        "path",
        "loose_title",
    ]
)
KEYS = st.sampled_from(["title", "description", "announce", "path", "parts", "raw", "kind", "filetypes"])


@given(st.dictionaries(KEYS, JSON, max_size=4), QUESTION, st.sampled_from(["audiobookshelf", "any"]))
def test_no_input_breaks_a_reply(given_input: dict[str, Any], question: str, convention: str) -> None:
    line = json.dumps({"id": 1, "type": question, "convention": convention, "input": given_input}).encode()

    for answer in (release_answer, folder_answer, library_answer):
        [text] = list(answer_lines(answer, [line]))
        reply = json.loads(text)
        assert reply["id"] == 1
        assert len({"output", "error", "unsupported"} & reply.keys()) == 1
