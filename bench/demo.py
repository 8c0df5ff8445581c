"""The whole demo run: sandbox, server, and every wanted book downloaded, verified, imported and described."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, Options

BUDGET = 90.0


def measure(options: Options) -> Sequence[Figure]:
    """Seconds of `mamcrawler demo --once --json`; twice at most, for it is long."""
    command = [str(Path(sys.executable).with_name("mamcrawler")), "demo", "--once", "--json", "--port", "0"]
    taken, told = [], {}
    for _ in range(min(options.repeats, 2)):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        taken.append(time.perf_counter() - began)
        if done.returncode:
            raise RuntimeError(f"the demo ended with status {done.returncode}: {done.stderr[-500:]}")
        told = json.loads(done.stdout.strip().splitlines()[-1])
    client = told.get("client", {})
    shown = (
        f"{client.get('name', '')} {client.get('version', '')}" if isinstance(client, dict) else str(client)
    )
    imported = told["imported"] if isinstance(told["imported"], int) else len(told["imported"])
    return [Figure(f"Demo with {imported} imports, client {shown.strip()}", "s", tuple(taken), most=BUDGET)]
