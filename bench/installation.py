"""Throw-away installations of the product for a measurement."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from mamcrawler.foundation import schema
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.settings import AudiobookshelfSettings, Settings


@contextmanager
def installed(url: str | None = None, key: str | None = None) -> Iterator[Runtime]:
    """A runtime on an empty SQLite database, connected with the library server at `url` if there is one."""
    connected = AudiobookshelfSettings(url=url, api_key=SecretStr(key) if key else None)
    with TemporaryDirectory() as folder:
        runtime = Runtime(Settings(audiobookshelf=connected), data_dir=Path(folder))
        schema.migrate(runtime.db)
        try:
            yield runtime
        finally:
            runtime.close()
