"""What the folders of a library say about a book, by the layout that Audiobookshelf documents.

It is `Author/Series/Vol 1 - 2020 - Title - Subtitle {Narrator} [ASIN]`, with author and series left out where
there is none. Other layouts are read in `folder_guess`.
"""

import re
from dataclasses import dataclass

from mamcrawler.library.names import split_names
from mamcrawler.library.positions import format_position, parse_position

_ASIN = re.compile(r"(?:^|\s)\[((?=[A-Z]*\d)[A-Z0-9]{10})\](?=\s|$)")
_NARRATORS = re.compile(r"^(.*\S)\s+\{(.*)\}$")
_YEAR = re.compile(r"^\s*\(?(\d{4})\)?\s*-\s*(?=\S)")
_SEQUENCE = re.compile(
    r"(?P<label>vol\.? |volume |book )?(?P<number>\d{1,3}(?:\.\d{1,2})?(?:-\d{1,3})?|\.\d{1,2})(?P<dot>\.?)"
    r"(?: (?P<rest>.*))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FolderBook:
    """A book as its folders describe it; what they do not say is None or empty.

    `title` is empty for a folder of tags alone; `sequence` is the text of a position.
    """

    title: str
    authors: tuple[str, ...] = ()
    series: str | None = None
    sequence: str | None = None
    subtitle: str | None = None
    year: int | None = None
    narrators: tuple[str, ...] = ()
    asin: str | None = None


def read_documented(path: str) -> FolderBook:
    """A book's folder, relative to the library, read by the rules Audiobookshelf documents for its scanner.

    The title's folder is the last; the one above is the author, or with a third level the series.

    >>> book = read_documented("Mira Vale/Ember/Vol 2 - 2019 - Ash - A Tale {Ann Farrow}")
    >>> book.authors, book.series, book.sequence, book.year, book.title, book.subtitle, book.narrators
    (('Mira Vale',), 'Ember', '2', 2019, 'Ash', 'A Tale', ('Ann Farrow',))
    """
    *above, name = _parts(path) or [""]
    series = above.pop() if len(above) > 1 else None
    author = above.pop() if above else None
    asin = None
    if found := _ASIN.search(name):
        asin, name = found[1], (name[: found.start()] + name[found.end() :]).strip()
    narrators: list[str] = []
    if found := _NARRATORS.fullmatch(name):
        name, narrators = found[1], split_names(found[2])
    sequence = None
    if series is not None:
        name, sequence = _take_sequence(name)
    year = None
    if found := _YEAR.match(name):
        year, name = int(found[1]), name[found.end() :]
    title, _, subtitle = name.partition(" - ")
    return FolderBook(
        title=title.strip(),
        authors=tuple(split_names(author)) if author else (),
        series=series,
        sequence=sequence,
        subtitle=subtitle.strip() or None,
        year=year,
        narrators=tuple(narrators),
        asin=asin,
    )


def _take_sequence(name: str) -> tuple[str, str | None]:
    """The name without the first piece of a sequence, and that sequence; "101 Embers" is a title."""
    pieces = name.split(" - ")
    for index, piece in enumerate(pieces):
        found = _SEQUENCE.fullmatch(piece)
        if not found or (found["rest"] and not (found["label"] or found["dot"])):
            continue
        kept = [found["rest"]] if found["rest"] else []
        return " - ".join([*pieces[:index], *kept, *pieces[index + 1 :]]), plain_position(found["number"])
    return name, None


def plain_position(number: str) -> str:
    """A position as it is shown: "02" is "2"; what cannot be read stays."""
    return format_position(parse_position(number)) or number


def _parts(path: str) -> list[str]:
    return [part.strip() for part in path.replace("\\", "/").split("/") if part.strip()]
