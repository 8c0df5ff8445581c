"""Rules W11 and W12: the order in which series are completed."""

import random

from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.positions import format_position, of_numbers, parse_position
from mamcrawler.wanted.plan import PlannedSeries, plan_of

# The worked example: series, owned, total, missing positions. Totals are inputs, not truth.
WORKED_EXAMPLE = [
    ("Discworld", 9, 30, "3,4,5,6,8,9,10,11,13,14,15,17,18,20,21,22,24,25,27,28,29"),
    ("The Good Guys", 4, 15, "1,2,4-11,13"),
    ("The Land", 0, 10, "1-10"),
    ("Expeditionary Force", 12, 21, "5,6,8,10,11,15,19,20,21"),
    ("Everybody Loves Large Chests", 2, 10, "1-6,8,10"),
    ("The Expanse", 2, 9, "2,4-9"),
    ("Aether's Revival", 0, 5, "1-5"),
    ("Dune", 2, 6, "1,3,5,6"),
    ("Stormlight Archive", 2, 5, "1,2,5"),
    ("Old Man's War", 4, 6, "5, 6"),
    ("Mistborn", 4, 5, "4"),
    ("Wheel of Time", 14, 14, ""),
]


def planned(name: str, owned: int, total: int, missing: str) -> PlannedSeries:
    numbers = parse_position(missing).numbers
    return PlannedSeries(
        name, owned, total, tuple(format_position(of_numbers([number])) for number in numbers)
    )


def test_the_worked_example_comes_out_as_written() -> None:
    series = [planned(*row) for row in WORKED_EXAMPLE]
    random.Random(7).shuffle(series)

    plan = plan_of(series)

    assert [one.name for one in plan.series] == [row[0] for row in WORKED_EXAMPLE]
    assert [len(one.missing) for one in plan.series] == [21, 11, 10, 9, 8, 7, 5, 4, 3, 2, 1, 0]
    assert (plan.owned, plan.total, plan.missing, plan.percent) == (55, 136, 81, 40)
    assert [phase.count for phase in plan.phases] == [42, 24, 12, 3]
    assert [phase.percent_after for phase in plan.phases] == [71, 88, 97, 100]
    assert [[one.name for one in phase.series] for phase in plan.phases] == [
        ["Discworld", "The Good Guys", "The Land"],
        ["Expeditionary Force", "Everybody Loves Large Chests", "The Expanse"],
        ["Aether's Revival", "Dune", "Stormlight Archive"],
        ["Old Man's War", "Mistborn"],
    ]


def test_ties_go_by_percent_and_then_by_name() -> None:
    series = [planned("ember", 1, 3, "2-3"), planned("Ash", 1, 3, "2-3"), planned("Salt", 8, 10, "9-10")]

    assert [one.name for one in plan_of(series).series] == ["Salt", "Ash", "ember"]


def test_ranks_are_told_by_series() -> None:
    series = [
        PlannedSeries("Ash", 1, 1, (), series_id=7),
        PlannedSeries("Salt", 0, 2, ("1", "2"), series_id=9),
    ]

    assert plan_of(series).ranks() == {9: 1, 7: 2}


def test_a_plan_of_nothing_is_complete() -> None:
    plan = plan_of([])

    assert (plan.series, plan.phases, plan.missing, plan.percent) == ((), (), 0, 100)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=20))
def test_phases_lead_to_the_whole(sizes: list[tuple[int, int]]) -> None:
    series = [
        PlannedSeries(f"Series {index}", owned, owned + lacking, tuple(map(str, range(lacking))))
        for index, (owned, lacking) in enumerate(sizes)
    ]

    plan = plan_of(series)

    assert sum(phase.count for phase in plan.phases) == plan.missing
    assert all(1 <= len(phase.series) <= 3 for phase in plan.phases)
    assert all(one.missing for phase in plan.phases for one in phase.series)
    percents = [plan.percent, *(phase.percent_after for phase in plan.phases)]
    assert percents == sorted(percents)
    assert percents[-1] == 100 or not plan.total
