"""Towns for the end-to-end tests.

No conftest.py, because a second one hides the first from tests that take names from it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from town import MakeTown, Town

from mamcrawler.sandbox.world import World


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database with every table."""
    shutil.copy(empty_sqlite, tmp_path / "town.db")
    return f"sqlite:///{tmp_path / 'town.db'}"


@pytest.fixture
def make_town(sqlite_url: str, tmp_path: Path) -> Iterator[MakeTown]:
    """Starts a town on SQLite with this world and these faults; it ends with the test."""
    with ExitStack() as ending:

        def make(world: World, *faults: str, **given: Any) -> Town:
            return ending.enter_context(Town(tmp_path, sqlite_url, world, *faults, **given))

        yield make
