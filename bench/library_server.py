"""A process of its own that serves a generated library: `python -m bench.library_server COUNT FOLDER`.

It prints address and API key on one line and serves until its standard input ends.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mamcrawler.sandbox.audiobookshelf.simulator import AudiobookshelfSimulator
from mamcrawler.sandbox.audiobookshelf.stock import generated_items
from mamcrawler.sandbox.faults import Faults


@contextmanager
def serving(count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """Address and API key of a server with `count` items while the block runs."""
    command = [sys.executable, "-m", "bench.library_server", str(count), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            url, key = process.stdout.readline().split()
            yield url, key
        finally:
            process.stdin.close()


def _serve(count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    simulator = AudiobookshelfSimulator(folder, Faults(), generated_items(count))
    simulator.start()
    print(simulator.url, simulator.api_key(), flush=True)
    sys.stdin.read()
    simulator.stop()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]))
