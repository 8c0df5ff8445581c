"""Series notes in titles and subtitles (rules S8 step 4 and L16): "(S, #2)", ": S, Book 2", "S 02 - …"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mamcrawler.library.folding import DASH_CLASS, fold, straight, tidy
from mamcrawler.library.series_refs import SeriesRef, read_note, readable

GROUP = re.compile(r"\s*(?:\(([^()]*)\)|[\[{]([^\[\]{}]*)[\]}])")
_NUMBERED_NAME = re.compile(r"(?P<name>[^#]*[^\W\d_][^#]*?)[\s,:]*(?P<position>#[^#;,]*)[;,]?\s*")
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
    for match in GROUP.finditer(line):
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
    for match in GROUP.finditer(line):
        if found := _notes_of_group(match[1] or match[2] or ""):
            return found[0]
    for segment in reversed([*_SEGMENT.split(line)]):
        if (note := read_note(segment)) and not _only_a_part(segment, note):
            return note
    return SeriesRef("")


def _notes_of_group(content: str) -> list[SeriesRef]:
    """The notes in a bracketed group; empty where it holds something else."""
    notes: list[SeriesRef] = []
    for piece in _note_texts(content):
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


def _note_texts(content: str) -> list[str]:
    """The single notes of a group: "S, #2; T, #5", or "S #2, T #5"."""
    numbered = list(_NUMBERED_NAME.finditer(content))
    if len(numbered) > 1 and sum(len(match[0]) for match in numbered) == len(content):
        return [f"{match['name']} {match['position']}" for match in numbered]
    return re.sub(r";\s*(?=#)", ", ", content).split(";")


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
