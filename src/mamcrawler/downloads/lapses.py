"""What becomes of a row that stayed too long in its state, or whose worker died in it (rules D2 and D8)."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from mamcrawler.downloads import wishes
from mamcrawler.downloads.models import Download
from mamcrawler.downloads.moves import move, renew
from mamcrawler.downloads.retry import propose_next
from mamcrawler.downloads.states import RETRY_AFTER

TRIES = 3
# Where a failed row is taken up again: a send begins with its gates, the other steps with themselves.
TAKEN_UP_AT = {"sending": "approved", "downloading": "downloading", "organising": "organising"}

Lapse = Callable[[Session, Download, str, datetime], None]


def sending_lapsed(session: Session, download: Download, by: str, at: datetime) -> None:
    """A send without trace in the client: approved again, failed the third time."""
    attempts = download.attempts + 1
    if attempts >= TRIES:
        move(
            session,
            download,
            "failed",
            by=by,
            at=at,
            late=True,
            reason="send_interrupted",
            sentence="Sending it to the client was interrupted three times.",
            next_action="try again",
        )
    else:
        move(
            session,
            download,
            "approved",
            by=by,
            at=at,
            late=True,
            reason="send_interrupted",
            sentence="Sending was interrupted; the client does not have the torrent.",
            next_action="send to the client",
            next_check_at=at,
        )
    download.attempts = attempts


def verifying_lapsed(session: Session, download: Download, by: str, at: datetime) -> None:
    """A check that did not end: begun again, the third time a person decides."""
    attempts = download.attempts + 1
    if attempts >= TRIES:
        _ask(session, download, "verify_interrupted", "Checking the files did not end three times.", by, at)
    else:
        move(
            session,
            download,
            "completed",
            by=by,
            at=at,
            late=True,
            reason="verify_interrupted",
            sentence="Checking the files was interrupted and begins again.",
            next_action="check the files",
        )
    download.attempts = attempts


def organising_lapsed(session: Session, download: Download, by: str, at: datetime) -> None:
    """An import that did not end: begun again, which first takes out what it left; the third time a person
    decides."""
    attempts = download.attempts + 1
    if attempts >= TRIES:
        _ask(
            session,
            download,
            "import_interrupted",
            "Importing did not end three times.",
            by,
            at,
            "organising",
        )
    else:
        move(
            session,
            download,
            "organising",
            by=by,
            at=at,
            late=True,
            reason="import_interrupted",
            sentence="The import was interrupted; its links are taken out and made again.",
            next_action="import again",
        )
    download.attempts = attempts


def completed_lapsed(session: Session, download: Download, by: str, at: datetime) -> None:
    """A finished download that nobody took up."""
    download.attempts += 1
    renew(download, at=at)
    if download.attempts >= TRIES:
        sentence = "Nobody took up the finished download."
        move(
            session,
            download,
            "needs_review",
            by=by,
            at=at,
            late=True,
            reason="not_taken_up",
            sentence=sentence,
            offers=("completed", "abandoned"),
        )


def proposal_expired(session: Session, download: Download, by: str, at: datetime) -> None:
    """Nobody approved it in time: the wish is searched on."""
    _abandon(session, download, "proposal_expired", "Nobody approved it within 14 days.", by, at, retry=False)


def queue_late(session: Session, download: Download, by: str, at: datetime) -> None:
    """Approved a day ago and still not sent."""
    move(
        session,
        download,
        "waiting",
        by=by,
        at=at,
        reason="queue_late",
        sentence="It was approved a day ago and the queue has not reached it.",
        next_action="ask the gates again",
        next_check_at=at,
    )
    download.problem, download.problem_since = "queue_late", at
    download.problem_text = download.sentence


def waited_too_long(session: Session, download: Download, by: str, at: datetime) -> None:
    """Thirty days before closed gates."""
    why = download.sentence or "A gate kept it waiting."
    move(
        session,
        download,
        "needs_review",
        by=by,
        at=at,
        reason=download.reason or "waited_too_long",
        sentence=f"It waited for 30 days. {why}",
        offers=("approved", "abandoned"),
    )


def never_finished(session: Session, download: Download, by: str, at: datetime) -> None:
    """Two weeks of downloading."""
    move(
        session,
        download,
        "needs_review",
        by=by,
        at=at,
        reason="never_finished",
        sentence="The download did not finish within 14 days.",
        offers=("downloading", "abandoned"),
    )


def next_release_due(session: Session, download: Download, by: str, at: datetime) -> None:
    """Its checks failed and nobody went on."""
    _abandon(session, download, download.reason, download.sentence, by, at, retry=True)


def not_seen(session: Session, download: Download, by: str, at: datetime) -> None:
    """Audiobookshelf never showed it."""
    move(
        session,
        download,
        "needs_review",
        by=by,
        at=at,
        reason="not_seen_by_library",
        sentence=f"Audiobookshelf did not show it within 2 hours. {download.sentence}",
        offers=("importing", "organising", "abandoned"),
    )


def try_again(session: Session, download: Download, by: str, at: datetime) -> None:
    """The rest after a failure is over: back to the step it left; after the third new try given up."""
    left = TAKEN_UP_AT.get(download.left_state or "", "approved")
    if download.failures > len(RETRY_AFTER):
        _abandon(session, download, download.reason, f"Given up: {download.sentence}", by, at, retry=True)
        return
    why = download.sentence
    move(session, download, left, by=by, at=at, sentence=f"Tried again after: {why}", next_check_at=at)


def review_expired(session: Session, download: Download, by: str, at: datetime) -> None:
    """Nobody decided within 30 days; the torrent is left as it is."""
    _abandon(session, download, download.reason, "Nobody decided within 30 days.", by, at, retry=False)


LAPSES: dict[str, Lapse] = {
    "proposed": proposal_expired,
    "approved": queue_late,
    "waiting": waited_too_long,
    "sending": sending_lapsed,
    "downloading": never_finished,
    "completed": completed_lapsed,
    "verifying": verifying_lapsed,
    "verify_failed": next_release_due,
    "organising": organising_lapsed,
    "importing": not_seen,
    "failed": try_again,
    "needs_review": review_expired,
}


def _ask(
    session: Session, download: Download, reason: str, sentence: str, by: str, at: datetime, *more: str
) -> None:
    move(
        session,
        download,
        "needs_review",
        by=by,
        at=at,
        late=True,
        reason=reason,
        sentence=sentence,
        offers=(*more, "completed", "abandoned"),
    )


def _abandon(
    session: Session,
    download: Download,
    reason: str | None,
    sentence: str,
    by: str,
    at: datetime,
    *,
    retry: bool,
) -> None:
    wished = wishes.wishes_of(session, download)
    move(session, download, "abandoned", by=by, at=at, reason=reason, sentence=sentence)
    for wanted in wished:
        if retry:
            propose_next(session, wanted, why=sentence, at=at)
        else:
            wishes.search_on(wanted, sentence, at=at)
