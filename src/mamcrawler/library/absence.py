"""What happens to items that Audiobookshelf no longer lists (rules L4 and L5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mamcrawler.library.models import LibraryItem
from mamcrawler.library.people import chunks
from mamcrawler.library.store import settle_owned

# An item is missing when two full syncs at least this far apart did not see it.
ABSENCE = timedelta(hours=20)
# Fewer absences than this never trip the shrink guard.
GUARD_FROM = 5


@dataclass(frozen=True, slots=True)
class Absences:
    """Counts of one full sync: newly absent, now missing, back again; `guarded` when nothing was marked."""

    absent: int = 0
    missing: int = 0
    back: int = 0
    guarded: bool = False


def note_absences(
    session: Session, library_id: int, seen: Collection[str], *, at: datetime, guard_percent: int
) -> Absences:
    """Compares the ids a complete full sync has seen with the items we hold active in that library.

    Marks nothing when more than `guard_percent` % of the active items, and more than five, would be absent.
    """
    rows = session.execute(
        select(
            LibraryItem.id,
            LibraryItem.abs_id,
            LibraryItem.status,
            LibraryItem.absent_since,
            LibraryItem.book_id,
        ).where(LibraryItem.library_id == library_id, LibraryItem.status.in_(("active", "missing")))
    ).all()
    seen = set(seen)
    active = [row for row in rows if row.status == "active"]
    gone = [row for row in active if row.abs_id not in seen]
    if len(gone) > GUARD_FROM and len(gone) * 100 > guard_percent * len(active):
        return Absences(absent=len(gone), guarded=True)

    first = [row.id for row in gone if row.absent_since is None]
    missing = [row for row in gone if row.absent_since is not None and at - row.absent_since >= ABSENCE]
    back = [row.id for row in active if row.abs_id in seen and row.absent_since is not None]
    _set(session, first, absent_since=at)
    _set(session, back, absent_since=None)
    _set(session, [row.id for row in missing], status="missing")
    settle_owned(session, {row.book_id for row in missing})
    return Absences(absent=len(first), missing=len(missing), back=len(back))


def _set(session: Session, ids: list[int], **values: object) -> None:
    for some in chunks(ids):
        session.execute(update(LibraryItem).where(LibraryItem.id.in_(some)).values(**values))
