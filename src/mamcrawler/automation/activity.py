"""The activity feed: what happened, one line each, for people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mamcrawler.automation.models import Activity
from mamcrawler.foundation.redaction import redact, redact_value

_LONGEST = 2000


def record(
    session: Session,
    kind: str,
    text: str,
    at: datetime,
    subject_type: str | None = None,
    subject_id: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> Activity:
    """Adds one line to the feed, without secrets. `kind` is a snake_case word; `data` must fit into JSON."""
    line = Activity(
        at=at,
        kind=kind,
        text=redact(text)[:_LONGEST],
        subject_type=subject_type,
        subject_id=subject_id,
        data=redact_value(dict(data or {})),
    )
    session.add(line)
    return line
