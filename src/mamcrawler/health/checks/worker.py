"""Somebody keeps time and runs the jobs."""

from sqlalchemy import func, select

from mamcrawler.automation.models import WorkerSign
from mamcrawler.health.findings import Finding, Look

# Real seconds; a process lives in real time however fast the clock runs.
_SILENT_AFTER = 180.0


def find(look: Look) -> list[Finding]:
    """Nothing while a worker gave a sign of life within three minutes."""
    last = look.session.scalar(select(func.max(WorkerSign.seen_at)))
    if last is not None and look.at - last <= look.clock.span(_SILENT_AFTER, at_least=_SILENT_AFTER):
        return []
    since = "has ever run" if last is None else f"has run since {last:%Y-%m-%d %H:%M} UTC"
    return [
        Finding(
            "worker_silent",
            "critical",
            f"No worker {since}, so no job runs: nothing is synced, searched or watched.",
            "Start `mamcrawler serve`, or `mamcrawler serve --role worker` beside the API.",
        )
    ]
