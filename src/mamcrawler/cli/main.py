"""The command line. Each command is imported when it is called, so that none waits for the others."""

import importlib
from typing import ClassVar

import click


class Commands(click.Group):
    """Commands by name, each with its line for --help and the place where it lives."""

    places: ClassVar[dict[str, tuple[str, str]]] = {
        "demo": ("mamcrawler.cli.demo:demo_command", "Watch the whole job on a sandbox of its own."),
        "serve": ("mamcrawler.cli.serve:serve_command", "Start the server, and the worker beside it."),
        "doctor": ("mamcrawler.cli.doctor:doctor_command", "Check every connection and every path."),
        "plan": ("mamcrawler.cli.plan:plan_command", "Show what is missing, in the order it is got."),
        "search": (
            "mamcrawler.cli.search:search_command",
            "Show the releases of a book with their verdicts.",
        ),
        "why": ("mamcrawler.cli.why:why_command", "Say why a book or download is where it is."),
        "jobs": ("mamcrawler.cli.jobs:jobs_command", "List the jobs, when they run and how they ended."),
        "run-job": ("mamcrawler.cli.run_job:run_job_command", "Run one job now and watch it."),
        "key": ("mamcrawler.cli.key:key_group", "Make, list and revoke API keys."),
        "migrate": ("mamcrawler.cli.migrate:migrate_command", "Bring the database into its newest shape."),
        "explain": ("mamcrawler.cli.explain:explain_command", "Say what the parsers make of JSON lines."),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.places.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=(
        "Try `mamcrawler demo` first: it needs no account and no other program. Then `mamcrawler serve` says "
        "what to connect. Settings come from environment variables named MAMCRAWLER_…"
    ),
)
@click.version_option(package_name="mamcrawler")
def main() -> None:
    """MAMcrawler keeps an Audiobookshelf library complete: it finds what is missing, proves the right
    recording, downloads within your tracker's limits and imports by hard link."""
