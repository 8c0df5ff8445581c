"""Judges the newest uploads against all wanted rows at once (rule S25)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.due import urgency
from mamcrawler.downloads.judging import judge, store_verdicts
from mamcrawler.downloads.knowledge import knowledge_of
from mamcrawler.downloads.models import Release
from mamcrawler.downloads.questions import Tracker
from mamcrawler.downloads.release_rows import store_rows
from mamcrawler.downloads.searching import propose_judged
from mamcrawler.downloads.wishes import live_download
from mamcrawler.integrations.mam.models import SearchQuery
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.folding import fold
from mamcrawler.library.models import Author, BookAuthor
from mamcrawler.library.names import split_names, to_last_first
from mamcrawler.selection.wishes import Account, Policy
from mamcrawler.wanted.models import Wanted

MORE_PAGES = 3
PAGE = 100
_OPEN = ("wanted", "searching", "not_found")


@dataclass(slots=True)
class Swept:
    """What a sweep saw: rows, rows never seen before, wanted rows with a likely author, proposals."""

    rows: int = 0
    new: int = 0
    judged: int = 0
    proposed: int = 0


def sweep(
    tracker: Tracker,
    *,
    language: int | None,
    account: Account,
    policy: Policy,
    learn: Callable[[int], None],
) -> Swept:
    """Reads the newest 100 audiobooks, and up to 3 more pages while none of them was seen before.

    `learn` is called with a book before a release of it may be proposed, to make its recordings known. Raises
    the five failures; what was read before that is kept.
    """
    result = Swept()
    fresh: list[TorrentRow] = []
    for page in range(1 + MORE_PAGES):
        answer = tracker.client.search(
            SearchQuery(
                languages=(language,) if language is not None else (),
                sort="dateDesc",
                start=page * PAGE,
                rows=PAGE,
            ),
            urgency=tracker.urgency,
        )
        tracker.calls += 1
        with tracker.db.session() as session:
            seen = _seen(session, answer.rows)
            store_rows(session, answer.rows, at=tracker.now())
        fresh += [row for row in answer.rows if row.id not in seen]
        result.rows += len(answer.rows)
        if seen or len(answer.rows) < PAGE:
            break
    result.new = len(fresh)
    with tracker.db.read() as session:
        matches = [(wanted.id, wanted.book_id, rows) for wanted, rows in _likely(session, fresh)]
        promising = [
            match for match in matches if _may_fit(session, tracker, match[0], match[2], account, policy)
        ]
    for match in promising:
        learn(match[1])
    for wanted_id, _, rows in matches:
        with tracker.db.session() as session:
            wanted = session.get_one(Wanted, wanted_id)
            result.judged += 1
            result.proposed += _judge(session, tracker, wanted, rows, account=account, policy=policy)
    return result


def _may_fit(
    session: Session,
    tracker: Tracker,
    wanted_id: int,
    rows: Sequence[TorrentRow],
    account: Account,
    policy: Policy,
) -> bool:
    knowledge = knowledge_of(session, session.get_one(Wanted, wanted_id), at=tracker.now())
    judgements = judge(knowledge, rows, account=account, policy=policy)
    return any(one.verdict != "reject" for one in judgements)


def _judge(
    session: Session,
    tracker: Tracker,
    wanted: Wanted,
    rows: Sequence[TorrentRow],
    *,
    account: Account,
    policy: Policy,
) -> bool:
    """Stores the verdicts of the new rows and proposes an accepted one; doubtful ones wait for a search."""
    at = tracker.now()
    if wanted.state not in _OPEN or live_download(session, wanted.id) is not None:
        return False
    knowledge = knowledge_of(session, wanted, at=at)
    judged = store_verdicts(session, wanted, judge(knowledge, rows, account=account, policy=policy), at=at)
    for one in judged:
        if one.judgement.verdict != "accept":
            break
        if propose_judged(session, wanted, one, account=account, policy=policy, at=at) is not None:
            return True
    return False


def _seen(session: Session, rows: Iterable[TorrentRow]) -> set[int]:
    query = select(Release.tracker_id).where(Release.tracker_id.in_([row.id for row in rows]))
    return set(session.scalars(query))


def _likely(session: Session, rows: Sequence[TorrentRow]) -> list[tuple[Wanted, list[TorrentRow]]]:
    """The open wanted rows with the rows that share a surname with their authors, most urgent first.

    Rows without authors are judged against nothing here: a match needs the author (rule S14).
    """
    by_surname: dict[str, list[TorrentRow]] = {}
    for row in rows:
        for surname in {_surname(name) for joined in row.authors for name in split_names(joined) or [joined]}:
            by_surname.setdefault(surname, []).append(row)
    if not by_surname:
        return []
    wanted = session.scalars(select(Wanted).where(Wanted.state.in_(_OPEN))).all()
    authors: dict[int, list[str]] = {}
    written = select(BookAuthor.book_id, Author.name).join(Author, Author.id == BookAuthor.author_id)
    for book_id, name in session.execute(written.where(BookAuthor.role == "author")):
        authors.setdefault(book_id, []).append(name)
    found = []
    for one in sorted(wanted, key=urgency):
        likely = {
            row.id: row for name in authors.get(one.book_id, ()) for row in by_surname.get(_surname(name), ())
        }
        if likely:
            found.append((one, list(likely.values())))
    return found


def _surname(name: str) -> str:
    return fold(to_last_first(name).partition(",")[0])
