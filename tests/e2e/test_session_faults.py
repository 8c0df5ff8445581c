"""The tracker session in trouble, from the first search to the import (rules T5 and T7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small_world import world_with
from town import MakeTown, Told, Town

from mamcrawler.foundation.mam_session import StoredSession
from mamcrawler.integrations.mam.session import Session

pytest_plugins = ["town_fixtures"]

ONE = world_with(910051, books=("saltglass-5",))
CHECK, TORRENT = "/json/checkCookie.php", "/tor/download.php"


def stored(town: Town) -> Session:
    typed = town.runtime.settings.mam.cookie
    store = StoredSession(
        town.runtime.db, town.runtime.secrets, town.clock, typed.get_secret_value() if typed else None
    )
    return store.load()


def test_cookie_that_rotates_with_every_answer_is_kept_through_run_and_restart(make_town: MakeTown) -> None:
    town = make_town(ONE, "cookie-rotated")
    town.open_day()
    town.until_imported("saltglass-5")
    assert town.sandbox.mam.session.issued == 4
    assert stored(town).value == town.sandbox.mam.session.value
    town.reconnect()
    assert town.run("tracker.standing").kind == "done"
    assert set(town.calls()) == {200}
    assert (stored(town).state, town.problems()) == ("active", [])


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        ("cookie-expired-403", [403]),
        ("cookie-expired-login-page", [200]),
        ("cookie-expired-empty", [200, 200]),
        ("cookie-expired-redirect", [302]),
    ],
)
def test_expired_cookie_stops_every_call_until_a_new_one_is_entered(
    make_town: MakeTown, fault: str, statuses: list[int]
) -> None:
    town = make_town(ONE)
    town.open_day()
    assert town.run("downloads.search").kind == "done"
    town.faults.switch_on(fault)
    town.until(lambda: town.only_download() == Told(910051, "waiting", "session_refused"))
    assert (town.calls(TORRENT), town.calls(CHECK)) == (statuses, [403])
    assert stored(town).state == "refused"

    calls, morning = town.calls(), town.clock.now()
    town.until(lambda: town.clock.now() - morning > timedelta(hours=3), step=timedelta(minutes=15))
    assert town.run("tracker.standing").detail == "session_refused"
    assert town.run("downloads.search").kind in ("nothing_to_do", "skipped")
    assert town.calls() == calls
    assert town.only_download() == Told(910051, "waiting", "session_refused")
    assert town.problems() == [("session_refused", True)]

    town.faults.clear(fault)
    town.reconnect(MAMCRAWLER_MAM__COOKIE=town.sandbox.mam.session.renew())
    town.until_imported("saltglass-5")
    assert town.problems() == [("session_refused", False)]
    assert town.moves().count("downloading") == 1
    assert town.moves()[-1] == "imported"


def test_cookie_that_was_never_good_is_asked_about_once(make_town: MakeTown) -> None:
    town = make_town(ONE, MAMCRAWLER_MAM__COOKIE="NoSuchSessionNoSuchSession")
    town.open_day()
    for _ in range(10):
        town.go_round()
    assert [seen.path for seen in town.sandbox.mam.seen] == ["/jsonLoad.php", CHECK]
    assert town.runs.last["downloads.search"].detail == "session_refused"
    assert (town.wanted(), town.downloads()) == ({"saltglass-5": "wanted"}, [])
    assert town.problems() == [("session_refused", True)]
