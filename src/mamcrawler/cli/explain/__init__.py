"""`mamcrawler explain KIND`: what the parsers and matchers make of an input, as a filter of JSON lines."""

import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import click

from mamcrawler.cli.explain.unsupported import Unsupported

Answer: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

# The kinds, each a module of this package with `answer(case) -> dict`; imported only when asked for.
KINDS = (
    "release-titles",
    "folder-paths",
    "library-titles",
    "name-strings",
    "series-strings",
    "match-ranking",
    "recording-choice",
    "mam-search-response",
    "naming-templates",
    "series-gaps",
)

# What code raises that meets a value of another shape than it was promised; anything else is a fault of ours.
NOT_UNDERSTOOD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@click.command("explain")
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
def explain_command(kind: str) -> None:
    """Show what MAMcrawler makes of release titles, folder names, rows and wishes.

    Reads one JSON object a line on standard input and writes one a line: {"id", "output"}, or {"id", "error"}
    for an input that cannot be understood, or {"id", "unsupported": true} for a question not offered. The
    answers come from the same functions the product runs on.

    \b
    KIND is one of
      release-titles   folder-paths      library-titles        name-strings
      series-strings   match-ranking     recording-choice      mam-search-response
      naming-templates series-gaps

    \b
    Example:
      echo '{"id": 1, "type": "parse", "input": {"title": "Mira Vale - Ember 02 - Ash [64k MP3]"}}' \\
        | mamcrawler explain release-titles
    """
    answer: Answer = importlib.import_module(f"{__name__}.{kind.replace('-', '_')}").answer
    for line in answer_lines(answer, sys.stdin.buffer):
        click.echo(line)


def answer_lines(answer: Answer, lines: Iterable[bytes]) -> Iterator[bytes]:
    """One answer line (JSON, UTF-8, without line end) for each line of JSON, whatever that line holds."""
    for line in lines:
        reply = answer_line(answer, line)
        try:
            text = json.dumps(reply, ensure_ascii=False, allow_nan=False)
        except NOT_UNDERSTOOD as reason:
            text = json.dumps({"id": None, "error": f"the answer is no JSON: {reason}"})
        # A lone surrogate can stand in JSON only as an escape, which is what backslashreplace writes.
        yield text.encode("utf-8", "backslashreplace")


def answer_line(answer: Answer, line: bytes) -> dict[str, Any]:
    """The reply to one line: `id` (null when it cannot be read) with `output`, `error` or `unsupported`.

    Bytes that are no UTF-8 are replaced, and the reply then carries `"notes": ["invalid_utf8"]`.
    """
    text = line.decode("utf-8", "replace")
    notes = {"notes": ["invalid_utf8"]} if "\ufffd" in text and not _is_utf8(line) else {}
    try:
        case = json.loads(text)
    except (ValueError, RecursionError) as reason:
        return {"id": None, "error": f"not a JSON line: {reason}", **notes}
    if not isinstance(case, dict):
        return {"id": None, "error": "a line must be a JSON object with id and input", **notes}
    reply: dict[str, Any] = {"id": case.get("id")}
    if not isinstance(case.get("input"), dict):
        return {**reply, "error": "input must be a JSON object", **notes}
    try:
        return {**reply, "output": answer(case), **notes}
    except Unsupported:
        return {**reply, "unsupported": True, **notes}
    except NOT_UNDERSTOOD as reason:
        return {**reply, "error": _sentence(reason), **notes}


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sentence(reason: Exception) -> str:
    if isinstance(reason, KeyError):
        return f"the input has no {reason}"
    return str(reason) or type(reason).__name__
