"""The server: web and worker in one process, or one of them."""

import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Literal

import click
from rich.console import Console
from rich.markup import escape

from mamcrawler.accounts import keys
from mamcrawler.cli.opening import opened
from mamcrawler.foundation import schema
from mamcrawler.foundation.paths import write_private
from mamcrawler.foundation.remotes import REMOTES, missing_settings
from mamcrawler.foundation.runtime import Runtime

Role = Literal["all", "api", "worker"]
FIRST_KEY_FILE = "first-api-key"


@click.command("serve")
@click.option(
    "--role",
    type=click.Choice(["all", "api", "worker"]),
    default="all",
    show_default=True,
    help="What this process does: the API and page, the jobs, or both.",
)
def serve_command(role: Role) -> None:
    """Start the server. It migrates the database, says what is not connected yet and where the API key is.

    Settings come from the environment: MAMCRAWLER_BIND and MAMCRAWLER_PORT say where it listens,
    MAMCRAWLER_DATA_DIR where it keeps its files.
    """
    signal.signal(signal.SIGTERM, _end)
    with opened(log_files=True) as runtime:
        schema.migrate(runtime.db)
        runtime.load_preferences()
        console = Console(highlight=False, soft_wrap=True)
        _introduce(runtime, console, role)
        if role == "worker":
            _work(runtime)
        else:
            _listen(runtime, console, with_worker=role == "all")


def first_key(runtime: Runtime) -> str | None:
    """Makes the first admin key of an installation and keeps it in a file only its owner can read; None
    when there is one already."""
    at = runtime.clock.now()
    with runtime.db.session() as session:
        if keys.any_admin(session, at=at):
            return None
        _, text = keys.create_key(session, "first start", "admin", at=at)
        write_private(runtime.data_dir / FIRST_KEY_FILE, text + "\n")
    return text


def _introduce(runtime: Runtime, console: Console, role: Role) -> None:
    settings = runtime.settings
    host = "localhost" if settings.bind in ("127.0.0.1", "0.0.0.0", "::", "::1") else settings.bind  # noqa: S104
    where = "runs jobs" if role == "worker" else f"on http://{host}:{settings.port}/"
    console.print(f"[bold]MAMcrawler[/] {where}")
    text = first_key(runtime)
    place = runtime.data_dir / FIRST_KEY_FILE
    if text is not None:
        console.print(
            f"API key, shown this once: [bold]{text}[/]\nIt is also in {escape(str(place))}; keep it safe."
        )
    elif place.exists():
        console.print(f"API key: in {escape(str(place))}")
    lacking = [(name, missing_settings(settings, name)) for name in REMOTES]
    if any(missing for _, missing in lacking):
        console.print("Not connected yet (jobs that need them say so and wait):")
    for name, missing in lacking:
        if missing:
            console.print(f"  {name:<15} set {missing}")


def _listen(runtime: Runtime, console: Console, *, with_worker: bool) -> None:
    import uvicorn

    from mamcrawler.app.factory import create_app
    from mamcrawler.worker.process import Worker

    settings = runtime.settings
    try:
        family = socket.AF_INET6 if ":" in settings.bind else socket.AF_INET
        listener = socket.create_server((settings.bind, settings.port), family=family, backlog=512)
    except OSError as error:
        raise click.ClickException(
            f"Cannot listen on {settings.bind}:{settings.port}: {os.strerror(error.errno or 0)}. "
            "MAMCRAWLER_BIND and MAMCRAWLER_PORT choose another place."
        ) from None
    worker = Worker(runtime) if with_worker else None
    app = create_app(runtime, background=worker)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=10
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        console.print("Stopped.")


def _work(runtime: Runtime) -> None:
    from mamcrawler.worker.process import Worker

    worker = Worker(runtime)
    worker.start()
    try:
        threading.Event().wait()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        worker.stop()


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
