"""Rows that tests of this room begin with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from mamcrawler.downloads.models import Download, DownloadWanted, Release, Verdict
from mamcrawler.downloads.states import TABLE
from mamcrawler.integrations.mam.rows import RowSeries, TorrentRow
from mamcrawler.library.models import Edition, Series
from mamcrawler.library.works import ensure_book
from mamcrawler.wanted.models import Wanted
from mamcrawler.wanted.service import want

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def series_of(session: Session, name: str = "Kiln Road", author: str = "Hazel Brandt") -> Series:
    """A series, made with its author and one owned book nobody looks at."""
    found = session.query(Series).filter_by(name=name).one_or_none()
    if found is None:
        found = Series(name=name, key=name.lower(), created_at=AT)
        session.add(found)
        session.flush()
    return found


def wanted_book(
    session: Session,
    title: str = "The Slow Kiln",
    *,
    author: str = "Hazel Brandt",
    series: str | None = "Kiln Road",
    position: str | None = "2",
    runtime: int | None = None,
    narrators: tuple[str, ...] = ("Ivo Lund",),
    asin: str | None = None,
    **wish: Any,
) -> Wanted:
    """A wanted row of a new book; with a runtime also a known edition of it."""
    book = ensure_book(
        session,
        title=title,
        authors=[author],
        series=series_of(session, series) if series else None,
        position=position if series else None,
        language="English",
        at=AT,
    )
    if runtime is not None:
        session.add(
            Edition(
                book_id=book.id,
                asin=asin,
                narrators=list(narrators),
                form="unabridged",
                language="English",
                runtime=runtime,
                created_at=AT,
            )
        )
    wanted, _ = want(session, book_id=book.id, reason="asked", by="tester", at=AT, **wish)
    session.flush()
    return wanted


def release_row(tracker_id: int = 7001, title: str = "The Slow Kiln", **values: Any) -> TorrentRow:
    """A plain good audiobook row."""
    given: dict[str, Any] = {
        "authors": ("Hazel Brandt",),
        "narrators": ("Ivo Lund",),
        "series": (RowSeries("Kiln Road", "2"),),
        "main_category": 13,
        "category": 41,
        "media_type": 1,
        "language_id": 1,
        "language": "English",
        "size": 300 * 2**20,
        "files": 1,
        "file_types": ("m4b",),
        "tags": "unabridged, 64 kbps",
        "free": True,
        "seeders": 12,
        "snatched": 40,
    }
    return TorrentRow(tracker_id, title, **{**given, **values})


def release(session: Session, tracker_id: int = 7001, title: str = "The Slow Kiln", **values: Any) -> Release:
    """A release as we would have seen it."""
    found = Release(
        tracker_id=tracker_id,
        title=title,
        authors=["Hazel Brandt"],
        narrators=["Ivo Lund"],
        series=[["Kiln Road", "2"]],
        size=values.pop("size", 300 * 2**20),
        first_seen_at=AT,
        last_seen_at=AT,
        **values,
    )
    session.add(found)
    session.flush()
    return found


def verdict(
    session: Session, wanted: Wanted, release: Release, *, result: str = "match", rank: int | None = 1
) -> Verdict:
    """A stored verdict."""
    found = Verdict(
        wanted_id=wanted.id,
        release_id=release.id,
        result=result,
        rank=rank,
        level=3,
        cost_class="site_free",
        at=AT,
    )
    session.add(found)
    session.flush()
    return found


def download(
    session: Session,
    state: str = "proposed",
    *,
    wanted: Wanted | None = None,
    of: Release | None = None,
    at: datetime = AT,
    **values: Any,
) -> Download:
    """A download that is in a state already, with a wanted row it is live for."""
    stay = TABLE[state].stay
    found = Download(
        release_id=of.id if of else None,
        title=of.title if of else "The Slow Kiln",
        size=of.size if of else 1000,
        state=state,
        state_since=at,
        deadline=at + stay if stay else None,
        created_at=at,
        **values,
    )
    session.add(found)
    session.flush()
    if wanted is not None:
        session.add(DownloadWanted(download_id=found.id, wanted_id=wanted.id, live=True))
        if wanted.state != "acquiring":
            wanted.state = "acquiring"
    session.flush()
    return found
