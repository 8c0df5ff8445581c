"""Time runs faster where it may, and every process agrees on it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixture_types import START
from mamcrawler.foundation.clock import Clock, ManualClock

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
speeds = st.sampled_from([1.0, 2.0, 60.0, 600.0])


@given(real=instants, speed=speeds)
def test_virtual_and_real_time_are_each_others_inverse(real: datetime, speed: float) -> None:
    clock = Clock(speed, EPOCH)

    assert abs(clock.real(clock.virtual(real)) - real) <= timedelta(microseconds=1)


@given(real=instants, seconds=st.integers(1, 10_000), speed=speeds)
def test_a_fast_clock_passes_its_speed_in_each_second(real: datetime, seconds: int, speed: float) -> None:
    clock = Clock(speed, EPOCH)

    passed = clock.virtual(real + timedelta(seconds=seconds)) - clock.virtual(real)

    assert passed.total_seconds() == pytest.approx(seconds * speed, abs=1e-5)


def test_processes_that_share_speed_and_epoch_agree() -> None:
    instant = EPOCH + timedelta(days=3, seconds=7)

    assert (
        Clock(60, EPOCH).virtual(instant)
        == Clock(60, EPOCH).virtual(instant)
        == EPOCH + 60 * (instant - EPOCH)
    )


def test_a_wait_shrinks_with_the_speed_but_not_below_its_real_floor() -> None:
    clock = Clock(600, EPOCH)

    assert clock.real_seconds(600) == 1.0
    assert clock.real_seconds(60, at_least=0.5) == 0.5
    assert Clock(1.0).real_seconds(60, at_least=0.5) == 60


def test_a_limit_for_real_programs_stretches_with_the_speed() -> None:
    assert Clock(1.0).span(900, at_least=10) == timedelta(seconds=900)
    assert Clock(600, EPOCH).span(900, at_least=10) == timedelta(seconds=6000)


def test_a_clock_that_stands_or_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        Clock(0)


def test_a_manual_clock_moves_only_when_told() -> None:
    clock = ManualClock(START)
    clock.sleep(90)
    clock.sleep(1, at_least=5)

    assert clock.now() == START + timedelta(seconds=95)
    assert clock.monotonic() == 95
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(-1)
