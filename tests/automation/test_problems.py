"""A problem is one open row, said once when it begins and once when it ends (rule N1)."""

from sqlalchemy import select

from mamcrawler.automation.models import Activity, ProblemRow
from mamcrawler.automation.problems import open_problem, resolve_problem
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database


def begin(database: Database, clock: ManualClock, subject: str = "", text: str = "It is slow.") -> bool:
    with database.session() as session:
        return open_problem(
            session,
            "stalled",
            subject,
            severity="warning",
            text=text,
            remedy="Look at the client.",
            at=clock.now(),
        )


def end(database: Database, clock: ManualClock, subject: str = "") -> bool:
    with database.session() as session:
        return resolve_problem(session, "stalled", subject, at=clock.now())


def rows(database: Database) -> list[ProblemRow]:
    with database.read() as session:
        return list(session.scalars(select(ProblemRow).order_by(ProblemRow.id)))


def lines(database: Database) -> list[str]:
    with database.read() as session:
        return [line.text for line in session.scalars(select(Activity).order_by(Activity.id))]


def test_a_problem_seen_again_is_the_same_problem(database: Database, clock: ManualClock) -> None:
    began = clock.now()
    assert begin(database, clock) is True
    clock.advance(3600)

    assert begin(database, clock, text="It is slower.") is False

    (row,) = rows(database)
    assert (row.text, row.first_seen_at, row.last_seen_at) == ("It is slower.", began, clock.now())
    assert lines(database) == ["It is slow. Look at the client."]


def test_problems_of_two_subjects_are_two(database: Database, clock: ManualClock) -> None:
    assert begin(database, clock, "download 1") is True
    assert begin(database, clock, "download 2") is True
    assert end(database, clock, "download 1") is True

    assert [(row.subject, row.resolved_at) for row in rows(database)] == [
        ("download 1", clock.now()),
        ("download 2", None),
    ]


def test_the_end_is_said_once(database: Database, clock: ManualClock) -> None:
    begin(database, clock)

    assert end(database, clock) is True
    assert end(database, clock) is False
    assert lines(database) == ["It is slow. Look at the client.", "Over: It is slow."]


def test_a_problem_that_comes_back_is_a_new_one(database: Database, clock: ManualClock) -> None:
    begin(database, clock)
    end(database, clock)

    assert begin(database, clock) is True
    assert [row.resolved_at for row in rows(database)] == [clock.now(), None]


def test_no_secret_gets_into_a_problem(database: Database, clock: ManualClock) -> None:
    begin(database, clock, text="https://t.example/0123456789abcdef/announce does not answer.")

    assert rows(database)[0].text == "https://t.example/[hidden]/announce does not answer."
