"""The run table, which is the queue; the state of each job; workers, activity and open problems."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from mamcrawler.automation.outcomes import OUTCOMES
from mamcrawler.foundation.db import Base, UtcDateTime, one_of

RUN_STATES = ("queued", "running", "ended")
TRIGGERS = ("clock", "hand")
SEVERITIES = ("info", "warning", "critical")

_RUNNING = text("state = 'running'")
_RUNNING_IN_LANE = text("state = 'running' AND lane IS NOT NULL")
_OPEN = text("resolved_at IS NULL")


class JobState(Base):
    """What is remembered of a declared job: whether it is paused, and up to when its ticks are dealt with."""

    __tablename__ = "job_state"

    job_id: Mapped[str] = mapped_column(primary_key=True)
    paused: Mapped[bool] = mapped_column(default=False)
    ticked_until: Mapped[datetime] = mapped_column(UtcDateTime)


class JobRun(Base):
    """One run of a job, waiting, running or ended. Two indexes see to it that a job never overlaps itself
    and that a lane runs one job at a time, whichever process claims."""

    __tablename__ = "job_run"
    __table_args__ = (
        CheckConstraint(one_of("state", RUN_STATES), "state"),
        CheckConstraint(one_of("trigger", TRIGGERS), "trigger"),
        CheckConstraint(one_of("outcome", OUTCOMES), "outcome"),
        Index(
            "uq_job_run_running_job", "job_id", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING
        ),
        Index(
            "uq_job_run_running_lane",
            "lane",
            unique=True,
            sqlite_where=_RUNNING_IN_LANE,
            postgresql_where=_RUNNING_IN_LANE,
        ),
        Index("ix_job_run_state_due_at", "state", "due_at"),
        Index("ix_job_run_job_id_id", "job_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    job_id: Mapped[str]
    lane: Mapped[str | None]
    trigger: Mapped[str]
    by: Mapped[str] = mapped_column(default="clock")
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(default="queued")
    outcome: Mapped[str | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    detail: Mapped[str] = mapped_column(default="")
    left: Mapped[str | None]
    problem: Mapped[str | None]
    progress_done: Mapped[int | None]
    progress_total: Mapped[int | None]
    progress_text: Mapped[str | None]
    worker: Mapped[str | None]
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class WorkerSign(Base):
    """The last sign of life of a process that runs jobs."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Activity(Base):
    """One line of what happened, for people."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_subject_type_subject_id", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    kind: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    subject_type: Mapped[str | None]
    subject_id: Mapped[int | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ProblemRow(Base):
    """A problem, open until it is resolved; code and subject have one open row at most (rule N1)."""

    __tablename__ = "problem"
    __table_args__ = (
        CheckConstraint(one_of("severity", SEVERITIES), "severity"),
        Index("uq_problem_open", "code", "subject", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    severity: Mapped[str]
    text: Mapped[str]
    remedy: Mapped[str]
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
