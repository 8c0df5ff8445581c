"""Brings the database into the shape this program needs, and refuses one it does not know.

Migrations are numbered: v0007_….py makes revision 0007 out of 0006. Alembic itself is imported only where a
migration is made, because most starts need none.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, inspect, text

import mamcrawler
from mamcrawler.foundation.db import Database, UtcDateTime

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS = Path(mamcrawler.__file__).parent / "migrations" / "versions"
_NUMBERED = re.compile(r"v(\d{4})_\w+\.py")
_VERSION_TABLE = "alembic_version"


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
    before, after = present_revision(db), newest_revision()
    if before != after:
        from alembic import command

        with db.engine.connect() as connection, connection.begin():
            command.upgrade(_config(connection), "head")
    return before, after


def present_revision(db: Database) -> str | None:
    """The revision the database is at, None for a blank one. Raises DatabaseTooNew or DatabaseForeign."""
    with db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        if _VERSION_TABLE not in tables:
            raise DatabaseForeign
        present: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))  # noqa: S608
    if present is not None and present not in _revisions():
        raise DatabaseTooNew(present)
    return present


def newest_revision() -> str:
    """The revision this program needs."""
    return max(_revisions())


def render_type(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """How our own column types are written down in a migration."""
    if kind == "type" and isinstance(item, UtcDateTime):
        context.imports.add("from mamcrawler.foundation.db import UtcDateTime")
        return "UtcDateTime()"
    return False


def _revisions() -> set[str]:
    names = (_NUMBERED.fullmatch(path.name) for path in _VERSIONS.iterdir())
    return {match[1] for match in names if match}


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "mamcrawler:migrations")
    config.attributes["connection"] = connection
    return config
