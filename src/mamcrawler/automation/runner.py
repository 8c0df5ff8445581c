"""Runs one job and turns however it ends into an outcome; the one place that catches every exception."""

import time
from collections.abc import Callable

from sqlalchemy import update

from mamcrawler.automation import activity, queue
from mamcrawler.automation.context import Context, ProgressSink
from mamcrawler.automation.jobs import Job
from mamcrawler.automation.models import JobRun
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.foundation.errors import NotConfigured, Problem
from mamcrawler.foundation.log import bind, logger
from mamcrawler.foundation.redaction import redact
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.integrations.mam.session import SessionNotSaved, SessionRefused
from mamcrawler.integrations.remote import RateLimited, RejectedUs, RemoteFailure

_CODES = {
    "unavailable": "remote_down",
    "rejected_us": "remote_refused",
    "not_there": "remote_misunderstood",
    "misunderstood": "remote_misunderstood",
}
_log = logger("automation")


def execute(
    runtime: Runtime,
    job: Job,
    run: JobRun,
    *,
    watch: ProgressSink = lambda done, total, text: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Runs a claimed run to its end, writes the end down, and returns it. Never raises for what a job does.

    `watch` is told the progress as it is written down. `stopping` is what the job may ask.
    """
    worker = runtime.presence.name

    def report(done: int, total: int | None, text: str) -> None:
        _write_progress(runtime, run.id, done, total, text)
        watch(done, total, text)

    with bind(run_id=run.id, job=job.id):
        began = time.monotonic()
        outcome = _end_of(runtime, job, run, report, stopping)
        at = runtime.clock.now()
        with runtime.db.session() as session:
            ours = queue.finish(session, run.id, outcome, worker=worker, at=at)
            if ours and outcome.kind == "failed":
                activity.record(
                    session,
                    "job_failed",
                    f"{job.title} failed: {outcome.detail}",
                    at,
                    data={"job": job.id, "run": run.id, "code": outcome.problem},
                )
        if not ours:
            _log.warning("run was taken away", outcome=outcome.kind)
        _log.info(
            "run ended",
            outcome=outcome.kind,
            detail=outcome.detail,
            counts=dict(outcome.counts),
            seconds=round(time.monotonic() - began, 3),
        )
    return outcome


def _end_of(
    runtime: Runtime, job: Job, run: JobRun, report: ProgressSink, stopping: Callable[[], bool]
) -> Outcome:
    try:
        runtime.load_preferences()
        return job.run(
            Context(runtime, name=job.id, run_id=run.id, by=run.by, on_progress=report, stopping=stopping)
        )
    except NotConfigured as error:
        return Outcome("not_configured", detail=str(error))
    except RateLimited as error:
        return Outcome("partial", detail=str(error), left="everything from where the remote told us to wait")
    except RejectedUs as error:
        if isinstance(error, SessionRefused):
            return Outcome("skipped", detail="session_refused")
        if error.reason == "session":
            return Outcome("skipped", detail=str(error))
        return _failed(error, _CODES[error.kind])
    except RemoteFailure as error:
        return _failed(error, _CODES[error.kind])
    except SessionNotSaved as error:
        return Outcome("failed", detail=str(error), problem="session_not_saved")
    except Problem as error:
        return Outcome("failed", detail=error.detail, problem=error.code)
    except Exception as error:  # noqa: BLE001 - no job may end the worker, and this is the job runner
        _log.exception("job failed")
        detail = redact(f"{type(error).__name__}: {error}")
        return Outcome("failed", detail=detail, problem=type(error).__name__)


def _failed(error: RemoteFailure, code: str) -> Outcome:
    _log.warning("remote failed", remote=error.remote, kind=error.kind, detail=error.detail)
    return Outcome("failed", detail=str(error), problem=code)


def _write_progress(runtime: Runtime, run_id: int, done: int, total: int | None, text: str) -> None:
    with runtime.db.session() as session:
        session.execute(
            update(JobRun)
            .where(JobRun.id == run_id)
            .values(progress_done=done, progress_total=total, progress_text=redact(text)[:200])
            .execution_options(synchronize_session=False)
        )
