"""Signs of life: a process that lives holds a lock on a file; the system lets go of it when it dies."""

import os
import secrets
from pathlib import Path

try:
    import fcntl
except ImportError:  # not a Unix system: only time tells there
    fcntl = None  # type: ignore[assignment]

from mamcrawler.foundation.paths import make_private_dir, write_private


class Presence:
    """This process among those of the installation.

    `name` is unique and begins with the mark of its data folder. Processes that share the folder can tell at
    once when this one is gone; across machines only an overdue sign of life in the database tells.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = make_private_dir(data_dir / "alive")
        self._mark = _mark_of(self._folder)
        self.name = f"{self._mark}-{os.getpid()}-{secrets.token_hex(4)}"
        self._path = self._folder / self.name
        self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        if fcntl is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def is_gone(self, name: str) -> bool:
        """Whether the process called `name` certainly does not live any more."""
        if name == self.name or fcntl is None:
            return False
        path = self._folder / Path(name).name
        try:
            descriptor = os.open(path, os.O_WRONLY)
        except FileNotFoundError:
            # It ended properly here, or lives with another data folder: the mark tells which.
            return name.startswith(f"{self._mark}-")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            path.unlink(missing_ok=True)
            return True
        finally:
            os.close(descriptor)

    def leave(self) -> None:
        """Ends the presence of this process."""
        if self._descriptor >= 0:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = -1


def _mark_of(folder: Path) -> str:
    path = folder / "mark"
    if not path.exists():
        write_private(path, secrets.token_hex(4))
    return path.read_text(encoding="utf-8").strip()
