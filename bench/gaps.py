"""Gap detection on 100,000 books in 10,000 series with the catalogue at hand, in time of one core.

Every series lists twelve works, of which we own ten. Half the size shows whether the time grows in line.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.figures import Figure, Options, cpu_seconds
from bench.installation import installed
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.rooms import import_from_rooms
from mamcrawler.library.models import Author, Book, BookAuthor, Series, SeriesEntry
from mamcrawler.metadata.models import CatalogueEntry, CatalogueWork
from mamcrawler.wanted.gaps import WhatCounts, find_gaps
from mamcrawler.wanted.series_facts import SeriesFacts, read_series_facts
from mamcrawler.wanted.settle import same_title

SERIES, OWNED, LISTED = 10_000, 10, 12
BUDGET = 5.0
COUNTS = WhatCounts(date(2026, 3, 1), "English")
AT = datetime(2026, 3, 1, tzinfo=UTC)


def measure(options: Options) -> Sequence[Figure]:
    """Seconds for reading the facts and finding the gaps, and for finding alone."""
    import_from_rooms("models")
    whole: list[float] = []
    half: list[float] = []
    with installed() as runtime:
        with runtime.db.session() as session:
            _fill(session)
        for _ in range(options.repeats):
            for series, taken in ((SERIES, whole), (SERIES // 2, half)):
                taken.append(cpu_seconds(partial(_from_database, runtime.db, series)))
        with runtime.db.read() as session:
            facts = list(read_series_facts(session, session.scalars(select(Series)).all()).values())
    pure = [cpu_seconds(partial(_find, facts)) for _ in range(options.repeats)]
    return [
        Figure("100 000 books in 10 000 series, read from the database", "s", tuple(whole), most=BUDGET),
        Figure("50 000 books in 5 000 series, read from the database", "s", tuple(half)),
        Figure("100 000 books, finding alone", "s", tuple(pure), most=BUDGET),
    ]


def _from_database(db: Database, series: int) -> None:
    with db.read() as session:
        chosen = session.scalars(select(Series).order_by(Series.id).limit(series)).all()
        _find(list(read_series_facts(session, chosen).values()))


def _find(facts: Sequence[SeriesFacts]) -> None:
    found = [find_gaps(one.owned, one.knowledge, COUNTS, same_title=same_title) for one in facts]
    missing = sum(len(one.missing) for one in found)
    if missing != len(facts) * (LISTED - OWNED):
        raise RuntimeError(f"{missing} gaps found in {len(facts)} series")


def _fill(session: Session) -> None:
    """Series n of author n // 5 owns ten of its twelve works: all but the third and the eighth."""
    owned = [place for place in range(1, LISTED + 1) if place not in (3, 8)]
    authors = [{"id": n, "name": f"Author {n}", "key": f"author{n}"} for n in range(1, SERIES // 5 + 2)]
    session.execute(insert(Author), [{"created_at": AT} | row for row in authors])
    numbers = range(1, SERIES + 1)
    session.execute(
        insert(Series),
        [
            {"id": n, "name": f"Saga {n}", "key": f"saga{n}", "author_id": n // 5 + 1, "created_at": AT}
            for n in numbers
        ],
    )
    for start in range(1, SERIES + 1, 1000):
        some = range(start, min(start + 1000, SERIES + 1))
        books = [
            (n * 100 + place, n, place, f"The Lantern of Saga {n} and Place {place}")
            for n in some
            for place in owned
        ]
        works = [(n * 100 + place, n, place) for n in some for place in range(1, LISTED + 1)]
        session.execute(
            insert(Book),
            [
                {"id": id_, "title": title, "title_key": title.lower(), "owned": True}
                | {"created_at": AT, "updated_at": AT}
                for id_, _, _, title in books
            ],
        )
        session.execute(
            insert(BookAuthor),
            [
                {"book_id": id_, "author_id": n // 5 + 1, "role": "author", "place": 0}
                for id_, n, _, _ in books
            ],
        )
        session.execute(
            insert(SeriesEntry),
            [
                {"book_id": id_, "series_id": n, "position": str(place), "place": 0}
                for id_, n, place, _ in books
            ],
        )
        session.execute(
            insert(CatalogueWork),
            [
                {"id": id_, "source": "hardcover", "source_id": str(id_), "language": "English"}
                | {"title": f"The Lantern of Saga {n} and Place {place}", "authors": [f"Author {n // 5 + 1}"]}
                | {"release_date": date(2000, 1, 1), "fetched_at": AT}
                for id_, n, place in works
            ],
        )
        session.execute(
            insert(CatalogueEntry),
            [{"series_id": n, "work_id": id_, "position": float(place)} for id_, n, place in works],
        )
