"""Authors and series by identity: found, or made when new."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mamcrawler.library.models import Author, Series
from mamcrawler.library.names import person_key
from mamcrawler.library.series_names import series_key

T = TypeVar("T")

# Parameters of one statement stay under SQLite's limit.
CHUNK = 400


def chunks(values: list[T], size: int = CHUNK) -> Iterable[list[T]]:
    """The values in pieces of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))


def ensure_authors(session: Session, names: Iterable[str], *, at: datetime) -> dict[str, int]:
    """Ids of the named people by `person_key`; unknown ones are created with the spelling first seen."""
    wanted: dict[str, str] = {}
    for name in names:
        if key := person_key(name):
            wanted.setdefault(key, name)
    known = _ids_by_key(session, list(wanted))
    fresh = [key for key in wanted if key not in known]
    if fresh:
        session.execute(
            insert(Author), [{"name": wanted[key], "key": key, "created_at": at} for key in fresh]
        )
        known |= _ids_by_key(session, fresh)
    return known


def ensure_series(
    session: Session, wanted: Iterable[tuple[str, int | None]], *, at: datetime
) -> dict[tuple[str, int | None], int]:
    """Ids of series by (`series_key`, primary author id); unknown ones are created (rule L14)."""
    names: dict[tuple[str, int | None], str] = {}
    for name, author_id in wanted:
        if key := series_key(name):
            names.setdefault((key, author_id), name)
    known = _series_by_identity(session, {key for key, _ in names})
    fresh = [
        {"name": name, "key": key, "author_id": author_id, "created_at": at}
        for (key, author_id), name in names.items()
        if (key, author_id) not in known
    ]
    if fresh:
        session.execute(insert(Series), fresh)
        known |= _series_by_identity(session, {str(row["key"]) for row in fresh})
    return known


def _ids_by_key(session: Session, keys: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(keys):
        rows = session.execute(select(Author.key, Author.id).where(Author.key.in_(some)))
        found.update(rows.all())
    return found


def _series_by_identity(session: Session, keys: set[str]) -> dict[tuple[str, int | None], int]:
    found: dict[tuple[str, int | None], int] = {}
    for some in chunks(sorted(keys)):
        rows = session.execute(select(Series.key, Series.author_id, Series.id).where(Series.key.in_(some)))
        found.update({(key, author_id): id_ for key, author_id, id_ in rows})
    return found
