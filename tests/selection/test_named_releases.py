"""What the name of a release says about a book."""

import pytest

from mamcrawler.selection.named_releases import name_against_book


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Mira Oakhollow - Ember Road [M4B]", "strong"),
        ("Ember Road by Mira Oakhollow [MP3]", "strong"),
        ("Ember Road M. Oakhollow", "reject"),
        ("Ember Road Mira Oakhollow", "accept"),
        ("Oakhollow Collection/Ember Road - Mira Oakhollow (epub)", "strong"),
        ("Ember Road [M4B]", "reject"),
        ("Brian Marsh - Ember Road", "reject"),
        ("Mira Oakhollow - Ember Road 2", "reject"),
        ("Mira Oakhollow - Salt Tide", "reject"),
        ("The Elder Embers IV Road+Expansions", "reject"),
    ],
)
def test_a_name_is_held_against_a_book(name: str, verdict: str) -> None:
    assert name_against_book(name, "Ember Road", ["Mira Oakhollow"]) == verdict


def test_without_a_needed_author_the_title_is_enough() -> None:
    assert name_against_book("Ember Road [M4B]", "Ember Road", ["Ann Vale"], author_needed=False) == "accept"
    assert name_against_book("Ember Road", "Salt Tide", ["Ann Vale"], author_needed=False) == "reject"
