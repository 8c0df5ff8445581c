"""The state table: only its moves exist, each is written down, and none can be made twice."""

from datetime import timedelta

import pytest
from download_rows import AT, download, wanted_book
from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation.problems import find_open
from mamcrawler.downloads.models import Download, DownloadWanted, Move
from mamcrawler.downloads.moves import claim, hold, move
from mamcrawler.downloads.states import FINAL, STATES, TABLE
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import Problem

# Rule D2, written out: state, where it may go, and how long it may stay in hours.
RULE = {
    "proposed": ({"approved", "rejected", "abandoned"}, 14 * 24),
    "approved": ({"sending", "waiting", "cancelled", "abandoned"}, 24),
    "waiting": ({"approved", "cancelled", "abandoned", "needs_review"}, 30 * 24),
    "sending": ({"downloading", "approved", "failed"}, 1 / 6),
    "downloading": ({"completed", "failed", "abandoned", "needs_review", "cancelled"}, 14 * 24),
    "completed": ({"verifying"}, 0.25),
    "verifying": ({"organising", "verify_failed", "needs_review"}, 6),
    "verify_failed": ({"abandoned"}, 1),
    "organising": ({"importing", "failed", "needs_review"}, 0.5),
    "importing": ({"imported", "needs_review"}, 2),
    "imported": ({"replaced"}, None),
    "rejected": (set(), None),
    "cancelled": (set(), None),
    "abandoned": (set(), None),
    "replaced": (set(), None),
}


@pytest.fixture
def session(database: Database):
    with database.session() as session:
        yield session


@pytest.mark.parametrize("state", sorted(RULE))
def test_the_table_is_the_rule(state: str) -> None:
    goes_to, hours = RULE[state]

    assert set(TABLE[state].goes_to) == goes_to
    assert TABLE[state].stay == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize("left", STATES)
def test_only_the_moves_of_the_table_exist(session: Session, left: str) -> None:
    made, refusals = set(), set()

    for to in STATES:
        row = download(session, left, offers=list(STATES), failures=1)
        try:
            move(session, row, to, by="tester", at=AT, offers=("completed",))
            made.add(row.state)
        except Problem as problem:
            refusals.add((problem.code, problem.status, row.state))

    assert made == set(TABLE[left].goes_to)
    assert refusals == {("invalid_transition", 409, left)}


def test_a_move_is_written_down_with_who_when_and_why(session: Session) -> None:
    row = download(session, "downloading")

    move(session, row, "failed", by="monitor", at=AT, reason="disk_full", sentence="No room.")

    written = session.scalars(select(Move)).one()
    assert (written.from_state, written.to_state) == ("downloading", "failed")
    assert (written.by, written.at) == ("monitor", AT)
    assert (written.reason, written.sentence) == ("disk_full", "No room.")


def test_the_rest_after_failures_grows_and_then_ends(session: Session) -> None:
    row = download(session, "organising")
    rests = []

    for _ in range(4):
        move(session, row, "failed", by="pipeline", at=AT)
        rests.append(row.deadline - AT)
        if row.failures < 4:
            move(session, row, "organising", by="deadlines", at=AT)

    hours = [rest.total_seconds() / 3600 for rest in rests]
    assert hours == [1, 6, 24, 0]


def test_failures_are_forgotten_with_the_next_step(session: Session) -> None:
    row = download(session, "organising", attempts=2)
    move(session, row, "failed", by="pipeline", at=AT)
    move(session, row, "organising", by="deadlines", at=AT)
    assert (row.failures, row.attempts) == (1, 2)

    move(session, row, "importing", by="pipeline", at=AT)

    assert (row.failures, row.attempts, row.left_state) == (0, 0, None)


def test_a_review_offers_only_what_was_offered(session: Session) -> None:
    row = download(session, "verifying")
    move(session, row, "needs_review", by="pipeline", at=AT, offers=("completed",), sentence="Doubt.")

    with pytest.raises(Problem) as caught:
        move(session, row, "organising", by="anna", at=AT)
    assert caught.value.code == "invalid_transition"

    move(session, row, "completed", by="anna", at=AT)
    assert (row.state, row.offers) == ("completed", [])


def test_a_review_is_an_open_problem_until_it_is_decided(session: Session) -> None:
    row = download(session, "verifying")

    move(session, row, "needs_review", by="pipeline", at=AT, offers=("completed",), sentence="Doubt.")
    opened = find_open(session, "needs_review", f"download {row.id}")
    assert opened is not None
    assert opened.severity == "warning"

    move(session, row, "completed", by="anna", at=AT)
    assert find_open(session, "needs_review", f"download {row.id}") is None


@pytest.mark.parametrize("final", [state for state in FINAL if state not in ("imported", "replaced")])
def test_a_final_download_frees_its_wish(session: Session, final: str) -> None:
    wanted = wanted_book(session)
    row = download(session, "proposed" if final == "rejected" else "approved", wanted=wanted)

    move(session, row, final, by="tester", at=AT)

    assert session.scalars(select(DownloadWanted.live)).all() == [False]


def test_a_step_cannot_be_claimed_twice(database: Database) -> None:
    with database.session() as session:
        row_id = download(session, "completed").id
    with database.read() as reading:
        stale = reading.get_one(Download, row_id)
    with database.session() as session:
        assert claim(session, session.get_one(Download, row_id), "verifying", by="p", token="one", at=AT)

    with database.session() as session:
        session.add(stale)

        assert not claim(session, stale, "verifying", by="p", token="two", at=AT)
        assert session.get_one(Download, row_id).claimed_by == "one"
        assert len(session.scalars(select(Move)).all()) == 1


def test_a_row_that_stays_is_held_by_one_worker(session: Session) -> None:
    row = download(session, "organising")

    assert hold(session, row, token="one")
    assert not hold(session, row, token="two")
    assert row.claimed_by == "one"


def test_a_worker_that_lost_its_claim_settles_nothing(session: Session) -> None:
    row = download(session, "verifying", claimed_by="new worker")

    with pytest.raises(Problem) as caught:
        move(session, row, "organising", by="pipeline", at=AT, token="old worker")

    assert caught.value.code == "changed_since"
    session.expire(row)
    assert row.state == "verifying"
