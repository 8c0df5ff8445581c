"""The command: runs the measurements, prints them, and writes the page after a whole run."""

import argparse
import sys
from collections.abc import Sequence

from bench import demo, gaps, judging, machine, pages, report, start, sync, titles
from bench.figures import Figure, Measurement, Options

PARTS: dict[str, tuple[str, Measurement]] = {
    "titles": ("Release titles", titles.measure),
    "judging": ("Judging", judging.measure),
    "gaps": ("Gap detection", gaps.measure),
    "sync": ("Sync of the library", sync.measure),
    "start": ("Cold start and memory", start.measure),
    "pages": ("Pages of the API", pages.measure),
    "demo": ("The whole demo", demo.measure),
}


def main(arguments: Sequence[str]) -> int:
    """Measures what is asked for. A missed budget is told, and is no failure of the command."""
    asked = _parser().parse_args(arguments)
    if asked.list:
        print("\n".join(f"{name:<10}{title}" for name, (title, _) in PARTS.items()))
        return 0
    options = Options(asked.repeats, asked.audiobookshelf, asked.api_key, asked.name)
    told = machine.describe()
    parts: list[tuple[str, str, Sequence[Figure]]] = []
    for name in asked.only or PARTS:
        title, measure = PARTS[name]
        print(f"{title} …", flush=True)
        figures = measure(options)
        print("".join(f"  {report.line(figure)}\n" for figure in figures), end="", flush=True)
        parts.append((title, (sys.modules[measure.__module__].__doc__ or "").strip(), figures))
    if not asked.only:
        report.PAGE.parent.mkdir(parents=True, exist_ok=True)
        report.PAGE.write_text(report.page(told, parts), encoding="utf-8")
        print(f"Written to {report.PAGE}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the budgets of the design.")
    parser.add_argument("--list", action="store_true", help="name the parts and end")
    parser.add_argument(
        "--only", action="append", choices=PARTS, help="measure this part alone; may be given several times"
    )
    parser.add_argument("--repeats", type=int, default=3, help="how often each figure is taken (default 3)")
    parser.add_argument(
        "--audiobookshelf",
        metavar="URL",
        help="also measure sync and pages with this server; it is only read",
    )
    parser.add_argument("--api-key", help="its API key")
    parser.add_argument("--name", default="Audiobookshelf", help="how the page names it")
    return parser


sys.exit(main(sys.argv[1:]))
