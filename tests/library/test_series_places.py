"""Rule S8 (step 4): the number of a known series in the titles people give their books."""

import pytest

from mamcrawler.library.positions import format_position
from mamcrawler.library.series_names import position_in, volume, volume_range
from mamcrawler.library.sort_titles import sort_title, without_article


@pytest.mark.parametrize(
    ("title", "position"),
    [
        ("(Salt Road #4)", "4"),
        ("Ash (Salt Road, #4)", "4"),
        ("Ash (The Salt Road Saga #4)", "4"),
        ("Ash (Emberverse: Salt Road #4)", "4"),
        ("Ash (Lantern #1; Salt Road #4)", "4"),
        ("Salt Road 4", "4"),
        ("Salt Road 04 - Ash", "4"),
        ("Salt Road 4: Ash", "4"),
        ("Salt Road - 04 - Ash", "4"),
        ("Salt Road, Book 4", "4"),
        ("Salt Road Book 4 (Unabridged)", "4"),
        ("Salt Road (Book 4)", "4"),
        ("Salt Road (4)", "4"),
        ("[Salt Road 04] Ash", "4"),
        ("Salt Road Vol. IV", "4"),
        ("Salt Road IV", "4"),
        ("Salt Road Book Four", "4"),
        ("04 - Salt Road", "4"),
        ("#4 Salt Road", "4"),
        ("Book 4 of the Salt Road", "4"),
        ("Ash: Salt Road, Book 4", "4"),
        ("Mira Vale - Salt Road 04", "4"),
        ("Mira Vale - Ash (Salt Road #4)", "4"),
        ("Ash (Salt Road #4) by Mira Vale", "4"),
        ("Salt Road 4.5", "4.5"),
        ("Salt Road Prequel (Salt Road #0)", "0"),
        ("The Salt Road Omnibus (Salt Road #1-3)", "1-3"),
        ("Salt Road: The Complete Series (Books 1-5)", "1-5"),
        ("Salt Road Collection: Books 1-3", "1-3"),
        ("Salt Road, Books 1 and 2", "1-2"),
        ("Salt Road 2 & 3", "2-3"),
        ("Salt Road, Book 5, Part 1", "5 part 1"),
        ("(3) Ash (Unabridged) by Mira Vale - Salt Road Series", "3"),
        ("[12] Ash by Mira Vale - The Salt Road", "12"),
    ],
)
def test_the_number_stands_beside_the_series(title: str, position: str) -> None:
    assert format_position(position_in(title, "The Salt Road Series", ["Mira Vale"])) == position


@pytest.mark.parametrize(
    ("title", "series", "position"),
    [
        ("Lantern 2", "The Lantern Cycle", "2"),
        ("Lantern Cycle 2", "The Lantern Cycle", "2"),
        ("Lantern Saga 2", "The Lantern Cycle", ""),
        ("The Lantern Trilogy 2", "Lantern", "2"),
        ("Vane Inc Book 2", "Vane Inc.", "2"),
        ("Vanes Revival 2", "Vane's Revival", "2"),
        ("Ember & Ash, Book 2", "Ember and Ash", "2"),
        ("Ember and Ash 2", "Ember & Ash", "2"),
        ("01 - A Song of Salt", "A Song of Salt", "1"),
    ],
)
def test_the_name_of_the_series_may_be_written_otherwise(title: str, series: str, position: str) -> None:
    assert format_position(position_in(title, series)) == position


@pytest.mark.parametrize(
    "title",
    [
        "Salt Road",
        "Ash",
        "Ash (Lantern #4)",
        "Salt Roads 4",
        "Salt Road Tales 4",
        "Salt Road 1984",
        "Salt Road: The Complete Trilogy",
        "Ash (Salt Road)",
        "The Salt Road (Lantern #2)",
        "The Road 4",
    ],
)
def test_other_titles_give_no_number_in_the_series(title: str) -> None:
    assert position_in(title, "Salt Road", ["Mira Vale"]).numbers == ()


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Ash Vol. 3", "3"),
        ("Ash: Book 5", "5"),
        ("Ash, Volume III", "3"),
        ("Ash #2.5", "2.5"),
        ("Ash (Lantern, #2)", "2"),
        ("Ash Book Two", "2"),
        ("Ash 3", "3"),
        ("Ash 3: Embers", "3"),
        ("Ash II", "2"),
        ("Ash", ""),
        ("Ash X", ""),
        ("1984", ""),
        ("Ash 451", ""),
        ("Ash-22", ""),
    ],
)
def test_a_title_marks_its_own_number(title: str, number: str) -> None:
    assert format_position(volume(title)) == number


@pytest.mark.parametrize(
    ("title", "first_and_last"),
    [
        ("Ash: Books 1-3", (1, 3)),
        ("Ash Vols. 2–4", (2, 4)),
        ("Ash Volumes 1 to 3", (1, 3)),
        ("Ash (Books One through Three)", (1, 3)),
        ("Ash #1-3", (1, 3)),
        ("Ash, Books 1, 2, 3", (1, 3)),
        ("Ash 1-3", (1, 3)),
        ("Ash Books 1-100", (1, 100)),
        ("Ash Books 1-101", None),
        ("Ash 5-3", None),
        ("Ash 1-40", None),
        ("1-3 Ash", None),
        ("Ash Book 3", None),
        ("Ash", None),
        ("1914-1918", None),
    ],
)
def test_a_collection_tells_its_range(title: str, first_and_last: tuple[int, int] | None) -> None:
    assert volume_range(title) == first_and_last


@pytest.mark.parametrize(
    ("title", "sorted_as", "bare"),
    [
        ("The Tide", "Tide, The", "Tide"),
        ("A Harbour of Glass", "Harbour of Glass, A", "Harbour of Glass"),
        ("An Ember", "Ember, An", "Ember"),
        ("The Tide (Mira Vale)", "Tide, The (Mira Vale)", "Tide (Mira Vale)"),
        ("The Tide (UK) (2010)", "Tide, The (UK) (2010)", "Tide (UK) (2010)"),
        ("The (Glass) Tide", "(Glass) Tide, The", "(Glass) Tide"),
        ("Theo", "Theo", "Theo"),
        ("A-ha", "A-ha", "A-ha"),
        ("The", "The", "The"),
        ("A", "A", "A"),
    ],
)
def test_a_leading_article_does_not_count_for_sorting(title: str, sorted_as: str, bare: str) -> None:
    assert sort_title(title) == sorted_as
    assert without_article(title) == bare
