"""API keys from the command line."""

from datetime import timedelta

import click
from rich.console import Console
from rich.table import Table

from mamcrawler.accounts import keys
from mamcrawler.cli.opening import opened, ready
from mamcrawler.foundation.callers import SCOPES, Scope


@click.group("key")
def key_group() -> None:
    """Make, list and revoke the API keys by which programs and people are let in."""


@key_group.command("create")
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default="read",
    show_default=True,
    help="read looks, member also asks for books, admin may do everything.",
)
@click.option("--days", type=click.IntRange(1, 3650), help="Days it is valid; for ever if not given.")
def create(name: str, scope: Scope, days: int | None) -> None:
    """Make a key called NAME and show it, this once."""
    with opened() as runtime:
        ready(runtime)
        at = runtime.clock.now()
        with runtime.db.session() as session:
            expires = at + timedelta(days=days) if days else None
            key, text = keys.create_key(session, name, scope, at=at, expires_at=expires)
        click.echo(text)
        click.echo(f"Key {key.id} ({key.name}, {key.scope}). It is not shown again.", err=True)


@key_group.command("list")
def list_keys() -> None:
    """List the keys; the keys themselves are not kept and cannot be shown."""
    with opened() as runtime:
        ready(runtime)
        with runtime.db.read() as session:
            found = keys.all_keys(session)
        table = Table("id", "name", "scope", "begins with", "made", "last used", "state")
        for key in found:
            state = keys.state_of(key, at=runtime.clock.now())
            used = f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never"
            made = f"{key.created_at:%Y-%m-%d}"
            table.add_row(str(key.id), key.name, key.scope, keys.beginning(key), made, used, state)
        Console().print(table)


@key_group.command("revoke")
@click.argument("key_id", type=click.IntRange(1, 2**31 - 1))
def revoke(key_id: int) -> None:
    """End the key with the id KEY_ID for good."""
    with opened() as runtime:
        ready(runtime)
        with runtime.db.session() as session:
            key = keys.revoke(session, key_id, at=runtime.clock.now())
        click.echo(f"The key {key.name} lets nobody in any more.")
