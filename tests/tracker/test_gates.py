"""The gates of the account: worked examples, edges, and that the unknown never opens one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.tracker.gates import (
    GIB,
    Gate,
    Pass,
    Wait,
    limit_of_class,
    pace_gate,
    ratio_after_gate,
    ratio_state_gate,
    session_gate,
    standing_gate,
    unsatisfied_gate,
)
from mamcrawler.tracker.pace import PACES, Mode, mode_for, opens_at, per_run
from mamcrawler.tracker.ratio import RatioName, TrackerPolicy, ratio_state

AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
POLICY = TrackerPolicy()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def reason(gate: Gate) -> str | None:
    return gate.reason if isinstance(gate, Wait) else None


# Ratio state (T11)


@pytest.mark.parametrize(
    ("ratio", "before", "state"),
    [
        (3.41, "unknown", "normal"),
        (1.20, "caution", "normal"),
        (1.199, "normal", "caution"),
        (1.001, "normal", "caution"),
        (1.00, "normal", "emergency"),
        (0.5, "unknown", "emergency"),
        (1.01, "emergency", "emergency"),
        (1.049, "emergency", "emergency"),
        (1.05, "emergency", "caution"),
        (1.20, "emergency", "normal"),
        (1.049, "caution", "caution"),
        (None, "emergency", "unknown"),
    ],
)
def test_the_ratio_state_has_memory(ratio: float | None, before: RatioName, state: RatioName) -> None:
    assert ratio_state(ratio, infinite=False, before=before, policy=POLICY) == state


def test_who_downloaded_nothing_is_normal() -> None:
    assert ratio_state(None, infinite=True, before="emergency", policy=POLICY) == "normal"


@pytest.mark.parametrize("state", ["normal", "caution"])
def test_every_release_passes_while_the_ratio_is_well(state: RatioName) -> None:
    assert ratio_state_gate(state, free=False) == Pass()


@pytest.mark.parametrize(
    ("state", "why"), [("emergency", "ratio_emergency"), ("unknown", "standing_unknown")]
)
def test_only_free_releases_pass_otherwise(state: RatioName, why: str) -> None:
    assert ratio_state_gate(state, free=True) == Pass()
    assert reason(ratio_state_gate(state, free=False)) == why


# Freshness (T10) and session (T7)


@pytest.mark.parametrize(
    ("age", "open_"), [(minutes(0), True), (minutes(60), True), (minutes(60.02), False), (None, False)]
)
def test_a_reading_is_good_for_an_hour(age: timedelta | None, open_: bool) -> None:
    gate = standing_gate(None if age is None else AT - age, at=AT)

    assert (gate == Pass()) is open_
    assert open_ or reason(gate) == "standing_unknown"


@pytest.mark.parametrize("state", ["none", "active", "suspect"])
def test_the_session_gate_is_shut_only_by_a_refusal(state: str) -> None:
    assert session_gate(state) == Pass()
    assert reason(session_gate("refused", "it has expired")) == "session_refused"


# Ratio after the grab (T15)


def after(uploaded: int | None, downloaded: int | None, size: int | None, in_progress: int = 0) -> Gate:
    return ratio_after_gate(
        uploaded=uploaded,
        downloaded=downloaded,
        size=size,
        in_progress=in_progress,
        free=False,
        policy=POLICY,
    )


def test_the_worked_example_passes() -> None:
    assert after(250 * GIB, 200 * GIB, 10 * GIB) == Pass()


def test_the_worked_example_waits() -> None:
    gate = after(230 * GIB, 200 * GIB, 10 * GIB)

    assert gate == Wait(
        "ratio_after",
        None,
        "The ratio would fall to 1.095, below 1.10; 1.0 GiB of upload are missing.",
    )


def test_what_is_still_downloading_counts() -> None:
    assert after(250 * GIB, 200 * GIB, 10 * GIB, in_progress=17 * GIB) == Pass()
    assert reason(after(250 * GIB, 200 * GIB, 10 * GIB, in_progress=18 * GIB)) == "ratio_after"


def test_free_releases_cost_no_ratio() -> None:
    gate = ratio_after_gate(
        uploaded=None, downloaded=None, size=None, in_progress=0, free=True, policy=POLICY
    )

    assert gate == Pass()


@pytest.mark.parametrize(
    ("uploaded", "downloaded", "size", "why"),
    [(None, 1, 1, "standing_unknown"), (1, None, 1, "standing_unknown"), (1, 0, None, "ratio_after")],
)
def test_unknown_bytes_hold_costing_releases(
    uploaded: int | None, downloaded: int | None, size: int | None, why: str
) -> None:
    assert reason(after(uploaded, downloaded, size)) == why


@given(
    uploaded=st.integers(0, 2**50),
    downloaded=st.integers(0, 2**50),
    size=st.integers(1, 2**40),
    in_progress=st.integers(0, 2**45),
)
def test_an_open_ratio_gate_keeps_the_limit(
    uploaded: int, downloaded: int, size: int, in_progress: int
) -> None:
    gate = after(uploaded, downloaded, size, in_progress)

    kept = uploaded / (downloaded + size + in_progress) >= POLICY.ratio_after - 1e-9
    assert kept if gate == Pass() else not kept or reason(gate) == "ratio_after"


# Unsatisfied torrents (T16)


def unsatisfied(
    count: int | None, recent: int = 0, limit: int | None = 150, class_name: str | None = "VIP"
) -> Gate:
    return unsatisfied_gate(
        count=count,
        limit=limit,
        class_name=class_name,
        recent_grabs=recent,
        policy=POLICY,
        earliest_satisfied_at=AT,
    )


def test_the_worked_example_of_the_unsatisfied_limit() -> None:
    assert unsatisfied(132, 3) == Pass()
    assert unsatisfied(137, 3) == Wait(
        "unsat_full",
        AT,
        "137 torrents are unsatisfied and 3 were just fetched; of the limit of 150, 10 are kept free.",
    )


@pytest.mark.parametrize(("count", "open_"), [(139, True), (140, False), (0, True), (200, False)])
def test_the_unsatisfied_limit_to_the_slot(count: int, open_: bool) -> None:
    assert (unsatisfied(count) == Pass()) is open_


def test_an_unknown_count_lets_nothing_pass() -> None:
    assert reason(unsatisfied(None)) == "standing_unknown"


@pytest.mark.parametrize(
    ("class_name", "limit"),
    [("Mouse", 50), ("User", 50), ("Power User", 100), ("VIP", 150), ("Elite VIP", 200), ("Dev", 200)],
)
def test_without_a_limit_of_the_site_the_class_tells_it(class_name: str, limit: int) -> None:
    assert limit_of_class(class_name) == limit
    assert unsatisfied(limit - 11, limit=None, class_name=class_name) == Pass()
    assert reason(unsatisfied(limit - 10, limit=None, class_name=class_name)) == "unsat_full"


@pytest.mark.parametrize("class_name", [None, "", "Grand Mouse"])
def test_without_limit_and_known_class_nothing_passes(class_name: str | None) -> None:
    assert reason(unsatisfied(0, limit=None, class_name=class_name)) == "standing_unknown"


# Pace (T23)


@pytest.mark.parametrize(
    ("state", "events", "mode"),
    [
        ("emergency", {"freeleech"}, "restricted"),
        ("unknown", set(), "restricted"),
        ("caution", {"freeleech", "multiplier"}, "caution"),
        ("normal", {"freeleech"}, "event"),
        ("normal", {"bonus", "multiplier"}, "event"),
        ("normal", {"multiplier"}, "multiplier"),
        ("normal", set(), "normal"),
    ],
)
def test_the_first_mode_that_applies(state: RatioName, events: set[str], mode: Mode) -> None:
    assert mode_for(state, events) == mode  # type: ignore[arg-type]


def test_the_table_of_paces() -> None:
    rows = {
        mode: (pace.gap_seconds, pace.at_once, pace.per_hour, pace.per_day, pace.per_week, pace.per_run)
        for mode, pace in PACES.items()
    }

    assert rows == {
        "restricted": (300, 1, 2, 10, 50, 5),
        "caution": (300, 1, 2, 10, 50, 5),
        "event": (30, 5, 20, 100, 500, 50),
        "multiplier": (150, 2, 4, 24, 120, 16),
        "normal": (120, 2, 5, 30, 150, 20),
    }
    assert [mode for mode, pace in PACES.items() if pace.free_only] == ["restricted", "multiplier"]


@pytest.mark.parametrize(
    ("left", "grabs"), [(0.0, 0), (1.0, 20), (2.45, 49), (2.5, 50), (9.0, 50), (-1.0, 0)]
)
def test_the_end_of_an_event_limits_its_last_runs(left: float, grabs: int) -> None:
    assert per_run("event", event_hours_left=left) == grabs


def pace(*ago: timedelta, mode: Mode = "normal", active: int = 0, free: bool = False) -> Gate:
    return pace_gate(mode, grabs=[AT - span for span in ago], active=active, free=free, at=AT)


def opens(gate: Gate) -> timedelta | None:
    assert isinstance(gate, Wait)
    return None if gate.opens_at is None else gate.opens_at - AT


def test_the_first_grab_goes_at_once() -> None:
    assert pace() == Pass()


def test_two_grabs_keep_their_gap() -> None:
    assert opens(pace(timedelta(seconds=20))) == timedelta(seconds=100)
    assert pace(timedelta(seconds=120)) == Pass()


def test_the_hour_opens_when_its_first_grab_leaves_it() -> None:
    grabs = [minutes(count) for count in (50, 40, 30, 20, 10)]

    assert opens(pace(*grabs)) == minutes(10)
    assert pace(*grabs[1:]) == Pass()


def test_the_latest_of_several_openings_counts() -> None:
    day = [timedelta(hours=1 + count * 0.7) for count in range(30)]
    hour = [minutes(59), minutes(58), minutes(57), minutes(56), timedelta(seconds=10)]

    assert opens(pace(*day[:25], *hour)) == timedelta(hours=24) - day[24]


def test_old_grabs_are_forgotten() -> None:
    assert pace(*[timedelta(days=8)] * 500) == Pass()


def test_no_more_downloads_at_once_than_the_mode_allows() -> None:
    assert pace(active=1) == Pass()
    assert opens(pace(active=2)) is None


@pytest.mark.parametrize("mode", ["restricted", "multiplier"])
def test_some_modes_are_for_free_releases_only(mode: Mode) -> None:
    assert pace(mode=mode, free=True) == Pass()
    assert reason(pace(mode=mode, free=False)) == "pace"


@given(st.lists(st.integers(0, 700_000), max_size=200), st.sampled_from(sorted(PACES)))
def test_when_a_gate_opens_it_is_open(seconds_ago: list[int], mode: Mode) -> None:
    grabs = [AT - timedelta(seconds=seconds) for seconds in seconds_ago]

    hold = opens_at(PACES[mode], grabs, AT)

    if hold is not None:
        assert hold[0] > AT
        assert opens_at(PACES[mode], grabs, hold[0]) is None
    for span, limit, _ in PACES[mode].spans:
        if sum(1 for grab in grabs if grab > AT - span) >= limit:
            assert hold is not None
