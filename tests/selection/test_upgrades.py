"""When a release is better than what we own (rule D26)."""

from typing import Any

import pytest
from offers import judged, offer, wish

from mamcrawler.selection.upgrades import Owned, upgrade_reasons

FIXED = wish(narrators=("Tobin Farrow",))


@pytest.mark.parametrize(
    ("owned", "reasons"),
    [
        ({}, ()),
        ({"broken": True}, ("whole",)),
        ({"form": "abridged"}, ("unabridged",)),
        ({"narrators": ("Ann Vale",)}, ("narrator",)),
        ({"narrators": ("T. Farrow",)}, ()),
        ({"production": "dramatised"}, ("production",)),
        ({"kbps": 64}, ("band",)),
        ({"kbps": 125}, ()),
        ({"kbps": 320}, ()),
        ({"kbps": None}, ()),
    ],
)
def test_in_what_a_release_is_better(owned: dict[str, Any], reasons: tuple[str, ...]) -> None:
    found = judged(FIXED, offer())

    assert upgrade_reasons(FIXED, Owned(**owned), found) == reasons


def test_a_release_that_may_not_be_taken_is_no_upgrade() -> None:
    assert upgrade_reasons(FIXED, Owned(broken=True), judged(FIXED, offer(seeders=0))) == ()


def test_a_release_of_unknown_bit_rate_is_no_better_band() -> None:
    found = judged(FIXED, offer(tags="Unabridged", size=None))

    assert upgrade_reasons(FIXED, Owned(kbps=32), found) == ()
