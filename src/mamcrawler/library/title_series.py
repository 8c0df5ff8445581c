"""Series notes inside titles (rule S8 step 4): "(S, #2)", ": S, Book 2", "S 02 - …". Texts are folded."""

import re
from dataclasses import dataclass

from mamcrawler.library.number_words import ROMAN, VOLUME_WORDS
from mamcrawler.library.title_words import MARKERS

_FIGURE = r"\d{1,3}(?:\.\d{1,2})?(?:[a-d]|p\d+)?"
_WORD = "|".join(
    sorted(
        {*VOLUME_WORDS, *(numeral for numeral, value in ROMAN.items() if value <= 20)}, key=len, reverse=True
    )
)
_ROMANS = "|".join(numeral for numeral, value in ROMAN.items() if value <= 20)
_RANGE = rf"{_FIGURE}(?:\s*(?:-|to|,|&|\+|and)\s*{_FIGURE})*"
_WORDS = rf"(?:{_WORD})(?:\s*(?:-|to|,|&|\+|and)\s*(?:{_WORD})(?!\w))*"
_NUMBER = rf"(?:{_RANGE}|{_WORDS})(?![\w.])"
_MARKER = rf"(?:\b(?:{MARKERS})\b\.?\s*#?\s*|#\s*)"
# "s, book 2", "s #2", "book 2 of s", "book 2"
_MARKED = re.compile(
    rf"(?:(?P<name>.*?[^\s,:;(-])[\s,:;-]*)??{_MARKER}(?P<number>{_NUMBER})"
    rf"(?:\s+(?:of|in)\s+(?:the\s+)?(?P<of>(?!\d+$).+)|\s+of\s+\d+)?"
)
_NUMBERED = re.compile(rf"(?P<name>.*?[^\s,:;-])[\s,:;]+(?P<number>{_RANGE})")
_ROMAN = re.compile(rf"(?P<name>.*?[^\s,:;-])[\s,]+(?P<number>{_ROMANS})")
_LEADING = re.compile(r"(?P<name>.*?[^\s,:;-])[\s,]+(?P<number>0\d(?:\.\d+)?)[\s.]+(?P<title>[^\W\d_].*)")
_TO = re.compile(r"\s*\bto\b\s*")
_BARE = re.compile(rf"#?\s*(?P<number>{_RANGE})")
_ONE_OF = re.compile(r"(?P<first>\d{1,2})\s*(?:of|von|/)\s*(?P<total>\d{1,2})")
_PART = re.compile(
    rf"(?:^|[\s,:;(-])(?:parts?|pts?|teil|dis[ck]|cd)\.?\s*#?(?P<first>\d{{1,3}}|{_WORD})(?!\w)"
    rf"(?:\s*(?:-|to|&|and)\s*(?P<last>\d{{1,3}}))?(?:\s*(?:of|von|/)\s*(?P<total>\d{{1,3}}|{_WORD})(?!\w))?\s*$"
)


@dataclass(frozen=True, slots=True)
class SeriesNote:
    """A series a title names, folded, with its number text; the name is empty where a number stands alone."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class TitlePart:
    """ "Part 2 of 3": the parts of the book that a title says it holds, and of how many."""

    parts: tuple[int, ...]
    total: int | None

    @property
    def is_set(self) -> bool:
        """Several parts together, or the only one: as good as the whole."""
        return len(self.parts) > 1 or self.total == 1


def note_in_brackets(content: str) -> tuple[SeriesNote, ...]:
    """The notes of a bracketed group; none unless the whole group is made of notes.

    >>> [(note.name, note.position) for note in note_in_brackets("salt road, #41; glass isles, #5")]
    [('salt road', '41'), ('glass isles', '5')]
    >>> note_in_brackets("lantern cycle 2-5")[0].position
    '2-5'
    >>> note_in_brackets("the high road"), note_in_brackets("2013")
    ((), ())
    """
    notes = []
    for piece in content.split(";"):
        note = marked_note(piece.strip()) or _note(_NUMBERED, piece.strip()) or _note(_BARE, piece.strip())
        if note is None:
            return ()
        notes.append(note)
    return tuple(notes)


def marked_note(text: str) -> SeriesNote | None:
    """The note a piece of a title is, when a word or sign marks its number.

    >>> marked_note("lantern cycle, book 2"), marked_note("book ii")
    (SeriesNote(name='lantern cycle', position='2'), SeriesNote(name='', position='ii'))
    >>> marked_note("book 2 of the lantern cycle").name
    'lantern cycle'
    >>> marked_note("lantern cycle 2"), marked_note("the jungle book")
    (None, None)
    """
    return _note(_MARKED, text)


def numbered_note(text: str) -> SeriesNote | None:
    """The note "s 2" would be if s were known to be a series.

    >>> numbered_note("lantern cycle 02"), numbered_note("lantern cycle")
    (SeriesNote(name='lantern cycle', position='02'), None)
    """
    return _note(_NUMBERED, text)


def roman_note(text: str) -> SeriesNote | None:
    """The note "s iii" would be if s were known to be a series.

    >>> roman_note("lantern cycle iii"), roman_note("lantern cycle")
    (SeriesNote(name='lantern cycle', position='iii'), None)
    """
    return _note(_ROMAN, text)


def leading_note(text: str) -> tuple[SeriesNote, str] | None:
    """The note "s 02 title" would begin with if s were known to be a series, and the title.

    >>> leading_note("lantern cycle 02 the lantern archive")
    (SeriesNote(name='lantern cycle', position='02'), 'the lantern archive')
    """
    found = _LEADING.fullmatch(text)
    return (SeriesNote(found["name"], found["number"]), found["title"]) if found else None


def lone_number(text: str) -> str | None:
    """The number a piece consists of: "02", "#3".

    >>> lone_number("02"), lone_number("#3"), lone_number("1984"), lone_number("route 66")
    ('02', '3', None, None)
    """
    note = _note(_BARE, text)
    return note.position if note else None


def one_of_several(content: str) -> TitlePart | None:
    """The part a bracketed group of the form "1 of 2" names.

    >>> one_of_several("1 of 2"), one_of_several("book 1 of 2")
    (TitlePart(parts=(1,), total=2), None)
    """
    found = _ONE_OF.fullmatch(content)
    return TitlePart((int(found["first"]),), int(found["total"])) if found else None


def part_at_end(text: str) -> tuple[TitlePart, str] | None:
    """The part a piece of a title ends with, and what stands before it.

    >>> part_at_end("life reset, part 2 of 3"), part_at_end("salt (part one")
    ((TitlePart(parts=(2,), total=3), 'life reset'), (TitlePart(parts=(1,), total=None), 'salt'))
    >>> part_at_end("salt parts 1-2")[0].parts, part_at_end("a part of me")
    ((1, 2), None)
    """
    found = _PART.search(text)
    if not found:
        return None
    first = _number(found["first"])
    last = _number(found["last"]) if found["last"] else first
    if not first <= last < first + 100:
        return None
    total = _number(found["total"]) if found["total"] else None
    return TitlePart(tuple(range(first, last + 1)), total), text[: found.start()].strip(" ,:;-(")


def _note(pattern: re.Pattern[str], text: str) -> SeriesNote | None:
    found = pattern.fullmatch(text)
    if not found:
        return None
    groups = found.groupdict()
    name = (groups.get("of") or groups.get("name") or "").strip(" ,:;-")
    return SeriesNote(name, _TO.sub("-", found["number"].strip()))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else VOLUME_WORDS.get(text) or ROMAN[text]
