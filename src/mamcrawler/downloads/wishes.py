"""What happens to the wanted rows of a download as it lives (rules W6, W16 and D18)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.models import Download, DownloadWanted
from mamcrawler.wanted import states
from mamcrawler.wanted.models import Wanted

# States in which a wanted row still asks for a release.
ASKING = ("wanted", "searching", "not_found", "needs_review", "acquiring")


def wishes_of(session: Session, download: Download) -> list[Wanted]:
    """The wanted rows a download is to satisfy, by id."""
    query = select(Wanted).join(DownloadWanted, DownloadWanted.wanted_id == Wanted.id)
    return list(session.scalars(query.where(DownloadWanted.download_id == download.id).order_by(Wanted.id)))


def live_download(session: Session, wanted_id: int) -> Download | None:
    """The one download of a wanted row that is not final, if any (rule D3)."""
    query = select(Download).join(DownloadWanted, DownloadWanted.download_id == Download.id)
    return session.scalar(query.where(DownloadWanted.wanted_id == wanted_id, DownloadWanted.live))


def acquire(wanted: Wanted, download: Download, *, at: datetime) -> None:
    """The wanted row, if it still asks, has a live download that will be taken."""
    if wanted.state not in ASKING:
        return
    states.move(wanted, "acquiring", at=at, sentence=f"Being acquired: {download.title}")


def ask_person(wanted: Wanted, sentence: str, *, at: datetime) -> None:
    """Only a person can decide what to do with the wanted row, if it still asks."""
    if wanted.state not in ASKING:
        return
    states.move(wanted, "needs_review", at=at, sentence=sentence)


def search_on(wanted: Wanted, sentence: str, *, at: datetime) -> None:
    """The wanted row lost its download and is searched again at the next turn."""
    if wanted.state in ASKING:
        states.move(wanted, "wanted", at=at, sentence=sentence)


def satisfy(wanted: Wanted, *, note: str | None, at: datetime) -> None:
    """An active item covers the wish; `note` is `other_edition` when it is not the one wished for."""
    states.move(wanted, "satisfied", at=at, sentence="In the library.")
    wanted.next_search_at, wanted.note = None, note
