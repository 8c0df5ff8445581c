"""Looks after everything, and keeps the problems of the checks open exactly as long as they last."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation.models import ProblemRow
from mamcrawler.automation.problems import open_problem, resolve_problem
from mamcrawler.health.checks import CHECKS, Check
from mamcrawler.health.findings import Finding, Look


def look_after(look: Look) -> dict[str, list[Finding]]:
    """What each check finds, by its name."""
    return {check.name: check.find(look) for check in CHECKS}


def settle(session: Session, found: dict[str, list[Finding]], *, at: datetime) -> tuple[int, int]:
    """Opens what was found and resolves what is over; gives how many problems began and ended."""
    began = ended = 0
    for check in CHECKS:
        findings = found[check.name]
        for finding in findings:
            began += open_problem(
                session,
                finding.code,
                finding.subject,
                severity=finding.severity,
                text=finding.text,
                remedy=finding.remedy,
                at=at,
            )
        present = {(finding.code, finding.subject) for finding in findings}
        for code, subject in _open(session, check):
            if (code, subject) not in present:
                ended += resolve_problem(session, code, subject, at=at)
    return began, ended


def _open(session: Session, check: Check) -> list[tuple[str, str]]:
    rows = session.scalars(
        select(ProblemRow).where(ProblemRow.code.in_(check.codes), ProblemRow.resolved_at.is_(None))
    )
    return [(row.code, row.subject) for row in rows]
