"""Transactions behave the same on both engines."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.models import Setting

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def put(key: str, value: object = 1, at: datetime = AT) -> Setting:
    return Setting(key=key, value=value, updated_at=at)


def keys(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Setting.key).order_by(Setting.key)))


def test_a_session_commits_at_its_end(database: Database) -> None:
    with database.session() as session:
        session.add(put("a"))

    assert keys(database) == ["a"]


def test_a_session_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.session() as session:
            session.add(put("a"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert keys(database) == []


def test_a_savepoint_that_fails_takes_only_its_own_work_back(database: Database) -> None:
    with database.session() as session:
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(Setting), [{"key": "a", "value": 1, "updated_at": AT}] * 2)
        session.add(put("b"))

    assert keys(database) == ["b"]


def test_a_savepoint_is_no_commit(database: Database) -> None:
    def fail() -> None:
        with database.session() as session:
            with session.begin_nested():
                session.add(put("a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert keys(database) == []


def test_a_second_session_in_the_block_of_the_first_is_refused_at_once(database: Database) -> None:
    with database.session(), pytest.raises(RuntimeError, match="pass it on"), database.session():
        pass

    with database.session() as session:
        session.add(put("a"))
    assert keys(database) == ["a"]


def test_a_reader_sees_the_state_before_a_writer_that_is_not_done(database: Database) -> None:
    with database.session() as session:
        session.add(put("a"))
        session.flush()
        assert keys(database) == []
    assert keys(database) == ["a"]


def test_what_only_reads_cannot_write_on_sqlite(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        return
    with pytest.raises(DBAPIError), database.read() as session:
        session.execute(insert(Setting), [{"key": "a", "value": 1, "updated_at": AT}])


def test_writers_that_meet_wait_for_each_other(database: Database) -> None:
    with database.session() as session:
        session.add(put("count", 0))

    def add_ten() -> None:
        for _ in range(10):
            with database.session() as session:
                row = session.scalars(select(Setting).with_for_update()).one()
                row.value = row.value + 1

    threads = [threading.Thread(target=add_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as session:
        assert session.scalars(select(Setting.value)).one() == 40


def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    elsewhere = datetime(2026, 3, 10, 14, 30, tzinfo=timezone(timedelta(hours=5)))
    with database.session() as session:
        session.add(put("a", at=elsewhere))

    with database.read() as session:
        stored = session.scalars(select(Setting.updated_at)).one()
    assert (stored, stored.utcoffset()) == (elsewhere, timedelta(0))


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), database.session() as session:
        session.add(put("a", at=datetime(2026, 3, 10)))  # noqa: DTZ001


def test_foreign_keys_are_kept(database: Database, clock: ManualClock) -> None:
    from mamcrawler.library.models import SeriesEntry

    with pytest.raises(IntegrityError), database.session() as session:
        session.add(SeriesEntry(book_id=1, series_id=1, position="1"))
