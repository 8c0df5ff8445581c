"""Bundles that serve several wishes (rule D28)."""

from decimal import Decimal

import pytest
from offers import GIB, VIP, judged, offer, place, wish

from mamcrawler.integrations.mam.rows import RowSeries
from mamcrawler.selection.bundles import row_is_bundle
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.wishes import Shelf

BUNDLE = offer(
    50, title="Lantern Cycle: Books 1-4", series=(RowSeries("Lantern Cycle", "1-4"),), size=3 * GIB
)


def shelf(*positions: str, owned: tuple[int, ...] = ()) -> Shelf:
    wishes = tuple(
        wish(title=f"Book {number}", series=(place("Lantern Cycle", number),), key=f"w{number}")
        for number in positions
    )
    return Shelf(wishes, {"The Lantern Cycle": frozenset(map(Decimal, owned))})


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (shelf("2", "3"), None),
        (shelf("2", "3", owned=(4,)), None),
        (
            shelf("2"),
            "It is a set of books (4 books), and only 2 of its books are wanted, at least 3 must be.",
        ),
        (
            shelf("2", owned=(3, 4)),
            "It is a set of books (4 books), and only 2 of its books are wanted, at least 3 must be.",
        ),
    ],
)
def test_a_bundle_is_taken_when_enough_of_it_is_wanted(known: Shelf, sentence: str | None) -> None:
    found = judged(wish(), BUNDLE, shelf=known)

    assert (found.verdict == "accept") is (sentence is None)
    assert [reason.sentence for reason in found.reasons] == ([sentence] if sentence else [])


def test_a_bundle_may_not_bring_mostly_what_is_owned() -> None:
    row = offer(title="Lantern Cycle: Books 1-8", series=(RowSeries("Lantern Cycle", "1-8"),), size=3 * GIB)

    found = judged(wish(), row, shelf=shelf("2", "3", owned=(4, 5, 6, 7, 8)))

    assert found.code == "bundle"


def test_a_bundle_says_what_it_covers() -> None:
    found = judged(wish(key="w1"), BUNDLE, shelf=shelf("3", "4", owned=(2,)))

    assert (found.verdict, found.covers) == ("accept", ("1", "3", "4"))


def test_a_single_release_stands_before_a_bundle() -> None:
    rows = [BUNDLE, offer(7, tags="64 kbps", narrators=())]

    taken = choose(judge_releases(wish(), rows, account=VIP, shelf=shelf("2", "3")))

    assert taken is not None
    assert taken.release_id == 7


@pytest.mark.parametrize(
    ("title", "position", "bundle"),
    [
        ("Lantern Cycle Boxset", "", True),
        ("Lantern Cycle: The Complete Series", "", True),
        ("Ember (Lantern Trilogy #2)", "2", False),
        ("Lantern Cycle: Books 1-3", "", True),
        ("Salt Road: Books 2-4", "", True),
        ("Lantern Cycle", "1-3, 13.5", True),
        ("Lantern Cycle", "4.5", False),
        ("The Collector", "", False),
    ],
)
def test_what_is_a_bundle(title: str, position: str, bundle: bool) -> None:
    assert row_is_bundle(offer(title=title, series=(RowSeries("Lantern Trilogy", position),))) is bundle
