"""Moving a download from state to state: the only writer of `state`, and the keeper of the history."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from mamcrawler.automation import problems
from mamcrawler.downloads.models import Download, DownloadWanted, Move
from mamcrawler.downloads.states import FINAL, RETRY_AFTER, TABLE
from mamcrawler.foundation.errors import Problem

# A row keeps its count of attempts as long as it stays within one of these steps.
_STEP = {
    "proposed": "choose",
    "approved": "send",
    "waiting": "send",
    "sending": "send",
    "downloading": "transfer",
    "completed": "verify",
    "verifying": "verify",
    "verify_failed": "verify",
    "organising": "organise",
    "importing": "import",
}


def move(
    session: Session,
    download: Download,
    to: str,
    *,
    by: str,
    at: datetime,
    reason: str | None = None,
    sentence: str = "",
    next_action: str = "",
    next_check_at: datetime | None = None,
    offers: Sequence[str] = (),
    token: str | None = None,
    claim_for: str | None = None,
    late: bool = False,
) -> None:
    """Moves `download` to the state `to` and writes the move down.

    `late` opens the moves that only the deadlines job and recovery may make. `offers` are the states a person
    may pick when `to` is `needs_review`. With `token` the row moves only while that worker holds it; with
    `claim_for` it belongs to that worker in its new state. Raises Problem `invalid_transition` for a move
    outside rule D2's table, and `changed_since` when somebody else has moved the row in the meantime, so no
    step is ever taken twice.
    """
    left = download.state
    state = TABLE[left]
    if to not in state.goes_to and not (late and to in state.late):
        raise Problem("invalid_transition", f"A download that is {left} cannot become {to}.")
    if left == "needs_review" and to not in download.offers and to != "abandoned":
        raise Problem("invalid_transition", f"This download needs a review that does not offer {to}.")
    _take(session, download, left, to, token)
    _count(download, left, to)
    download.state, download.state_since = to, at
    download.deadline = _deadline(download, to, at)
    download.reason, download.sentence, download.next_action = reason, sentence, next_action
    download.next_check_at = next_check_at if to != "failed" else download.deadline
    download.opens_at = None
    download.offers = list(offers) if to == "needs_review" else []
    download.claimed_by = claim_for
    download.claimed_until = download.deadline if claim_for else None
    if to in FINAL:
        _let_go(session, download)
    _tell(session, download, left, at=at)
    write_down(session, download, left, by=by, at=at)


def write_down(session: Session, download: Download, left: str | None, *, by: str, at: datetime) -> None:
    """Adds the present state of `download` to its history, as reached from `left`."""
    session.flush()
    session.add(
        Move(
            download_id=download.id,
            from_state=left,
            to_state=download.state,
            by=by,
            reason=download.reason,
            sentence=download.sentence,
            at=at,
        )
    )


def claim(
    session: Session, download: Download, to: str, *, by: str, token: str, at: datetime, sentence: str = ""
) -> bool:
    """Takes `download` into the working state `to` for the worker `token`; False when another was faster."""
    try:
        move(session, download, to, by=by, at=at, sentence=sentence, claim_for=token)
    except Problem as problem:
        if problem.code != "changed_since":
            raise
        session.expire(download)
        return False
    return True


def hold(session: Session, download: Download, *, token: str) -> bool:
    """Takes a row that stays in its state for the worker `token`; False when it moved or another has it."""
    session.flush()
    taken = session.execute(
        update(Download)
        .where(Download.id == download.id, Download.state == download.state, Download.claimed_by.is_(None))
        .values(claimed_by=token, claimed_until=download.deadline),
        execution_options={"synchronize_session": False},
    )
    session.expire(download)
    return isinstance(taken, CursorResult) and taken.rowcount == 1


def stay(
    session: Session,
    download: Download,
    *,
    at: datetime,
    reason: str | None,
    sentence: str,
    next_check_at: datetime | None = None,
    opens_at: datetime | None = None,
    next_action: str = "",
) -> None:
    """Renews what a waiting row says of itself without moving it; its deadline keeps running."""
    download.reason, download.sentence, download.next_action = reason, sentence, next_action
    download.next_check_at, download.opens_at = next_check_at, opens_at
    session.flush()


def renew(download: Download, *, at: datetime) -> None:
    """Gives the row its whole time in the present state once more."""
    download.deadline = _deadline(download, download.state, at)


def _take(session: Session, download: Download, left: str, to: str, token: str | None) -> None:
    session.flush()
    mine = [Download.id == download.id, Download.state == left]
    if token is not None:
        mine.append(Download.claimed_by == token)
    taken = session.execute(
        update(Download).where(*mine).values(state=to), execution_options={"synchronize_session": False}
    )
    if not isinstance(taken, CursorResult) or taken.rowcount != 1:
        raise Problem("changed_since", f"The download is no longer {left}; look at it again.")


def _count(download: Download, left: str, to: str) -> None:
    if to == "failed":
        download.left_state = left
        download.failures += 1
        return
    if to in ("needs_review", *FINAL):
        return
    before = _STEP.get(left) or _STEP.get(download.left_state or "")
    if _STEP.get(to) != before:
        download.attempts = 0
        download.failures = 0
    if left != "failed":
        download.left_state = None


def _deadline(download: Download, to: str, at: datetime) -> datetime | None:
    if to == "failed":
        return at + RETRY_AFTER[download.failures - 1] if download.failures <= len(RETRY_AFTER) else at
    limit: timedelta | None = TABLE[to].stay
    return None if limit is None else at + limit


def _let_go(session: Session, download: Download) -> None:
    rows = session.scalars(
        select(DownloadWanted).where(DownloadWanted.download_id == download.id, DownloadWanted.live)
    )
    for row in rows:
        row.live = False


def _tell(session: Session, download: Download, left: str, *, at: datetime) -> None:
    """A review is a problem that a person is told of, and that ends with it (rule N2)."""
    subject = f"download {download.id}"
    if download.state == "needs_review":
        problems.open_problem(
            session,
            "needs_review",
            subject,
            severity="warning",
            text=f"{download.title}: {download.sentence}",
            remedy=f"Look at the download and pick one of: {', '.join(download.offers)}.",
            at=at,
        )
    elif left == "needs_review":
        problems.resolve_problem(session, "needs_review", subject, at=at)
