"""Tracker rows we have seen, kept so that they can be judged again without asking (rules S21, S24)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.models import Release
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.people import chunks
from mamcrawler.selection.durations import duration_of

_ROWS: TypeAdapter[TorrentRow] = TypeAdapter(TorrentRow)
# Descriptions are long and only a part of them is ever read.
_DESCRIPTION_KEPT = 4_000


def store_rows(session: Session, rows: Iterable[TorrentRow], *, at: datetime) -> dict[int, Release]:
    """Creates or renews the release of each row; returns them by tracker id."""
    by_id = {row.id: row for row in rows}
    known = releases_by_tracker_id(session, by_id)
    for tracker_id, row in by_id.items():
        release = known.get(tracker_id)
        if release is None:
            release = known[tracker_id] = Release(tracker_id=tracker_id, title=row.title, first_seen_at=at)
            session.add(release)
        release.title = row.title
        release.authors, release.narrators = list(row.authors), list(row.narrators)
        release.series = [[place.name, place.position] for place in row.series]
        release.size, release.duration = row.size, duration_of(row)
        release.filetypes = list(row.file_types)
        release.seeders, release.snatches = row.seeders, row.snatched
        release.language = row.language
        release.free, release.vip = bool(row.free), row.is_vip
        release.personal_freeleech = bool(row.personal_freeleech)
        release.row = to_json(row)
        release.notes = list(row.notes)
        release.last_seen_at, release.gone_at = at, None
    session.flush()
    return known


def releases_by_tracker_id(session: Session, tracker_ids: Iterable[int]) -> dict[int, Release]:
    """The known ones of these tracker ids."""
    found: dict[int, Release] = {}
    for some in chunks(list(tracker_ids)):
        for release in session.scalars(select(Release).where(Release.tracker_id.in_(some))):
            found[release.tracker_id] = release
    return found


def to_json(row: TorrentRow) -> dict[str, Any]:
    """A row as plain values; `from_json` is its inverse but for an overlong description."""
    values: dict[str, Any] = _ROWS.dump_python(row, mode="json")
    values["description"] = values["description"][:_DESCRIPTION_KEPT]
    values["content_tags"] = sorted(values["content_tags"])
    return values


def from_json(values: dict[str, Any]) -> TorrentRow:
    """The row that a JSON column holds."""
    return _ROWS.validate_python(values)
