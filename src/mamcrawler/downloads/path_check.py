"""Runs the path doctor and keeps what it found, for the gate, the API and the problem list (rule D19)."""

from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import select

from mamcrawler.automation.context import Context
from mamcrawler.automation.problems import open_problem, resolve_problem
from mamcrawler.downloads import policies
from mamcrawler.downloads.models import PathCheck
from mamcrawler.downloads.path_doctor import Step, examine, is_green

# A red result is tested again when a download wants to go and the result is older than this.
RED_RESTS = timedelta(minutes=10)


def check_paths(ctx: Context) -> list[Step]:
    """The steps of a new examination, stored; the problem `paths_broken` opens or ends with it."""
    steps = examine(
        lambda: ctx.remotes.qbittorrent,
        lambda: ctx.remotes.audiobookshelf,
        policies.path_settings(ctx.settings),
    )
    at = ctx.clock.now()
    failed = next((step for step in steps if not step.passed), None)
    with ctx.db.session() as session:
        session.add(PathCheck(at=at, green=is_green(steps), steps=[asdict(step) for step in steps]))
        if failed is None:
            resolve_problem(session, "paths_broken", at=at)
        else:
            open_problem(
                session,
                "paths_broken",
                severity="warning",
                text=failed.sentence,
                remedy=failed.remedy,
                at=at,
            )
    return steps


def paths_fault(ctx: Context) -> str | None:
    """Why the paths are red, or None when they are green; examined anew when nobody knows or red is old."""
    with ctx.db.read() as session:
        last = session.scalar(select(PathCheck).order_by(PathCheck.id.desc()).limit(1))
    if last is not None and last.green:
        return None
    if last is not None and ctx.clock.now() - last.at < RED_RESTS:
        failed = next((Step(**step) for step in last.steps if not step["passed"]), None)
    else:
        failed = next((step for step in check_paths(ctx) if not step.passed), None)
    return None if failed is None else f"{failed.sentence} {failed.remedy}".strip()
