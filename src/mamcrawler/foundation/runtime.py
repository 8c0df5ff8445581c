"""What one process is made of: settings, database, clock, secrets and remotes, built once."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.environment import load_settings, with_preferences
from mamcrawler.foundation.models import Setting
from mamcrawler.foundation.paths import default_data_dir, make_private_dir, write_private
from mamcrawler.foundation.presence import Presence
from mamcrawler.foundation.redaction import keep_secret, keep_secrets_of
from mamcrawler.foundation.remotes import Remotes
from mamcrawler.foundation.secrets import SecretBox, installation_key
from mamcrawler.foundation.settings import Settings


class Runtime:
    """The parts every door (web, worker, command) shares. Close it when the process ends."""

    def __init__(
        self,
        settings: Settings,
        *,
        data_dir: Path,
        clock: Clock | None = None,
    ) -> None:
        keep_secrets_of(settings)
        self.settings = settings
        self.data_dir = make_private_dir(data_dir)
        self.clock = clock or Clock(settings.clock_speed, _epoch(settings, self.data_dir))
        self.db = Database(database_url(settings, self.data_dir))
        key = installation_key(
            settings.secret_key.get_secret_value() if settings.secret_key else None, self.data_dir
        )
        keep_secret(key)
        self.secrets = SecretBox(key)
        self.presence = Presence(self.data_dir)
        self._given = settings
        self.remotes = Remotes(self)

    def load_preferences(self) -> None:
        """Reads the preferences stored in the database anew; the environment still comes first."""
        with self.db.read() as session:
            stored = {row.key: row.value for row in session.scalars(select(Setting))}
        self.settings = with_preferences(self._given, stored) if stored else self._given

    def close(self) -> None:
        """Gives back connections and the sign of life."""
        self.remotes.close()
        self.presence.leave()
        self.db.close()


def open_runtime(environment: Mapping[str, str] = os.environ, *, clock: Clock | None = None) -> Runtime:
    """The runtime of a process with this environment. Raises SettingsError."""
    settings = load_settings(environment)
    return Runtime(
        settings,
        data_dir=settings.data_dir or default_data_dir(environment),
        clock=clock,
    )


def database_url(settings: Settings, data_dir: Path) -> str:
    """The address of the database: the given one, else a SQLite file in the data folder."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{data_dir / 'mamcrawler.db'}"


def _epoch(settings: Settings, data_dir: Path) -> datetime | None:
    """When a fast clock began; kept, so that its time does not run backwards at the next start."""
    if settings.clock_epoch is not None or settings.clock_speed == 1.0:
        return settings.clock_epoch
    path = data_dir / "clock.epoch"
    if not path.exists():
        write_private(path, datetime.now(UTC).isoformat())
    return datetime.fromisoformat(path.read_text(encoding="utf-8"))
