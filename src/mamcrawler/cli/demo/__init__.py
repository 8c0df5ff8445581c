"""The demo: the whole job on a sandbox of its own, on real transfers and a fast clock."""

import json
import signal
import sys
from pathlib import Path

import click

from mamcrawler.sandbox.faults import KINDS

_FAULTS = "\b\nFaults:\n" + "\n".join(f"  {kind.name:<26} {kind.description}" for kind in KINDS.values())


@click.command("demo", epilog=_FAULTS)
@click.option(
    "--once", is_flag=True, help="End after the job; status 0 only if all that was expected is there."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the summary as one JSON object on the last line."
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME",
    help="Let something go wrong; may be given several times.",
)
@click.option(
    "--client",
    type=click.Choice(["auto", "real", "simulated"]),
    default="auto",
    show_default=True,
    help="The torrent client: qbittorrent-nox where it is installed, or a simulator with real transfers.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="Port of the web page."
)
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to put the sandbox; kept afterwards. Default: a temporary folder, removed at the end.",
)
def demo_command(
    once: bool, as_json: bool, faults: tuple[str, ...], client: str, port: int, directory: Path | None
) -> None:
    """Watch MAMcrawler do its whole job on a sandbox: a flawed library, a catalogue, a tracker full of
    decoys, real audio, real BitTorrent transfers over loopback. Nothing leaves this machine.

    Without --once the server stays up after the job, with its web page, until Ctrl-C.
    """
    unknown = [name for name in faults if name not in KINDS]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is no fault; --help lists them", param_hint="--fault")
    try:
        import libtorrent  # noqa: F401
    except ImportError:
        raise click.ClickException(
            "The demo seeds real torrents and needs libtorrent: run `make demo`, "
            "or pip install 'mamcrawler[sandbox]'."
        ) from None
    from mamcrawler.cli.demo.show import run_demo

    # However it is told to end, the torrent client and the servers end with it.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, frame: sys.exit(128 + number))
    summary = run_demo(once=once, quiet=as_json, faults=faults, client=client, port=port, directory=directory)
    if as_json:
        click.echo(json.dumps(summary.as_json()))
    sys.exit(0 if summary.complete or not once else 1)
