"""A search that a person asks for: every release with its verdict; nothing is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.automation.context import Context
from mamcrawler.downloads import policies
from mamcrawler.downloads.knowledge import Knowledge, knowledge_of
from mamcrawler.downloads.questions import FRESH_FOR_PEOPLE, Tracker
from mamcrawler.downloads.search_run import learn
from mamcrawler.downloads.searching import climb
from mamcrawler.downloads.why import find_book
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.library.models import Book
from mamcrawler.selection.ladder import MOST_CALLS, ladder
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.wanted.models import Wanted


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a search by hand brought: the judgements in the order in which releases would be taken."""

    book_id: int
    title: str
    authors: Sequence[str]
    calls: int
    rungs: Sequence[str]
    judgements: Sequence[Judgement]


def look_up(ctx: Context, text: str) -> LookedUp:
    """Searches for the book that `text` means. Raises Problem `book_not_found`, NotConfigured and the five
    failures."""
    with ctx.db.read() as session:
        book_id = find_book(session, text).id
    mam = ctx.remotes.mam
    learn(ctx, book_id)
    with ctx.db.read() as session:
        knowledge = _knowledge(session, book_id, ctx)
    tracker = Tracker(ctx.db, mam, ctx.clock.now, Urgency.PERSON, FRESH_FOR_PEOPLE, left=MOST_CALLS)
    found = climb(
        tracker,
        knowledge,
        account=policies.known_account(ctx),
        policy=policies.selection_policy(ctx.settings),
        rungs=ladder(knowledge.wish),
    )
    return LookedUp(
        book_id=book_id,
        title=knowledge.wish.title,
        authors=knowledge.wish.authors,
        calls=tracker.calls,
        rungs=found.rungs,
        judgements=found.judgements,
    )


def _knowledge(session: Session, book_id: int, ctx: Context) -> Knowledge:
    """What is known of the wish; a book that nobody wants is judged by the default wish."""
    wanted = session.scalar(select(Wanted).where(Wanted.book_id == book_id))
    if wanted is None:
        book = session.get_one(Book, book_id)
        wanted = Wanted(
            id=0,
            book_id=book.id,
            form="unabridged",
            production=["single", "multi"],
            language=ctx.settings.wanted.language,
        )
    return knowledge_of(session, wanted, at=ctx.clock.now())
