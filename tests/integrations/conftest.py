"""Fixtures of the client tests: a clock moved by hand, a scripted remote, doors to it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from doors import MakeDoor, RecordingClock
from scripted import Script, scripted_server

from mamcrawler.foundation.db import Database
from mamcrawler.foundation.door import HttpDoor
from mamcrawler.integrations.remote import RemotePolicy


@pytest.fixture
def clock() -> RecordingClock:
    """A clock that remembers every wait."""
    return RecordingClock()


@pytest.fixture
def remote() -> Iterator[Script]:
    """A remote that answers from a script."""
    with scripted_server() as script:
        yield script


@pytest.fixture
def make_door(database: Database, clock: RecordingClock) -> Iterator[MakeDoor]:
    """Makes doors on the test's database and clock; keywords change the policy."""
    made: list[HttpDoor] = []

    def make(policy: RemotePolicy | None = None, *, credential: str = "", **changes: Any) -> HttpDoor:
        base = policy or RemotePolicy(name="example", timeout=5.0)
        door = HttpDoor(replace(base, **changes), database=database, clock=clock, credential=credential)
        made.append(door)
        return door

    yield make
    for door in made:
        door.close()
