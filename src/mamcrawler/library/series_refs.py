"""A series named with the position in it, as catalogues and trackers write it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mamcrawler.library.folding import DASH_CLASS, straight, tidy
from mamcrawler.library.positions import NO_POSITION, Position, parse_position

_BOOK_WORDS = r"books?|bks?|vols?|volumes?|novel|nos?|number|nrs?"
_MARKERS = (
    rf"{_BOOK_WORDS}|novels?|novellas?|numbers?|day|parts?|episodes?|tomes?|tomos?|band|bd|buch|libro|livre"
)
# Before "#" the other words belong to the name ("Book of Days #1").
MARKER = re.compile(
    rf"(?:[#№]|\b(?:{_BOOK_WORDS})\b\.?\s*#|\b(?:{_MARKERS})\b\.?)\s*(?=[\d.½¼¾]|[a-z]+\b)", re.IGNORECASE
)
_POSITION_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_BOOK_OF = re.compile(
    rf"^(?:{_MARKERS})\b\.?\s*#?(?P<position>[\w.\-–—]+)\s+(?:of|in|from)\s+(?P<name>(?!\d)\S.*)$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    rf"^(?P<name>.*[^\W\d].*?)(?:\s*[,;:]\s*|\s+[{DASH_CLASS}]\s+|\s+)"
    rf"(?P<position>\d{{1,2}}(?:\.\d+)?(?:\s*[{DASH_CLASS}]\s*\d{{1,2}}(?:\.\d+)?)?|0\d\d)$"
)
_KIND_OF_BOOK = re.compile(
    r"^an?\s+(?P<name>\S.*?)\s+(?:novel|novella|mystery|thriller|story)s?$", re.IGNORECASE
)
_TRAILING = f" \t,;:.#{DASH_CLASS}"


@dataclass(frozen=True, slots=True)
class SeriesRef:
    """A series by name and what part of it is meant; the name is empty where only a position is told."""

    name: str
    position: Position = NO_POSITION


@lru_cache(maxsize=1 << 14)
def parse_series(text: str) -> SeriesRef:
    """A series as catalogues and trackers write it.

    >>> parse_series("Lantern Cycle (#1-3)").name, len(parse_series("Lantern Cycle (#1-3)").position.numbers)
    ('Lantern Cycle', 3)
    >>> parse_series("Salt Road, Book 2.5").position.numbers
    (Decimal('2.5'),)
    >>> parse_series("The Lantern Cycle") == SeriesRef("The Lantern Cycle")
    True
    """
    line = straight(tidy(text))
    if found := read_note(line):
        return found
    if (match := _POSITION_BRACKET.search(line)) and (position := readable(match[1])):
        return SeriesRef(_name(line[: match.start()]), position)
    if (match := _BARE_NUMBER.match(line)) and (position := readable(match["position"])):
        return SeriesRef(_name(match["name"]), position)
    return SeriesRef(line)


def read_note(text: str) -> SeriesRef | None:
    """What a series note says: "S, #2", "S Book 2", "Book 2 of the S series", "(S #2)" without its brackets.

    None where no word or sign marks a position. The name is empty where only the position is named.
    """
    if (match := _BOOK_OF.match(text)) and (position := readable(match["position"])):
        return SeriesRef(_of_name(match["name"]), position)
    for marker in MARKER.finditer(text):
        rest = text[marker.end() :].rstrip(" )].,;")
        if position := readable(rest):
            return SeriesRef(_name(text[: marker.start()]), position)
    return None


def readable(text: str) -> Position | None:
    """The position a text names, or none where it names none or cannot be read."""
    position = parse_position(text)
    return position if position.numbers else None


def _name(text: str) -> str:
    """A name without what leads over to the position."""
    name = text.strip().rstrip(_TRAILING + "([").strip()
    # "Incubus Inc., Book 2": the dot belongs to the name when a comma follows it.
    if text.strip()[len(name) :].startswith("."):
        name += "."
    match = _KIND_OF_BOOK.match(name)
    return match["name"] if match else name


def _of_name(text: str) -> str:
    """The name in "Book 2 of the Lantern Cycle" and "Book 2 of the Lantern series"."""
    name = text.strip().rstrip(_TRAILING)
    if match := re.match(r"^the\s+(\S.*?)\s+series$", name, re.IGNORECASE):
        return match[1]
    return name[:1].upper() + name[1:]
