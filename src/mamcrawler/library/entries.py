"""Entries of lists and catalogues: a title with what stands around it, in the order its source writes."""

import re
from dataclasses import dataclass

from mamcrawler.library.credits import authors_of, title_by_author
from mamcrawler.library.labels import read_label
from mamcrawler.library.series_names import SeriesRef, series_from_subtitle, series_from_title

_ASIN = re.compile(r"\s*\[(?:B0[0-9A-Z]{8}|\d{9}[\dX])\]\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """Title, authors and series of an entry; what it does not say is empty or None, the title never is."""

    title: str
    authors: tuple[str, ...] = ()
    series: str | None = None


def read_title(text: str) -> Entry:
    """A title with its series notes: "Ash (Ember, #2)".

    >>> read_title("Ash (Ember, #2)")
    Entry(title='Ash', authors=(), series='Ember')
    """
    found = series_from_title(text)
    return Entry(found.title or text, series=_name(found.primary))


def read_title_by_author(text: str) -> Entry:
    """An entry "Title (Series #2) by Author".

    >>> read_title_by_author("Ash: Ember, Book 2 by Mira Vale & Ann Farrow")
    Entry(title='Ash', authors=('Mira Vale', 'Ann Farrow'), series='Ember')
    """
    credited = title_by_author(text)
    if credited is None:
        return read_title(text)
    title, who = credited
    numbered = read_label(title, without_author=True)
    entry = read_title(title)
    if entry.series is None and numbered.position:
        entry = Entry(numbered.title or title, series=numbered.series)
    return Entry(entry.title, tuple(authors_of(who)), entry.series)


def read_title_dash_author(text: str) -> Entry:
    """A catalogue record "Title: Subtitle - Author [ASIN]".

    >>> read_title_dash_author("Ash: Ember Series, Book 2 - Mira Vale [B0ABCDEFGH]")
    Entry(title='Ash: Ember Series, Book 2', authors=('Mira Vale',), series='Ember')
    """
    rest = _ASIN.sub("", text.strip())
    title, dash, who = rest.rpartition(" - ")
    if not dash or not title.strip():
        return Entry(rest or text)
    return Entry(title.strip(), tuple(authors_of(who)), _name(series_from_title(title).primary))


def read_subtitle(text: str) -> Entry:
    """A subtitle, which may name a series."""
    return Entry(text, series=_name(series_from_subtitle(text)))


def _name(ref: SeriesRef) -> str | None:
    """The name of a series; a closing "Series" goes (rule M14), but stays in "The Ember Series"."""
    name = ref.name
    if not name.casefold().startswith("the "):
        name = re.sub(r"(?<=\S)\s+series$", "", name, flags=re.IGNORECASE)
    return name or None
