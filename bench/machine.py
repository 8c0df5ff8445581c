"""What the figures were measured on."""

import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def describe() -> list[tuple[str, str]]:
    """Name and value of what a reader has to know to compare the figures with others."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return [
        ("Date", f"{datetime.now(UTC):%d %B %Y}"),
        ("Commit", _commit()),
        ("Processor", f"{os.cpu_count()} × {_processor()}"),
        ("Memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"),
        ("System", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("SQLite", sqlite3.sqlite_version),
        ("Load before the run", f"{load} (1, 5, 15 minutes)"),
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    lines = (line.partition(":") for line in text.splitlines())
    return next((value.strip() for name, _, value in lines if name.strip() == "model name"), "unknown")


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "src")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")
