"""What a health check looks at and what it may find."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from mamcrawler.automation.problems import Severity
from mamcrawler.foundation.clock import Clock


@dataclass(frozen=True, slots=True)
class Look:
    """Where the checks look; `session` is read only."""

    session: Session
    clock: Clock
    at: datetime
    data_dir: Path


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: `text` names cause and consequence, `remedy` what a person can do."""

    code: str
    severity: Severity
    text: str
    remedy: str
    subject: str = ""
