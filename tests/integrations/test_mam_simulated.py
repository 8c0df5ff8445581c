"""The client of the tracker against the simulated site: real searches, real torrents, its faults."""

from collections.abc import Iterator

import pytest
from doors import MakeDoor, RecordingClock
from mam_site import OnlyHolder

from mamcrawler.foundation.db import Database
from mamcrawler.foundation.mam_session import StoredSession
from mamcrawler.foundation.secrets import SecretBox
from mamcrawler.integrations.mam.client import MamClient
from mamcrawler.integrations.mam.models import SearchQuery
from mamcrawler.integrations.mam.policy import mam_policy
from mamcrawler.integrations.remote import Misunderstood, RejectedUs
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.mam.simulator import MamSimulator
from mamcrawler.sandbox.world_build import build_world

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

WORLD = build_world()
RELEASE = next(release for release in WORLD.releases if release.payload and release.seeders)


class TinyPayloads:
    """Torrents of a few bytes that are told apart by their id."""

    def torrent_bytes(self, release_id: int) -> bytes:
        return b"d4:infod4:name6:%6dee" % release_id

    def size(self, release_id: int) -> int:
        return 20 * 2**20

    def seeders(self, release_id: int) -> int:
        return 1


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def site(faults: Faults, clock: RecordingClock) -> Iterator[MamSimulator]:
    made = MamSimulator(WORLD, TinyPayloads(), faults, now=clock.now, rotate_every=1)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def ours(site: MamSimulator, make_door: MakeDoor, database: Database, clock: RecordingClock) -> MamClient:
    return MamClient(
        make_door(mam_policy(www_url=site.www_url)),
        StoredSession(database, SecretBox("k" * 40), clock, site.cookie),
        OnlyHolder(),
        now=clock.now,
        sleep=clock.sleep,
        www_url=site.www_url,
    )


def find(ours: MamClient) -> set[int]:
    return {row.id for row in ours.search(SearchQuery(RELEASE.title, languages=())).rows}


def test_a_release_is_found_by_its_title_and_read_by_its_id(ours: MamClient) -> None:
    row = ours.release(RELEASE.id)

    assert RELEASE.id in find(ours)
    assert row is not None
    assert (row.id, row.title) == (RELEASE.id, RELEASE.title)
    assert ours.release(2**31 - 1) is None


def test_the_newest_come_in_pages_that_do_not_overlap(ours: MamClient) -> None:
    query = {"languages": (), "active_only": False, "sort": "dateDesc", "rows": 20}

    first = ours.search(SearchQuery(**query))  # type: ignore[arg-type]
    second = ours.search(SearchQuery(**query, start=first.raw))  # type: ignore[arg-type]

    assert len(first.rows) == 20
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    dates = [row.added for row in (*first.rows, *second.rows) if row.added is not None]
    assert dates == sorted(dates, reverse=True)


def test_a_torrent_is_fetched(ours: MamClient) -> None:
    assert ours.torrent_file(RELEASE.id) == TinyPayloads().torrent_bytes(RELEASE.id)
    with pytest.raises(Misunderstood):
        ours.torrent_file(2**31 - 1)


def test_a_cookie_that_changes_with_every_answer_is_followed(
    ours: MamClient, site: MamSimulator, faults: Faults
) -> None:
    faults.switch_on("cookie-rotated")

    for _ in range(5):
        assert RELEASE.id in find(ours)

    assert {seen.status for seen in site.seen} == {200}


def test_a_search_that_answers_with_a_page_is_tried_once_more(
    ours: MamClient, site: MamSimulator, faults: Faults
) -> None:
    faults.switch_on("search-html", 1)

    assert RELEASE.id in find(ours)
    assert [seen.path for seen in site.seen] == [
        "/tor/js/loadSearchJSONbasic.php",
        "/json/checkCookie.php",
        "/tor/js/loadSearchJSONbasic.php",
    ]


def test_a_search_that_goes_on_answering_with_a_page_blames_the_search(
    ours: MamClient, faults: Faults
) -> None:
    faults.switch_on("search-html", 2)

    with pytest.raises(RejectedUs) as caught:
        find(ours)

    assert caught.value.reason == "permission"
    assert ours.session_state() == "active"


def test_broken_author_fields_lose_no_row(ours: MamClient, faults: Faults) -> None:
    whole = find(ours)
    faults.switch_on("malformed-author-info")

    assert find(ours) == whole


def test_a_torrent_that_turns_out_to_be_a_login_page_is_fetched_again(
    ours: MamClient, faults: Faults
) -> None:
    faults.switch_on("torrent-is-login-page", 1)

    assert ours.torrent_file(RELEASE.id).startswith(b"d")


def test_every_call_bears_our_name(ours: MamClient, site: MamSimulator) -> None:
    find(ours)

    assert all(seen.user_agent.startswith("MAMcrawler/") for seen in site.seen)
