"""What the folders of a library say about a book where they follow no documented layout."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mamcrawler.library.folder_names import after, before_author, without_author
from mamcrawler.library.folders import FolderBook, plain_position
from mamcrawler.library.label_facts import is_year
from mamcrawler.library.label_text import without_ending
from mamcrawler.library.label_work import SERIES_WORDS
from mamcrawler.library.labels import Label, read_label
from mamcrawler.library.media_words import words
from mamcrawler.library.names import split_names
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import only_position, position_at_end, position_of_note

_NUMBER_FIRST = re.compile(r"#?(\d{1,4}(?:\.\d{1,2})?)(?:\s*[-–—:_]\s*|\.\s+|\s+)(?=\S)")
# "(3) Ash", "[03] Ash".
_BRACKETED_NUMBER = re.compile(r"[(\[]#?(\d{1,3}(?:\.\d{1,2})?)[)\]]\s*(?:[-–—]\s*)?(?=[^\W\d_])")
_PART_FIRST = re.compile(r"(?:part|pt\.?|teil)\s+(\d{1,3})\s*[-–—:]\s*(?=\S)", re.IGNORECASE)
# Brackets at the end: "(2019)", "[M4B]".
_TAGS = re.compile(r"(?:\s*[(\[{][^()\[\]{}]*[)\]}])+$")
# Folders that hold authors and are none.
_SHELVES = words("audiobooks audiobook books library media downloads download complete completed incoming")
# How much a folder must look like a person where what stands below it speaks for one.
_LIKELY = 1
_DISC = re.compile(r"(?:cd|disc|disk|dis[ck] ?|part)[ ._-]*\d{1,3}(?:\s*(?:of|von)\s*\d+)?", re.IGNORECASE)


def guess(parts: Sequence[str]) -> FolderBook:
    """A book by its folders in a layout nobody documented.

    The levels are author, series and title, but a folder that the next one repeats before a number is its
    series.

    >>> book = guess(["Ember", "Ember 02 - Ash"])
    >>> book.authors, book.series, book.sequence, book.title
    ((), 'Ember', '2', 'Ash')
    """
    *above, name = _without_files(parts) or [""]
    above = _without_shelves(above)
    if not above:
        return read_loose(name)
    parent = above[-1]
    if len(above) > 1:
        name = without_author(above[-2], name)
        return _numbered_title(after(parent, name) or name, authors=split_names(above[-2]), series=parent)
    author, found, series = parent.partition(" - ")
    if found and person_score(author) >= (_LIKELY if _NUMBER_FIRST.match(name) else CERTAIN):
        return _numbered_title(after(series, name) or name, authors=split_names(author), series=series)
    return _in_one_folder(parent, name)


def _without_shelves(above: list[str]) -> list[str]:
    """The folders above a book without a machine's ("Audiobooks", "downloads") and what stands above those.

    Only a person stays, whose folder may hold one of audiobooks.
    """
    shelves = [index for index, folder in enumerate(above) if folder.casefold() in _SHELVES]
    if not shelves:
        return above
    below = above[shelves[-1] + 1 :]
    owner = above[shelves[-1] - 1] if shelves[-1] else ""
    return below if below or person_score(owner) < CERTAIN else [owner]


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
    rest = after(parent, name)
    numbered = _NUMBER_FIRST.match(name if rest is None else rest)
    if rest is None and numbered and parent.rpartition(" ")[2].casefold() in SERIES_WORDS:
        return _numbered_title(name, authors=(), series=parent)
    if rest and (number := only_position(rest)):
        return _with_sequence(FolderBook(name, series=parent), number.number)
    if rest is None or _is_author(parent, name[len(parent) :], numbered):
        label = _label(rest or without_author(parent, name), without_author=True)
        return _book(label, authors=split_names(parent), series=label.series)
    book = _numbered_title(rest, authors=(), series=parent)
    mark = None if book.sequence else position_of_note(parent)
    return _with_sequence(book, mark.number) if mark else book


def _is_author(folder: str, rest: str, numbered: re.Match[str] | None) -> bool:
    """Whether a folder is an author and no series, whose name the book's begins with; `rest` follows it.

    A dash parts an author from what follows, so "Mira Vale - 02 - Ash" is a book by her, "Ember 02 - Ash" a
    book of that series. Only a number speaks for a series, and there the name must be a person's for certain.
    """
    dash = rest.lstrip().startswith(tuple("-–—"))
    place = numbered and not is_year(numbered[1])
    if place and not dash:
        return False
    counted = place or position_of_note(folder) or position_of_note(rest.partition(" - ")[2])
    return person_score(folder) >= (_LIKELY if dash and not counted else CERTAIN)


def _numbered_title(name: str, *, authors: Sequence[str], series: str) -> FolderBook:
    """A book in its series' folder: a number before its title is the position, unless it is a year."""
    if place := only_position(name):
        return _with_sequence(FolderBook(name, tuple(authors), series), place.number)
    number = None
    found = _BRACKETED_NUMBER.match(name) or _NUMBER_FIRST.match(name) or _PART_FIRST.match(name)
    if found and not is_year(found[1]):
        number, name = found[1], name[found.end() :]
    book = _book(_label(name, without_author=True), authors=authors, series=series)
    return _with_sequence(book, number or book.sequence)


def _with_sequence(book: FolderBook, position: str | None) -> FolderBook:
    return replace(book, sequence=plain_position(position)) if position else book


def _label(name: str, *, series_first: bool = False, without_author: bool = False) -> Label:
    """The label of a folder; a name that is technical throughout, but not in brackets, is its title."""
    label = read_label(name, series_first=series_first, without_author=without_author)
    return label if label.title or name[:1] in "[({" else label._replace(title=name)


def _book(label: Label, *, authors: Sequence[str], series: str | None) -> FolderBook:
    facts, title, subtitle = label.facts, label.title, label.subtitle
    if subtitle and authors and not label.series:
        # Nothing says which of two pieces is the title where the author is known already.
        title, subtitle = before_author(" & ".join(authors), f"{title} - {subtitle}"), None
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


def _without_files(parts: Sequence[str]) -> list[str]:
    """The folders of a book, without the discs and files inside it."""
    kept = [part.strip() for part in parts if part.strip()]
    while len(kept) > 1 and (without_ending(kept[-1])[1] or _DISC.fullmatch(kept[-1])):
        kept.pop()
    return kept
