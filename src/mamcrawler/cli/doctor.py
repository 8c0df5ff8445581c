"""Checks every connection and every path, and says what to change."""

from collections.abc import Callable

import click
from rich.console import Console

from mamcrawler.automation.context import Context
from mamcrawler.cli.opening import opened, ready
from mamcrawler.downloads.path_check import check_paths
from mamcrawler.downloads.path_doctor import Step
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.foundation.remotes import missing_settings
from mamcrawler.integrations.remote import RejectedUs, RemoteFailure

Call = Callable[[Context], str]


def _tracker(ctx: Context) -> str:
    mam = ctx.remotes.mam
    try:
        data = mam.user_data()
    except RejectedUs as refused:
        # One process at a time may use the session (rule T4); a running server is no fault.
        if refused.reason != "session" or refused.permanent:
            raise
        return f"the session is in use by the running server and {mam.session_state()}"
    return f"logged in, class {data.class_name or 'unknown'}, ratio {data.ratio or 'unknown'}"


def _client(ctx: Context) -> str:
    version = ctx.remotes.qbittorrent.version()
    return f"qBittorrent {version.app}"


def _library(ctx: Context) -> str:
    status = ctx.remotes.audiobookshelf.status()
    account = ctx.remotes.audiobookshelf.account()
    may = "may edit" if account.may_update else "may not edit: give its user the update permission"
    return f"Audiobookshelf {status.version}, as {account.username}, who {may}"


def _hardcover(ctx: Context) -> str:
    ctx.remotes.hardcover.search_series("test")
    return "the catalogue answers"


def _audnexus(ctx: Context) -> str:
    return "needs no account; asked when a recording is looked up" if ctx.remotes.audnexus else ""


CHECKS: tuple[tuple[str, str, Call], ...] = (
    ("tracker", "mam", _tracker),
    ("torrent client", "qbittorrent", _client),
    ("library server", "audiobookshelf", _library),
    ("catalogue of works", "hardcover", _hardcover),
    ("catalogue of recordings", "audnexus", _audnexus),
)


@click.command("doctor")
def doctor_command() -> None:
    """Check every connection, and that client, program and library server see the same folders.

    The paths are proven by a real file that is made, linked, renamed and removed. Ends with status 1 when
    something has to be changed.
    """
    console = Console(highlight=False, soft_wrap=True)
    with opened() as runtime:
        ready(runtime)
        ctx = Context(runtime, name="doctor")
        good = [_connection(console, ctx, *check) for check in CHECKS]
        console.print("\n[bold]Paths[/bold]")
        if any(missing_settings(runtime.settings, remote) for remote in ("qbittorrent", "audiobookshelf")):
            console.print("  They are proven when torrent client and library server are connected.")
            good.append(False)
        else:
            good += [_step(console, step) for step in check_paths(ctx)]
    if not all(good):
        raise SystemExit(1)


def _connection(console: Console, ctx: Context, name: str, remote: str, call: Call) -> bool:
    try:
        said = call(ctx)
    except NotConfigured as error:
        _bad(console, name, "not connected", f"Set {error.missing}.")
        return False
    except RemoteFailure as failure:
        _bad(console, name, failure.detail, _ADVICE.get(failure.kind, ""))
        return False
    console.print(f"[green]ok[/green]  {name}: {said}")
    return True


def _step(console: Console, step: Step) -> bool:
    if step.passed:
        console.print(f"[green]ok[/green]  {step.sentence}")
    else:
        _bad(console, step.name.replace("_", " "), step.sentence, step.remedy)
    return step.passed


def _bad(console: Console, name: str, what: str, remedy: str) -> None:
    console.print(f"[red]no[/red]  {name}: {what}")
    if remedy:
        console.print(f"    → {remedy}")


_ADVICE = {
    "unavailable": "Check that it runs and that the address is right.",
    "rejected_us": "Check user name, password, key or cookie.",
    "rate_limited": "Wait a while.",
    "misunderstood": "Check that the address leads to the right program.",
}
