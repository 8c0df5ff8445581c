"""Entries of lists and catalogues: a title with what stands around it, in the order its source writes."""

import re
from dataclasses import dataclass

from mamcrawler.library.credits import authors_of, title_by_author
from mamcrawler.library.given_names import GIVEN_NAMES
from mamcrawler.library.labels import read_label
from mamcrawler.library.person_evidence import is_initial
from mamcrawler.library.series_names import SeriesRef, series_from_subtitle, series_from_title

_FORM = re.compile(r"\s*[(\[](?:un)?abridged[)\]]", re.IGNORECASE)
_LAST_GROUP = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_COUNT = re.compile(r"^\(\d{1,3}(?:\.\d{1,2})?(?:-\d{1,3})?\)\s+(?=\S)")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D)\.?", re.IGNORECASE)
_NO_AUTHORS = frozenset({"me", "you", "him", "her", "us", "them", "it", "myself", "night", "day"})
_ASIN = re.compile(r"\s*\[(?:B0[0-9A-Z]{8}|\d{9}[\dX])\]\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """Title, authors and series of an entry; what it does not say is empty or None, the title never is."""

    title: str
    authors: tuple[str, ...] = ()
    series: str | None = None


def read_title(text: str) -> Entry:
    """A title with its series notes: "Ash (Ember, #2)". "(Unabridged)" and the like go; a range stays.

    >>> read_title("Ash (Ember, #2) [Unabridged]")
    Entry(title='Ash', authors=(), series='Ember')
    """
    text = _FORM.sub("", text).strip() or text
    found = series_from_title(text)
    if any(note.position.kind == "many" and not note.name for note in found.notes):
        # "Ember: The Complete Series (Books 1-4)" tells what the book is, not where its place is.
        named = next(filter(None, map(_name, found.notes)), None)
        return Entry(_LAST_GROUP.sub("", text) if named else text, series=named)
    return Entry(found.title or text, series=_name(found.primary))


def read_title_by_author(text: str) -> Entry:
    """An entry "Title (Series #2) by Author"; a number in brackets before it counts the series.

    >>> read_title_by_author("Ash: Ember, Book 2 by Mira Vale & Ann Farrow")
    Entry(title='Ash', authors=('Mira Vale', 'Ann Farrow'), series='Ember')
    """
    credited = _stated_author(text) or title_by_author(text)
    if credited is None:
        return read_title(text)
    title, who = credited
    title = _COUNT.sub("", _FORM.sub("", title)).strip() or title
    entry = read_title(title)
    if entry.series is None and " - " in title:
        numbered = read_label(title, without_author=True)
        if numbered.position:
            entry = Entry(numbered.title or title, series=numbered.series)
    return Entry(entry.title, _authors(who), entry.series)


def read_title_dash_author(text: str) -> Entry:
    """A catalogue record "Title: Subtitle - Author [ASIN]".

    >>> read_title_dash_author("Ash: Ember Series, Book 2 - Mira Vale [B0ABCDEFGH]")
    Entry(title='Ash: Ember Series, Book 2', authors=('Mira Vale',), series='Ember')
    """
    rest = _ASIN.sub("", text.strip())
    title, dash, who = rest.rpartition(" - ")
    if not dash or not title.strip():
        return Entry(rest or text)
    return Entry(title.strip(), _authors(who), _name(series_from_title(title).primary))


def read_subtitle(text: str) -> Entry:
    """A subtitle, which may name a series."""
    return Entry(text, series=_name(series_from_subtitle(text)))


def _stated_author(text: str) -> tuple[str, str] | None:
    """Title and author at the last "by"; None where what follows is written as no name is ("Stand by me")."""
    title, by, who = text.rpartition(" by ")
    if not by or not title.strip() or not who[:1].isupper() or who.casefold() in _NO_AUTHORS:
        return None
    return title.strip(), who


def _authors(text: str) -> tuple[str, ...]:
    """The authors of a row that joins names, first names first, by commas; one word can be a pen name."""
    names = text.split(", ")
    if len(names) > 1 and not any(map(_SUFFIX.fullmatch, names)) and not _is_turned(names):
        return tuple(author for name in names for author in authors_of(name))
    return tuple(authors_of(text))


def _is_turned(names: list[str]) -> bool:
    """Whether the parts are a surname and given names: "Vale, Mira"."""
    if len(names) != 2 or " " in names[0]:
        return False
    return all(word.casefold() in GIVEN_NAMES or is_initial(word) for word in names[1].split())


def _name(ref: SeriesRef) -> str | None:
    """The name of a series; a closing "Series" goes (rule M14), but stays in "The Ember Series"."""
    name = ref.name
    if not name.casefold().startswith("the "):
        name = re.sub(r"(?<=\S)\s+series$", "", name, flags=re.IGNORECASE)
    return name or None
