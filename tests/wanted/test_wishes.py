"""Wanted rows: one per wish, woken and put to rest by the moves of rule W6 only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.foundation.db import Database
from mamcrawler.foundation.errors import Problem
from mamcrawler.library.models import Book, Edition, Series
from mamcrawler.library.works import ensure_book
from mamcrawler.wanted.models import WANTED_STATES, Exclusion, Wanted
from mamcrawler.wanted.service import exclude, settle_satisfied, unwant, want, want_again
from mamcrawler.wanted.states import MOVES, move, not_found

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def book(session: Session, title: str = "The Lantern Archive", **more: object) -> Book:
    return ensure_book(session, title=title, authors=["Mira Oakhollow"], at=AT, **more)  # type: ignore[arg-type]


def wish(session: Session, book_id: int, reason: str = "asked") -> tuple[Wanted, bool]:
    return want(session, book_id=book_id, reason=reason, by="tester", at=AT)


def test_asking_twice_makes_one_row(database: Database) -> None:
    with database.session() as session:
        one = book(session)
        first, fresh = wish(session, one.id, "series_gap")
        again, woken = wish(session, one.id, "asked")
        assert (fresh, woken, again.id) == (True, False, first.id)
        assert (again.reason, again.reasons, again.priority) == ("asked", ["series_gap", "asked"], 1)


def test_two_positions_of_a_series_are_two_wishes_and_one_position_is_one(database: Database) -> None:
    with database.session() as session:
        series = Series(name="Lantern Cycle", key="lanterncycle", created_at=AT)
        session.add(series)
        session.flush()
        first = book(session, "Ash", series=series, position="1")
        second = book(session, "Ember", series=series, position="2")
        renamed = book(session, "Ember: A Novel of Salt", series=series, position="#02")
        keys = {wish(session, one.id)[0].key for one in (first, second, renamed)}
    assert len(keys) == 2


def test_a_book_that_is_not_out_waits_for_the_day_after(database: Database) -> None:
    with database.session() as session:
        row, _ = wish(session, book(session, release_date=date(2026, 5, 7)).id)
        assert row.state == "waiting_release"
        assert row.deadline == datetime(2026, 5, 8, tzinfo=UTC)


def test_an_excluded_book_is_only_wanted_again_by_hand(database: Database) -> None:
    with database.session() as session:
        one = book(session)
        row, _ = wish(session, one.id, "series_gap")
        unwant(session, wanted_id=row.id, by="tester", at=AT, why="heard it")
        assert (row.state, row.sentence) == ("excluded", "heard it")
        with pytest.raises(Problem) as refused:
            wish(session, one.id, "series_gap")
        assert refused.value.code == "not_allowed"
        want_again(session, wanted_id=row.id, by="tester", at=AT)
        assert row.state == "wanted"
        assert session.scalars(select(Exclusion)).all() == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [("author", "author"), ("word", "lantern"), ("book", "book")],
    ids=["author", "word", "book"],
)
def test_every_kind_of_exclusion_stops_the_plan(database: Database, kind: str, value: str) -> None:
    with database.session() as session:
        one = book(session)
        ids = {"author": "1", "book": str(one.id)}
        exclude(session, kind=kind, value=ids.get(value, value), reason="", by="tester", at=AT)
        with pytest.raises(Problem) as refused:
            wish(session, one.id, "author_gap")
        assert refused.value.code == "not_allowed"


def test_an_owned_book_satisfies_its_wish(database: Database) -> None:
    with database.session() as session:
        one = book(session)
        row, _ = wish(session, one.id)
        assert settle_satisfied(session, at=AT) == 0
        one.owned = True
        session.flush()
        assert settle_satisfied(session, at=AT) == 1
        assert (row.state, row.sentence) == ("satisfied", "the library has it")
        assert settle_satisfied(session, at=AT) == 0


def test_fixed_narrators_are_not_satisfied_by_others(database: Database) -> None:
    with database.session() as session:
        one = book(session)
        one.owned = True
        session.add(Edition(book_id=one.id, narrators=["Ann Vale"], source="audiobookshelf", created_at=AT))
        row, _ = want(session, book_id=one.id, reason="asked", by="tester", at=AT, narrators=["Tobin Farrow"])
        assert settle_satisfied(session, at=AT) == 0
        row.narrators = ["A. Vale"]
        session.flush()
        assert settle_satisfied(session, at=AT) == 1


def test_searches_without_result_grow_apart(database: Database) -> None:
    with database.session() as session:
        row, _ = wish(session, book(session).id)
        waits = []
        for _ in range(7):
            move(row, "searching", at=AT, sentence="")
            not_found(row, at=AT, sentence="nothing fits")
            assert row.next_search_at is not None
            waits.append((row.next_search_at - AT) // timedelta(days=1))
    assert waits == [1, 3, 7, 14, 30, 30, 30]


@pytest.mark.parametrize("state", WANTED_STATES)
def test_only_the_moves_of_the_table_exist(state: str) -> None:
    allowed = MOVES[state] | {"satisfied", "excluded", state}
    for target in WANTED_STATES:
        row = Wanted(state=state, sentence="")
        if target in allowed:
            move(row, target, at=AT, sentence="because")
            assert row.state == target
        else:
            with pytest.raises(Problem) as refused:
                move(row, target, at=AT, sentence="because")
            assert refused.value.code == "invalid_transition"
