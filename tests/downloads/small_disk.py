"""A small disk of its own, to be filled up; only root may mount one."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

# Room for bytes as on any disk, which costs nothing as long as it is not used, but not for many files.
ROOM = "size=32g,nr_inodes=500"
_FILLER = "filler"


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A memory disk at `folder` while the block runs; False where this machine does not allow it."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ROOM, "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(folder: Path) -> None:
    """Leaves room for not one more file on the disk at `folder`."""
    (folder / _FILLER).mkdir()
    try:
        for number in count():
            (folder / _FILLER / str(number)).touch()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


def make_room(folder: Path) -> None:
    """Ends `fill`."""
    shutil.rmtree(folder / _FILLER, ignore_errors=True)
