"""Sync of a 20,000-item library, against the time of only downloading its pages from the same server.

The server is the sandbox's, in a process of its own; a real one is measured as well where its address is
given. The download asks for the same pages one after the other and throws them away. The sandbox's server
answers from memory, many times faster than a real one; the budget is about a real one and is told for both.
"""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from bench.figures import Figure, Options, seconds
from bench.installation import installed
from bench.library_server import serving
from mamcrawler.automation.context import Context
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.library.jobs import full
from mamcrawler.library.sync import PAGE

ITEMS = 20_000
BUDGET = 1.3


def measure(options: Options) -> Sequence[Figure]:
    """Seconds of the download, the first sync and a second one in which nothing changed, and both ratios."""
    with TemporaryDirectory() as folder, serving(ITEMS, Path(folder) / "books") as (url, key):
        figures = _measure(options.repeats, url, key, "sandbox server")
    if options.server:
        figures += _measure(options.repeats, options.server, options.server_key or "", options.server_name)
    return figures


def _measure(repeats: int, url: str, key: str, name: str) -> list[Figure]:
    downloads: list[float] = []
    firsts: list[float] = []
    again: list[float] = []
    ours: list[float] = []
    for _ in range(repeats):
        downloads.append(seconds(partial(download, url, key)))
        with installed(url, key) as runtime:
            outcomes: list[Outcome] = []
            read = partial(_read, runtime, outcomes)
            busy = time.process_time()
            firsts.append(seconds(read))
            ours.append(time.process_time() - busy)
            again.append(seconds(read))
        items = outcomes[0].counts["new"]
        if outcomes[1].kind != "nothing_to_do":
            raise RuntimeError(f"the second sync was not quiet: {outcomes[1]}")
    ratios = [
        tuple(one / base for one, base in zip(many, downloads, strict=True)) for many in (firsts, again)
    ]
    count = f"{items:,}".replace(",", " ")
    return [
        Figure(f"{name}: download of {count} items", "s", tuple(downloads)),
        Figure(f"{name}: first sync, everything new", "s", tuple(firsts)),
        Figure(f"{name}: processor time of ours in the first sync", "s", tuple(ours)),
        Figure(f"{name}: second sync, nothing changed", "s", tuple(again)),
        Figure(f"{name}: first sync to download", "×", ratios[0], most=BUDGET),
        Figure(f"{name}: second sync to download", "×", ratios[1], most=BUDGET),
    ]


def _read(runtime: Runtime, outcomes: list[Outcome]) -> None:
    outcomes.append(full(Context(runtime)))


def download(url: str, key: str) -> int:
    """Reads every page of every book library as bytes and returns how many bytes there were."""
    total = 0
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=120) as client:
        for library in client.get("/api/libraries").json()["libraries"]:
            if library["mediaType"] != "book":
                continue
            address = f"/api/libraries/{library['id']}/items"
            items = client.get(address, params={"limit": 1, "page": 0, "minified": 1}).json()["total"]
            for page in range(-(-items // PAGE)):
                answer = client.get(address, params={"limit": PAGE, "page": page, "minified": 1})
                total += len(answer.content)
    return total
