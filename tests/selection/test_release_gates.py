"""Medium, access and size (rule S13)."""

from typing import Any

import pytest
from offers import GIB, MIB, POWER_USER, VIP, offer, verdict, wish

from mamcrawler.integrations.mam.rows import RowSeries
from mamcrawler.selection.wishes import Account, Exclusions, Policy


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("accept", None)),
        ({"main_category": 14}, ("reject", "not_audiobook")),
        ({"media_type": 8}, ("reject", "not_audiobook")),
        ({"media_type": None}, ("accept", None)),
        ({"main_category": None, "media_type": None}, ("review", "medium_unknown")),
        ({"language": "German", "language_id": 37}, ("reject", "wrong_language")),
        ({"language": None, "language_id": None}, ("review", "language_unknown")),
        ({"snatched_by_me": True}, ("review", "already_snatched")),
        ({"seeders": 0}, ("reject", "no_seeders")),
        ({"seeders": None}, ("review", "seeders_unknown")),
        ({"size": 15 * GIB}, ("accept", None)),
        ({"size": 15 * GIB + 1}, ("reject", "too_large")),
        ({"size": 55 * MIB, "tags": "Unabridged, 128 kbps, 11:02:00"}, ("reject", "too_small")),
        ({"size": 19 * MIB, "tags": "Unabridged, 128 kbps"}, ("reject", "too_small")),
        ({"size": 21 * MIB, "tags": "Unabridged, 128 kbps"}, ("accept", None)),
        ({"size": None}, ("accept", None)),
    ],
)
def test_a_row_is_a_seeded_audiobook_of_the_language(
    changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert verdict(wish(), offer(**changes)) == expected


@pytest.mark.parametrize(
    ("account", "changes", "expected"),
    [
        (POWER_USER, {"vip": True}, ("reject", "needs_vip_class")),
        (POWER_USER, {"vip": True, "free": True}, ("reject", "needs_vip_class")),
        (POWER_USER, {"fl_vip": True, "free": False}, ("reject", "needs_vip_class")),
        (POWER_USER, {"fl_vip": True, "free": True}, ("accept", None)),
        (Account("Grand Mouse"), {"vip": True}, ("reject", "needs_vip_class")),
        (Account("Elite VIP"), {"vip": True}, ("accept", None)),
        (VIP, {"vip": True}, ("accept", None)),
    ],
)
def test_vip_torrents_are_for_vip_classes(
    account: Account, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert verdict(wish(), offer(**changes), account=account) == expected


@pytest.mark.parametrize(
    ("exclusions", "code"),
    [
        (Exclusions(words=("archive",)), "excluded"),
        (Exclusions(words=("arch",)), None),
        (Exclusions(authors=("Oakhollow, Mira",)), "excluded"),
        (Exclusions(series=("The Lantern Cycle",)), "excluded"),
        (Exclusions(blocked_ids=frozenset({1})), "blocklisted"),
        (Exclusions(in_client_ids=frozenset({1})), "already_in_client"),
        (Exclusions(in_client_ids=frozenset({2})), None),
    ],
)
def test_what_a_person_excluded_is_not_taken(exclusions: Exclusions, code: str | None) -> None:
    assert verdict(wish(), offer(), exclusions=exclusions)[1] == code


def test_the_user_sets_the_largest_size() -> None:
    row = offer(size=3 * GIB, series=(RowSeries("Lantern Cycle", "1"),))

    assert verdict(wish(), row, policy=Policy(max_gib=2)) == ("reject", "too_large")


@pytest.mark.parametrize(("least", "code"), [(64, None), (128, None), (134, None), (135, "bitrate_low")])
def test_the_user_sets_the_least_bit_rate_less_a_little_for_encoders(least: int, code: str | None) -> None:
    assert verdict(wish(), offer(), policy=Policy(min_kbps=least))[1] == code


def test_an_estimated_bit_rate_counts_and_an_unknown_one_passes() -> None:
    assert verdict(wish(), offer(size=200 * MIB, tags="Unabridged, 11:02:00")) == ("reject", "bitrate_low")
    assert verdict(wish(), offer(size=200 * MIB, tags="Unabridged")) == ("accept", None)
