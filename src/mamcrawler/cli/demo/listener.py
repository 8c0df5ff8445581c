"""The listener of the demo, who insists on a narrator as a person does by hand."""

from sqlalchemy import select

from mamcrawler.foundation.runtime import Runtime
from mamcrawler.library.models import Book
from mamcrawler.library.titles import title_key
from mamcrawler.sandbox.world import World
from mamcrawler.wanted.models import Wanted
from mamcrawler.wanted.service import want


def fix_narrators(runtime: Runtime, world: World) -> None:
    """Asks for the wanted books whose narrators the world fixes, read by nobody else."""
    titles = {
        title_key(world.book_by_key[key].title): names
        for key, names in world.expected.fixed_narrators.items()
    }
    at = runtime.clock.now()
    with runtime.db.session() as session:
        rows = session.execute(
            select(Wanted, Book.title_key)
            .join(Book, Book.id == Wanted.book_id)
            .where(Book.title_key.in_(titles))
        ).all()
        for row, key in rows:
            row.narrators = list(titles[key])
            want(session, book_id=row.book_id, reason="asked", by="demo", at=at, narrators=titles[key])
