"""The gates before a send: their order, what shuts each, and when a row is looked at again (D4, D5)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from download_rows import AT

from mamcrawler.downloads.gates import GIB, Asked, Shut, Surroundings, first_shut, recheck_at
from mamcrawler.tracker.ratio import TrackerPolicy
from mamcrawler.tracker.readings import AccountFacts

WELL = Surroundings(
    session="active",
    session_reason="",
    client_fault=None,
    account=AccountFacts(
        read_at=AT,
        ratio_state="normal",
        class_name="VIP",
        uploaded=250 * GIB,
        downloaded=200 * GIB,
        ratio=1.25,
        unsat_count=10,
        unsat_limit=150,
    ),
    policy=TrackerPolicy(),
    disk_free=100 * GIB,
    disk_total=200 * GIB,
    paths_fault=None,
)
ASKED = Asked(size=10 * GIB, free=False, costing_bytes=0, recent_grabs=0, grabs=(), active=0, mode="normal")


def account(**values: object) -> Surroundings:
    return replace(WELL, account=replace(WELL.account, **values))


def shut(around: Surroundings = WELL, **values: object) -> str | None:
    found = first_shut(around, replace(ASKED, **values), at=AT)
    return found and found.reason


def test_with_every_gate_open_a_row_goes() -> None:
    assert shut() is None


@pytest.mark.parametrize(
    ("around", "values", "reason"),
    [
        (replace(WELL, session="refused"), {}, "session_refused"),
        (replace(WELL, client_fault="no answer"), {}, "client_down"),
        (account(read_at=AT - timedelta(minutes=61)), {}, "standing_unknown"),
        (account(read_at=None), {"free": True}, "standing_unknown"),
        (account(ratio_state="emergency"), {}, "ratio_emergency"),
        (account(uploaded=230 * GIB), {}, "ratio_after"),
        (WELL, {"costing_bytes": 20 * GIB}, "ratio_after"),
        (account(unsat_count=137), {"recent_grabs": 3}, "unsat_full"),
        (account(unsat_count=None), {"free": True}, "standing_unknown"),
        (WELL, {"grabs": (AT - timedelta(seconds=119),)}, "pace"),
        (WELL, {"active": 2}, "pace"),
        (replace(WELL, disk_free=19 * GIB), {}, "disk_low"),
        (replace(WELL, disk_free=39 * GIB, disk_total=600 * GIB), {}, "disk_low"),
        (replace(WELL, paths_fault="No link."), {}, "paths_broken"),
    ],
)
def test_each_gate_shuts_for_its_reason(around: Surroundings, values: dict[str, object], reason: str) -> None:
    assert shut(around, **values) == reason


@pytest.mark.parametrize(
    ("around", "values"),
    [
        (account(ratio_state="emergency"), {"free": True, "mode": "restricted"}),
        (account(uploaded=0), {"free": True}),
        (account(unsat_count=132), {"recent_grabs": 3}),
        (WELL, {"grabs": (AT - timedelta(seconds=120),)}),
        (replace(WELL, disk_free=20 * GIB, disk_total=100 * GIB), {}),
        (replace(WELL, disk_free=None), {}),
    ],
)
def test_just_inside_the_limits_a_row_goes(around: Surroundings, values: dict[str, object]) -> None:
    assert shut(around, **values) is None


def test_the_first_shut_gate_is_the_one_that_is_told() -> None:
    worst = replace(
        account(read_at=None, unsat_count=None),
        session="refused",
        client_fault="no answer",
        disk_free=0,
        paths_fault="No link.",
    )
    order = []
    for healed in (
        {"session": "active"},
        {"client_fault": None},
        {"account": replace(WELL.account, uploaded=1)},
        {"account": replace(WELL.account, unsat_count=149)},
        {"account": WELL.account},
        {"disk_free": 100 * GIB},
        {"paths_fault": None},
    ):
        order.append(shut(worst))
        worst = replace(worst, **healed)

    assert order == [
        "session_refused",
        "client_down",
        "standing_unknown",
        "ratio_after",
        "unsat_full",
        "disk_low",
        "paths_broken",
    ]
    assert shut(worst) is None


def test_a_row_is_looked_at_when_its_gate_opens() -> None:
    opens = AT + timedelta(minutes=17)

    assert recheck_at(Shut("pace", "", opens), at=AT) == opens


def test_no_row_rests_longer_than_six_hours() -> None:
    assert recheck_at(Shut("unsat_full", "", AT + timedelta(days=3)), at=AT) == AT + timedelta(hours=6)
    assert recheck_at(Shut("client_down", ""), at=AT) == AT + timedelta(minutes=2)
