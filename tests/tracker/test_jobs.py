"""The jobs of the tracker room against the simulated site: what they read, and how they fail."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from mamcrawler.automation.context import Context
from mamcrawler.automation.models import ProblemRow
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.integrations.mam.session import SessionRefused
from mamcrawler.integrations.remote import RateLimited
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.mam.simulator import MamSimulator
from mamcrawler.sandbox.world_build import build_world
from mamcrawler.tracker.jobs import policy_of, session_check, standing
from mamcrawler.tracker.readings import account_facts
from mamcrawler.tracker.service import ensure_fresh, try_session

DEAD = [
    "cookie-expired-403",
    "cookie-expired-login-page",
    "cookie-expired-empty",
    "cookie-expired-redirect",
]
WORLD = build_world()


class NoPayloads:
    """No torrent behind any release; these tests fetch none."""

    def torrent_bytes(self, release_id: int) -> bytes:
        raise KeyError(release_id)

    def size(self, release_id: int) -> int:
        return 1

    def seeders(self, release_id: int) -> int:
        return 1


class Site:
    """The simulated site and a job context that is connected to it."""

    def __init__(self, faults: Faults, mam: MamSimulator, ctx: Context, clock: ManualClock) -> None:
        self.faults, self.mam, self.ctx, self.clock = faults, mam, ctx, clock

    def calls(self) -> list[str]:
        return [seen.path for seen in self.mam.seen]

    def problems(self) -> dict[str, str]:
        """Open problems and their severity."""
        with self.ctx.db.read() as session:
            rows = session.scalars(select(ProblemRow).where(ProblemRow.resolved_at.is_(None)))
            return {row.code: row.severity for row in rows}

    def pass_(self, **span: float) -> None:
        self.clock.advance(timedelta(**span).total_seconds())


@pytest.fixture
def site(make_runtime: Callable[..., Runtime], clock: ManualClock) -> Iterator[Site]:
    faults = Faults()
    mam = MamSimulator(WORLD, NoPayloads(), faults, now=clock.now, rotate_every=1)
    mam.start()
    runtime = make_runtime(
        demo=True,
        mam={"www_url": mam.www_url, "t_url": mam.t_url, "cdn_url": mam.cdn_url, "cookie": mam.cookie},
    )
    yield Site(faults, mam, Context(runtime), clock)
    mam.stop()


def test_a_reading_knows_what_the_site_shows(site: Site) -> None:
    outcome = standing(site.ctx)

    with site.ctx.db.read() as session:
        facts = account_facts(session, at=site.clock.now())
    account = WORLD.account
    assert outcome.kind == "done"
    assert (facts.class_name, facts.is_vip, facts.ratio_state) == ("VIP", True, "normal")
    assert (facts.uploaded, facts.downloaded) == (account.uploaded_bytes, account.downloaded_bytes)
    assert (facts.unsat_count, facts.unsat_limit) == (account.unsat_count, account.unsat_limit)
    assert facts.vip_hours_left == pytest.approx(account.vip_days_left * 24, abs=0.1)
    assert site.problems() == {}


def test_the_old_shape_of_the_summary_is_read_too(site: Site) -> None:
    site.mam.standing.summary_shape = "old"

    standing(site.ctx)

    with site.ctx.db.read() as session:
        facts = account_facts(session, at=site.clock.now())
    assert (facts.unsat_count, facts.unsat_limit) == (WORLD.account.unsat_count, WORLD.account.unsat_limit)


@pytest.mark.parametrize("fault", DEAD)
def test_a_dead_session_is_told_once_and_left_in_peace(site: Site, fault: str) -> None:
    site.faults.switch_on(fault)

    with pytest.raises(SessionRefused):
        standing(site.ctx)
    called = len(site.calls())
    for _ in range(3):
        site.pass_(minutes=30)
        with pytest.raises(SessionRefused):
            standing(site.ctx)

    assert site.problems() == {"session_refused": "critical"}
    assert len(site.calls()) == called
    assert called <= 3


@pytest.mark.parametrize("fault", DEAD)
def test_a_session_that_works_again_ends_the_problem_when_asked_to_test(site: Site, fault: str) -> None:
    site.faults.switch_on(fault)
    with pytest.raises(SessionRefused):
        standing(site.ctx)
    still = try_session(site.ctx.db, site.ctx.remotes.mam, now=site.clock.now)
    site.faults.clear(fault)

    again = try_session(site.ctx.db, site.ctx.remotes.mam, now=site.clock.now)

    assert (still, again) == ("refused", "active")
    assert site.problems() == {}
    assert standing(site.ctx).kind == "done"


def test_a_session_that_rotates_with_every_answer_goes_on(site: Site) -> None:
    site.faults.switch_on("cookie-rotated")

    for _ in range(4):
        assert standing(site.ctx).kind == "done"
        site.pass_(minutes=30)

    assert site.problems() == {}


def test_three_misses_in_a_row_are_a_problem_until_a_reading_succeeds(site: Site) -> None:
    seen = []
    for _ in range(3):
        site.faults.switch_on("rate-limited", 1)
        with pytest.raises(RateLimited):
            standing(site.ctx)
        site.pass_(minutes=30)
        seen.append(site.problems())
    standing(site.ctx)
    seen.append(site.problems())

    assert seen == [{}, {}, {"standing_unknown": "warning"}, {}]


def test_before_a_grab_only_an_old_reading_is_read_again(site: Site) -> None:
    counts = []
    for minutes in (0, 9, 1):
        site.pass_(minutes=minutes)
        ensure_fresh(site.ctx.db, site.ctx.remotes.mam, policy=policy_of(site.ctx), now=site.clock.now)
        counts.append(site.calls().count("/jsonLoad.php"))

    assert counts == [1, 1, 2]


def test_a_session_in_use_needs_no_care(site: Site) -> None:
    standing(site.ctx)
    site.pass_(hours=23)

    outcome = session_check(site.ctx)

    assert outcome.kind == "nothing_to_do"
    assert site.calls() == ["/jsonLoad.php"]


def test_an_idle_session_is_kept_alive_with_one_small_call(site: Site) -> None:
    standing(site.ctx)
    site.pass_(hours=24)

    outcome = session_check(site.ctx)

    assert outcome.kind == "done"
    assert site.calls() == ["/jsonLoad.php", "/json/checkCookie.php"]


def test_a_refused_session_is_not_asked_again_by_the_clock(site: Site) -> None:
    site.faults.switch_on("cookie-expired-403")
    first = session_check(site.ctx)
    called = len(site.calls())
    site.pass_(hours=24)

    second = session_check(site.ctx)

    assert [(outcome.kind, outcome.detail) for outcome in (first, second)] == [
        ("skipped", "session_refused"),
        ("skipped", "session_refused"),
    ]
    assert len(site.calls()) == called
    assert site.problems() == {"session_refused": "critical"}
