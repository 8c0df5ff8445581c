"""Brings the database into shape."""

import click

from mamcrawler.cli.opening import opened
from mamcrawler.foundation import schema


@click.command("migrate", short_help="Bring the database into its newest shape.")
def migrate_command() -> None:
    """Bring the database into the shape this version needs. `serve` does so by itself when it starts.

    A database that a newer version has migrated is refused and left as it is.
    """
    with opened() as runtime:
        before, after = schema.migrate(runtime.db)
        if before == after:
            click.echo(f"Nothing to do: the database is at revision {after}.")
        else:
            click.echo(f"The database went from {before or 'nothing'} to revision {after}.")
