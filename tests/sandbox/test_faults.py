"""The switchboard of faults, in this process and through its door."""

from __future__ import annotations

import httpx2
import pytest

from mamcrawler.sandbox.control import control_server
from mamcrawler.sandbox.faults import KINDS, Faults, UnknownFaultError


def test_every_promised_fault_is_described() -> None:
    assert list(KINDS) == [
        "cookie-rotated",
        "cookie-expired-403",
        "cookie-expired-login-page",
        "cookie-expired-empty",
        "cookie-expired-redirect",
        "search-html",
        "malformed-author-info",
        "rate-limited",
        "torrent-is-login-page",
        "client-down",
        "client-restarted",
        "client-banned",
        "client-already-has",
        "stalled",
        "corrupt-audio",
        "short-audio",
        "disk-full",
        "library-down-at-scan",
        "hardcover-throttled",
    ]
    assert all(kind.description and kind.description[0].islower() for kind in KINDS.values())


def test_fault_acts_as_often_as_its_kind_says() -> None:
    faults = Faults("rate-limited")
    assert [faults.strike("rate-limited") for _ in range(3)] == [True, True, False]
    assert (faults.struck("rate-limited"), faults.on()) == (2, {})


def test_fault_without_number_acts_until_cleared() -> None:
    faults = Faults("cookie-rotated")
    assert [faults.strike("cookie-rotated") for _ in range(5)] == [True] * 5
    assert faults.is_on("cookie-rotated")
    faults.clear("cookie-rotated")
    assert not faults.strike("cookie-rotated")


def test_number_may_be_given() -> None:
    faults = Faults()
    faults.switch_on("cookie-rotated", times=1)
    assert faults.on() == {"cookie-rotated": 1}
    assert [faults.strike("cookie-rotated") for _ in range(2)] == [True, False]


def test_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownFaultError, match="there is no fault called 'gremlins'; known are cookie-rotated,"
    ):
        Faults("gremlins")


def test_watcher_hears_of_what_is_on_and_of_changes() -> None:
    heard: list[tuple[str, bool]] = []
    faults = Faults("stalled")
    faults.watch(lambda name, on: heard.append((name, on)))
    faults.switch_on("client-down")
    faults.clear("stalled")
    faults.clear("stalled")
    assert heard == [("stalled", True), ("client-down", True), ("stalled", False)]


def test_other_processes_switch_faults_over_http() -> None:
    faults = Faults()
    server = control_server(faults)
    server.start()
    try:
        with httpx2.Client(base_url=server.url()) as http:
            assert http.post("/faults/search-html?times=4").json() == {"on": {"search-html": 4}}
            assert len(http.get("/faults").json()["kinds"]) == len(KINDS)
            assert faults.on() == {"search-html": 4}
            assert http.delete("/faults/search-html").json() == {"on": {}}
            unknown = http.post("/faults/gremlins")
            assert (unknown.status_code, unknown.json()["error"][:31]) == (
                404,
                "there is no fault called 'greml",
            )
            assert http.post("/faults/search-html?times=few").status_code == 422
    finally:
        server.stop()
    assert faults.on() == {}
