"""Release titles parsed per second of one core: what search results of every source go through first."""

from collections.abc import Sequence
from functools import partial

from bench.figures import Figure, Options, cpu_seconds
from bench.releases import release_titles
from mamcrawler.selection.release_names import parse_release_name

COUNT = 20_000
BUDGET = 20_000.0


def measure(options: Options) -> Sequence[Figure]:
    """Titles per second on one core; no title comes twice, so nothing is remembered."""
    parsed = []
    for repeat in range(options.repeats):
        titles = list(release_titles(COUNT, start=repeat * COUNT))
        parsed.append(COUNT / cpu_seconds(partial(_parse, titles)))
    return [Figure("Release titles parsed", "per second", tuple(parsed), least=BUDGET)]


def _parse(titles: Sequence[str]) -> None:
    for title in titles:
        parse_release_name(title)
