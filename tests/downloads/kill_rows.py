"""All rows of a database as values, to be put into another one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, text

from mamcrawler.foundation.db import Base, Database
from mamcrawler.foundation.rooms import import_from_rooms

Rows = dict[str, list[dict[str, Any]]]


def take_rows(db: Database) -> Rows:
    """Every row of every table."""
    import_from_rooms("models")
    with db.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


def put_rows(db: Database, rows: Rows) -> None:
    """Fills an empty database; new rows go on counting behind the given ones."""
    with db.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(insert(table), rows[table.name])
        if connection.dialect.name == "postgresql":
            _count_on(connection)


def _count_on(connection: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        key = table.autoincrement_column
        if key is None:
            continue
        sequence = f"pg_get_serial_sequence('{table.name}', '{key.name}')"
        connection.execute(
            text(f'SELECT setval({sequence}, max("{key.name}")) FROM "{table.name}" HAVING count(*) > 0')
        )
