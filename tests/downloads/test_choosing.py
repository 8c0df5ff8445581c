"""From verdicts to downloads: what is proposed, what gives way, what comes next after a failure."""

from datetime import timedelta

import pytest
from download_rows import AT, download, release, verdict, wanted_book
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mamcrawler.downloads import service
from mamcrawler.downloads.blocklist import block, blocked_ids
from mamcrawler.downloads.models import Blocked, Download, DownloadWanted
from mamcrawler.downloads.moves import move
from mamcrawler.downloads.proposing import may_go, propose
from mamcrawler.downloads.queue import approve_by_mode, drop_unwanted
from mamcrawler.downloads.retry import propose_next
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import Problem


@pytest.fixture
def session(database: Database):
    with database.session() as session:
        yield session


def proposed(session: Session, wanted, tracker_id: int = 7001, **values) -> Download:
    found = release(session, tracker_id)
    made = propose(session, found, [(wanted, verdict(session, wanted, found, **values))], by="search", at=AT)
    assert made is not None
    return made


def test_a_match_is_proposed_and_its_wish_is_acquiring(session: Session) -> None:
    wanted = wanted_book(session)

    made = proposed(session, wanted)

    assert (made.state, made.result, made.deadline) == ("proposed", "match", AT + timedelta(days=14))
    assert wanted.state == "acquiring"


def test_a_doubtful_release_waits_for_a_person(session: Session) -> None:
    wanted = wanted_book(session)

    made = proposed(session, wanted, result="maybe", rank=None)

    assert (made.result, wanted.state) == ("maybe", "needs_review")
    assert not may_go(made, "auto")


@pytest.mark.parametrize(
    ("mode", "cost", "goes"),
    [
        ("propose", "site_free", False),
        ("auto_free", "site_free", True),
        ("auto_free", "vip_free", True),
        ("auto_free", "wedge", False),
        ("auto_free", "ratio", False),
        ("auto", "ratio", True),
    ],
)
def test_what_goes_without_a_person(session: Session, mode: str, cost: str, goes: bool) -> None:
    assert may_go(download(session, cost_class=cost, result="match"), mode) is goes


def test_a_release_is_proposed_once_ever(session: Session) -> None:
    wanted = wanted_book(session)
    offered = release(session)
    judged = verdict(session, wanted, offered)
    made = propose(session, offered, [(wanted, judged)], by="search", at=AT)
    assert made is not None
    service.reject(session, download_id=made.id, by="anna", at=AT)

    assert propose(session, offered, [(wanted, judged)], by="search", at=AT) is None
    assert wanted.state == "wanted"


def test_a_wish_has_one_live_download(session: Session) -> None:
    wanted = wanted_book(session)
    proposed(session, wanted)
    other = release(session, 7002)

    assert propose(session, other, [(wanted, verdict(session, wanted, other))], by="search", at=AT) is None


def test_the_database_itself_refuses_a_second_live_download(session: Session) -> None:
    wanted = wanted_book(session)
    download(session, "approved", wanted=wanted)
    second = download(session, "approved")

    session.add(DownloadWanted(download_id=second.id, wanted_id=wanted.id, live=True))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_doubtful_proposal_gives_way_to_a_match(session: Session) -> None:
    wanted = wanted_book(session)
    doubtful = proposed(session, wanted, 7001, result="maybe", rank=None)

    sure = proposed(session, wanted, 7002)

    assert (doubtful.state, doubtful.reason) == ("abandoned", "superseded")
    assert (sure.state, wanted.state) == ("proposed", "acquiring")


def test_the_next_best_release_follows_a_failure(session: Session) -> None:
    wanted = wanted_book(session)
    first = proposed(session, wanted, 7001)
    for tracker_id, rank in ((7002, 3), (7003, 2)):
        verdict(session, wanted, release(session, tracker_id), rank=rank)
    verdict(session, wanted, release(session, 7004), result="rejected", rank=None)
    move(session, first, "abandoned", by="pipeline", at=AT, reason="corrupt")

    following = propose_next(session, wanted, why="It was corrupt.", at=AT)

    assert following is not None
    assert following.snapshot["tracker_id"] == 7003


def test_a_blocked_release_is_passed_over(session: Session) -> None:
    wanted = wanted_book(session)
    first = proposed(session, wanted, 7001)
    other = release(session, 7002)
    verdict(session, wanted, other)
    session.add(Blocked(tracker_id=7002, reason="corrupt", by="pipeline", at=AT))
    move(session, first, "abandoned", by="pipeline", at=AT, reason="corrupt")

    assert propose_next(session, wanted, why="It was corrupt.", at=AT) is None
    assert (wanted.state, wanted.next_search_at) == ("wanted", AT)


def test_after_three_releases_in_thirty_days_a_person_decides(session: Session) -> None:
    wanted = wanted_book(session)
    for tracker_id in range(7001, 7005):
        verdict(session, wanted, release(session, tracker_id), rank=tracker_id)
    tried = []
    for _ in range(4):
        following = propose_next(session, wanted, why="It was corrupt.", at=AT)
        if following is None:
            break
        tried.append(following.id)
        move(session, following, "abandoned", by="pipeline", at=AT, reason="corrupt")

    assert len(tried) == 3
    assert wanted.state == "needs_review"


def test_bad_content_is_blocked_for_ever_and_other_reasons_for_thirty_days(session: Session) -> None:
    for tracker_id, reason in ((1, "corrupt"), (2, "wrong_recording"), (3, "stalled")):
        row = download(session, "verifying", of=release(session, tracker_id))
        block(session, row, reason=reason, sentence="", by="pipeline", at=AT)
    session.flush()

    assert blocked_ids(session, [1, 2, 3], at=AT + timedelta(days=29)) == {1, 2, 3}
    assert blocked_ids(session, [1, 2, 3], at=AT + timedelta(days=30)) == {1, 2}


def test_the_mode_approves_what_it_may(database: Database) -> None:
    with database.session() as session:
        free = download(session, cost_class="site_free", result="match").id
        dear = download(session, cost_class="ratio", result="match").id
        doubtful = download(session, cost_class="site_free", result="maybe").id

    assert approve_by_mode(database, "auto_free", at=AT) == 1
    assert approve_by_mode(database, "auto_free", at=AT) == 0

    with database.read() as session:
        states = {row.id: row.state for row in session.scalars(select(Download))}
    assert states == {free: "approved", dear: "proposed", doubtful: "proposed"}


def test_what_nobody_waits_for_any_more_is_dropped(database: Database) -> None:
    with database.session() as session:
        owned = wanted_book(session, "Ash Ledger", position="1")
        download(session, "waiting", wanted=owned)
        owned.state = "satisfied"
        download(session, "approved", wanted=wanted_book(session))

    assert drop_unwanted(database, at=AT) == 1

    with database.read() as session:
        assert session.scalars(select(Download.state).order_by(Download.id)).all() == [
            "abandoned",
            "approved",
        ]


def test_a_person_repeats_a_release_on_purpose(session: Session) -> None:
    wanted = wanted_book(session)
    first = proposed(session, wanted)
    service.approve(session, download_id=first.id, by="anna", at=AT)
    service.cancel(session, download_id=first.id, by="anna", at=AT)
    assert wanted.state == "wanted"

    again = service.retry(session, download_id=first.id, by="anna", at=AT)

    assert (again.state, again.repeat, again.release_id) == ("approved", 1, first.release_id)
    assert wanted.state == "acquiring"
    with pytest.raises(Problem) as caught:
        service.retry(session, download_id=first.id, by="anna", at=AT)
    assert caught.value.code == "already_downloading"


def test_accepting_a_doubt_is_remembered(session: Session) -> None:
    row = download(session, "verifying", wanted=wanted_book(session))
    move(session, row, "needs_review", by="pipeline", at=AT, offers=("organising", "abandoned"))

    service.decide(session, download_id=row.id, choice="organising", by="anna", at=AT)

    assert (row.state, row.accepted_by_hand) == ("organising", True)


def test_giving_up_in_a_review_searches_on(session: Session) -> None:
    wanted = wanted_book(session)
    row = download(session, "verifying", wanted=wanted)
    move(session, row, "needs_review", by="pipeline", at=AT, offers=("completed",))

    service.decide(session, download_id=row.id, choice="abandoned", by="anna", at=AT)

    assert (row.state, wanted.state) == ("abandoned", "wanted")


def test_a_held_download_stays_out_of_the_queue_until_released(session: Session) -> None:
    row = download(session, "approved", wanted=wanted_book(session))
    service.hold(session, download_id=row.id, by="anna", at=AT)
    assert (row.state, row.reason, row.next_check_at) == ("waiting", "manual_hold", None)

    service.let_go(session, download_id=row.id, by="anna", at=AT)

    assert row.state == "approved"


@pytest.mark.parametrize("verb", ["approve", "reject", "cancel", "hold", "let_go", "retry"])
def test_an_unknown_download_is_not_found(session: Session, verb: str) -> None:
    with pytest.raises(Problem) as caught:
        getattr(service, verb)(session, download_id=99, by="anna", at=AT)

    assert caught.value.code == "download_not_found"
