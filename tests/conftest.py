"""Fixtures every room's tests share: both databases, a clock moved by hand, a count of statements."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr
from sqlalchemy import event

from fixture_types import START, CountQueries, MakeRuntime
from mamcrawler.foundation.clock import ManualClock
from mamcrawler.foundation.db import Base, Database
from mamcrawler.foundation.rooms import import_from_rooms
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.settings import Settings
from throwaway_postgresql import Cluster, installed, throwaway_cluster

# How long an example takes says something about the machine, not about the code.
hypothesis_settings.register_profile("no timings", deadline=None)
hypothesis_settings.load_profile("no timings")


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at noon of 10 March 2026 until a test moves it."""
    return ManualClock(START)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    _make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A throw-away PostgreSQL cluster with the database `test_1`: every table and no row."""
    programs = installed()
    if programs is None:
        message = "PostgreSQL is not installed; tests/system-packages.sh installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with throwaway_cluster(programs) as cluster:
        _make_tables(cluster.url(cluster.create()))
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with every table, once on each engine."""
    if request.param == "sqlite":
        empty: Path = request.getfixturevalue("empty_sqlite")
        shutil.copy(empty, tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    yield cluster.url("test_1")
    cluster.empty("test_1")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with every table, once on each engine."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def make_runtime(database_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[MakeRuntime]:
    """Makes runtimes on the test's database and clock; keywords are settings."""
    made: list[Runtime] = []

    def make(**settings: Any) -> Runtime:
        given = Settings(database_url=SecretStr(database_url), **settings)
        runtime = Runtime(given, data_dir=tmp_path / "data", clock=clock)
        made.append(runtime)
        return runtime

    yield make
    for runtime in made:
        runtime.close()


@pytest.fixture
def runtime(make_runtime: MakeRuntime) -> Runtime:
    """A runtime without any remote connected."""
    return make_runtime()


@pytest.fixture
def count_queries() -> CountQueries:
    """`with count_queries(database) as statements:` collects the statements sent while the block runs."""

    @contextmanager
    def count(database: Database) -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return count


def _make_tables(url: str) -> None:
    import_from_rooms("models")
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.close()
