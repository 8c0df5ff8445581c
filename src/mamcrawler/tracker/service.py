"""What can happen to our standing at the tracker: it is read, or reading it fails (rules T7, T9, T10, F5)."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from mamcrawler.automation.problems import open_problem, resolve_problem
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.client import MamClient
from mamcrawler.integrations.mam.session import SessionRefused, SessionState
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.integrations.remote import RemoteFailure
from mamcrawler.tracker.ratio import TrackerPolicy
from mamcrawler.tracker.readings import reading_due, store_miss, store_reading

MISSES_UNTIL_PROBLEM = 3
CLOCK_LIMIT = 60.0

Now = Callable[[], datetime]


def read_standing(
    db: Database, mam: MamClient, *, policy: TrackerPolicy, now: Now, urgency: Urgency = Urgency.STANDING
) -> None:
    """Reads the account and stores what it says, or stores that it could not be read and raises why.

    Opens and ends the problems `standing_unknown`, `session_refused` and `clock_off`.
    """
    try:
        data = mam.user_data(urgency=urgency)
    except RemoteFailure as failure:
        with db.session() as session:
            _note_failure(session, failure, at=now())
        raise
    with db.session() as session:
        at = now()
        store_reading(session, data, policy=policy, at=at)
        resolve_problem(session, "standing_unknown", at=at)
        resolve_problem(session, "session_refused", at=at)
        note_clock(session, mam.clock_skew, at=at)


def ensure_fresh(db: Database, mam: MamClient, *, policy: TrackerPolicy, now: Now) -> None:
    """Reads the account before a grab when the last reading is older than ten minutes (rule T9).

    Raises what `read_standing` raises.
    """
    with db.read() as session:
        due = reading_due(session, at=now(), before_grab=True)
    if due:
        read_standing(db, mam, policy=policy, now=now, urgency=Urgency.TORRENT)


def try_session(db: Database, mam: MamClient, *, now: Now) -> SessionState:
    """Asks the site whether it accepts our session, also after it was refused, and returns the state."""
    state = mam.check_session()
    with db.session() as session:
        at = now()
        if state == "refused":
            _note_refused(session, mam.session_reason(), at=at)
        else:
            resolve_problem(session, "session_refused", at=at)
    return state


def note_clock(session: Session, skew: float | None, *, at: datetime) -> None:
    """Opens or ends the problem of a clock that differs from the tracker's by more than a minute (F5)."""
    if skew is None:
        return
    if abs(skew) <= CLOCK_LIMIT:
        resolve_problem(session, "clock_off", at=at)
        return
    open_problem(
        session,
        "clock_off",
        severity="warning",
        text=f"This machine's clock differs from the tracker's by {abs(skew):.0f} s.",
        remedy="Let the system set its clock from the network.",
        at=at,
    )


def _note_failure(session: Session, failure: RemoteFailure, *, at: datetime) -> None:
    misses = store_miss(session, failure.detail, at=at)
    if isinstance(failure, SessionRefused):
        # That nothing can be read meanwhile is no news of its own (rule T7: one notification).
        _note_refused(session, failure.detail, at=at)
        return
    if misses >= MISSES_UNTIL_PROBLEM:
        open_problem(
            session,
            "standing_unknown",
            severity="warning",
            text=f"Our standing at the tracker could not be read {misses} times in a row: {failure.detail}.",
            remedy="Nothing that costs ratio is fetched until it can be read again; see the tracker's state.",
            at=at,
        )


def _note_refused(session: Session, detail: str, *, at: datetime) -> None:
    open_problem(
        session,
        "session_refused",
        severity="critical",
        text=f"Every tracker job rests: {detail}.",
        remedy="Create a new API session in the site's security preferences and enter its cookie.",
        at=at,
    )
