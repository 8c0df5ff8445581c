"""The database: one engine, short sessions, the same behaviour on SQLite and PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=_NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time on both engines; naive values are refused before they reach the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must carry its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(column: str, values: tuple[str, ...]) -> str:
    """SQL text of a check that `column` holds one of `values`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


class Database:
    """An engine and the sessions made from it.

    `url` is sqlite:///<file> or postgresql://…; a database in memory has no second connection and is not
    offered.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
        self._reading = self.engine.execution_options(reads_only=True)
        self._busy = threading.local()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises.

        On SQLite it holds the write lock from the first statement, so it must be short. A second one inside
        the block of the first would wait for itself; it raises RuntimeError at once, on both engines.
        """
        if getattr(self._busy, "writes", False):
            raise RuntimeError(
                "a session is open in this thread already: pass it on instead of opening another"
            )
        self._busy.writes = True
        try:
            with self.new_session() as session, session.begin():
                yield session
        finally:
            self._busy.writes = False

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One transaction that only reads and never waits for a writer; writing in it fails on SQLite."""
        with self.new_session(reads_only=True) as session, session.begin():
            yield session

    def new_session(self, *, reads_only: bool = False) -> Session:
        """A session that its caller begins, ends and closes."""
        return Session(self._reading if reads_only else self.engine, expire_on_commit=False)

    def writing_here(self) -> bool:
        """Whether this thread is inside a `session` block."""
        return bool(getattr(self._busy, "writes", False))

    def close(self) -> None:
        """Gives every connection back."""
        self.engine.dispose()


def _postgresql(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=30)


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=10, max_overflow=30
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver would begin a transaction only at the first change, which breaks savepoints and lets two
        # writers meet in the middle; transactions are begun below instead.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("PRAGMA query_only=" + ("ON" if reads_only else "OFF"))
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine
