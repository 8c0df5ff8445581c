"""Reading joined names of Audiobookshelf's lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.library.reading import series_of


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("", ()),
        ("Lantern Cycle #1", (("Lantern Cycle", "1"),)),
        ("Lantern Cycle", (("Lantern Cycle", None),)),
        ("Lantern Cycle #2-3", (("Lantern Cycle", "2-3"),)),
        ("Lantern Cycle #2, Salt Road #0.5", (("Lantern Cycle", "2"), ("Salt Road", "0.5"))),
        ("Salt, Ash and Ember #4", (("Salt, Ash and Ember", "4"),)),
        ("Lantern Cycle #2, Salt Road", (("Lantern Cycle", "2"), ("Salt Road", None))),
        ("Agent #9 Files #3", (("Agent #9 Files", "3"),)),
    ],
)
def test_series_text(text: str, series: tuple[tuple[str, str | None], ...]) -> None:
    assert series_of(text) == series


@given(st.text())
def test_no_series_text_breaks_the_reader(text: str) -> None:
    assert all(name.strip() for name, _ in series_of(text))
