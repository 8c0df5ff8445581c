"""What can happen to a wish: asked for, taken back, excluded, satisfied (rules W3, W4, W15, W16)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from mamcrawler.foundation.errors import Problem
from mamcrawler.library.models import Author, Book, BookAuthor, SeriesEntry
from mamcrawler.library.names import same_person
from mamcrawler.wanted.keys import wanted_key
from mamcrawler.wanted.models import PRIORITIES, Exclusion, Wanted
from mamcrawler.wanted.states import LIVE, move

_ASLEEP = ("suggested", "not_found", "closed", "satisfied")


def want(
    session: Session,
    *,
    book_id: int,
    reason: str,
    by: str,
    at: datetime,
    language: str = "English",
    narrators: Sequence[str] | None = None,
    asin: str | None = None,
    form: str = "unabridged",
    production: Sequence[str] = ("single", "multi"),
    search_from: datetime | None = None,
    undated: bool = False,
) -> tuple[Wanted, bool]:
    """The wanted row of a book, and whether this call made or woke it.

    A row with the same key takes the reason in and keeps the better priority. A book that is not out yet
    waits for its release date; `undated` says that the catalogue knows none, so the row waits until a later
    look brings one (rule W6). Raises Problem `book_not_found`, and `not_allowed` for an excluded book that
    nobody asked for by hand.
    """
    book = session.get(Book, book_id)
    if book is None:
        raise Problem("book_not_found", f"there is no book {book_id}")
    author_key, series_id, position = _identity(session, book_id)
    key = wanted_key(
        author_key=author_key,
        series_id=series_id,
        position=position,
        title_key=book.title_key,
        language=language,
    )
    row = session.scalar(select(Wanted).where(Wanted.key == key))
    if reason != "asked" and _is_excluded(session, book):
        raise Problem("not_allowed", f"{book.title} is excluded; ask for it by hand to take that back")
    not_out = undated if book.release_date is None else book.release_date > at.date()
    if row is not None:
        return row, _again(row, book, reason, not_out=not_out, by=by, at=at)
    row = Wanted(
        key=key,
        book_id=book_id,
        series_id=series_id,
        position=position,
        narrators=list(narrators) if narrators else None,
        asin=asin,
        form=form,
        production=list(production),
        language=language,
        reason=reason,
        reasons=[reason],
        priority=PRIORITIES[reason],
        state="wanted",
        state_since=at,
        sentence=_WHY[reason],
        next_search_at=search_from or at,
        by=by,
        created_at=at,
    )
    session.add(row)
    if not_out:
        move(row, "waiting_release", at=at, sentence="")
        _await_release(row, book)
    session.flush()
    return row, True


def unwant(session: Session, *, wanted_id: int, by: str, at: datetime, why: str = "") -> Wanted:
    """Excludes the book of a wanted row: nothing suggests, searches or sweeps for it again (rule W15)."""
    row = get(session, wanted_id)
    move(row, "excluded", at=at, sentence=why or f"excluded by {by}")
    exclude(session, kind="book", value=str(row.book_id), reason=why, by=by, at=at)
    return row


def exclude(session: Session, *, kind: str, value: str, reason: str, by: str, at: datetime) -> Exclusion:
    """Stores an exclusion; the same one twice stays one."""
    found = session.scalar(select(Exclusion).where(Exclusion.kind == kind, Exclusion.value == value))
    if found is None:
        found = Exclusion(kind=kind, value=value, reason=reason, by=by, at=at)
        session.add(found)
        session.flush()
    return found


def want_again(session: Session, *, wanted_id: int, by: str, at: datetime) -> Wanted:
    """Puts a row back to wanted and lifts the exclusion of its book."""
    row = get(session, wanted_id)
    for lifted in session.scalars(
        select(Exclusion).where(Exclusion.kind == "book", Exclusion.value == str(row.book_id))
    ):
        session.delete(lifted)
    move(row, "wanted", at=at, sentence=f"wanted again by {by}")
    return row


def get(session: Session, wanted_id: int) -> Wanted:
    """The row, or Problem `wanted_not_found`."""
    row = session.get(Wanted, wanted_id)
    if row is None:
        raise Problem("wanted_not_found", f"there is no wanted row {wanted_id}")
    return row


def settle_satisfied(session: Session, *, at: datetime) -> int:
    """Marks every live row whose book is owned as satisfied, whoever imported it, and returns how many.

    Where the wish fixes narrators, a copy known to be read by others does not satisfy it.
    """
    rows = session.scalars(
        select(Wanted)
        .join(Book, Book.id == Wanted.book_id)
        .where(Wanted.state.in_((*LIVE, "suggested")), Wanted.reason != "upgrade", Book.owned)
        .options(joinedload(Wanted.book).selectinload(Book.editions))
    ).all()
    fit = [row for row in rows if _is_wished(row)]
    for row in fit:
        move(row, "satisfied", at=at, sentence="the library has it")
        row.last_result = "satisfied"
    return len(fit)


def _is_wished(row: Wanted) -> bool:
    held = (edition for edition in row.book.editions if edition.source == "audiobookshelf")
    heard = [name for edition in held for name in edition.narrators]
    if not row.narrators or not heard:
        return True
    return any(same_person(name, wished) == "equal" for name in heard for wished in row.narrators)


def day_after(released: date) -> datetime:
    """When a book released on that day is searched for."""
    return datetime.combine(released + timedelta(days=1), time(), tzinfo=UTC)


def _await_release(row: Wanted, book: Book) -> None:
    if book.release_date is None:
        row.sentence, row.deadline = "no release date is known yet", None
    else:
        row.sentence = f"comes out on {book.release_date.isoformat()}"
        row.deadline = day_after(book.release_date)


def _again(row: Wanted, book: Book, reason: str, *, not_out: bool, by: str, at: datetime) -> bool:
    if reason not in row.reasons:
        row.reasons = [*row.reasons, reason]
    if PRIORITIES[reason] < row.priority:
        row.priority, row.reason = PRIORITIES[reason], reason
    if row.state == "excluded" and reason != "asked":
        return False
    if row.state == "waiting_release":
        if not_out:
            _await_release(row, book)
        else:
            move(row, "wanted", at=at, sentence="it is out now")
        return not not_out
    wakes = row.state in ("excluded", "closed") or (reason == "asked" and row.state in _ASLEEP)
    if wakes:
        move(row, "wanted", at=at, sentence=f"asked for by {by}" if reason == "asked" else _WHY[reason])
    return wakes


def _identity(session: Session, book_id: int) -> tuple[str, int | None, str | None]:
    """Key of the first author, and the primary series with the position in it."""
    author_key = session.scalar(
        select(Author.key)
        .join(BookAuthor, BookAuthor.author_id == Author.id)
        .where(BookAuthor.book_id == book_id, BookAuthor.role == "author")
        .order_by(BookAuthor.place)
        .limit(1)
    )
    place = session.execute(
        select(SeriesEntry.series_id, SeriesEntry.position)
        .where(SeriesEntry.book_id == book_id)
        .order_by(SeriesEntry.place)
        .limit(1)
    ).first()
    series_id, position = place if place else (None, None)
    return author_key or "", series_id, position


def _is_excluded(session: Session, book: Book) -> bool:
    people = select(BookAuthor.author_id).where(BookAuthor.book_id == book.id)
    series = select(SeriesEntry.series_id).where(SeriesEntry.book_id == book.id)
    ids = {
        ("book", str(book.id)),
        *(("author", str(id_)) for id_ in session.scalars(people)),
        *(("series", str(id_)) for id_ in session.scalars(series)),
    }
    words = set(book.search_text.split())
    for kind, value in session.execute(select(Exclusion.kind, Exclusion.value)):
        if (kind, value) in ids or (kind == "word" and value.lower() in words):
            return True
    return False


_WHY = {
    "asked": "asked for by a person",
    "repair": "the owned copy is broken",
    "series_gap": "a gap in a monitored series",
    "author_gap": "missing from a monitored author",
    "list": "on an imported list",
    "upgrade": "a better edition of an owned book",
    "discovery": "accepted from discovery",
}
