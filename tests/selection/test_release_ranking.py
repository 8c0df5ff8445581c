"""Cost classes and the order of accepted releases (rules S18 to S20)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offers import AT, FARROW, GIB, POWER_USER, VALE, VIP, offer, wish

from mamcrawler.integrations.mam.row_media import MediaInfo
from mamcrawler.selection.cost import cost_class, effectively_free
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.wishes import Account, Policy

TABLE = {
    "A": offer(1, seeders=40),
    "B": offer(
        2, file_types=("mp3",), tags="Unabridged, 64 kbps, 11:01:00", vip=True, vip_permanent=True, seeders=5
    ),
    "C": offer(
        3, narrators=(), tags="Unabridged, 11:02:00", size=551_000_000, free=True, seeders=90, media=None
    ),
    "D": offer(4, narrators=("Ann Vale",), tags="64 kbps, 10:20:00"),
    "E": offer(5, file_types=("mp3",), tags="320 kbps", flags=32),
    "F": offer(6, tags="Unabridged, 125 kbps, 11:03:00", seeders=3),
}


@pytest.mark.parametrize(("policy", "order"), [("free_first", "BAFC"), ("quality_first", "AFBC")])
def test_the_worked_example(policy: Any, order: str) -> None:
    judgements = judge_releases(
        wish(narrators=("Tobin Farrow",)),
        TABLE.values(),
        editions=(FARROW, VALE),
        account=VIP,
        policy=Policy(policy=policy),
    )
    names = {row.id: name for name, row in TABLE.items()}

    accepted = [judgement for judgement in judgements if judgement.verdict == "accept"]
    assert "".join(names[judgement.release_id] for judgement in accepted) == order
    assert [judgement.rank for judgement in accepted] == [1, 2, 3, 4]
    refused = {names[j.release_id]: j.code for j in judgements if j.verdict == "reject"}
    assert refused == {"D": "narrator_mismatch", "E": "abridged"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"tags": "Unabridged, 128 kbps"}, {"tags": "128 kbps"}),
        ({"personal_freeleech": True}, {}),
        ({"tags": "Unabridged, 128 kbps, 11 h"}, {"tags": "Unabridged, 320 kbps, 11 h"}),
        ({"tags": "Unabridged, 320 kbps, 11 h"}, {"tags": "Unabridged, 96 kbps, 11 h"}),
        ({}, {"file_types": ("mp3",)}),
        ({"file_types": ("mp3",)}, {"file_types": ("m4b", "mp3")}),
        ({}, {"title": "The Lantern Archive (Parts 1-2)"}),
        ({}, {"tags": "Unabridged, 128 kbps, 11:02:00, watermark"}),
        ({"media": MediaInfo(chapters=20)}, {}),
        ({"seeders": 10}, {"seeders": 9}),
        ({"seeders": 3}, {"seeders": 2}),
        ({"seeders": 11, "snatched": 101}, {"seeders": 99, "snatched": 100}),
    ],
)
def test_what_ranks_before_what(better: dict[str, Any], worse: dict[str, Any]) -> None:
    rows = [offer(1, **worse), offer(2, **better)]

    taken = choose(judge_releases(wish(), rows, editions=(FARROW, VALE), account=VIP))

    assert taken is not None
    assert taken.release_id == 2


def test_alike_in_everything_the_older_is_taken() -> None:
    rows = [offer(9), offer(8), offer(10)]

    judgements = judge_releases(wish(), rows, account=VIP)

    assert [judgement.release_id for judgement in judgements] == [8, 9, 10]


@pytest.mark.parametrize(
    ("changes", "account", "cost"),
    [
        ({"free": True, "personal_freeleech": True}, POWER_USER, "site_free"),
        ({"personal_freeleech": True}, POWER_USER, "personal_free"),
        ({"vip": True, "vip_permanent": True}, VIP, "vip_free"),
        ({"fl_vip": True, "free": False, "vip_permanent": True}, VIP, "vip_free"),
        ({"vip": True, "vip_expires": AT + timedelta(hours=24)}, VIP, "vip_free"),
        ({"vip": True, "vip_expires": AT + timedelta(hours=23)}, VIP, "ratio"),
        ({"vip": True, "vip_permanent": True}, replace(VIP, vip_hours_left=72), "vip_free"),
        ({"vip": True, "vip_permanent": True}, replace(VIP, vip_hours_left=71), "ratio"),
        ({"vip": True, "vip_permanent": True}, replace(VIP, vip_hours_left=None), "ratio"),
        ({"vip": True, "vip_permanent": True}, POWER_USER, "ratio"),
        ({}, VIP, "ratio"),
        ({"size": GIB}, replace(VIP, wedges=1), "wedge"),
        ({"size": GIB - 1}, replace(VIP, wedges=1), "ratio"),
        ({"size": GIB, "snatched_by_me": True}, replace(VIP, wedges=1), "ratio"),
    ],
)
def test_cost_classes(changes: dict[str, Any], account: Account, cost: str) -> None:
    assert cost_class(offer(**changes), account) == cost


def test_a_search_shows_vip_as_free_without_asking_how_long_it_lasts() -> None:
    row = offer(vip=True, vip_expires=AT + timedelta(hours=1))

    assert effectively_free(row, Account("Elite VIP")) is True
    assert effectively_free(row, Account("User")) is False


ROWS = st.builds(
    offer,
    narrators=st.sampled_from([("Tobin Farrow",), ("Ann Vale",), ()]),
    tags=st.sampled_from(["Unabridged, 64 kbps", "11:02:00", "320 kbps, 662 min", "with chapters", ""]),
    file_types=st.sampled_from([("m4b",), ("mp3",), ("m4b", "mp3"), ()]),
    free=st.booleans(),
    vip=st.booleans(),
    seeders=st.sampled_from([1, 3, 9, 10, 99, None]),
    snatched=st.integers(0, 3),
)


@given(rows=st.lists(ROWS, min_size=1, max_size=8), order=st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_rows(rows: list[Any], order: Any) -> None:
    numbered = [replace(row, id=number) for number, row in enumerate(rows, 1)]
    shuffled = list(numbered)
    order.shuffle(shuffled)

    first = judge_releases(wish(), numbered, editions=(FARROW, VALE), account=VIP)

    assert judge_releases(wish(), shuffled, editions=(FARROW, VALE), account=VIP) == first
