"""What the folders of a library say about a book: the layout Audiobookshelf documents, and layouts we guess.

The documented layout is `Author/Series/Vol 1 - 2020 - Title - Subtitle {Narrator} [ASIN]`, with author and
series left out where there is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mamcrawler.library.folding import fold
from mamcrawler.library.label_facts import FIRST_YEAR, LAST_YEAR
from mamcrawler.library.label_text import without_ending
from mamcrawler.library.label_work import SERIES_WORDS
from mamcrawler.library.labels import Label, read_label
from mamcrawler.library.media_words import words
from mamcrawler.library.name_forms import to_last_first
from mamcrawler.library.names import split_names
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import MARK_WORDS, only_position, position_at_end, position_of_note
from mamcrawler.library.positions import format_position, parse_position

_ASIN = re.compile(r"(?:^|\s)\[([A-Z0-9]{10})\](?=\s|$)")
_NARRATORS = re.compile(r"^(.*\S)\s+\{(.*)\}$")
_YEAR = re.compile(r"^\s*\(?(\d{4})\)?\s*-\s*(?=\S)")
_SEQUENCE = re.compile(
    r"(?P<label>vol\.? |volume |book )?(?P<number>\d{1,3}(?:\.\d{1,2})?(?:-\d{1,3})?|\.\d{1,2})(?P<dot>\.?)"
    r"(?: (?P<rest>.*))?",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"#?(\d{1,4}(?:\.\d{1,2})?)(?:\s*[-–—:_]\s*|\.\s+|\s+)(?=\S)")
# "(3) Ash", "[03] Ash".
_BRACKETED_NUMBER = re.compile(r"[(\[]#?(\d{1,3}(?:\.\d{1,2})?)[)\]]\s*(?:[-–—]\s*)?(?=[^\W\d_])")
_PART_FIRST = re.compile(r"(?:part|pt\.?|teil)\s+(\d{1,3})\s*[-–—:]\s*(?=\S)", re.IGNORECASE)
# Brackets at the end: "(2019)", "[M4B]".
_TAGS = re.compile(r"(?:\s*[(\[{][^()\[\]{}]*[)\]}])+$")
# What follows a folder's name in the name of a folder inside it, where that begins with it.
_DIVIDED = re.compile(
    rf"\s*(?:[-–—_,:#(\[]|\.?\d|(?:{'|'.join(sorted(MARK_WORDS, key=len, reverse=True))})\b\.?\s*[\divx#])",
    re.IGNORECASE,
)
# Folders that hold authors and are none.
_SHELVES = words("audiobooks audiobook books library media downloads download complete completed incoming")
# How much a folder must look like a person where what stands below it speaks for one.
_LIKELY = 1
_DISC = re.compile(r"(?:cd|disc|disk|dis[ck] ?|part)[ ._-]*\d{1,3}(?:\s*(?:of|von)\s*\d+)?", re.IGNORECASE)


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


def guess(parts: Sequence[str]) -> FolderBook:
    """A book by its folders in a layout nobody documented.

    The levels are author, series and title, but a folder that the next one repeats before a number is its
    series.

    >>> book = guess(["Ember", "Ember 02 - Ash"])
    >>> book.authors, book.series, book.sequence, book.title
    ((), 'Ember', '2', 'Ash')
    """
    *above, name = _without_files(parts) or [""]
    if not above:
        return read_loose(name)
    while len(above) > 1 and above[-2].casefold() in _SHELVES:
        # A machine's folder ("Audiobooks", "downloads") is no author.
        del above[-2]
    parent = above[-1]
    if len(above) > 1:
        name = _without_author(above[-2], name)
        return _numbered_title(_after(parent, name) or name, authors=split_names(above[-2]), series=parent)
    author, found, series = parent.partition(" - ")
    if found and person_score(author) >= (_LIKELY if _NUMBER_FIRST.match(name) else CERTAIN):
        return _numbered_title(_after(series, name) or name, authors=split_names(author), series=series)
    return _in_one_folder(parent, name)


def read_loose(name: str) -> FolderBook:
    """A folder or library entry that stands alone.

    >>> book = read_loose("Ash (Ember #2)")
    >>> book.title, book.series, book.sequence
    ('Ash', 'Ember', '2')
    """
    author, fields, rest = name.partition(" -- ")
    if fields and author.strip() and rest.strip():
        return _read_fields(author.strip(), rest.strip())
    number = _BRACKETED_NUMBER.match(name)
    label = _label(name[number.end() :] if number else name, series_first=True)
    book = _book(label, authors=label.authors, series=label.series)
    return book if number is None or book.sequence else _with_sequence(book, number[1])


def _read_fields(author: str, rest: str) -> FolderBook:
    """A name in fields that double dashes part, the author first: "Vale, Mira -- Ember, Vol. 02 (2019)"."""
    label = _label(rest.replace(" -- ", " - "), without_author=True)
    book = _book(label, authors=split_names(author), series=label.series)
    mark = position_at_end(_TAGS.sub("", rest)) if " -- " not in rest else None
    return replace(book, title=mark.name, series=mark.name) if mark and mark.marked else book


def _in_one_folder(parent: str, name: str) -> FolderBook:
    """A book below one folder, which is its author or, where the book's name begins with it, its series."""
    rest = _after(parent, name)
    numbered = _NUMBER_FIRST.match(name if rest is None else rest)
    if rest is None and numbered and parent.rpartition(" ")[2].casefold() in SERIES_WORDS:
        return _numbered_title(name, authors=(), series=parent)
    if rest and (number := only_position(rest)):
        return _with_sequence(FolderBook(name, series=parent), number.number)
    if rest is None or _is_author(parent, name[len(parent) :], numbered):
        label = _label(rest or _without_author(parent, name), without_author=True)
        return _book(label, authors=split_names(parent), series=label.series)
    book = _numbered_title(rest, authors=(), series=parent)
    mark = None if book.sequence else position_of_note(parent)
    return _with_sequence(book, mark.number) if mark else book


def _is_author(folder: str, rest: str, numbered: re.Match[str] | None) -> bool:
    """Whether a folder is an author and no series, whose name the book's begins with; `rest` follows it.

    A dash parts an author from what follows, so "Mira Vale - 02 - Ash" is a book by her, "Ember 02 - Ash" a
    book of that series.
    """
    if numbered and not _is_year(numbered[1]) and not rest.lstrip().startswith(tuple("-–—")):
        return False
    return person_score(folder) >= (_LIKELY if numbered and _is_year(numbered[1]) else CERTAIN)


def _numbered_title(name: str, *, authors: Sequence[str], series: str) -> FolderBook:
    """A book in its series' folder: a number before its title is the position, unless it is a year."""
    number = None
    found = _BRACKETED_NUMBER.match(name) or _NUMBER_FIRST.match(name) or _PART_FIRST.match(name)
    if found and not _is_year(found[1]):
        number, name = found[1], name[found.end() :]
    book = _book(_label(name, without_author=True), authors=authors, series=series)
    return _with_sequence(book, number or book.sequence)


def _without_author(author: str, name: str) -> str:
    """A book's name without the name of the folder's author before or behind it: "Ash by Mira Vale"."""
    if rest := _after(author, name) or _after(to_last_first(author), name):
        return rest
    before, behind = name[: -len(author)], name[-len(author) :]
    divider = re.search(r"(?:\s+by|\s[-–—]+|,)\s+$", before, re.IGNORECASE)
    return before[: divider.start()] if divider and divider.start() and fold(behind) == fold(author) else name


def _after(folder: str, name: str) -> str | None:
    """What follows a folder's name in the name of a folder inside it.

    None where that does not begin with it, or goes on without a mark ("Ember" and "Ember and Ash").
    """
    if fold(name[: len(folder)]) != fold(folder) or not _DIVIDED.match(name, len(folder)):
        return None
    return name[len(folder) :].strip(" -–—_,:") or None


def _is_year(number: str) -> bool:
    return len(number) == 4 and FIRST_YEAR <= number <= LAST_YEAR


def _with_sequence(book: FolderBook, position: str | None) -> FolderBook:
    return replace(book, sequence=_plain(position)) if position else book


def _label(name: str, *, series_first: bool = False, without_author: bool = False) -> Label:
    """The label of a folder; a name that is technical throughout, but not in brackets, is its title."""
    label = read_label(name, series_first=series_first, without_author=without_author)
    return label if label.title or name[:1] in "[({" else label._replace(title=name)


def _book(label: Label, *, authors: Sequence[str], series: str | None) -> FolderBook:
    facts, title, subtitle = label.facts, label.title, label.subtitle
    if subtitle and authors and not label.series:
        # Nothing says which of two pieces is the title where the author is known already.
        title, subtitle = f"{title} - {subtitle}", None
    book = FolderBook(
        title=title,
        authors=tuple(authors),
        series=series,
        subtitle=subtitle,
        year=facts.year,
        narrators=tuple(dict.fromkeys(facts.narrators)),
        asin=facts.asin,
    )
    return _with_sequence(book, label.position)


def _take_sequence(name: str) -> tuple[str, str | None]:
    """The name without the first piece of a sequence, and that sequence; "101 Embers" is a title."""
    pieces = name.split(" - ")
    for index, piece in enumerate(pieces):
        found = _SEQUENCE.fullmatch(piece)
        if not found or (found["rest"] and not (found["label"] or found["dot"])):
            continue
        kept = [found["rest"]] if found["rest"] else []
        return " - ".join([*pieces[:index], *kept, *pieces[index + 1 :]]), _plain(found["number"])
    return name, None


def _plain(number: str) -> str:
    return format_position(parse_position(number)) or number


def _parts(path: str) -> list[str]:
    return [part.strip() for part in path.replace("\\", "/").split("/") if part.strip()]


def _without_files(parts: Sequence[str]) -> list[str]:
    """The folders of a book, without the discs and files inside it."""
    kept = [part.strip() for part in parts if part.strip()]
    while len(kept) > 1 and (without_ending(kept[-1])[1] or _DISC.fullmatch(kept[-1])):
        kept.pop()
    return kept
