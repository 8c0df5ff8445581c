"""What can happen to authors and series by hand."""

from sqlalchemy.orm import Session

from mamcrawler.foundation.errors import Problem
from mamcrawler.library.models import Author, Series


def monitor_author(session: Session, *, author_id: int, mode: str | None) -> Author:
    """Sets the monitor mode by hand, or back to the default with None. Problem `author_not_found`."""
    author = session.get(Author, author_id)
    if author is None:
        raise Problem("author_not_found", f"There is no author {author_id}.")
    author.monitor, author.monitor_by_hand = mode or "none", mode is not None
    session.flush()
    return author


def monitor_series(session: Session, *, series_id: int, mode: str | None) -> Series:
    """Sets the monitor mode by hand; None leaves it to the next count. Problem `series_not_found`."""
    series = session.get(Series, series_id)
    if series is None:
        raise Problem("series_not_found", f"There is no series {series_id}.")
    series.monitor_by_hand = mode is not None
    if mode is not None:
        series.monitor = mode
    session.flush()
    return series
