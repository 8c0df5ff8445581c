"""Every state with a deadline is acted on when it passes, and nothing is past one afterwards (D2, D8, W6)."""

from datetime import timedelta

import pytest
from download_rows import AT, download, release, verdict, wanted_book
from sqlalchemy import select

from mamcrawler.downloads.deadlines import apply_deadlines, overdue, settle_wanted
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.states import LIVE, TABLE
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.wanted.models import Wanted


def no_client():
    raise NotConfigured("qbittorrent", "MAMCRAWLER_QBITTORRENT__URL")


def late(database: Database, state: str, **values: object) -> Download:
    """What becomes of a row that reached its deadline in `state`."""
    with database.session() as session:
        wanted = wanted_book(session)
        row = download(session, state, wanted=wanted, of=release(session), **values).id
    act(database, AT + (TABLE[state].stay or timedelta(0)))
    with database.read() as session:
        return session.get_one(Download, row)


def act(database: Database, at: object) -> None:
    clock = ManualClock(at)  # type: ignore[arg-type]
    apply_deadlines(database, no_client, library_paths=PathMap(), clock=clock)
    with database.read() as session:
        assert overdue(session, at=clock.now()) == 0


@pytest.mark.parametrize(
    ("state", "values", "to", "reason"),
    [
        ("proposed", {}, "abandoned", "proposal_expired"),
        ("approved", {}, "waiting", "queue_late"),
        ("waiting", {"reason": "ratio_after", "sentence": "Too dear."}, "needs_review", "ratio_after"),
        ("sending", {}, "approved", "send_interrupted"),
        ("sending", {"attempts": 2}, "failed", "send_interrupted"),
        ("downloading", {}, "needs_review", "never_finished"),
        ("completed", {}, "completed", None),
        ("completed", {"attempts": 2}, "needs_review", "not_taken_up"),
        ("verifying", {}, "completed", "verify_interrupted"),
        ("verifying", {"attempts": 2}, "needs_review", "verify_interrupted"),
        ("verify_failed", {"reason": "corrupt"}, "abandoned", "corrupt"),
        ("organising", {}, "organising", "import_interrupted"),
        ("organising", {"attempts": 2}, "needs_review", "import_interrupted"),
        ("importing", {}, "needs_review", "not_seen_by_library"),
        ("failed", {"failures": 1, "left_state": "sending"}, "approved", None),
        ("failed", {"failures": 3, "left_state": "organising"}, "organising", None),
        (
            "failed",
            {"failures": 4, "left_state": "organising", "reason": "disk_full"},
            "abandoned",
            "disk_full",
        ),
        ("needs_review", {"reason": "few_chapters"}, "abandoned", "few_chapters"),
    ],
)
def test_at_the_deadline(
    database: Database, state: str, values: dict[str, object], to: str, reason: str | None
) -> None:
    row = late(database, state, **values)

    assert (row.state, row.reason) == (to, reason)
    if state == to:
        assert row.attempts == 1


def test_every_live_state_has_a_deadline_and_an_answer_to_it() -> None:
    assert all(TABLE[state].stay for state in LIVE)


def test_nothing_happens_before_the_deadline(database: Database) -> None:
    with database.session() as session:
        row = download(session, "proposed").id
    act(database, AT + timedelta(days=14) - timedelta(seconds=1))

    with database.read() as session:
        assert session.get_one(Download, row).state == "proposed"


def test_a_finished_download_may_wait_for_its_turn(database: Database) -> None:
    with database.session() as session:
        download(session, "verifying", at=AT + timedelta(minutes=10), claimed_by="run 1")
        waits = download(session, "completed", attempts=2).id
    act(database, AT + timedelta(minutes=15))

    with database.read() as session:
        row = session.get_one(Download, waits)
    assert (row.state, row.attempts, row.deadline) == ("completed", 2, AT + timedelta(minutes=30))


def test_an_expired_proposal_lets_the_search_go_on(database: Database) -> None:
    row = late(database, "proposed")

    with database.read() as session:
        wanted = session.scalars(select(Wanted)).one()
    assert row.state == "abandoned"
    assert (wanted.state, wanted.next_search_at) == ("wanted", AT + timedelta(days=14))


def test_a_failed_check_brings_the_next_release_even_when_the_pipeline_stands(database: Database) -> None:
    with database.session() as session:
        wanted = wanted_book(session)
        download(session, "verify_failed", wanted=wanted, of=release(session, 7001), reason="corrupt")
        verdict(session, wanted, release(session, 7002), rank=2)
    act(database, AT + timedelta(hours=1))

    with database.read() as session:
        states = session.scalars(select(Download.state).order_by(Download.id)).all()
    assert states == ["abandoned", "proposed"]


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("suggested", "closed"),
        ("waiting_release", "wanted"),
        ("searching", "wanted"),
        ("needs_review", "not_found"),
        ("acquiring", "needs_review"),
    ],
)
def test_wanted_rows_at_their_deadline(database: Database, state: str, to: str) -> None:
    with database.session() as session:
        wanted = wanted_book(session)
        wanted.state, wanted.deadline = state, AT
        session.flush()

        assert settle_wanted(session, at=AT) == 1
        assert wanted.state == to
        assert settle_wanted(session, at=AT) == 0
