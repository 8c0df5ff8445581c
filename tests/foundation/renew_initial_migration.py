"""Writes the initial migrations anew from the models: python tests/foundation/renew_initial_migration.py

One for each room that has tables, lowest room first. Only for the time before the first release; from then
on every change of shape is a migration of its own, and these stay as they are.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

import mamcrawler
from mamcrawler.foundation.db import Base, Database
from mamcrawler.foundation.rooms import import_from_rooms

VERSIONS = Path(mamcrawler.__file__).parent / "migrations" / "versions"
ROOMS = (
    "foundation",
    "automation",
    "accounts",
    "library",
    "metadata",
    "tracker",
    "wanted",
    "downloads",
    "health",
)


def renew() -> list[str]:
    import_from_rooms("models")
    for old in VERSIONS.glob("*.py"):
        old.unlink()
    written = []
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/empty.db")
        for room in ROOMS:
            tables = {
                mapper.local_table.name
                for mapper in Base.registry.mappers
                if mapper.class_.__module__.startswith(f"mamcrawler.{room}.")
            }
            if tables:
                written.append(_write(db, f"{len(written) + 1:04d}", room, tables))
        db.close()
    return written


def _write(db: Database, revision: str, room: str, tables: set[str]) -> str:
    def in_room(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        return kind != "table" or name in tables

    with db.engine.connect() as connection, connection.begin():
        config = Config(stdout=sys.stderr)
        config.set_main_option("script_location", "mamcrawler:migrations")
        config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
        config.attributes["connection"] = connection
        config.attributes["include_object"] = in_room
        command.revision(config, f"Tables of {room}", autogenerate=True, rev_id=revision)
    path = VERSIONS / f"v{revision}_tables_of_{room}.py"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    for step in (["format"], ["check", "--fix", "--unsafe-fixes"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, "--quiet", str(path)], check=True)
    config.attributes["include_object"] = None
    with db.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return path.name


if __name__ == "__main__":
    print("\n".join(renew()))
