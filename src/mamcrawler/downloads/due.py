"""Which wanted rows are searched now, and in which order (rules W5, S24)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.models import DownloadWanted
from mamcrawler.library.models import BookAuthor
from mamcrawler.library.positions import parse_position
from mamcrawler.wanted.models import Wanted

ROWS_PER_RUN = 10
CALLS_PER_RUN = 40
# From so many due rows of one author on, the author's own list is read first.
AUTHOR_FIRST_FROM = 4
_SEARCHED = ("wanted", "not_found")


def due_rows(session: Session, *, at: datetime) -> list[Wanted]:
    """Every wanted row whose next search has come and that has no live download, most urgent first."""
    rows = session.scalars(
        select(Wanted)
        .where(Wanted.state.in_(_SEARCHED), Wanted.next_search_at <= at)
        .where(
            ~select(DownloadWanted.wanted_id)
            .where(DownloadWanted.wanted_id == Wanted.id, DownloadWanted.live)
            .exists()
        )
    )
    return sorted(rows, key=urgency)


def urgency(wanted: Wanted) -> tuple[object, ...]:
    """What wanted rows are ordered by: priority, plan rank, position, date wanted, id (rule W5)."""
    numbers = parse_position(wanted.position).numbers
    return (
        wanted.priority,
        wanted.plan_rank is None,
        wanted.plan_rank or 0,
        not numbers,
        numbers[0] if numbers else 0,
        wanted.created_at,
        wanted.id,
    )


def crowded(session: Session, rows: Sequence[Wanted]) -> set[int]:
    """The books among the due rows whose first author has at least four of them."""
    books = [row.book_id for row in rows]
    firsts = dict(
        session.execute(
            select(BookAuthor.book_id, BookAuthor.author_id).where(
                BookAuthor.book_id.in_(books), BookAuthor.place == 0
            )
        ).all()
    )
    count = Counter(firsts.values())
    return {book_id for book_id, author_id in firsts.items() if count[author_id] >= AUTHOR_FIRST_FROM}
