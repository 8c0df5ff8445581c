"""Which files are one book: by the folder they lie in, and where that is not enough, by their names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from mamcrawler.library.folding import fold
from mamcrawler.library.label_text import without_ending
from mamcrawler.library.position_marks import position_at_end

_DISC = re.compile(r"(?:cd|dis[ck])[\s._-]*\d{1,3}", re.IGNORECASE)
# What counts the files of one book: "Part 02", "3 of 12", "(01)", "Chapter 4", "- 07".
_COUNTER = re.compile(
    r"[\s._(\[-]*(?:\b(?:part|pt|cd|dis[ck]|track|chapter|ch|file|teil|kapitel)\b[\s._-]*\d+(?:\s*of\s*\d+)?"
    r"|\d{1,4}\s*(?:of|/)\s*\d{1,4}|(?<![^\s._(\[-])\d{1,4})[\s._)\]-]*$",
    re.IGNORECASE,
)
_TRACK_FIRST = re.compile(r"^\d{1,4}[\s._-]+(?=\D)")
# A number that a word or sign makes a book's.
_MARKED = re.compile(
    r"(?:\b(?:book|bk|vol|volume|band|buch)\b\.?\s*#?|#\s?)0*(\d{1,3}(?:\.\d{1,2})?)", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"#\s?\d{1,3}(?:\.\d{1,2})?\b"
    r"|\d{1,3}(?:\.\d{1,2})?\s*(?:[-–—:.)]+\s*(?=[^\W\d])|$)"
    r"|(?:book|vol(?:ume)?|part|bk|band|buch|teil)\b\.?\s*#?(?:\d{1,3}|[ivx]+\b|one|two|three|four|five|six|seven)",
    re.IGNORECASE,
)


def book_folders(files: Iterable[str]) -> dict[str, list[str]]:
    """The books among files given by their paths: the folder of each book, and its files relative to that.

    A folder with audio or text files is a book, with all that lies below it; discs belong to the folder above
    them. A file outside of every folder is a book of its own, under its own name (the rules Audiobookshelf
    documents for its library folders). Covers and other files go with the book they lie in, or with none.

    >>> book_folders(["Ash.m4b", "Mira Vale/Ember/CD1/01.mp3", "Mira Vale/Ember/cover.jpg"])
    {'Ash.m4b': ['Ash.m4b'], 'Mira Vale/Ember': ['CD1/01.mp3', 'cover.jpg']}
    """
    paths = list(dict.fromkeys(files))
    media = [path for path in paths if without_ending(path)[1]]
    found = {folder for path in media if (folder := _home(path))}
    books = {folder for folder in found if not any(above in found for above in _above(folder))}
    grouped: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        if folder := next((above for above in _above(path) if above in books), ""):
            grouped[folder].append(path[len(folder) + 1 :])
        elif "/" not in path and path in media:
            grouped[path].append(path)
    return dict(grouped)


def works_of(files: Iterable[str]) -> list[str]:
    """The different works among files, in order: by their folders, and outside of folders by their names.

    The parts of a work and its formats are one work.

    >>> works_of(["Ember.epub", "Ember.mobi", "Ash - Part 01.mp3", "Ash - Part 02.mp3"])
    ['Ember', 'Ash']
    """
    works: dict[str, str] = {}
    for book in book_folders(files):
        name = book if "/" in book or not without_ending(book)[1] else _stem(book)
        works.setdefault(fold(name), name)
    return list(works.values())


def holds_several_books(names: Sequence[str]) -> bool:
    """Whether the files of one folder are several books of a series and not the parts of one.

    Then at least two name different positions, by a word ("Book 1") or between a series and a title
    ("Ember 02 - Dusk"); a bare number counts tracks.

    >>> holds_several_books(["Book 1 - Ash.mp3", "Book 2 - Dusk.mp3"])
    True
    >>> holds_several_books(["01 - Ash.mp3", "02 - Ash.mp3"])
    False
    """
    stems = [without_ending(name.rpartition("/")[2])[0].strip() for name in names]
    if len({found[1] for stem in stems if (found := _MARKED.search(stem))}) > 1:
        return True
    places = {place for stem in stems if (place := _place(stem))}
    return len({number for number, _ in places}) > 1 and len({title for _, title in places}) > 1


def is_numbered_book(folder: str) -> bool:
    """Whether a folder's name begins with the number of a book or part: "2 - Ash", "#5 - Dusk", "Book 3".

    >>> [is_numbered_book(name) for name in ("4. Ash", "Part 2", "1984", "Audio Files")]
    [True, True, False, False]
    """
    name = folder.strip()
    mark = position_at_end(name)
    return _NUMBERED.match(name) is not None or (mark is not None and mark.marked)


def _place(stem: str) -> tuple[str, str] | None:
    """Position and title of "Ember 02 - Ash"; None where no name stands before the number."""
    series, dash, title = stem.partition(" - ")
    mark = position_at_end(series) if dash else None
    return (mark.number.lstrip("0"), fold(title)) if mark and mark.name else None


def _stem(name: str) -> str:
    """A file's name without its endings and without what counts the files of one work."""
    stem = without_ending(name)[0].strip()
    return _COUNTER.sub("", stem) or _TRACK_FIRST.sub("", stem)


def _home(path: str) -> str:
    """The folder of a file, or the one above it where it is a disc's."""
    *folders, _ = path.split("/")
    if len(folders) > 1 and _DISC.fullmatch(folders[-1].strip()):
        folders.pop()
    return "/".join(folders)


def _above(path: str) -> list[str]:
    """The folders above a path, the topmost first."""
    folders = path.split("/")[:-1]
    return ["/".join(folders[:count]) for count in range(1, len(folders) + 1)]
