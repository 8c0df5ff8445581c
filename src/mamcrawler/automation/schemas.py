"""What the API shows of jobs, runs, activity and problems."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from mamcrawler.automation.jobs import Job
from mamcrawler.automation.models import Activity, JobRun, JobState, ProblemRow
from mamcrawler.foundation.paging import ListQuery

RunStateName = Literal["queued", "running", "ended"]
OutcomeName = Literal[
    "done", "nothing_to_do", "partial", "skipped", "not_configured", "failed", "interrupted"
]


class ProgressOut(BaseModel):
    """How far a run is; `total` is null when nobody can know."""

    done: int
    total: int | None
    text: str


class RunOut(BaseModel):
    """One run: `due_at` is when it should start; `problem` the error code of a failed one."""

    id: int
    job_id: str
    trigger: str
    by: str
    state: str
    outcome: str | None
    due_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    counts: dict[str, int]
    detail: str
    left: str | None
    problem: str | None
    progress: ProgressOut | None

    @classmethod
    def of(cls, run: JobRun) -> "RunOut":
        progress = None
        if run.progress_done is not None:
            progress = ProgressOut(
                done=run.progress_done, total=run.progress_total, text=run.progress_text or ""
            )
        names = cls.model_fields.keys() - {"progress"}
        return cls(**{name: getattr(run, name) for name in names}, progress=progress)


class JobOut(BaseModel):
    """A declared job; `next_due_at` is null while it is paused."""

    id: str
    title: str
    schedule: str
    lane: str | None
    paused: bool
    next_due_at: datetime | None
    last_run: RunOut | None

    @classmethod
    def of(cls, job: Job, state: JobState | None, last: JobRun | None, *, at: datetime) -> "JobOut":
        paused = state.paused if state else not job.enabled
        return cls(
            id=job.id,
            title=job.title,
            schedule=job.schedule.text,
            lane=job.lane,
            paused=paused,
            next_due_at=None if paused else job.schedule.next_after(at),
            last_run=RunOut.of(last) if last else None,
        )


class JobList(BaseModel):
    """Every declared job."""

    items: list[JobOut]


class RunQuery(ListQuery):
    """Filters of the run history; newest first."""

    sort: Literal["id", "due"] = "id"
    order: Literal["asc", "desc"] = "desc"
    job_id: str | None = None
    state: RunStateName | None = None
    outcome: OutcomeName | None = None


class ActivityOut(BaseModel):
    """One line of the feed; `subject_type` and `subject_id` name what it is about."""

    id: int
    at: datetime
    kind: str
    text: str
    subject_type: str | None
    subject_id: int | None
    data: dict[str, Any]

    @classmethod
    def of(cls, line: Activity) -> "ActivityOut":
        return cls.model_validate(line, from_attributes=True)


class ProblemOut(BaseModel):
    """An open problem, or with `resolved_at` one that is over."""

    id: int
    code: str
    subject: str
    severity: str
    text: str
    remedy: str
    first_seen_at: datetime
    last_seen_at: datetime
    resolved_at: datetime | None

    @classmethod
    def of(cls, row: ProblemRow) -> "ProblemOut":
        return cls.model_validate(row, from_attributes=True)
