"""Custody of the session: rotation is never lost, every voice of refusal ends in the same few steps."""

import threading
import time

import pytest
from doors import MakeDoor, RecordingClock
from mam_site import (
    CHECK,
    CHECK_BAD,
    CHECK_GOOD,
    DELETED,
    EMPTY,
    FORBIDDEN,
    GOOD,
    HTML,
    LOGIN_PAGE,
    NEWEST,
    NO_HITS,
    ROTATED,
    TYPED,
    Site,
    rotation,
)
from scripted import Reply, Script, Seen
from structlog.testing import capture_logs

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.models import SearchQuery
from mamcrawler.integrations.mam.session import SessionNotSaved, SessionRefused
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.integrations.remote import (
    Misunderstood,
    NotThere,
    RateLimited,
    RejectedUs,
    RemoteFailure,
    Unavailable,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

REFUSALS = [
    pytest.param([FORBIDDEN], id="403"),
    pytest.param([Reply(403, "<html><body>nginx</body></html>", HTML)], id="403 page"),
    pytest.param([Reply(200, LOGIN_PAGE, HTML)], id="login page"),
    pytest.param([Reply(200, "\ufeff\n " + LOGIN_PAGE, HTML)], id="login page after blanks"),
    pytest.param([Reply(302, "", [("Location", "/login.php?returnto=%2FjsonLoad.php")])], id="redirect"),
    pytest.param([EMPTY, EMPTY], id="empty twice"),
    pytest.param([Reply(200, " \r\n", HTML), EMPTY], id="blank twice"),
    pytest.param([Reply(200, "<html><body>Something else</body></html>", HTML)], id="other page"),
]


@pytest.fixture
def site(remote: Script, make_door: MakeDoor, database: Database, clock: RecordingClock) -> Site:
    return Site(remote, make_door, database, clock)


@pytest.mark.parametrize("voice", REFUSALS)
def test_a_refusal_that_the_check_denies_is_followed_by_the_call_again(
    site: Site, voice: list[Reply]
) -> None:
    site.then(*voice, CHECK_GOOD, GOOD)

    data = site.client.user_data()

    assert data.class_name == "VIP"
    assert site.remote.paths() == ["/jsonLoad.php"] * len(voice) + [CHECK, "/jsonLoad.php"]
    assert site.session.state == "active"
    assert site.store.states == ["suspect", "active"]


@pytest.mark.parametrize("voice", REFUSALS)
def test_a_refusal_that_the_check_confirms_ends_all_calls(site: Site, voice: list[Reply]) -> None:
    site.then(*voice, CHECK_BAD)

    with pytest.raises(SessionRefused):
        site.client.user_data()
    sent = len(site.remote.seen)
    for _ in range(3):
        with pytest.raises(SessionRefused):
            site.client.search(SearchQuery("anything"))

    assert site.session.state == "refused"
    assert sent == len(voice) + 1
    assert len(site.remote.seen) == sent


@pytest.mark.parametrize("voice", REFUSALS)
def test_the_typed_value_is_tried_once_when_the_rotated_one_is_refused(
    site: Site, voice: list[Reply]
) -> None:
    site.had_rotated()
    site.then(*voice, CHECK_BAD, CHECK_GOOD, GOOD)

    data = site.client.user_data()

    assert data.class_name == "VIP"
    assert site.cookies() == [ROTATED] * (len(voice) + 1) + [TYPED, TYPED]
    assert (site.session.state, site.session.current) == ("active", TYPED)


@pytest.mark.parametrize("voice", REFUSALS)
def test_both_values_refused_is_the_end(site: Site, voice: list[Reply]) -> None:
    site.had_rotated()
    site.then(*voice, CHECK_BAD, CHECK_BAD)

    with pytest.raises(SessionRefused) as caught:
        site.client.user_data()

    assert site.session.state == "refused"
    assert caught.value.permanent
    assert caught.value.reason == "session"
    assert site.remote.paths().count(CHECK) == 2


def test_the_sentence_tells_how_the_site_refused(site: Site) -> None:
    site.then(FORBIDDEN, CHECK_BAD)

    with pytest.raises(SessionRefused) as caught:
        site.client.user_data()

    assert caught.value.detail == (
        "the site refuses our session: it answered with status 403; create and enter a new one"
    )
    assert site.session.reason == caught.value.detail


def test_a_call_refused_again_with_a_good_session_blames_the_call(site: Site) -> None:
    site.then(FORBIDDEN, CHECK_GOOD, FORBIDDEN)

    with pytest.raises(RejectedUs) as caught:
        site.client.user_data()

    assert type(caught.value) is RejectedUs
    assert (caught.value.reason, caught.value.permanent) == ("permission", False)
    assert site.session.state == "active"


def test_a_search_that_says_not_logged_in_is_a_refusal(site: Site) -> None:
    site.then(Reply(200, {"error": "You are not logged in"}), CHECK_GOOD, NO_HITS)

    answer = site.client.search(SearchQuery("glass index"))

    assert answer.outcome == "empty"
    assert site.store.states == ["suspect", "active"]


def test_one_empty_answer_is_asked_again_after_half_a_minute(site: Site) -> None:
    site.then(EMPTY, GOOD)

    site.client.user_data()

    assert 30.0 in site.clock.waits
    assert site.remote.paths() == ["/jsonLoad.php"] * 2
    assert "suspect" not in site.store.states


@pytest.mark.parametrize(
    "answer",
    [
        Reply(200, {"Success": True}),
        Reply(200, '{"Success":true}', HTML),
        Reply(200, "Session Type - API session\n", HTML),
    ],
)
def test_every_good_form_of_the_check_is_accepted(site: Site, answer: Reply) -> None:
    site.then(answer)

    assert site.client.check_session() == "active"
    assert site.session.state == "active"


@pytest.mark.parametrize(
    "answer",
    [
        Reply(200, {"Success": False}),
        Reply(200, LOGIN_PAGE, HTML),
        Reply(200, "", HTML),
        Reply(200, "Session Type - browser session", HTML),
        Reply(302, "", [("Location", "/login.php")]),
        Reply(401, "no"),
        Reply(403, "no"),
        Reply(404, "no"),
        Reply(200, {"Success": True}, [("Set-Cookie", DELETED)]),
    ],
)
def test_every_other_form_of_the_check_is_a_refusal(site: Site, answer: Reply) -> None:
    site.then(answer)

    assert site.client.check_session() == "refused"
    assert site.session.state == "refused"


def test_a_check_that_gets_no_answer_decides_nothing(site: Site) -> None:
    site.then(FORBIDDEN)
    site.remote.otherwise = Reply(503, "maintenance")

    with pytest.raises(Unavailable):
        site.client.user_data()

    assert site.session.state == "suspect"


def test_a_suspect_session_is_checked_before_anything_else(site: Site) -> None:
    site.store.set_state("suspect", "it deleted our session cookie", of=site.session)
    site.then(CHECK_GOOD, GOOD)

    site.client.user_data()

    assert site.remote.paths() == [CHECK, "/jsonLoad.php"]


def test_testing_again_revives_a_refused_session(site: Site) -> None:
    site.then(FORBIDDEN, CHECK_BAD, CHECK_GOOD, GOOD)
    with pytest.raises(SessionRefused):
        site.client.user_data()

    state = site.client.check_session()
    data = site.client.user_data()

    assert state == "active"
    assert data.class_name == "VIP"


def test_a_newly_typed_value_ends_the_refusal_and_the_old_rotation(
    site: Site, remote: Script, make_door: MakeDoor, database: Database, clock: RecordingClock
) -> None:
    site.had_rotated()
    site.then(FORBIDDEN, CHECK_BAD, CHECK_BAD)
    with pytest.raises(SessionRefused):
        site.client.user_data()
    again = Site(remote, make_door, database, clock, typed=NEWEST)
    again.then(GOOD)

    again.client.user_data()

    assert again.cookies()[-1] == NEWEST
    assert (again.session.configured, again.session.current) == (NEWEST, None)


def test_without_a_value_nothing_is_sent(
    remote: Script, make_door: MakeDoor, database: Database, clock: RecordingClock
) -> None:
    site = Site(remote, make_door, database, clock, typed="")

    with pytest.raises(RejectedUs) as caught:
        site.client.user_data()

    assert caught.value.detail == "no session cookie has been entered"
    assert remote.seen == []


def test_a_rotated_value_is_stored_and_used_from_then_on(site: Site) -> None:
    site.then(Reply(200, GOOD.body, [rotation(ROTATED)]), Reply(200, GOOD.body, [rotation(NEWEST)]), GOOD)

    for _ in range(3):
        site.client.user_data()

    assert site.cookies() == [TYPED, ROTATED, NEWEST]
    assert site.session.current == NEWEST


@pytest.mark.parametrize(
    ("status", "failure"),
    [(429, RateLimited), (503, Unavailable), (404, Misunderstood), (400, Misunderstood)],
)
def test_an_error_rotates_the_session_too(site: Site, status: int, failure: type[RemoteFailure]) -> None:
    site.remote.otherwise = Reply(status, "no", [rotation(ROTATED)])

    with pytest.raises(failure):
        site.client.user_data()

    assert site.session.current == ROTATED


def test_the_repeat_of_a_failed_call_carries_the_rotated_value(site: Site) -> None:
    site.then(Reply(503, "busy", [rotation(ROTATED)]), Reply(503, "busy", [rotation(NEWEST)]), GOOD)

    site.client.user_data()

    assert site.cookies() == [TYPED, ROTATED, NEWEST]


def test_a_refusal_that_rotates_is_checked_with_the_new_value(site: Site) -> None:
    site.then(Reply(403, "no", [rotation(ROTATED)]), CHECK_GOOD, GOOD)

    site.client.user_data()

    assert site.cookies() == [TYPED, ROTATED, ROTATED]


def test_the_rotation_is_stored_before_the_body_is_read(site: Site) -> None:
    site.remote.otherwise = Reply(200, b'{"username": "m', [rotation(ROTATED)], cut=True)

    with pytest.raises(Unavailable):
        site.client.user_data()

    assert site.session.current == ROTATED


def test_the_last_of_several_rotations_in_one_answer_counts(site: Site) -> None:
    site.then(Reply(200, GOOD.body, [rotation(ROTATED), ("Set-Cookie", "other=1"), rotation(NEWEST)]))

    site.client.user_data()

    assert site.session.current == NEWEST


@pytest.mark.parametrize(
    "sentinel",
    [
        DELETED,
        "mam_id=deleted",
        "mam_id=; path=/",
        'mam_id=""; path=/',
        f"mam_id={NEWEST}; Max-Age=0",
        f"mam_id={NEWEST}; max-age=-1; path=/",
        f"mam_id={NEWEST}; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    ],
)
def test_a_deletion_is_never_stored(site: Site, sentinel: str) -> None:
    site.had_rotated()
    site.then(Reply(200, GOOD.body, [("Set-Cookie", sentinel)]))

    site.client.user_data()

    assert site.session.current == ROTATED
    assert site.session.state == "suspect"


def test_a_fallback_value_that_rotates_keeps_its_rotation(site: Site) -> None:
    site.had_rotated()
    site.then(FORBIDDEN, CHECK_BAD, Reply(200, {"Success": True}, [rotation(NEWEST)]), GOOD)

    site.client.user_data()

    assert site.cookies()[-1] == NEWEST
    assert site.session.current == NEWEST


def test_a_value_that_cannot_be_stored_stops_every_call_until_it_can(site: Site) -> None:
    site.then(Reply(200, GOOD.body, [rotation(ROTATED)]), GOOD)
    site.store.full = True

    with pytest.raises(SessionNotSaved):
        site.client.user_data()
    with pytest.raises(SessionNotSaved):
        site.client.user_data()
    sent = len(site.remote.seen)
    site.store.full = False
    site.client.user_data()

    assert sent == 1
    assert site.cookies() == [TYPED, ROTATED]


def test_the_session_appears_in_no_failure_and_no_log(site: Site) -> None:
    site.then(FORBIDDEN, CHECK_BAD)

    with capture_logs() as lines, pytest.raises(SessionRefused) as caught:
        site.client.user_data()

    assert TYPED not in f"{lines} {caught.value} {site.session!r}"


def test_a_torrent_that_is_gone_says_nothing_about_the_session(site: Site) -> None:
    site.had_rotated()
    site.then(Reply(404, "no such torrent"))

    with pytest.raises(NotThere):
        site.client.torrent_file(7)

    assert site.store.states == []


def test_calls_never_overlap_and_the_most_urgent_goes_first(site: Site) -> None:
    running: list[int] = []
    overlaps: list[int] = []
    lock = threading.Lock()
    gate = threading.Event()

    def answer(seen: Seen) -> Reply:
        with lock:
            running.append(1)
            overlaps.append(len(running))
        if len(overlaps) == 1:
            gate.wait(10)
        with lock:
            running.pop()
        return NO_HITS if seen.method == "POST" else GOOD

    site.remote.otherwise = answer
    order: list[str] = []

    def ask(name: str, urgency: Urgency) -> threading.Thread:
        def run() -> None:
            site.client.search(SearchQuery(name), urgency=urgency)
            order.append(name)

        thread = threading.Thread(target=run)
        thread.start()
        time.sleep(0.1)
        return thread

    threads = [
        ask("first", Urgency.SEARCH),
        ask("list", Urgency.LISTS),
        ask("search", Urgency.SEARCH),
        ask("person", Urgency.PERSON),
    ]
    gate.set()
    for thread in threads:
        thread.join(20)

    assert order == ["first", "person", "search", "list"]
    assert set(overlaps) == {1}


def test_every_call_shows_the_lease(site: Site) -> None:
    site.then(GOOD)

    site.client.user_data()

    assert site.holder.shown >= 1


def test_without_the_lease_nothing_is_sent(site: Site) -> None:
    def refuse() -> None:
        raise RejectedUs("mam", "another process holds the session", reason="session")

    site.holder.ensure = refuse  # type: ignore[method-assign]

    with pytest.raises(RejectedUs):
        site.client.user_data()

    assert site.remote.seen == []
