"""Titles in one form for comparison (rule S8): main title, subtitle, and what is no part of either."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mamcrawler.library.title_numbers import with_figures
from mamcrawler.library.title_pieces import TitleReader
from mamcrawler.library.title_series import SeriesNote, TitlePart
from mamcrawler.library.title_text import Words, compared_words, plain, spaced
from mamcrawler.library.title_words import COMPANION_PHRASES

_COMPANION_WORDS = tuple({phrase.split()[-1] for phrase in COMPANION_PHRASES})
_COMPANION = re.compile(rf"\b(?:{'|'.join(COMPANION_PHRASES)})\b")


@dataclass(frozen=True, slots=True)
class NormalTitle:
    """A title taken apart.

    `main` and `subtitle` are compared words, folded and without leading article; `text` is the main title
    with its small words and signs. `notes` are the series notes, the first is primary. `own_number` is a
    bare "Book 2" that stays in the words, `unnumbered` the main title without it. `series_part` holds the
    words of a piece that was dropped because it names the series. `facts` are edition words, `left_out` a
    closing bracket without figures, `companion` the words that make it a book about a book.
    """

    main: Words
    text: str = ""
    subtitle: Words = ()
    notes: tuple[SeriesNote, ...] = ()
    part: TitlePart | None = None
    own_number: str | None = None
    unnumbered: Words = ()
    series_part: Words = ()
    facts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    companion: Words = ()

    @property
    def whole(self) -> Words:
        """All compared words."""
        return self.main + self.subtitle

    @property
    def key(self) -> str:
        """One text for all spellings of the same title."""
        return " ".join(self.whole)


def normalise(
    text: object, *, series: Iterable[str] = (), authors: Iterable[str] = (), own: str = ""
) -> NormalTitle:
    """A title in the form in which titles are compared.

    `series` and `authors` are those known of the book or release: their names are no part of its title.
    `own` is a title that looks like a note ("Day 21"); a piece that is just this title is none.

    >>> normalise("Lantern Cycle 01 - The Lantern Archive [64kbps]").main
    ('lantern', 'archive')
    >>> title = normalise("The Lantern Archive: The Lantern Cycle, Book 1")
    >>> title.key, title.notes
    ('lantern archive', (SeriesNote(name='the lantern cycle', position='1'),))
    >>> normalise("Ashwood: Book 2").key, normalise("Ember &amp; Ash - A Novel").key, normalise(1984).key
    ('ashwood 2', 'ember and ash', '1984')
    >>> normalise("Mira Oakhollow - Salt, The", authors=["Oakhollow, Mira"]).key
    'salt'
    """
    return _normalise(str(text), tuple(series), tuple(authors), own)


def title_key(text: object) -> str:
    """The key of a title about which nothing else is known.

    >>> title_key("The Lantern Archive (Unabridged)") == title_key("Lantern Archive, The")
    True
    """
    return normalise(text).key


@lru_cache(maxsize=1 << 14)
def _normalise(text: str, series: tuple[str, ...], authors: tuple[str, ...], own: str) -> NormalTitle:
    whole = plain(text)
    reader = TitleReader(series, authors, own)
    rest = reader.without_groups(whole)
    titles = reader.titles([piece for piece in reader.pieces(rest) if piece])
    kept = [words for words in map(compared_words, titles) if words]
    kept = kept or [compared_words(rest) or compared_words(whole) or tuple(whole.split())]
    main = kept[0]
    unnumbered: Words = ()
    if reader.own_number and not reader.number_in_words:
        unnumbered = main
        main += tuple(with_figures(["book", reader.own_number])[1:])
    if reader.loose_part:
        main += compared_words(reader.loose_part)
    return NormalTitle(
        main=main,
        text=titles[0] if titles else whole,
        subtitle=tuple(word for words in kept[1:] for word in words),
        notes=tuple(dict.fromkeys(reader.notes)),
        part=reader.part,
        own_number=reader.own_number,
        unnumbered=unnumbered,
        series_part=reader.series_part,
        facts=tuple(reader.facts),
        left_out=tuple(reader.left_out),
        companion=_companion_words(whole),
    )


def _companion_words(text: str) -> Words:
    # Few titles have any of the words, and looking for them is cheaper than for whole phrases.
    if not any(word in text for word in _COMPANION_WORDS):
        return ()
    return tuple(_COMPANION.findall(spaced(text)))
