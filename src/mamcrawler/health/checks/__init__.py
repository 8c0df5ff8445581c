"""The health checks (rule O6): each a function of a look, in a file of its own.

`CHECKS` names each check, the problems it may open, and the function.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mamcrawler.health.checks import deadlines, disk, jobs, remotes, secret_key, worker
from mamcrawler.health.findings import Finding, Look


@dataclass(frozen=True, slots=True)
class Check:
    """A named check; `codes` are the problems it opens and resolves."""

    name: str
    codes: tuple[str, ...]
    find: Callable[[Look], list[Finding]]


CHECKS = (
    Check("worker", ("worker_silent",), worker.find),
    Check("jobs", ("job_failing", "job_overdue"), jobs.find),
    Check("deadlines", ("deadlines_passed",), deadlines.find),
    Check("remotes", ("remote_down", "remote_refused"), remotes.find),
    Check("disk", ("disk_low",), disk.find),
    Check("secrets", ("secret_key_readable",), secret_key.find),
)
