"""Health over HTTP, looked up at the moment of asking."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from mamcrawler.foundation.web import ContextDep, SessionDep
from mamcrawler.health.findings import Finding, Look
from mamcrawler.health.service import look_after

router = APIRouter(prefix="/system", tags=["system"])


class FindingOut(BaseModel):
    """Something wrong, and what to do about it."""

    code: str
    subject: str
    severity: str
    text: str
    remedy: str

    @classmethod
    def of(cls, finding: Finding) -> "FindingOut":
        return cls.model_validate(finding, from_attributes=True)


class HealthOut(BaseModel):
    """The worst finding decides `status`; `checks` lists the findings of each check, none if all is well."""

    status: Literal["ok", "degraded", "failing"]
    checks: dict[str, list[FindingOut]]


@router.get("/health")
def health(session: SessionDep, runtime: ContextDep) -> HealthOut:
    """Every check, run now."""
    found = look_after(Look(session, runtime.clock, runtime.clock.now(), runtime.data_dir))
    severities = {finding.severity for findings in found.values() for finding in findings}
    return HealthOut(
        status="failing" if "critical" in severities else "degraded" if severities else "ok",
        checks={name: [FindingOut.of(finding) for finding in findings] for name, findings in found.items()},
    )
