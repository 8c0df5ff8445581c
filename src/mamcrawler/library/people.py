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
Authors = tuple[int, ...]

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
    session: Session, wanted: Iterable[tuple[str, Authors]], *, at: datetime
) -> dict[tuple[str, Authors], int]:
    """Ids of series by (`series_key`, author ids of the book); unknown ones are created (rule L14).

    A book belongs to the series of any of its authors; a series that nobody knows becomes the first one's.
    """
    names: dict[tuple[str, Authors], str] = {}
    for name, authors in wanted:
        if key := series_key(name):
            names.setdefault((key, authors), name)
    known = _series_by_identity(session, {key for key, _ in names})
    fresh: dict[tuple[str, int | None], str] = {}
    chosen: dict[tuple[str, Authors], tuple[str, int | None]] = {}
    for (key, authors), name in names.items():
        owners = authors or (None,)
        owner = next((one for one in owners if (key, one) in known or (key, one) in fresh), owners[0])
        chosen[key, authors] = (key, owner)
        if (key, owner) not in known:
            fresh.setdefault((key, owner), name)
    if fresh:
        rows = [
            {"name": name, "key": key, "author_id": owner, "created_at": at}
            for (key, owner), name in fresh.items()
        ]
        session.execute(insert(Series), rows)
        known |= _series_by_identity(session, {key for key, _ in fresh})
    return {wish: known[identity] for wish, identity in chosen.items()}


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
