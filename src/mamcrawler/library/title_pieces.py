"""Takes a plain title apart: title, series notes, edition facts, authors, genre (rule S8 steps 3 to 5)."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from mamcrawler.library.folding import fold
from mamcrawler.library.names import same_person
from mamcrawler.library.title_editions import is_edition, without_clinging
from mamcrawler.library.title_series import (
    SeriesNote,
    TitlePart,
    leading_note,
    lone_number,
    marked_note,
    note_in_brackets,
    numbered_note,
    one_of_several,
    part_at_end,
    roman_note,
)
from mamcrawler.library.title_text import Words, compared_words, plain, series_text
from mamcrawler.library.title_words import ARTICLES, GENRE_NOUNS, GENRE_WORDS, SERIES_FORMS

_GROUP = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\})\s*")
_SEPARATOR = re.compile(r"\s*:\s+|\s+-+\s+")
_BY = re.compile(r"\s+by\s+(?P<who>.+)$")
_FIGURES = re.compile(r"\d")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_SINGLE = re.compile(r"\w+(?:\.\d+)?")
_LEADING_ZERO = re.compile(r"0\d")
_INSTALMENT = re.compile(
    r"(?:(?:a|an|the|book|novella?|\w+) )?(?P<name>.+?)"
    r" (?:novels?|novella|mystery|mysteries|adventure|story|thriller|romance|tale|book)"
)


class TitleReader:
    """What is found while one title is taken apart."""

    def __init__(self, series: Iterable[str], authors: tuple[str, ...], own: str = "") -> None:
        names = tuple(series)
        self.series = frozenset(series_text(fold(name)) for name in names) - {""}
        # "Universe: Series" goes by its last name too (rule S11).
        self.names_in_two = tuple(name for name in map(plain, names) if ": " in name)
        self.short_series = frozenset(name.rpartition(": ")[2] for name in map(fold, names)) - self.series
        self.authors = authors
        self.own = compared_words(plain(own)) if own else ()
        self.author_starts = frozenset(word[:4] for name in authors for word in _starts(name))
        self.notes: list[SeriesNote] = []
        self.facts: list[str] = []
        self.left_out: list[str] = []
        self.part: TitlePart | None = None
        self.loose_part = ""
        self.own_number: str | None = None
        self.number_in_words = False
        self.series_part: Words = ()

    def without_groups(self, text: str) -> str:
        """The text without bracketed groups that speak of the title instead of being part of it."""
        kept = ""
        position = 0
        for group in _GROUP.finditer(text):
            kept += text[position : group.start()]
            position = group.end()
            content = next((found for found in group.groups() if found is not None), "").strip()
            trailing = not _GROUP.sub("", text[position:]).strip()
            if not self._take_group(content, trailing=trailing and bool(kept.strip())):
                kept += f" {content} "
            elif not trailing:
                kept += " "
        rest = " ".join((kept + text[position:]).split())
        shorter, edition = without_clinging(rest or text)
        self.facts += edition
        return shorter

    def _take_group(self, content: str, *, trailing: bool) -> bool:
        if not content:
            return True
        if is_edition(content, lone_year=True):
            self.facts.append(content)
        elif part := one_of_several(content) or (part_at_end(content) or (None, ""))[0]:
            self.part = part
            self.loose_part = "" if part.is_set else content
        elif notes := note_in_brackets(content):
            self._take_notes(notes)
        elif trailing and not _FIGURES.search(_YEARS.sub("", content)):
            self.left_out.append(content)
        else:
            return False
        return True

    def _take_notes(self, notes: tuple[SeriesNote, ...]) -> None:
        for note in notes:
            if note.name or not _SINGLE.fullmatch(note.position):
                self.notes.append(note)
            else:
                self.own_number = note.position

    def pieces(self, text: str) -> Iterator[str]:
        """The pieces between ": " and " - ", without those that only describe the edition."""
        for name in self.names_in_two:
            if name in text and name != text:
                text = text.replace(name, name.replace(": ", " "))
        pieces = _SEPARATOR.split(text)
        while len(pieces) > 1 and is_edition(pieces[-1], lone_year=False):
            self.facts.append(pieces.pop())
        for piece in pieces:
            rest, edition = without_clinging(piece)
            self.facts += edition
            yield self._without_comma_note(self._without_byline(rest)).strip(" ,;")

    def titles(self, pieces: list[str]) -> list[str]:
        """The pieces that are title; notes, series, authors and generic subtitles are taken out.

        The last piece left is the title, whatever it looks like.
        """
        pieces = _without(_without(pieces, self._is_author), self._names_genre, keep_first=True)
        several = len(pieces) > 1
        kept: list[str] = []
        noted: list[str] = []
        for index, piece in enumerate(pieces):
            if not index:
                piece = self._without_leading_note(piece)
            if several and self._is_note(piece, index, pieces, titled=bool(kept)):
                noted.append(piece)
            elif rest := self._without_part_set(piece):
                kept.append(rest if several and self.own_number else self._with_own_number(rest))
        if noted and not kept:
            kept = [_title_of_note(noted)]
        if len(kept) > 1 and kept[0] in self.short_series:
            self.series_part = compared_words(kept.pop(0))
        return _without(kept, self._is_series)

    def _is_note(self, piece: str, index: int, pieces: list[str], *, titled: bool) -> bool:
        """Takes a piece that is a note. `titled` says that the title itself stands before it."""
        if self.own and compared_words(piece) == self.own:
            return False
        note = marked_note(piece)
        if note and (note.name or not index):
            self.notes.append(note)
            return True
        if note and titled and not _SINGLE.fullmatch(note.position):
            # A range is the number of no book.
            self.notes.append(SeriesNote(pieces[index - 1], note.position))
            return True
        if note and titled:
            self.own_number = note.position
            if series_text(pieces[index - 1]) in self.series:
                self.notes.append(SeriesNote(pieces[index - 1], note.position))
            return True
        if number := lone_number(piece):
            return self._take_lone_number(number, index, pieces)
        note = numbered_note(piece) or roman_note(piece)
        if note and (self._is_known(note.name) or _LEADING_ZERO.match(note.position)):
            self.notes.append(note)
            return True
        return False

    def _is_known(self, name: str) -> bool:
        """Whether a name is that of a known series, with or without its "saga" or "chronicles" (rule S11)."""
        text = series_text(name)
        head, _, form = text.rpartition(" ")
        return text in self.series or (form in SERIES_FORMS and head in self.series)

    def _without_leading_note(self, piece: str) -> str:
        """The piece without "s 02" before the title, where s is a known series."""
        found = leading_note(piece)
        if not found or not self._is_known(found[0].name):
            return piece
        self.notes.append(found[0])
        return found[1]

    def _take_lone_number(self, number: str, index: int, pieces: list[str]) -> bool:
        around = pieces[max(index - 1, 0) : index] + pieces[index + 1 : index + 2]
        named = next((piece for piece in around if series_text(piece) in self.series), None)
        if named:
            self.notes.append(SeriesNote(named, number))
        elif index == 0 and _LEADING_ZERO.match(number):
            self.notes.append(SeriesNote("", number))
        elif index:
            self.own_number = number
        else:
            return False
        return True

    def _with_own_number(self, piece: str) -> str:
        """The title without the word before its own number: "ashwood book 2" is "ashwood 2".

        A range is the number of no book, so it is a note: "ashwood books 1-3".
        """
        marked = marked_note(piece)
        if marked and marked.name and marked.name not in ARTICLES:
            note = marked
        else:
            numbered = numbered_note(piece)
            if not numbered or series_text(numbered.name) not in self.series:
                return piece
            note = numbered
        single = bool(_SINGLE.fullmatch(note.position))
        if series_text(note.name) in self.series or not single:
            self.notes.append(note)
        if single:
            self.own_number, self.number_in_words = note.position, note is not marked
        return piece if single and note is not marked else note.name

    def _without_part_set(self, piece: str) -> str:
        """The piece without "parts 1-2" at its end; a single part stays in the words."""
        found = part_at_end(piece)
        if found:
            self.part = self.part or found[0]
        return found[1] if found and found[0].is_set else piece

    def _without_byline(self, piece: str) -> str:
        found = _BY.search(piece)
        return piece[: found.start()] if found and found.start() and self._is_author(found["who"]) else piece

    def _without_comma_note(self, piece: str) -> str:
        """The piece without ", s book 2" at its end, where s is a known series."""
        head, comma, tail = piece.rpartition(",")
        note = (marked_note(tail.strip()) or numbered_note(tail.strip())) if comma else None
        if note and head.strip() and note.name and series_text(note.name) in self.series:
            self.notes.append(note)
            return head
        return piece

    def _is_author(self, piece: str) -> bool:
        # Comparing names is dear, and a piece without the start of any word of a name is no spelling of it.
        if not any(start in piece for start in self.author_starts):
            return False
        return any(same_person(piece, author) == "equal" for author in self.authors)

    def _is_series(self, piece: str) -> bool:
        if series_text(piece) not in self.series:
            return False
        self.series_part = compared_words(piece)
        return True

    def _names_genre(self, piece: str) -> bool:
        """ "a litrpg adventure", or "a lantern cycle novel" where that series is known."""
        if _is_generic(piece):
            return True
        found = _INSTALMENT.fullmatch(piece)
        return bool(found) and series_text(found["name"] if found else "") in self.series


@lru_cache(maxsize=1 << 12)
def _starts(name: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", fold(name)) if len(word) > 1 or not word.isascii())


def _without(pieces: list[str], drop: Callable[[str], bool], *, keep_first: bool = False) -> list[str]:
    """The pieces that are not to be dropped; one is always left."""
    kept = list(pieces)
    for piece in pieces[1:] if keep_first else pieces:
        if len(kept) > 1 and drop(piece):
            kept.remove(piece)
    return kept


def _title_of_note(noted: list[str]) -> str:
    """The title where every piece is a note: "salt road 3: salt road, book 3" is "salt road 3"."""
    piece = next((piece for piece in noted if not marked_note(piece)), noted[0])
    note = marked_note(piece)
    return f"{note.name} {note.position}" if note and note.name else piece


def _is_generic(piece: str) -> bool:
    """A subtitle that names the genre only: "a litrpg adventure"."""
    words = re.findall(r"[\w']+", piece)
    if len(words) < 2 or words[0] not in ARTICLES:
        return False
    return words[-1] in GENRE_NOUNS and all(word in GENRE_WORDS for word in words[1:])
