"""The clocks and the ladder of a torrent in the client (rules D11 to D13, D15)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from download_rows import AT

from mamcrawler.downloads.models import TorrentWatch
from mamcrawler.downloads.watching import (
    DUTY_SECONDS,
    Findings,
    absent,
    cancelled,
    fetching,
    see,
    seeding,
)
from mamcrawler.integrations.qbittorrent.models import Torrent
from mamcrawler.integrations.qbittorrent.states import group_of, one_name

TORRENT = Torrent(
    hash="a" * 40,
    name="Kiln",
    state="downloading",
    group=group_of("downloading"),
    progress=0.0,
    size=1000,
    total_size=1000,
    downloaded=0,
    uploaded=0,
    amount_left=1000,
    download_speed=0,
    upload_speed=0,
    eta_seconds=None,
    ratio=None,
    category="audiobooks",
    tags=frozenset({"mc", "mc-7"}),
    save_path="/save",
    content_path="/save/Kiln",
    added_at=AT,
    completed_at=None,
    last_activity_at=None,
    seeding_seconds=0,
    seeds=0,
    seeds_in_swarm=0,
    auto_managed=False,
    tracker_host=None,
)


def torrent(state: str = "stalledDL", **values: object) -> Torrent:
    return replace(TORRENT, state=one_name(state), group=group_of(state), **values)


class Life:
    """A torrent that is looked at again and again."""

    def __init__(self) -> None:
        self.at = AT
        self.watch = TorrentWatch(
            download_id=7,
            client_state="stalledDL",
            group="stalled",
            group_since=AT,
            progress=0.0,
            downloaded=0,
            stalled_seconds=0.0,
            reannounces=0,
            seeding_time=0,
            restarted=False,
            stopped_by_us=False,
            seen_at=AT,
        )

    def after(self, seen: Torrent, **span: float) -> Findings:
        self.at += timedelta(**span)
        see(self.watch, seen, at=self.at)
        return fetching(self.watch, seen, category="audiobooks", at=self.at)

    def seeds(self, seen: Torrent, **span: float) -> Findings:
        self.at += timedelta(**span)
        see(self.watch, seen, at=self.at)
        return seeding(self.watch, seen, at=self.at)


@pytest.fixture
def life() -> Life:
    return Life()


def test_the_stall_ladder_in_its_steps(life: Life) -> None:
    assert life.after(torrent(), minutes=29).acts == []

    assert life.after(torrent(), minutes=1).acts == ["reannounce"]
    life.watch.reannounces, life.watch.reannounced_at = 1, life.at
    assert life.after(torrent(), minutes=29).acts == []
    assert life.after(torrent(), minutes=1).acts == ["reannounce"]
    life.watch.reannounces, life.watch.reannounced_at = 3, life.at

    assert life.after(torrent(), minutes=60).acts == ["restart"]
    life.watch.restarted = True
    assert life.after(torrent(), minutes=239).problem is None

    found = life.after(torrent(), minutes=1)
    assert found.acts == []
    assert found.problem is not None
    assert found.problem[0] == "stalled"

    assert life.after(torrent(), hours=65, minutes=59).acts == []
    assert life.after(torrent(), minutes=1).acts == ["remove"]


def test_after_three_days_with_some_bytes_a_person_decides(life: Life) -> None:
    life.after(torrent("downloading", downloaded=5, download_speed=9), minutes=1)

    assert life.after(torrent(downloaded=5), hours=72).acts == ["review"]


def test_any_byte_sets_the_clock_back(life: Life) -> None:
    life.after(torrent(), hours=5)
    life.after(torrent(downloaded=1), hours=1)

    assert life.watch.stalled_seconds == 0
    assert life.after(torrent(downloaded=1), minutes=29).acts == []


def test_fetching_at_zero_bytes_per_second_is_stalled_too(life: Life) -> None:
    life.after(torrent("downloading", download_speed=0), hours=1)
    assert life.watch.stalled_seconds == 3600

    life.after(torrent("downloading", download_speed=12), hours=1)
    assert life.watch.stalled_seconds == 3600


def test_a_check_of_the_data_stops_the_clock(life: Life) -> None:
    life.after(torrent("checkingDL"), hours=100)

    assert life.watch.stalled_seconds == 0


def test_complete_only_after_two_looks_five_seconds_apart(life: Life) -> None:
    done = torrent("uploading", progress=1.0, downloaded=1000)

    assert life.after(done, minutes=1).acts == []
    first = life.at
    assert life.after(done, seconds=4).acts == []
    assert life.after(done, seconds=1).acts == ["complete"]
    assert life.watch.first_complete_at == first


def test_a_check_between_two_looks_begins_anew(life: Life) -> None:
    done = torrent("uploading", progress=1.0)
    life.after(done, minutes=1)
    life.after(torrent("checkingUP", progress=1.0), seconds=3)

    assert life.after(done, seconds=60).acts == []
    assert life.after(done, seconds=5).acts == ["complete"]


@pytest.mark.parametrize("state", ["uploading", "stalledUP", "forcedUP", "queuedUP", "pausedUP", "stoppedUP"])
def test_every_complete_state_counts(life: Life, state: str) -> None:
    life.after(torrent(state, progress=1.0), minutes=1)

    assert life.after(torrent(state, progress=1.0), seconds=60).acts == ["complete"]


@pytest.mark.parametrize("state", ["pausedDL", "stoppedDL"])
def test_what_a_person_stops_stays_stopped(life: Life, state: str) -> None:
    assert life.after(torrent(state), hours=100).acts == []


def test_our_own_stop_is_taken_back(life: Life) -> None:
    life.watch.stopped_by_us = True

    assert life.after(torrent("stoppedDL"), minutes=1).acts == ["start"]


@pytest.mark.parametrize(
    "seen", [torrent(category="mine"), torrent(category=""), torrent(tags=frozenset({"mc", "mc-ignore"}))]
)
def test_category_or_tag_releases_the_torrent(life: Life, seen: Torrent) -> None:
    assert life.after(seen, minutes=1).acts == ["release"]


@pytest.mark.parametrize(
    ("state", "before", "after", "code"),
    [
        ("queuedDL", 5.9, 0.1, "queued_in_client"),
        ("moving", 1.9, 0.1, "moving_in_client"),
        ("somethingNew", 0.4, 0.1, "state_unknown"),
    ],
)
def test_a_state_that_lasts_too_long_is_a_problem(
    life: Life, state: str, before: float, after: float, code: str
) -> None:
    life.after(torrent(state), minutes=1)

    assert life.after(torrent(state), hours=before).problem is None
    found = life.after(torrent(state), hours=after)
    assert found.acts == []
    assert found.problem is not None
    assert found.problem[0] == code


def test_an_error_is_started_once_and_is_then_a_problem(life: Life) -> None:
    life.after(torrent("error"), minutes=1)
    assert life.after(torrent("error"), minutes=4).acts == []
    assert life.after(torrent("error"), minutes=1).acts == ["start"]
    life.watch.restarted = True

    found = life.after(torrent("error"), minutes=1)
    assert (found.acts, found.problem and found.problem[0]) == ([], "client_error")


def test_missing_files_are_a_problem_at_once_and_never_rechecked(life: Life) -> None:
    found = life.after(torrent("missingFiles"), seconds=1)

    assert (found.acts, found.problem and found.problem[0]) == ([], "missing_files")


def test_a_torrent_that_vanished_is_given_time(life: Life) -> None:
    assert absent(life.watch, at=AT).acts == []
    assert absent(life.watch, at=AT + timedelta(minutes=9)).acts == []
    assert absent(life.watch, at=AT + timedelta(minutes=10)).acts == ["review"]


def test_a_torrent_removed_for_its_stall_is_not_missed(life: Life) -> None:
    life.after(torrent(), hours=72)

    found = absent(life.watch, at=life.at)

    assert (found.acts, found.problem and found.problem[0]) == (["remove"], "stalled")


def test_a_stopped_complete_torrent_is_started_while_it_owes_seeding(life: Life) -> None:
    stopped = torrent("stoppedUP", progress=1.0, seeding_seconds=DUTY_SECONDS - 1)

    assert life.seeds(stopped, minutes=1).acts == ["start"]
    held = replace(stopped, tags=frozenset({"mc", "mc-hold"}))
    assert life.seeds(held, minutes=1).acts == []
    assert life.seeds(replace(stopped, seeding_seconds=DUTY_SECONDS), minutes=1).acts == []


def test_idle_while_the_duty_is_open_is_a_problem(life: Life) -> None:
    idle = torrent("queuedUP", progress=1.0)
    life.seeds(idle, minutes=1)

    assert life.seeds(idle, minutes=59).problem is None
    found = life.seeds(idle, minutes=1)
    assert found.problem is not None
    assert found.problem[0] == "not_seeding"
    assert life.seeds(replace(idle, seeding_seconds=DUTY_SECONDS), minutes=1).problem is None


def test_a_cancelled_torrent_goes_only_without_a_byte_and_with_our_tag(life: Life) -> None:
    assert cancelled(life.watch, torrent(), tag="mc-7").acts == ["remove"]
    assert cancelled(life.watch, torrent(), tag="mc-8").acts == []
    assert cancelled(life.watch, torrent(progress=0.1), tag="mc-7").acts == []
    life.watch.downloaded = 1
    assert cancelled(life.watch, torrent(), tag="mc-7").acts == []
