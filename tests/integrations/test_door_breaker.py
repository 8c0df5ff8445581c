"""Repeats and parking: what is tried again, when the door shuts, and when it opens."""

from datetime import timedelta

import pytest
from doors import MakeDoor, RecordingClock
from scripted import Reply, Script
from structlog.testing import capture_logs

from mamcrawler.foundation.breaker import PARK_MINUTES
from mamcrawler.foundation.door import HttpDoor
from mamcrawler.integrations.remote import (
    Misunderstood,
    NotThere,
    RateLimited,
    RejectedUs,
    RemoteFailure,
    Unavailable,
)

DOWN = Reply(503, "down")
FINE = Reply(200, "fine")


def fails(door: HttpDoor, remote: Script, method: str = "POST") -> RemoteFailure:
    with pytest.raises(RemoteFailure) as caught:
        door.request(method, f"{remote.url}/x")
    return caught.value


def test_a_read_is_tried_three_times_with_growing_pauses(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.then(DOWN, DOWN, FINE)

    answer = make_door().request("GET", f"{remote.url}/x")

    assert answer.text == "fine"
    first, second = clock.waits
    assert 0.75 <= first <= 1.25
    assert 3.0 <= second <= 5.0


def test_after_the_third_failure_a_read_gives_up(remote: Script, make_door: MakeDoor) -> None:
    remote.otherwise = DOWN

    failure = fails(make_door(), remote, "GET")

    assert type(failure) is Unavailable
    assert len(remote.seen) == 3


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
def test_a_change_is_sent_once(remote: Script, make_door: MakeDoor, method: str) -> None:
    remote.otherwise = DOWN

    fails(make_door(), remote, method)

    assert len(remote.seen) == 1


def test_a_change_called_harmless_may_be_repeated(remote: Script, make_door: MakeDoor) -> None:
    remote.then(DOWN, FINE)

    answer = make_door().request("POST", f"{remote.url}/x", idempotent=True)

    assert answer.text == "fine"


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_is_not_repeated(remote: Script, make_door: MakeDoor, status: int) -> None:
    remote.otherwise = Reply(status, "no")

    fails(make_door(), remote, "GET")

    assert len(remote.seen) == 1


def test_a_short_wish_of_the_remote_is_waited_out(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.then(Reply(429, "slow", [("Retry-After", "7")]), FINE)

    answer = make_door().request("GET", f"{remote.url}/x")

    assert answer.text == "fine"
    assert clock.waits == [7.0]


def test_a_long_wish_of_the_remote_parks_it_for_just_that_long(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.then(Reply(429, "slow", [("Retry-After", "120")]), FINE)
    door = make_door()

    told = fails(door, remote, "GET")
    clock.advance(50)
    parked = fails(door, remote, "GET")
    clock.advance(70)
    answer = door.request("GET", f"{remote.url}/x")

    assert isinstance(told, RateLimited)
    assert told.retry_after == 120.0
    assert isinstance(parked, RateLimited)
    assert parked.retry_after == 70.0
    assert answer.text == "fine"
    assert len(remote.seen) == 2


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([("Retry-After", "90000")], 3_600.0),
        (
            [("Retry-After", "Tue, 10 Mar 2026 12:05:00 GMT"), ("Date", "Tue, 10 Mar 2026 12:00:00 GMT")],
            300.0,
        ),
        ([("Retry-After", "soon")], 77.0),
        ([], 77.0),
    ],
)
def test_the_wish_of_the_remote_is_read_and_capped(
    remote: Script, make_door: MakeDoor, headers: list[tuple[str, str]], seconds: float
) -> None:
    remote.then(Reply(429, "slow", headers))

    failure = fails(make_door(silent_429=77.0), remote)

    assert isinstance(failure, RateLimited)
    assert failure.retry_after == seconds


def test_each_failure_parks_longer_and_each_success_steps_down_one(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    door = make_door()
    parked: list[float] = []
    remote.otherwise = DOWN

    for _ in range(7):
        fails(door, remote)
        while_parked = fails(door, remote)
        assert isinstance(while_parked, Unavailable)
        assert while_parked.retry_after is not None
        parked.append(while_parked.retry_after / 60)
        clock.advance(while_parked.retry_after)

    remote.otherwise = FINE
    door.request("GET", f"{remote.url}/x")
    door.request("GET", f"{remote.url}/x")
    remote.otherwise = DOWN
    fails(door, remote)
    last = fails(door, remote)

    assert parked == [1, 5, 15, 60, 180, 360, 360]
    assert isinstance(last, Unavailable)
    assert last.retry_after == PARK_MINUTES[4] * 60


def test_parking_outlives_the_process(remote: Script, make_door: MakeDoor, clock: RecordingClock) -> None:
    remote.otherwise = DOWN
    fails(make_door(), remote)

    failure = fails(make_door(), remote)

    assert failure.detail == "it failed with status 503"
    assert len(remote.seen) == 1


def test_parking_one_remote_leaves_the_others_alone(remote: Script, make_door: MakeDoor) -> None:
    remote.then(DOWN, FINE)
    fails(make_door(), remote)

    answer = make_door(name="another").request("GET", f"{remote.url}/x")

    assert answer.text == "fine"


def test_going_down_and_coming_back_are_logged_once_each(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    door = make_door()

    with capture_logs() as lines:
        remote.otherwise = DOWN
        for _ in range(3):
            fails(door, remote)
            clock.advance(timedelta(hours=6).total_seconds())
        remote.otherwise = FINE
        door.request("GET", f"{remote.url}/x")
        door.request("GET", f"{remote.url}/x")

    assert [(line["event"], line["log_level"], line["remote"]) for line in lines] == [
        ("remote parked", "warning", "example"),
        ("remote answers again", "info", "example"),
    ]


def test_a_refused_credential_shuts_the_door_until_a_person_acts(
    remote: Script, make_door: MakeDoor, clock: RecordingClock
) -> None:
    remote.then(Reply(401, "no"), FINE)
    door = make_door(credential="aaaa0000")

    fails(door, remote)
    clock.advance(timedelta(days=30).total_seconds())
    still = fails(door, remote)
    door.breaker.release()
    answer = door.request("GET", f"{remote.url}/x")

    assert isinstance(still, RejectedUs)
    assert still.permanent
    assert answer.text == "fine"
    assert len(remote.seen) == 2


def test_another_credential_opens_the_door(remote: Script, make_door: MakeDoor) -> None:
    remote.then(Reply(401, "no"), FINE)
    fails(make_door(credential="aaaa0000"), remote)

    answer = make_door(credential="bbbb1111").request("GET", f"{remote.url}/x")

    assert answer.text == "fine"


def test_a_missing_permission_for_one_call_does_not_shut_the_door(
    remote: Script, make_door: MakeDoor
) -> None:
    door = make_door()

    def lacks_permission() -> None:
        raise RejectedUs("example", "no", reason="permission")

    with pytest.raises(RejectedUs):
        door.guard(lacks_permission, idempotent=True)
    remote.then(FINE)

    assert door.request("GET", f"{remote.url}/x").text == "fine"


def test_a_ban_parks_for_its_length(make_door: MakeDoor, clock: RecordingClock) -> None:
    door = make_door()

    def banned() -> None:
        raise RejectedUs("example", "banned", reason="ban", permanent=False, opens_after=3_900.0)

    with pytest.raises(RejectedUs):
        door.guard(banned, idempotent=True)
    clock.advance(3_899)
    with pytest.raises(RejectedUs) as caught:
        door.guard(lambda: "fine", idempotent=True)
    clock.advance(1)

    assert caught.value.reason == "ban"
    assert caught.value.opens_after == 1.0
    assert door.guard(lambda: "fine", idempotent=True) == "fine"


@pytest.mark.parametrize("failure", [NotThere("example", "no"), Misunderstood("example", "odd")])
def test_an_answer_we_cannot_use_does_not_park_the_remote(
    make_door: MakeDoor, failure: RemoteFailure
) -> None:
    door = make_door()

    def call() -> None:
        raise failure

    with pytest.raises(type(failure)):
        door.guard(call, idempotent=True)

    assert door.guard(lambda: "fine", idempotent=True) == "fine"


def test_a_guarded_read_is_repeated_and_a_guarded_change_is_not(make_door: MakeDoor) -> None:
    calls: list[str] = []

    def call() -> None:
        calls.append("call")
        raise Unavailable("example", "gone")

    with pytest.raises(Unavailable):
        make_door(name="reads").guard(call, idempotent=True)
    with pytest.raises(Unavailable):
        make_door(name="changes").guard(call, idempotent=False)

    assert len(calls) == 3 + 1
