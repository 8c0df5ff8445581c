"""A disk too small for one book, for the fault disk-full; and room on it again."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

TOO_SMALL = "12m"
ROOMY = "2g"


class SmallDisk:
    """A memory disk mounted at `place`."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.small = True

    def make_room(self) -> None:
        """Gives the disk the size it should have had."""
        if self.small:
            subprocess.run(["mount", "-o", f"remount,size={ROOMY}", str(self.place)], check=True)  # noqa: S603, S607
            self.small = False


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[SmallDisk]:
    """The disk while the block runs. Needs root, for only root may mount."""
    if os.geteuid() != 0:
        raise click.ClickException(
            "The fault disk-full mounts a small disk and needs root; try another fault."
        )
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={TOO_SMALL}", "tmpfs", str(place)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if mounted.returncode:
        raise click.ClickException(f"The fault disk-full cannot mount its disk: {mounted.stderr.strip()}")
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)  # noqa: S603, S607
