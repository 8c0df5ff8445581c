"""The judgement as it is stored, and what holds for whatever a tracker sends (rule S21)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offers import FARROW, VALE, VIP, judged, offer, wish

from mamcrawler.integrations.mam.rows import read_row
from mamcrawler.selection import rules
from mamcrawler.selection.judge import choose, judge_releases
from mamcrawler.selection.sentences import SENTENCES
from mamcrawler.selection.verdicts import Judgement


def test_a_judgement_survives_its_json_column() -> None:
    found = judged(wish(narrators=("Tobin Farrow",)), offer(narrators=("Ann Vale",), flags=32))

    stored = json.loads(json.dumps(found.to_json()))

    assert Judgement.from_json(stored) == found
    assert [reason.code for reason in found.reasons] == ["abridged", "narrator_mismatch"]


def test_the_first_rule_that_fails_names_the_refusal() -> None:
    found = judged(wish(), offer(seeders=0, authors=("Ann Vale",), snatched_by_me=True))

    assert (found.verdict, found.code, found.permanent) == ("reject", "no_seeders", True)


def test_a_passing_refusal_may_be_cured() -> None:
    assert judged(wish(), offer(seeders=0)).permanent is False


def test_doubts_alone_leave_it_to_a_person() -> None:
    found = judge_releases(wish(), [offer(authors=())], account=VIP)

    assert found[0].verdict == "review"
    assert choose(found) is None


def test_every_rule_is_listed_once_and_named_for_people() -> None:
    names = [(rule.__module__, rule.__name__) for rule in rules.RULES]

    assert len(set(names)) == len(names)
    assert all(rule.__doc__ for rule in rules.RULES)


def test_a_rule_that_breaks_refuses_its_release_and_the_rest_goes_on() -> None:
    rows = [offer(1, size="big"), offer(2, tags=None), offer(3)]

    found = {j.release_id: (j.verdict, j.code) for j in judge_releases(wish(), rows, account=VIP)}

    assert found == {
        1: ("reject", "rule_error"),
        2: ("reject", "rule_error"),
        3: ("accept", None),
    }


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = (
    "title name author_info narrator_info series_info main_cat category mediatype categories"
    " language lang_code size numfiles filetype tags browseflags free vip vip_expire fl_vip"
    " personal_freeleech my_snatched seeders times_completed isbn description mediainfo added"
).split()


@given(row=st.dictionaries(st.sampled_from(FIELDS), ANYTHING), number=st.integers(1, 2**31 - 1))
def test_any_row_gets_a_verdict_with_sentences(row: dict[str, Any], number: int) -> None:
    read = read_row({"title": "The Lantern Archive", **row, "id": number})
    rows = [read] if read else []

    for judgement in judge_releases(wish(), rows, editions=(FARROW, VALE), account=VIP):
        assert judgement.code != "rule_error"
        assert (judgement.verdict == "accept") is (judgement.reasons == ())
        assert {reason.code for reason in judgement.reasons} <= set(SENTENCES)
        json.dumps(judgement.to_json())


@given(
    words=st.lists(
        st.sampled_from("the of lantern archive part 2 box set ii - : ( ) # book".split()), max_size=9
    )
)
def test_a_foreign_author_is_never_taken(words: list[str]) -> None:
    row = offer(title=" ".join(words) or "x", authors=("Brian Marsh",))

    assert judged(wish(), row).verdict == "reject"


@pytest.mark.parametrize("text", ["", "?", "(", "Part", "Book 1", "1-3", ": : :", "[]"])
def test_odd_titles_are_judged(text: str) -> None:
    assert judged(wish(), offer(title=text or "x")).verdict in ("accept", "review", "reject")
