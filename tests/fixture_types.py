"""What the common fixtures share: when the tests' clock starts, and types of fixtures that make things."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from mamcrawler.foundation.db import Database
from mamcrawler.foundation.runtime import Runtime

START = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

MakeRuntime = Callable[..., Runtime]
CountQueries = Callable[[Database], AbstractContextManager[list[str]]]
