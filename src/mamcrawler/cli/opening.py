"""What commands that work on the installation have in common: settings read, database ready."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import OperationalError

from mamcrawler.downloads.naming_templates import check_template
from mamcrawler.foundation import schema
from mamcrawler.foundation.environment import SettingsError
from mamcrawler.foundation.errors import NotConfigured, Problem
from mamcrawler.foundation.log import configure_logging
from mamcrawler.foundation.redaction import redact
from mamcrawler.foundation.runtime import Runtime, open_runtime
from mamcrawler.foundation.secrets import SecretUnreadable
from mamcrawler.foundation.settings import Settings

WRONG_SETTINGS = 2


@contextmanager
def opened(*, log_files: bool = False) -> Iterator[Runtime]:
    """The runtime of a command. What a user can put right ends the command with one sentence each."""
    try:
        runtime = open_runtime()
    except SettingsError as error:
        for sentence in error.sentences:
            click.echo(sentence, err=True)
        sys.exit(WRONG_SETTINGS)
    except OSError as error:
        raise click.ClickException(f"The data folder cannot be used: {error}.") from None
    try:
        settings = runtime.settings
        check_folder_template(settings)
        configure_logging(
            settings.log_level if log_files else "warning",
            settings.log_format,
            folder=runtime.data_dir / "logs" if log_files else None,
        )
        with said_plainly():
            yield runtime
    finally:
        runtime.close()


def check_folder_template(settings: Settings) -> None:
    """Ends the command with a sentence when book folders cannot be named by the template in force."""
    try:
        check_template(settings.downloads.folder)
    except ValueError as error:
        click.echo(f"MAMCRAWLER_DOWNLOADS__FOLDER cannot be used: {error}", err=True)
        sys.exit(WRONG_SETTINGS)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turns what a user can do something about into one sentence."""
    try:
        yield
    except (schema.DatabaseTooNew, schema.DatabaseForeign, SecretUnreadable, NotConfigured) as error:
        text = str(error)
        raise click.ClickException(f"{text[0].upper()}{text[1:]}.") from None
    except Problem as error:
        raise click.ClickException(error.detail) from None
    except OperationalError as error:
        reason = " ".join(redact(str(error.orig)).split())
        raise click.ClickException(f"The database cannot be used: {reason}") from None


def ready(runtime: Runtime) -> Runtime:
    """The same runtime, once its database has the shape this program needs; a new one gets it."""
    before = schema.present_revision(runtime.db)
    if before is None:
        schema.migrate(runtime.db)
    elif before != schema.newest_revision():
        raise click.ClickException(
            "The database is older than this program: run `mamcrawler migrate`, or start `mamcrawler serve`."
        )
    runtime.load_preferences()
    return runtime
