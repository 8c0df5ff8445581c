"""No row waits past its deadline (rules P4, D8)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from mamcrawler.downloads.models import Download
from mamcrawler.health.findings import Finding, Look
from mamcrawler.wanted.models import Wanted

# The job that acts on deadlines runs every ten minutes; what is left after two of its runs is stuck.
_PATIENCE = 20 * 60


def find(look: Look) -> list[Finding]:
    """Downloads and wanted rows whose deadline passed without anything being done."""
    since = look.at - max(timedelta(seconds=_PATIENCE), look.clock.span(0, at_least=30))
    counted = {"downloads": _late(look, Download, since), "wanted books": _late(look, Wanted, since)}
    late = ", ".join(f"{count} {name}" for name, count in counted.items() if count)
    if not late:
        return []
    return [
        Finding(
            "deadlines_passed",
            "warning",
            f"Past their deadline without anything being done: {late}.",
            "Run `mamcrawler run-job downloads.deadlines`; if they stay, look at its log.",
        )
    ]


def _late(look: Look, table: type[Download] | type[Wanted], since: datetime) -> int:
    return look.session.scalar(select(func.count()).select_from(table).where(table.deadline < since)) or 0
