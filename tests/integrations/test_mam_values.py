"""The tracker's small values: what may leave, how a cookie is entered, what a ratio means."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamcrawler.integrations.mam.policy import AllowList
from mamcrawler.integrations.mam.session import clean_cookie, read_rotation
from mamcrawler.integrations.mam.user_data import read_ratio


@given(up=st.integers(0, 2**50), down=st.integers(1, 2**50), raw=st.sampled_from(["n/a", "", None, [], -1]))
def test_an_unreadable_ratio_is_the_quotient_of_the_bytes(up: int, down: int, raw: Any) -> None:
    assert read_ratio(raw, up, down) == (up / down, False)


WWW = "https://www.myanonamouse.net"


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", f"{WWW}/jsonLoad.php?snatch_summary="),
        ("GET", f"{WWW}/json/checkCookie.php"),
        ("POST", f"{WWW}/tor/js/loadSearchJSONbasic.php"),
        ("GET", f"{WWW}/tor/download.php?tid=900001"),
    ],
)
def test_what_the_product_needs_may_leave(method: str, url: str) -> None:
    assert AllowList()(method, url)


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", f"{WWW}/jsonLoad.php"),
        ("GET", f"{WWW}/jsonLoad.php?id=5"),
        ("GET", f"{WWW}/jsonload.php"),
        ("GET", f"{WWW}/json/bonusBuy.php/?spendtype=VIP"),
        ("GET", f"{WWW}/tor/download.php?tid=1&fl"),
        ("GET", f"{WWW}/tor/download.php/9f8e7d6c"),
        ("GET", f"{WWW}/json/../jsonLoad.php"),
        ("GET", f"{WWW}/takelogin.php"),
        ("GET", f"{WWW}/u/1"),
        ("GET", WWW),
        ("GET", "http://www.myanonamouse.net/jsonLoad.php"),
        ("GET", "https://www.myanonamouse.net:8443/jsonLoad.php"),
        ("GET", "https://www.myanonamouse.net.example.org/jsonLoad.php"),
        ("GET", "https://user@www.myanonamouse.net/jsonLoad.php"),
        ("GET", "https://t.myanonamouse.net/jsonLoad.php"),
        ("GET", "https://example.org/jsonLoad.php"),
    ],
)
def test_everything_else_stays_here(method: str, url: str) -> None:
    assert not AllowList()(method, url)


VALUE = "AbCdEfGhIjKlMnOpQrStUv%2BWx%3D"


@pytest.mark.parametrize(
    "typed",
    [VALUE, f"mam_id={VALUE}", f"  mam_id={VALUE};  ", f'"{VALUE}"', f"mam_id='{VALUE}';", f"\t{VALUE}\t"],
)
def test_a_pasted_cookie_is_cleaned(typed: str) -> None:
    assert clean_cookie(typed) == VALUE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "short",
        "x" * 1_001,
        f"{VALUE}; path=/",
        f"mam_id={VALUE}\r\nX-Evil: 1",
        f"{VALUE}\n",
        f"{VALUE[:10]} {VALUE[10:]}",
        f"mbsc=1; mam_id={VALUE}",
        f"uid=5; mam_id={VALUE}",
        VALUE + "é",
    ],
)
def test_a_cookie_that_cannot_be_one_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        clean_cookie(typed)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=";\"'"), min_size=20))
def test_a_clean_value_stays_as_it_is(value: str) -> None:
    if len(value) <= 1_000 and not any(name in value for name in ("mbsc=", "uid=", "lid=", "mam_id=")):
        assert clean_cookie(value) == value
        assert clean_cookie(f'mam_id="{value}";') == value


@given(st.lists(st.text(max_size=60), max_size=5))
def test_no_header_breaks_the_reader_of_rotations(lines: list[str]) -> None:
    found = read_rotation(lines)

    assert found is None or found.value is None or found.value
