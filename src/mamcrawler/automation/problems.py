"""Problems: one open row for each code and subject, said once when it begins and once when it ends (N1)."""

from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mamcrawler.automation import activity
from mamcrawler.automation.models import ProblemRow
from mamcrawler.foundation.redaction import redact

Severity = Literal["info", "warning", "critical"]


def open_problem(
    session: Session,
    code: str,
    subject: str = "",
    *,
    severity: Severity,
    text: str,
    remedy: str,
    at: datetime,
) -> bool:
    """Opens the problem, or notes that it is still there; True when it is new.

    `subject` tells several problems of one code apart ("download 12"). `remedy` says what a person can do.
    """
    present = find_open(session, code, subject)
    if present is None:
        row = ProblemRow(
            code=code,
            subject=subject,
            severity=severity,
            text=redact(text),
            remedy=redact(remedy),
            first_seen_at=at,
            last_seen_at=at,
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            return False
        activity.record(session, "problem_opened", f"{text} {remedy}".strip(), at, data={"code": code})
        return True
    present.severity, present.text, present.remedy = severity, redact(text), redact(remedy)
    present.last_seen_at = at
    return False


def resolve_problem(session: Session, code: str, subject: str = "", *, at: datetime) -> bool:
    """Ends the problem, if it is open; True when it was."""
    present = find_open(session, code, subject)
    if present is None:
        return False
    present.resolved_at = at
    activity.record(session, "problem_resolved", f"Over: {present.text}", at, data={"code": code})
    return True


def find_open(session: Session, code: str, subject: str = "") -> ProblemRow | None:
    """The open row of this code and subject."""
    return session.scalar(
        select(ProblemRow).where(
            ProblemRow.code == code, ProblemRow.subject == subject, ProblemRow.resolved_at.is_(None)
        )
    )
