"""The command line."""

import click

from mamcrawler.cli.explain import explain_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """MAMcrawler keeps an Audiobookshelf library complete."""


main.add_command(explain_command)
