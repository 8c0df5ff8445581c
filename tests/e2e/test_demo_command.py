"""The demo as a new user types it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from mamcrawler.automation.outcomes import Outcome
from mamcrawler.cli.demo.main_job import JobRuns
from mamcrawler.cli.demo.proof import ImportedBook, Proof, Refusal, Trouble
from mamcrawler.cli.demo.summary import Summary
from mamcrawler.cli.main import main
from mamcrawler.sandbox.faults import KINDS
from mamcrawler.sandbox.world_build import build_world

PROGRAM = Path(sys.executable).with_name("mamcrawler")


@pytest.mark.timeout(600)
def test_demo_runs_the_whole_job_and_ends_with_a_summary_of_it() -> None:
    ended = subprocess.run(
        [PROGRAM, "demo", "--once", "--json", "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )
    assert ended.returncode == 0, ended.stderr
    (line,) = ended.stdout.splitlines()
    told = json.loads(line)
    expected = len(build_world().expected.imports)
    assert (told["imported"], told["expected"], told["complete"]) == (expected, expected, True)
    assert (told["transfers"], told["rechecked"]) == (7, 7)
    assert told["hard_links"] == told["files"]
    assert set(told["client"]) == {"name", "version"}
    assert told["second_run"]["nothing_to_do"] is True
    assert told["seconds"] > 0
    refused = {(one["release"], one["reason"]) for one in told["rejected"]}
    assert {(one.release, one.code) for one in build_world().expected.rejections} <= refused
    # The console is for people: what libraries and rooms log is in the files.
    assert [line for line in ended.stderr.splitlines() if line.startswith(("{", "Traceback"))] == []
    assert "The Clockmaker's Alibi: imported · In the library as 1 item." in ended.stderr.splitlines()


def test_unknown_fault_is_named_with_the_way_to_the_list() -> None:
    ended = CliRunner().invoke(main, ["demo", "--fault", "gremlins"])
    assert ended.exit_code == 2
    last = ended.stderr.splitlines()[-1]
    assert last == "Error: Invalid value for --fault: 'gremlins' is no fault; --help lists them"


def test_help_lists_every_fault_with_what_it_does() -> None:
    said = CliRunner().invoke(main, ["demo", "--help"], terminal_width=120).stdout
    missing = [kind.name for kind in KINDS.values() if f"  {kind.name} " not in said]
    assert (missing, [kind for kind in KINDS.values() if kind.description not in said]) == ([], [])


def summary(*, again: str = "nothing_to_do", **changed: object) -> Summary:
    proof = Proof(
        books=[
            ImportedBook(
                "Ashes [64kbps]", "Mira Oakhollow", "Lantern Cycle", "2", 12, "Mira Oakhollow/Ashes", True
            )
        ],
        expected=["Ashes [64kbps]"],
        rejected=[Refusal(11, "Ashes [retail]", "Ashes", "abridged", "It is abridged.")],
        problems=[Trouble("session_refused", "The session is refused.", "Enter a new one.", False)],
        transfers=1,
        rechecked=1,
        hard_links=2,
        files=2,
    )
    for name, value in changed.items():
        setattr(proof, name, value)
    runs = JobRuns()
    runs.note("downloads.queue", Outcome(again))  # type: ignore[arg-type]
    return Summary(proof, runs, 0, "qBittorrent", "4.5.2", 71.4, ())


def shown(what: Summary, width: int) -> list[str]:
    page = io.StringIO()
    what.show(Console(file=page, width=width))
    return [line.rstrip() for line in page.getvalue().splitlines()]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_summary_fits_the_terminal_and_keeps_brackets_of_titles(width: int) -> None:
    lines = shown(summary(), width)
    assert max(map(len, lines)) <= width
    told = " ".join(" ".join(lines).split())
    for text in ("Ashes [retail]", "It is abridged. abridged", "Ashes [64kbps]", "Mira Oakhollow/Ashes"):
        assert text in told
    assert "The session is refused. Enter a new one." in told
    assert "✓ 1 of 1 expected books are in the library" in told
    assert "in 1 min 11 s." in told


@pytest.mark.parametrize(
    ("changed", "complete"),
    [
        ({}, True),
        ({"lacking": ["Ashes [64kbps]"]}, False),
        ({"rechecked": 0}, False),
        ({"again": "done"}, False),
        ({"again": "failed"}, False),
    ],
)
def test_demo_is_complete_only_when_all_is_proven(changed: dict[str, object], complete: bool) -> None:
    what = summary(**changed)  # type: ignore[arg-type]
    assert what.complete is complete
    assert any(line.startswith("✗") for line in shown(what, 100)) is not complete
