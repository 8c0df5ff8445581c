"""Brings the database into the shape this program needs, and refuses one it does not know."""

from typing import Any, Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from mamcrawler.foundation.db import Database, UtcDateTime


class DatabaseTooNew(Exception):  # noqa: N818 - named for the fact
    """The database was migrated by a newer program."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database is at revision {revision}, which this version of MAMcrawler does not know: "
            "start the newer version again, or restore a backup made before it"
        )


class DatabaseForeign(Exception):  # noqa: N818 - named for the fact
    """The database holds tables, but none of ours."""

    def __init__(self) -> None:
        super().__init__("the database belongs to another program: its tables are not MAMcrawler's")


def migrate(db: Database) -> tuple[str | None, str]:
    """Applies what is missing, all or nothing; gives the revisions before and after.

    Raises DatabaseTooNew or DatabaseForeign, and changes nothing then.
    """
    with db.engine.connect() as connection, connection.begin():
        before, after = _revision(connection), newest_revision()
        if before != after:
            command.upgrade(_config(connection), "head")
    return before, after


def present_revision(db: Database) -> str | None:
    """The revision the database is at, None for a blank one. Raises DatabaseTooNew or DatabaseForeign."""
    with db.engine.connect() as connection:
        return _revision(connection)


def newest_revision() -> str:
    """The revision this program needs."""
    head = ScriptDirectory.from_config(_config(None)).get_current_head()
    if head is None:
        raise RuntimeError("the program came without its migrations")
    return head


def render_type(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """How our own column types are written down in a migration."""
    if kind == "type" and isinstance(item, UtcDateTime):
        context.imports.add("from mamcrawler.foundation.db import UtcDateTime")
        return "UtcDateTime()"
    return False


def _revision(connection: Connection) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        if inspect(connection).get_table_names():
            raise DatabaseForeign
        return None
    known = {script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()}
    if current not in known:
        raise DatabaseTooNew(current)
    return current


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", "mamcrawler:migrations")
    config.attributes["connection"] = connection
    return config
