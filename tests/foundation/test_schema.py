"""The migrations make exactly the tables the models describe, on both engines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from mamcrawler.foundation.db import Base, Database
from mamcrawler.foundation.rooms import import_from_rooms
from mamcrawler.foundation.schema import (
    DatabaseForeign,
    DatabaseTooNew,
    migrate,
    newest_revision,
    present_revision,
)
from throwaway_postgresql import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def make_blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes databases without any table, on each engine."""
    made: list[tuple[Database, Callable[[], None]]] = []

    def make() -> Database:
        if request.param == "sqlite":
            blank = Database(f"sqlite:///{tmp_path / str(len(made))}.db")
            made.append((blank, lambda: None))
        else:
            cluster: Cluster = request.getfixturevalue("postgresql")
            name = cluster.create()
            blank = Database(cluster.url(name))
            made.append((blank, lambda: cluster.drop(name)))
        return blank

    yield make
    for database, drop in made:
        database.close()
        drop()


@pytest.fixture
def blank(make_blank: Callable[[], Database]) -> Database:
    """A database without any table."""
    return make_blank()


def test_a_blank_database_gets_every_table(blank: Database) -> None:
    import_from_rooms("models")

    before, after = migrate(blank)

    assert (before, after) == (None, newest_revision())
    assert present_revision(blank) == newest_revision()
    assert set(inspect(blank.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_the_migrations_make_what_the_models_describe(blank: Database) -> None:
    import_from_rooms("models")
    migrate(blank)

    with blank.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_the_migrations_make_the_checks_of_the_models(make_blank: Callable[[], Database]) -> None:
    import_from_rooms("models")
    migrated, made = make_blank(), make_blank()
    migrate(migrated)
    Base.metadata.create_all(made.engine)

    assert _checks(migrated) == _checks(made)
    assert {name for name, _ in _checks(made)["job_run"]} == {
        "ck_job_run_outcome",
        "ck_job_run_state",
        "ck_job_run_trigger",
    }


def _checks(database: Database) -> dict[str, set[tuple[str, str]]]:
    tables = inspect(database.engine)
    return {
        table: {(str(check["name"]), check["sqltext"]) for check in tables.get_check_constraints(table)}
        for table in Base.metadata.tables
    }


def test_the_highest_number_is_the_head_of_the_history() -> None:
    config = Config()
    config.set_main_option("script_location", "mamcrawler:migrations")

    assert ScriptDirectory.from_config(config).get_heads() == [newest_revision()]


def test_migrating_again_changes_nothing(blank: Database) -> None:
    migrate(blank)

    assert migrate(blank) == (newest_revision(), newest_revision())


def test_a_database_newer_than_the_program_is_refused_and_left_alone(blank: Database) -> None:
    migrate(blank)
    with blank.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseTooNew, match="revision 9999, which this version of MAMcrawler does not know"):
        migrate(blank)

    with blank.read() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_a_database_of_another_program_is_refused_and_left_alone(blank: Database) -> None:
    with blank.session() as session:
        session.execute(text("CREATE TABLE somebody_elses (id INTEGER)"))

    with pytest.raises(DatabaseForeign):
        migrate(blank)

    assert inspect(blank.engine).get_table_names() == ["somebody_elses"]
