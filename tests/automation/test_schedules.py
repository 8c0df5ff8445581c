"""Due times: read as people write them, equal in every process."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.automation.schedules import cron, every, parse


def moments() -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "after", "due"),
    [
        ("daily 00:15", "2026-03-10T12:00:00Z", "2026-03-11T00:15:00Z"),
        ("daily 00:15", "2026-03-10T00:15:00Z", "2026-03-11T00:15:00Z"),
        ("daily 00:50 06:50 12:50 18:50", "2026-03-10T12:00:00Z", "2026-03-10T12:50:00Z"),
        ("daily 00:50 06:50 12:50 18:50", "2026-03-10T19:00:00Z", "2026-03-11T00:50:00Z"),
        ("Mon 02:10", "2026-03-10T12:00:00Z", "2026-03-16T02:10:00Z"),
        ("Sun 02:20", "2026-03-10T12:00:00Z", "2026-03-15T02:20:00Z"),
        ("Mon,Thu 02:10", "2026-03-10T12:00:00Z", "2026-03-12T02:10:00Z"),
        ("2nd of month 04:10", "2026-03-10T12:00:00Z", "2026-04-02T04:10:00Z"),
        ("first Sun of month 03:45", "2026-03-10T12:00:00Z", "2026-04-05T03:45:00Z"),
        ("hourly :22", "2026-03-10T12:00:00Z", "2026-03-10T12:22:00Z"),
        ("hourly :07 :37", "2026-03-10T12:07:00Z", "2026-03-10T12:37:00Z"),
        ("hourly :07 :37", "2026-03-10T23:37:00Z", "2026-03-11T00:07:00Z"),
    ],
)
def test_the_next_due_time(text: str, after: str, due: str) -> None:
    assert cron(text).next_after(datetime.fromisoformat(after)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    "text", ["", "daily", "daily 24:00", "daily 7:00", "Monday 02:10", "31st of month 04:10", "hourly 07:00"]
)
def test_a_schedule_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cron(text)


@pytest.mark.parametrize("text", ["", "0m", "5", "5 m", "1d", "-5m"])
def test_an_interval_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        every(text)


def test_a_job_is_due_either_at_an_interval_or_at_times() -> None:
    for given_every, given_cron in ((None, None), ("5m", "daily 01:00")):
        with pytest.raises(ValueError, match="either every= or cron="):
            parse(given_every, given_cron)


@given(moment=moments(), minutes=st.integers(1, 240))
def test_intervals_are_aligned_so_that_two_processes_agree(moment: datetime, minutes: int) -> None:
    schedule = every(f"{minutes}m")

    due = schedule.next_after(moment)

    assert moment < due <= moment + timedelta(minutes=minutes)
    assert schedule.next_after(moment + (due - moment) / 2) == due
    assert schedule.next_after(due) == due + timedelta(minutes=minutes)


@given(
    moment=moments(),
    text=st.sampled_from(["daily 03:10", "Sat 08:10", "hourly :12 :42", "3rd of month 04:10"]),
)
def test_the_last_due_time_is_one_of_the_schedule(moment: datetime, text: str) -> None:
    schedule = cron(text)
    until = schedule.next_after(moment)

    assert schedule.last_within(moment, until) == until
    assert schedule.last_within(moment, until - timedelta(seconds=1)) is None
