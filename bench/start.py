"""Cold start of `mamcrawler serve` (API, page and worker in one process) to its first answer, and its memory.

A first start also creates the database; memory is read ten seconds after it.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, Options
from bench.served import served

SETTLED = 10.0


def measure(options: Options) -> Sequence[Figure]:
    """Seconds of the first start and of a later one, and resident memory."""
    first, later, memory = [], [], []
    for _ in range(options.repeats):
        with TemporaryDirectory() as folder:
            with served(Path(folder)) as server:
                first.append(server.cold_start)
                time.sleep(SETTLED)
                memory.append(server.resident())
            with served(Path(folder)) as server:
                later.append(server.cold_start)
    return [
        Figure("Cold start to the first answer", "s", tuple(later), most=2.0),
        Figure("The very first start, with an empty database to be made", "s", tuple(first)),
        Figure("Resident memory", "MB", tuple(memory), most=150.0),
    ]
