"""Sets the demo's stage: the sandbox, the product beside it on a fast clock, and its web server."""

import contextlib
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from mamcrawler.accounts import keys
from mamcrawler.app.factory import create_app
from mamcrawler.cli.demo.small_disk import SmallDisk, small_disk
from mamcrawler.foundation import schema
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.log import configure_logging
from mamcrawler.foundation.runtime import Runtime, open_runtime
from mamcrawler.sandbox.faults import Faults
from mamcrawler.sandbox.run import Sandbox

# How much faster than the world the demo lives: an hour passes in fifteen seconds.
SPEED = 240
# Three days without a byte have to pass before a stalled download is given up.
SPEED_OF_STALLS = 4_000


@dataclass(slots=True)
class Stage:
    """The running parts of a demo; `key` opens the web page at `url`."""

    sandbox: Sandbox
    runtime: Runtime
    url: str
    key: str
    disk: SmallDisk | None


@contextlib.contextmanager
def set_stage(*, faults: Sequence[str], client: str, port: int, directory: Path | None) -> Iterator[Stage]:
    """The stage while the block runs; everything is ended and, without `directory`, removed after it."""
    home = directory or Path(tempfile.mkdtemp(prefix="mamcrawler-demo-"))
    home.mkdir(parents=True, exist_ok=True)
    speed = SPEED_OF_STALLS if "stalled" in faults else SPEED
    clock = Clock(speed, datetime.now(UTC))
    with contextlib.ExitStack() as ending:
        if directory is None:
            ending.callback(shutil.rmtree, home, ignore_errors=True)
        disk = None
        if "disk-full" in faults:
            disk = ending.enter_context(small_disk(home / "sandbox" / "library"))
        sandbox = ending.enter_context(
            Sandbox(home / "sandbox", faults=Faults(*faults), client=client, now=clock.now)  # type: ignore[arg-type]
        )
        runtime = open_runtime(_environment(sandbox, clock, home, small=disk is not None), clock=clock)
        ending.callback(runtime.close)
        configure_logging("info", folder=runtime.data_dir / "logs", quiet=True)
        schema.migrate(runtime.db)
        with runtime.db.session() as session:
            _, key = keys.create_key(session, "demo", "admin", at=clock.now())
        url = ending.enter_context(_served(runtime, port))
        yield Stage(sandbox, runtime, url, key, disk)


def _environment(sandbox: Sandbox, clock: Clock, home: Path, *, small: bool) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAMCRAWLER_")}
    return {
        **outside,
        **sandbox.environment(),
        "MAMCRAWLER_DATA_DIR": str(home / "data"),
        "MAMCRAWLER_CLOCK_SPEED": str(clock.speed),
        "MAMCRAWLER_CLOCK_EPOCH": clock.epoch.isoformat(),
        "MAMCRAWLER_DOWNLOADS__MODE": "auto",
        "MAMCRAWLER_DOWNLOADS__LINK_MODE": "copy" if small else "hardlink",
    }


@contextlib.contextmanager
def _served(runtime: Runtime, port: int) -> Iterator[str]:
    """The API and page on a thread of their own, on another free port when this one is taken."""
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError:
        listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(runtime), log_config=None, access_log=False, server_header=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="web")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()
