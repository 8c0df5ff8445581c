"""Readings of our standing: stored, aged, missed, and what they set in motion."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from mamcrawler.automation.models import Activity, ProblemRow
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.models import UserData
from mamcrawler.tracker.models import RatioState, Standing, StandingWatch
from mamcrawler.tracker.ratio import TrackerPolicy
from mamcrawler.tracker.readings import (
    AccountFacts,
    account_facts,
    latest_reading,
    reading_due,
    store_miss,
    store_reading,
)
from mamcrawler.tracker.service import note_clock

POLICY = TrackerPolicy()
GOOD = UserData(
    user_id=7,
    class_name="VIP",
    uploaded=300,
    downloaded=100,
    ratio=3.0,
    ratio_infinite=False,
    points=61_234.0,
    wedges=7,
    vip_until=datetime(2026, 3, 14, 12, tzinfo=UTC),
    unsat_count=12,
    unsat_limit=150,
    seeding_unsat=10,
    inactive_unsat=2,
    hit_and_runs=0,
    unread=(),
)


class Keeper:
    """Stores readings at the test's time."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.database = database
        self.clock = clock

    def read(self, **changes: object) -> None:
        with self.database.session() as session:
            store_reading(session, replace(GOOD, **changes), policy=POLICY, at=self.clock.now())  # type: ignore[arg-type]

    def miss(self, reason: str = "no answer") -> int:
        with self.database.session() as session:
            return store_miss(session, reason, at=self.clock.now())

    def pass_(self, **span: float) -> None:
        self.clock.advance(timedelta(**span).total_seconds())

    @property
    def facts(self) -> AccountFacts:
        with self.database.read() as session:
            return account_facts(session, at=self.clock.now())

    @property
    def state(self) -> str:
        with self.database.read() as session:
            return session.scalars(select(RatioState.state)).one()

    def feed(self) -> list[str]:
        with self.database.read() as session:
            return list(session.scalars(select(Activity.kind).order_by(Activity.id)))


@pytest.fixture
def keeper(database: Database, clock: ManualClock) -> Iterator[Keeper]:
    return Keeper(database, clock)


def test_a_reading_is_stored_as_it_was(keeper: Keeper) -> None:
    keeper.read(points=None, unread=("points",))

    with keeper.database.read() as session:
        row = latest_reading(session)

    assert row is not None
    assert row.read_at == keeper.clock.now()
    assert (row.class_name, row.ratio, row.unsat_count, row.hit_and_runs) == ("VIP", 3.0, 12, 0)
    assert (row.points, row.unread) == (None, ["points"])


def test_before_the_first_reading_everything_is_unknown(keeper: Keeper) -> None:
    assert keeper.facts == AccountFacts(read_at=None, ratio_state="unknown")


def test_a_fresh_reading_tells_class_and_vip(keeper: Keeper) -> None:
    keeper.read()
    keeper.pass_(minutes=30)

    facts = keeper.facts

    assert (facts.ratio_state, facts.is_vip, facts.vip_hours_left) == ("normal", True, 95.5)
    assert (facts.unsat_count, facts.unsat_limit, facts.points) == (12, 150, 61_234.0)


def test_a_reading_older_than_an_hour_is_unknown_as_a_whole(keeper: Keeper) -> None:
    keeper.read()
    read_at = keeper.clock.now()
    keeper.pass_(minutes=60, seconds=1)

    assert keeper.facts == AccountFacts(read_at=read_at, ratio_state="unknown")


def test_an_unreadable_ratio_alone_leaves_the_rest_known(keeper: Keeper) -> None:
    keeper.read(ratio=None, uploaded=None)

    facts = keeper.facts

    assert (facts.ratio_state, facts.ratio, facts.unsat_count) == ("unknown", None, 12)


def test_nothing_downloaded_is_an_infinite_ratio_and_normal(keeper: Keeper) -> None:
    keeper.read(ratio=None, ratio_infinite=True, downloaded=0)

    assert (keeper.facts.ratio_state, keeper.facts.ratio_infinite) == ("normal", True)


def test_an_emergency_ends_only_at_the_recovery_ratio(keeper: Keeper) -> None:
    states = []
    for ratio in (3.0, 1.1, 0.99, 1.03, 1.06, 1.3):
        keeper.read(ratio=ratio)
        states.append(keeper.state)

    assert states == ["normal", "caution", "emergency", "emergency", "caution", "normal"]
    assert keeper.feed() == ["ratio_caution", "ratio_emergency", "ratio_caution", "ratio_normal"]


def test_an_emergency_is_not_forgotten_while_the_ratio_cannot_be_read(keeper: Keeper) -> None:
    keeper.read(ratio=0.9)
    keeper.read(ratio=None)
    unknown = keeper.state
    keeper.read(ratio=1.03)

    assert (unknown, keeper.state) == ("unknown", "emergency")


def test_the_ratio_state_is_one_row_that_knows_since_when(keeper: Keeper) -> None:
    keeper.read(ratio=1.1)
    began = keeper.clock.now()
    keeper.pass_(minutes=30)
    keeper.read(ratio=1.15)

    with keeper.database.read() as session:
        row = session.scalars(select(RatioState)).one()

    assert (row.state, row.since, row.ratio) == ("caution", began, 1.15)


def test_misses_are_counted_until_a_reading_succeeds(keeper: Keeper) -> None:
    counts = [keeper.miss("no answer"), keeper.miss("it asks us to slow down")]
    keeper.read()
    counts.append(keeper.miss())

    assert counts == [1, 2, 1]
    with keeper.database.read() as session:
        watch = session.scalars(select(StandingWatch)).one()
    assert (watch.reason, watch.missed_at) == ("no answer", keeper.clock.now())


def test_a_miss_while_the_last_reading_is_fresh_changes_no_state(keeper: Keeper) -> None:
    keeper.read()
    keeper.pass_(minutes=59)
    keeper.miss()
    fresh = keeper.state
    keeper.pass_(minutes=2)
    keeper.miss()

    assert (fresh, keeper.state) == ("normal", "unknown")


@pytest.mark.parametrize(
    ("ratio", "minutes", "before_grab", "due"),
    [
        (3.0, 29, False, False),
        (3.0, 30, False, True),
        (3.0, 9, True, False),
        (3.0, 10, True, True),
        (0.9, 9, False, False),
        (0.9, 10, False, True),
    ],
)
def test_when_a_reading_is_due(
    keeper: Keeper, ratio: float, minutes: int, before_grab: bool, due: bool
) -> None:
    keeper.read(ratio=ratio)
    keeper.pass_(minutes=minutes)

    with keeper.database.read() as session:
        assert reading_due(session, at=keeper.clock.now(), before_grab=before_grab) is due


def test_without_any_reading_one_is_due(keeper: Keeper) -> None:
    with keeper.database.read() as session:
        assert reading_due(session, at=keeper.clock.now())


@pytest.mark.parametrize("skew", [61.0, -61.0])
def test_a_clock_that_is_off_is_a_problem_until_it_is_right(keeper: Keeper, skew: float) -> None:
    open_after: list[list[str]] = []
    for seen in (skew, None, 60.0):
        with keeper.database.session() as session:
            note_clock(session, seen, at=keeper.clock.now())
        with keeper.database.read() as session:
            query = select(ProblemRow.text).where(ProblemRow.resolved_at.is_(None))
            open_after.append(list(session.scalars(query)))

    said = ["This machine's clock differs from the tracker's by 61 s."]
    assert open_after == [said, said, []]


def test_every_reading_is_kept(keeper: Keeper) -> None:
    keeper.read()
    keeper.pass_(minutes=30)
    keeper.read()

    with keeper.database.read() as session:
        assert len(session.scalars(select(Standing)).all()) == 2
