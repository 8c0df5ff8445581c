"""The book libraries that Audiobookshelf has, as rows of ours."""

from dataclasses import dataclass

from sqlalchemy import select

from mamcrawler.foundation.db import Database
from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
from mamcrawler.library.models import Library


@dataclass(frozen=True, slots=True)
class BookLibrary:
    """A book library by our id and the server's."""

    id: int
    abs_id: str
    name: str


def book_libraries(db: Database, client: AudiobookshelfClient) -> tuple[list[BookLibrary], int]:
    """Every library of media type "book", stored with its folders, and how many others were skipped."""
    told = client.libraries()
    books = [one for one in told if one.media_type == "book"]
    found = []
    with db.session() as session:
        ours = {row.abs_id: row for row in session.scalars(select(Library))}
        for one in books:
            row = ours.get(one.id)
            if row is None:
                row = Library(abs_id=one.id, name=one.name)
                session.add(row)
            row.name = one.name
            row.folders = [folder.path for folder in one.folders]
            session.flush()
            found.append(BookLibrary(id=row.id, abs_id=row.abs_id, name=row.name))
    return found, len(told) - len(books)
