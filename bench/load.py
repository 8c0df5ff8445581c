"""A process of its own that asks a server: `python -m bench.load` reads a job from standard input as JSON.

The job is {"url", "headers", "paths", "connections", "seconds"}; the answer is a JSON list of latencies in
milliseconds. Each connection asks for the next path as soon as it has its answer.
"""

import http.client
import itertools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from urllib.parse import urlsplit


def latencies(
    url: str, key: str, paths: Sequence[str], *, connections: int = 8, seconds: float = 5.0
) -> list[float]:
    """Milliseconds of each answer while so many connections ask for so long."""
    job = {
        "url": url,
        "headers": {"Authorization": f"Bearer {key}"},
        "paths": list(paths),
        "connections": connections,
        "seconds": seconds,
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[float] = json.loads(done.stdout)
    return found


def _run(
    url: str, headers: dict[str, str], paths: list[str], connections: int, seconds: float
) -> list[float]:
    where = urlsplit(url)
    found: list[float] = []
    until = time.perf_counter() + seconds
    turn = itertools.count()

    def ask() -> None:
        connection = http.client.HTTPConnection(where.hostname or "", where.port or 80, timeout=60)
        while time.perf_counter() < until:
            path = where.path + paths[next(turn) % len(paths)]
            began = time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            found.append((time.perf_counter() - began) * 1000)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


if __name__ == "__main__":
    print(json.dumps(_run(**json.loads(sys.stdin.read()))))
