"""The page the figures are kept on, docs/reference/performance.md."""

from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, plain

PAGE = Path("docs/reference/performance.md")
_HEAD = """\
# Performance

`make bench` measures the budgets of the design and writes this page. `make bench ARGS="--only titles"`
measures one part and leaves the page alone; `--list` names the parts. Every figure is the median of its
repeats; the budgets are for two cores.

"""
_TABLE = """
| What | Median | Lowest | Highest | Budget | Kept |
|---|--:|--:|--:|---|---|
"""
_MARKS = {True: "yes", False: "**no**", None: ""}


def line(figure: Figure) -> str:
    """The figure as one line of text."""
    spread = f"{plain(min(figure.values))} to {plain(max(figure.values))}"
    judged = {True: "kept", False: "MISSED", None: ""}[figure.kept]
    told = f"{figure.what}: {plain(figure.median)} {figure.unit} ({spread})"
    return f"{told}  {figure.budget} {judged}".rstrip()


def page(machine: Sequence[tuple[str, str]], parts: Sequence[tuple[str, str, Sequence[Figure]]]) -> str:
    """The whole page; a part is its title, what it does, and its figures."""
    text = _HEAD + "".join(f"- {name}: {value}\n" for name, value in machine)
    for title, about, figures in parts:
        text += f"\n## {title}\n\n{about}\n" + _TABLE
        text += "".join(_row(figure) for figure in figures)
    return text


def _row(figure: Figure) -> str:
    values = (figure.median, min(figure.values), max(figure.values))
    middle, low, high = (f"{plain(value)} {figure.unit}".rstrip() for value in values)
    return f"| {figure.what} | {middle} | {low} | {high} | {figure.budget} | {_MARKS[figure.kept]} |\n"
