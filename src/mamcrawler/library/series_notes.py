"""Series notes in titles and subtitles (rules S8 step 4 and L16): "(S, #2)", ": S, Book 2", "S 02 - …"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mamcrawler.library.folding import DASH_CLASS, fold, straight, tidy
from mamcrawler.library.positions import NO_POSITION, Position
from mamcrawler.library.series_identity import same_series
from mamcrawler.library.series_refs import MARKER, SeriesRef, read_note, readable

_GROUP = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
_BARE_IN_GROUP = re.compile(
    rf"^(?P<name>[^\d,;]*[^\W\d][^\d,;]*?),?\s+(?P<position>\d{{1,3}}(?:\.\d+)?(?:\s*[{DASH_CLASS}]\s*\d{{1,3}}(?:\.\d+)?)?)$"
)
_NOT_A_SERIES = re.compile(
    r"\b(?:unabridged|abridged|unabr|edition|audiobook|audio|kbps|kb|mp3|m4b|m4a|flac|disc|disk|cd|chapter|track"
    r"|season|remastered|years?|ages?|hours?|hrs?|mins?|minutes?|best of|top|read by|narrated|part)\b"
)
_SEGMENT = re.compile(rf"\s*:\s+|\s+[{DASH_CLASS}]+\s+")
_BOOK_OF_CUT = re.compile(r",\s+(?=(?:books?|bk|vol|volume)\b\.?\s*[\w.]+\s+(?:of|in)\s)", re.IGNORECASE)
_LEADING = re.compile(rf"^(?P<note>.+?)(?:\s*:\s+|\s+[{DASH_CLASS}]+\s+)(?P<title>\S.*)$")
_ZERO_PADDED = re.compile(r"^(?P<name>.*[^\W\d].*?)[\s,]+(?P<position>0\d{1,2}(?:\.\d)?)$")
# Without a series only these say that a number is a place in one ("Day 2" and "Number 9" are titles).
_NAMELESS = re.compile(r"(?:#|books?\b|bk\b|vols?\b|volumes?\b)")
_WHOLE_TITLE = re.compile(
    r"^(?P<name>[^:]*?[^\s:]),?\s+(?=(?:#|books?\b|bk\b|vol\b|volume\b))", re.IGNORECASE
)
_COLLECTION = re.compile(
    r"^the complete\s+|[\s,:]+(?:omnibus|collection|compilation|bundle|box(?:ed)?\s?set|edition)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"(?<=\d)\s+(?:to|through|thru)\s+(?=\d)", re.IGNORECASE)
# Without a word for volumes only a short range at the end is one.
_BARE_RANGE = re.compile(rf"(?<=[\w.)])[\s,(]+((?:[1-9]|1\d)\s*[{DASH_CLASS}]\s*(?:[1-9]|[12]\d))\)?$")
_BY = re.compile(r"\s+by\s+(?=[^\W\d_]).*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitledSeries:
    """A title without its series notes, and the notes; the first is the primary one."""

    title: str
    notes: tuple[SeriesRef, ...] = ()

    @property
    def primary(self) -> SeriesRef:
        return self.notes[0] if self.notes else SeriesRef("")


@lru_cache(maxsize=1 << 14)
def series_from_title(text: str) -> TitledSeries:
    """The series a title names beside itself.

    >>> found = series_from_title("Ashes (Lantern Cycle, #2; Salt Road, #1)")
    >>> found.title, [note.name for note in found.notes]
    ('Ashes', ['Lantern Cycle', 'Salt Road'])
    >>> series_from_title("The Tide: The Lantern Cycle, Book 2").primary.name
    'The Lantern Cycle'
    >>> series_from_title("Lantern Cycle, Book 2: The Tide").title
    'The Tide'
    >>> series_from_title("The Tide: Book 2").notes
    ()
    """
    line = straight(tidy(text))
    notes: list[SeriesRef] = []
    kept = line
    for match in _GROUP.finditer(line):
        if found := _notes_of_group(match[1] or match[2] or ""):
            notes += found
            kept = kept.replace(match[0], " ", 1)
    title = " ".join(kept.split()).strip(" ,:;")
    if notes:
        return TitledSeries(title, tuple(notes))
    return _note_at_the_end(title) or _note_at_the_start(title) or _whole_note(title) or TitledSeries(title)


@lru_cache(maxsize=1 << 14)
def series_from_subtitle(text: str) -> SeriesRef:
    """The series a subtitle names; an empty name where it names none.

    >>> series_from_subtitle("A LitRPG Adventure (Salt Road, Book 3)").name
    'Salt Road'
    >>> series_from_subtitle("A Novel") == SeriesRef("")
    True
    """
    line = straight(tidy(text))
    for match in _GROUP.finditer(line):
        if found := _notes_of_group(match[1] or match[2] or ""):
            return found[0]
    for segment in reversed([*_SEGMENT.split(line)]):
        if (note := read_note(segment)) and not _only_a_part(segment, note):
            return note
    return SeriesRef("")


def position_in(title: str, series: str, authors: Sequence[str] = ()) -> Position:
    """The position in a known series that a title names; none where it names none or another series' only.

    >>> [str(number) for number in position_in("Ann Vale - Salt Road 03", "Salt Road").numbers]
    ['3']
    >>> position_in("14 - Salt Road", "The Salt Road Series").number
    Decimal('14')
    >>> position_in("The Tide (Lantern Cycle #2)", "Salt Road").kind
    'none'
    """
    found = series_from_title(title)
    for note in found.notes:
        if note.name and same_series(_COLLECTION.sub("", note.name) or note.name, series):
            return note.position
    if any(note.name and not _holds(note.name, series) for note in found.notes):
        return NO_POSITION
    line = _BY.sub("", _GROUP.sub(" ", straight(tidy(title))))
    for author in authors:
        line = re.sub(rf"^{re.escape(author)}\s*[{DASH_CLASS}:]+\s*", "", line, flags=re.IGNORECASE)
    return _beside(fold(line), series)


def volume(title: str) -> Position:
    """The number a title marks as its own, in whatever series.

    >>> volume("The Tide: Book 5").number
    Decimal('5')
    >>> volume("Apollo 13").kind
    'none'
    """
    line = straight(tidy(title))
    for match in MARKER.finditer(line):
        words = re.split(rf"[:()\[\]]|\s[{DASH_CLASS}]\s", line[match.end() :], maxsplit=1)[0]
        if position := readable(words.strip(" ,;.")) or readable(words.split(",")[0].split(" ")[0]):
            return position
    return NO_POSITION


def volume_range(title: str) -> tuple[int, int] | None:
    """First and last volume of a collection, where its title says so.

    >>> volume_range("Salt Road: Books 1-3"), volume_range("Salt Road, Book 3"), volume_range("1914-1918")
    ((1, 3), None, None)
    """
    line = _TO.sub("-", straight(tidy(title)))
    position = volume(line)
    if position.kind == "none" and (match := _BARE_RANGE.search(line)):
        position = readable(match[1]) or NO_POSITION
    spans = position.spans
    if position.kind != "many" or len(spans) != 1 or not position.whole_numbers():
        return None
    return int(spans[0].low), int(spans[0].high)


def _notes_of_group(content: str) -> list[SeriesRef]:
    """The notes in a bracketed group; empty where it holds something else."""
    notes: list[SeriesRef] = []
    for piece in content.split(";"):
        note = read_note(piece.strip())
        if note is None and (match := _BARE_IN_GROUP.match(piece.strip())):
            position = readable(match["position"])
            note = SeriesRef(match["name"].strip(), position) if position else None
            if _NOT_A_SERIES.search(fold(piece)):
                note = None
        if note is None or _only_a_part(piece, note):
            return notes
        notes.append(note)
    return notes


def _only_a_part(text: str, note: SeriesRef) -> bool:
    """Whether a note tells of a part, disc or edition and not of a place in a series."""
    if not note.name and not _NAMELESS.match(fold(text.strip())):
        return True
    return bool(_NOT_A_SERIES.search(fold(note.name or text)))


def _note_at_the_end(title: str) -> TitledSeries | None:
    for cut in reversed([*_SEGMENT.finditer(title), *_BOOK_OF_CUT.finditer(title)]):
        note = read_note(title[cut.end() :])
        # A bare ": Book 2" stays as the title's own number (rule S8).
        if note and note.name and cut.start() > 0 and not _only_a_part(note.name, note):
            return TitledSeries(title[: cut.start()], (note,))
    return None


def _note_at_the_start(title: str) -> TitledSeries | None:
    match = _LEADING.match(title)
    if not match:
        return None
    note = read_note(match["note"])
    if note is None and (padded := _ZERO_PADDED.match(match["note"])):
        position = readable(padded["position"])
        note = SeriesRef(padded["name"].strip(" ,"), position) if position else None
    if note is None or _only_a_part(match["note"], note):
        return None
    return TitledSeries(match["title"], (note,))


def _whole_note(title: str) -> TitledSeries | None:
    """ "Salt Road, Book 2": the title is the series with a number, and stays as it is."""
    if not _WHOLE_TITLE.match(title) or not (note := read_note(title)) or not note.name:
        return None
    return None if _only_a_part(title, note) else TitledSeries(title, (note,))


def _holds(name: str, series: str) -> bool:
    return _pattern(series).search(fold(name)) is not None


@lru_cache(maxsize=1 << 12)
def _pattern(series: str) -> re.Pattern[str]:
    words = re.findall(r"[^\W_]+", fold(straight(series)).replace("'", ""))
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    if len(words) > 1 and words[-1] == "series":
        words = words[:-1]
    between = r"[\W_]+(?:the\s+)?" if len(words) > 1 else ""
    return re.compile(rf"(?<!\w)(?:the\s+)?{between.join(map(re.escape, words))}(?!\w)" if words else r"(?!)")


_AFTER = re.compile(
    rf"^[\s,:;.#(\[{DASH_CLASS}]*(?:series\b[\s,:;.#{DASH_CLASS}]*)?(?P<marker>(?:books?|bk|vols?|volumes?|no|number|day)\b[\s.#]*)?"
    rf"(?P<position>\d{{1,3}}(?:\.\d+)?(?:\s*[{DASH_CLASS}]\s*\d{{1,3}}(?:\.\d+)?)?|[a-z]+)(?=$|[\s,:;.)\]{DASH_CLASS}])"
)
_BEFORE = re.compile(
    rf"(?:^|[\s(\[{DASH_CLASS}])(?P<position>\d{{1,3}}(?:\.\d+)?)(?:\s*[{DASH_CLASS}:.,)\]]+\s*|\s+of\s+(?:the\s+)?|\s+)$"
)


def _beside(line: str, series: str) -> Position:
    """The number right after or right before the series' name in a folded line."""
    for match in _pattern(series).finditer(line.replace("'", "")):
        plain = line.replace("'", "")
        after = _AFTER.match(plain[match.end() :])
        if after:
            rest = plain[match.end() + after.end() :].strip()
            # Without a marker a word or roman numeral counts only as the last word ("Salt Road II").
            if after["position"][0].isdigit() or after["marker"] or not rest:
                position = readable(after["position"])
                if position and not (
                    after["position"].isalpha() and not after["marker"] and len(after["position"]) < 2
                ):
                    return position
        before = _BEFORE.search(plain[: match.start()])
        if before and (position := readable(before["position"])):
            return position
    return NO_POSITION
