"""Writes the reference pages from what the program declares: python tests/docs/reference_pages.py"""

from collections import defaultdict
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

import click
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from mamcrawler.automation.jobs import declared_jobs
from mamcrawler.cli.main import Commands, main
from mamcrawler.foundation.environment import environment_name, is_secret, setting_fields
from mamcrawler.foundation.errors import CODES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
_NOTE = "This page is written from the program by `make docs`; a test keeps it true.\n"


def errors_page() -> str:
    """Every error code with its status and meaning."""
    lines = [
        "# Error codes\n",
        "Every refusal of the API is a problem details object (RFC 9457): `type`, `title`, `status`,",
        "`detail` and `instance`, with a stable `code`, the `request_id` that the log lines carry and,",
        "for `invalid_input`, `errors` with field and message.\n",
        _NOTE,
        "| Status | Code | Meaning |",
        "|---|---|---|",
    ]
    rows = sorted(CODES.items(), key=lambda item: (item[1][0], item[0]))
    lines += [f"| {status} | `{code}` | {title} |" for code, (status, title) in rows]
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Every setting by its environment name, with type, default and meaning."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path, field in setting_fields().items():
        name = environment_name(path)
        default = "" if field.default is None or _is_made(field) else f"`{field.default}`"
        secret = f", or a file's path in `{name}_FILE`" if is_secret(field) else ""
        row = f"| `{name}` | {_kind(field.annotation)}{secret} | {default} | {field.description} |"
        groups[path[0] if len(path) > 1 else "general"].append(row)
    lines = [
        "# Settings\n",
        "Settings come from the environment. A name that is not listed here stops the start with the",
        "closest one that is. The settings of `library`, `wanted`, `selection`, `downloads` and `tracker`",
        "may be stored in the database as well; the environment comes first.\n",
        _NOTE,
    ]
    for group, rows in groups.items():
        lines += [f"## {group}\n", "| Name | Value | Default | Meaning |", "|---|---|---|---|", *rows, ""]
    return "\n".join(lines)


def jobs_page() -> str:
    """Every job with its schedule and lane."""
    lines = [
        "# Jobs\n",
        "Times are UTC. A lane runs one job at a time; `mamcrawler run-job NAME` runs one now.\n",
        _NOTE,
        "| Job | Does | Schedule | Lane |",
        "|---|---|---|---|",
    ]
    jobs = declared_jobs().values()
    lines += [f"| `{job.id}` | {job.title} | {job.schedule.text} | {job.lane or ''} |" for job in jobs]
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The help of every command."""
    lines = ["# Commands\n", _NOTE]
    top = click.Context(main, info_name="mamcrawler", terminal_width=100)
    for name in Commands.places:
        command = main.get_command(top, name)
        assert command is not None
        shown = click.Context(command, info_name=name, parent=top, terminal_width=100)
        lines += [f"## mamcrawler {name}\n", "```", command.get_help(shown), "```", ""]
    return "\n".join(lines)


PAGES = {
    "errors.md": errors_page,
    "settings.md": settings_page,
    "jobs.md": jobs_page,
    "commands.md": commands_page,
}


def _is_made(field: FieldInfo) -> bool:
    return field.default_factory is not None or field.is_required()


def _kind(annotation: Any) -> str:
    options = get_args(annotation)
    if NoneType in options:
        return _kind(next(option for option in options if option is not NoneType))
    if get_origin(annotation) is not None and options and all(isinstance(option, str) for option in options):
        return " or ".join(f"`{option}`" for option in options)
    if get_origin(annotation) is not None and options and get_origin(annotation) is not dict:
        return _kind(options[0])
    names = {bool: "true or false", int: "whole number", float: "number", SecretStr: "secret", Path: "path"}
    return names.get(annotation, "map" if get_origin(annotation) is dict else "text")


if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
