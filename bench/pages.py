"""Latency of pages over 20,000 books at 8 connections, each asking again as soon as it has its answer.

The asking process shares the two cores with the server. Where a real Audiobookshelf server is given, the same
questions are put to it in the same run; it should hold the same number of items.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
from pydantic import SecretStr

from bench.figures import Figure, Options, percentile
from bench.library_server import serving
from bench.load import latencies
from bench.served import served
from mamcrawler.automation.context import Context
from mamcrawler.foundation import schema
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.foundation.settings import AudiobookshelfSettings, Settings
from mamcrawler.library.jobs import full

ITEMS = 20_000
BUDGET = 50.0
OURS = {
    "list of 50 of 20 000 books": [f"/api/v1/books?limit=50&offset={n * 1950}" for n in range(10)],
    "search": [f"/api/v1/books?limit=12&q={word}" for word in ("amber", "of+birch", "echo+haven", "grove")],
    "series page": [f"/api/v1/series/{number}" for number in range(1, 1500, 150)],
    "book detail": [f"/api/v1/books/{number}" for number in range(1, 15000, 1500)],
}


def measure(options: Options) -> Sequence[Figure]:
    """Median and 99th percentile of each page, in milliseconds."""
    with TemporaryDirectory() as folder:
        _read_library(Path(folder))
        with served(Path(folder), "--role", "api") as server:
            figures = _figures("MAMcrawler", server.url, server.key, OURS, options.repeats, BUDGET)
    if options.server:
        theirs = _their_paths(options.server, options.server_key or "")
        figures += _figures(
            options.server_name, options.server, options.server_key or "", theirs, options.repeats, None
        )
    return figures


def _figures(
    name: str, url: str, key: str, paths: dict[str, list[str]], repeats: int, budget: float | None
) -> list[Figure]:
    figures = []
    for what, asked in paths.items():
        latencies(url, key, asked, seconds=1.0)
        runs = [latencies(url, key, asked) for _ in range(repeats)]
        for share, label in ((0.5, "median"), (0.99, "99 of 100")):
            values = tuple(percentile(run, share) for run in runs)
            most = budget if share > 0.5 else None
            figures.append(Figure(f"{name}: {what}, {label}", "ms", values, most=most))
    return figures


def _read_library(data_dir: Path) -> None:
    with TemporaryDirectory() as folder, serving(ITEMS, Path(folder) / "books") as (url, key):
        connected = AudiobookshelfSettings(url=url, api_key=SecretStr(key))
        runtime = Runtime(Settings(audiobookshelf=connected), data_dir=data_dir)
        schema.migrate(runtime.db)
        full(Context(runtime))
        runtime.close()


def _their_paths(url: str, key: str) -> dict[str, list[str]]:
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=120) as client:
        libraries = client.get("/api/libraries").json()["libraries"]
        base = next(f"/api/libraries/{one['id']}" for one in libraries if one["mediaType"] == "book")
        items = client.get(f"{base}/items", params={"limit": 10, "page": 7, "minified": 1}).json()["results"]
        series = client.get(f"{base}/series", params={"limit": 10, "page": 2}).json()["results"]
    by_title = "minified=1&sort=media.metadata.title"
    # Its answers of a library are kept until something changes; another page each time asks for work.
    return {
        "list of 50 of 20 000 books": [f"{base}/items?limit=50&page={n}&{by_title}" for n in range(400)],
        "search": [f"{base}/search?limit=12&q={word}" for word in ("amber", "of%20birch", "echo", "grove")],
        "series page": [f"{base}/series/{one['id']}" for one in series],
        "book detail": [f"/api/items/{one['id']}?expanded=1" for one in items],
    }
