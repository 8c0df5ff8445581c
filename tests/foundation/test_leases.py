"""Leases, and the signs by which one process knows that another is gone."""

import multiprocessing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from fixture_types import MakeRuntime
from mamcrawler.foundation import leases
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.mam_session import SessionLease, StoredSession
from mamcrawler.foundation.presence import Presence
from mamcrawler.integrations.remote import RejectedUs

SPAN = timedelta(seconds=60)


def acquire(database: Database, clock: ManualClock, holder: str, gone: tuple[str, ...] = ()) -> bool:
    with database.session() as session:
        return leases.acquire(
            session, "mam", holder, at=clock.now(), span=SPAN, is_gone=lambda name: name in gone
        )


def test_one_holder_at_a_time(database: Database, clock: ManualClock) -> None:
    assert acquire(database, clock, "first") is True
    assert acquire(database, clock, "second") is False


def test_a_holder_renews(database: Database, clock: ManualClock) -> None:
    acquire(database, clock, "first")
    clock.advance(50)
    assert acquire(database, clock, "first") is True
    clock.advance(50)

    assert acquire(database, clock, "second") is False


def test_a_lease_that_ran_out_is_free(database: Database, clock: ManualClock) -> None:
    acquire(database, clock, "first")
    clock.advance(60)

    assert acquire(database, clock, "second") is True
    assert acquire(database, clock, "first") is False


def test_the_lease_of_a_dead_holder_is_free_at_once(database: Database, clock: ManualClock) -> None:
    acquire(database, clock, "first")

    assert acquire(database, clock, "second", gone=("first",)) is True


def test_only_the_holder_can_let_go(database: Database, clock: ManualClock) -> None:
    acquire(database, clock, "first")
    with database.session() as session:
        leases.release(session, "mam", "second")
    assert acquire(database, clock, "second") is False
    with database.session() as session:
        leases.release(session, "mam", "first")

    assert acquire(database, clock, "second") is True


def test_a_living_process_is_not_gone_and_one_that_left_is(tmp_path: Path) -> None:
    one, other = Presence(tmp_path), Presence(tmp_path)
    assert one.is_gone(other.name) is False
    assert one.is_gone(one.name) is False
    other.leave()

    assert one.is_gone(other.name) is True
    one.leave()


def test_a_process_with_another_data_folder_is_never_called_gone(tmp_path: Path) -> None:
    here, elsewhere = Presence(tmp_path / "a"), Presence(tmp_path / "b")
    name = elsewhere.name
    elsewhere.leave()

    assert here.is_gone(name) is False
    here.leave()


def _be_present(folder: str, told: Any) -> None:
    told.send(Presence(Path(folder)).name)
    told.recv()


def test_a_killed_process_is_known_to_be_gone(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_be_present, args=(str(tmp_path), theirs))
    process.start()
    name = ours.recv()
    here = Presence(tmp_path)
    assert here.is_gone(name) is False
    process.kill()
    process.join()

    assert here.is_gone(name) is True
    here.leave()


def test_two_processes_never_hold_the_tracker_session_at_once(
    make_runtime: MakeRuntime, clock: ManualClock
) -> None:
    first, second = make_runtime(), make_runtime()
    one = SessionLease(first.db, clock, first.presence)
    other = SessionLease(second.db, clock, second.presence)
    one.ensure()

    with pytest.raises(RejectedUs, match="another MAMcrawler process is using the tracker session"):
        other.ensure()

    one.release()
    other.ensure()


TYPED = "a-session-value-as-typed-in-the-settings"
ROTATED = "the-value-the-site-rotated-to"


def test_a_rotated_session_survives_a_restart(make_runtime: MakeRuntime, clock: ManualClock) -> None:
    runtime = make_runtime(mam={"cookie": SecretStr(TYPED)})
    store = StoredSession(runtime.db, runtime.secrets, clock, TYPED)
    store.save_current(ROTATED, of=store.load())
    store.set_state("active", of=store.load())

    again = StoredSession(runtime.db, runtime.secrets, clock, TYPED).load()

    assert (again.configured, again.current, again.state) == (
        TYPED,
        "the-value-the-site-rotated-to",
        "active",
    )


def test_a_newly_typed_session_discards_what_the_site_had_rotated(
    make_runtime: MakeRuntime, clock: ManualClock
) -> None:
    runtime = make_runtime()
    old = StoredSession(runtime.db, runtime.secrets, clock, TYPED)
    before = old.load()
    old.save_current(ROTATED, of=before)
    new = StoredSession(runtime.db, runtime.secrets, clock, "another-session-value-typed-later")

    assert (new.load().value, new.load().state) == ("another-session-value-typed-later", "none")
    new.set_state("active", of=new.load())
    new.save_current("late-rotation-of-the-old-one", of=before)
    assert new.load().value == "another-session-value-typed-later"
