"""Where imported books go: the library folder as we see it and as Audiobookshelf does."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mamcrawler.downloads.path_map import PathMap
from mamcrawler.library.models import Library


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of a library; `root` is ours, `library_root` the same folder as the server names it."""

    library_id: int
    abs_id: str
    root: Path
    library_root: str

    def library_path(self, folder: Path) -> str:
        """A folder below `root` as the server names it, with its own separators."""
        below = folder.relative_to(self.root).parts
        return "/".join((self.library_root.rstrip("/\\"), *below))


def shelf_of(session: Session, paths: PathMap, *, name: str | None = None) -> Shelf | None:
    """The first folder of the library called `name`, or of the first library; None when none is known yet."""
    query = select(Library).order_by(Library.id)
    libraries = [row for row in session.scalars(query) if row.folders]
    found = next((row for row in libraries if name is None or name in (row.name, row.abs_id)), None)
    if found is None:
        return None
    return Shelf(found.id, found.abs_id, Path(paths.ours(found.folders[0])), found.folders[0])
