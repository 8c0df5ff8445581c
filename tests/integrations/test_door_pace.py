"""The distance between calls, and budgets that no restart can forget."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from doors import START, MakeDoor, RecordingClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripted import Reply, Script

from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.door import HttpDoor
from mamcrawler.foundation.door_budget import Budget, OwnLimit
from mamcrawler.foundation.door_pace import Pace
from mamcrawler.integrations.audnexus.policy import POLICY as AUDNEXUS
from mamcrawler.integrations.hardcover.policy import POLICY as HARDCOVER
from mamcrawler.integrations.mam.policy import mam_policy
from mamcrawler.integrations.remote import RateLimited, RemoteFailure, RemotePolicy


def call(door: HttpDoor, remote: Script) -> None:
    door.request("GET", f"{remote.url}/x")


def test_after_each_answer_the_next_call_keeps_its_distance(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.otherwise = Reply(200, "ok")
    door = make_door(spacing=3.0, jitter=2.0)

    for _ in range(20):
        call(door, remote)

    assert len(clock.waits) == 19
    assert all(3.0 <= wait <= 5.0 for wait in clock.waits)
    assert len(set(clock.waits)) > 1


def test_distance_already_kept_is_not_waited_again(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.otherwise = Reply(200, "ok")
    door = make_door(spacing=3.0)

    call(door, remote)
    clock.advance(2.0)
    call(door, remote)
    clock.advance(60.0)
    call(door, remote)

    assert clock.waits == [1.0]


def test_a_restart_does_not_forget_the_last_call(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.otherwise = Reply(200, "ok")
    call(make_door(spacing=3.0, budgets=((3_600, 200),)), remote)
    clock.advance(1.0)

    call(make_door(spacing=3.0, budgets=((3_600, 200),)), remote)

    assert clock.waits == [2.0]


def test_being_told_to_slow_down_doubles_the_distance_for_an_hour(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.then(Reply(429, "slow", [("Retry-After", "60")]))
    remote.otherwise = Reply(200, "ok")
    door = make_door(spacing=3.0, patience=0.0)

    with pytest.raises(RateLimited):
        call(door, remote)
    clock.advance(60)
    call(door, remote)
    call(door, remote)
    clock.advance(3_600)
    call(door, remote)
    call(door, remote)

    assert clock.waits == [6.0, 3.0]


def test_two_slow_answers_in_a_row_double_the_distance(clock: RecordingClock) -> None:
    pace = Pace(RemotePolicy(name="example", timeout=30.0, spacing=3.0), clock)

    for seconds in (10.1, 0.2, 10.1, 10.1):
        pace.answered(seconds)
        pace.wait()

    assert clock.waits == [3.0, 3.0, 3.0, 6.0]


def test_failures_keep_the_distance_too(remote: Script, make_door: MakeDoor, clock: RecordingClock) -> None:
    remote.then(Reply(404, "no"), Reply(200, "ok"))
    door = make_door(spacing=3.0)

    with pytest.raises(RemoteFailure):
        call(door, remote)
    call(door, remote)

    assert clock.waits == [3.0]


@pytest.mark.parametrize(("policy", "at_once", "in_a_minute"), [(HARDCOVER, 5, 65), (AUDNEXUS, 5, 60)])
def test_a_rate_allows_a_burst_and_then_its_interval(
    policy: RemotePolicy, at_once: int, in_a_minute: int
) -> None:
    clock = ManualClock(START)
    pace = Pace(policy, clock)
    moments: list[float] = []

    for _ in range(200):
        pace.wait()
        moments.append(clock.monotonic())

    assert moments.count(0.0) == at_once
    assert sum(1 for moment in moments if moment < 60.0) <= in_a_minute


def test_the_tracker_gets_two_hundred_calls_an_hour_and_not_one_more(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.otherwise = Reply(200, "ok")
    policy = mam_policy(www_url=remote.url)
    path = f"{remote.url}/json/checkCookie.php"

    for _ in range(2):
        before_a_restart = make_door(policy, spacing=0.0, jitter=0.0)
        for _ in range(100):
            before_a_restart.request("GET", path)
            clock.advance(1)
    with pytest.raises(RateLimited) as caught:
        make_door(policy).request("GET", path)

    assert len(remote.seen) == 200
    assert caught.value.detail == "our own limit of 200 calls in an hour is reached"
    assert caught.value.retry_after is not None
    clock.advance(caught.value.retry_after)
    make_door(policy, spacing=0.0, jitter=0.0).request("GET", path)
    assert len(remote.seen) == 201


def test_our_own_limit_does_not_park_the_remote(remote: Script, make_door: MakeDoor) -> None:
    remote.otherwise = Reply(200, "ok")
    call(make_door(budgets=((60, 1),)), remote)
    with pytest.raises(OwnLimit):
        call(make_door(budgets=((60, 1),)), remote)

    call(make_door(budgets=((60, 5),)), remote)

    assert len(remote.seen) == 2


def test_every_try_is_counted(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(503, "no"), Reply(503, "no"), Reply(200, "ok"))
    door = make_door(budgets=((3_600, 10),))

    call(door, remote)

    assert door.budget.spent() == ((3_600, 3, 10),)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_no_window_ever_holds_more_calls_than_its_limit(database: Database, gaps: list[int]) -> None:
    clock = ManualClock(START)
    budget = Budget(database, clock, str(uuid4()), ((300, 4), (900, 7)))
    made: list[float] = []

    for gap in gaps:
        clock.advance(gap)
        with suppress(OwnLimit):
            budget.charge()
            made.append(clock.monotonic())

    for span, limit in ((300, 4), (900, 7)):
        for start in made:
            assert sum(1 for moment in made if start <= moment < start + span) <= limit


def test_room_opens_when_the_refusal_said(make_door: MakeDoor, clock: RecordingClock) -> None:
    budget = make_door(budgets=((300, 2),)).budget
    budget.charge()
    clock.advance(100)
    budget.charge()

    with pytest.raises(OwnLimit) as caught:
        budget.charge()
    assert caught.value.retry_after is not None
    clock.advance(caught.value.retry_after)
    budget.charge()

    assert clock.now() - START <= timedelta(seconds=300 + 60)
