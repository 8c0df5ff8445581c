"""Technical words at either end of a piece of a label."""

import re
from enum import Enum

from mamcrawler.library.label_facts import TOKEN, Facts, read_token
from mamcrawler.library.label_words import TECHNICAL, Word

# Soft words that may stand between a title and a hard word without being part of the title.
_FACTS_BESIDE_HARD = frozenset({"year", "language", "form", "collection", "region", "counter"})
_NOISE_BESIDE_HARD = frozenset(
    "full web cd cds retail rip vbr stereo mono joint dl digital tracks hq scan v0 v2".split()
)
_UNITS = frozenset("gb mb kb gib mib tb khz hz bytes cast audio series saga works novels".split())
# Bit rates that are written without a unit.
_BARE_RATES = frozenset("64 96 128 160 192 224 256 320".split())
_POSITION_WORDS = ("part", "book", "vol", "vol.", "volume", "teil", "band")
MOST_TECHNICAL_WORDS = 5
# After these a technical first word is one of the title: "MP3 and Me".
_JOINED_ON = ("and ", "& ", "of ", "in ", "for ", "vs ", "und ", "et ", "y ", "is ")
_LOOSE_END = " ,;:-–([{"


class Beside(Enum):
    """What stood behind a piece."""

    NOTHING = "nothing"
    HARD = "a hard technical word"


def without_technical_start(text: str, facts: Facts) -> tuple[str, bool]:
    """A label without the hard words it begins with ("NMR: …", "audiobook …"), and whether there were any."""
    first = text.partition(" ")[0].casefold().rstrip(":,-_")
    if first not in TECHNICAL and "-" not in first and "/" not in first:
        return text, False
    found = TOKEN.match(text)
    if not found or (word := read_token(found)) is None or not word.hard or word.fact == "bitrate":
        return text, False
    rest = text[found.end() :].lstrip(" :_-–\t")
    if not any(map(str.isalpha, rest)) or rest.startswith(_JOINED_ON):
        return text, False
    facts.note(word, found[0])
    return without_technical_start(rest, facts)[0], True


def without_technical_end(piece: str, facts: Facts, beside: Beside = Beside.NOTHING) -> str:
    """A piece without the technical words it ends in; empty when it has no others.

    Soft words go with a hard one behind them; those that could belong to the title go only where nothing but
    technical words stands between.
    """
    if not _may_end_technically(piece):
        return piece.rstrip(_LOOSE_END)
    # Few labels have more technical words than this; those that have are read whole.
    start = _start_of_last_words(piece, MOST_TECHNICAL_WORDS)
    cut_at, technical, to_the_start = _technical_from(piece, start, facts, beside)
    if to_the_start and start:
        cut_at, technical, _ = _technical_from(piece, 0, facts, beside)
    for word, token in technical:
        facts.note(word, token)
    rest = piece[:cut_at].rstrip(_LOOSE_END)
    # "Full Audiobook" is no title.
    return "" if technical and rest.casefold() in ("full", "complete") else rest


def _start_of_last_words(piece: str, count: int) -> int:
    start = len(piece)
    while count and start > 0:
        start = piece.rfind(" ", 0, start)
        count -= 1
    return max(start, 0)


def _technical_from(
    piece: str, start: int, facts: Facts, beside: Beside
) -> tuple[int, list[tuple[Word, str]], bool]:
    """Where the technical end of a piece begins, its words, and whether all from `start` on are technical."""
    cut_at = len(piece)
    technical: list[tuple[Word, str]] = []
    pending: list[tuple[Word, str]] = []
    for found in reversed(list(TOKEN.finditer(piece, start))):
        token = found[0]
        word = read_token(found)
        if word is None:
            return cut_at, technical, False
        if word.hard and not _belongs_to_position(piece, found):
            if word.fact == "format" and pending and pending[0][1] in _BARE_RATES:
                pending[0] = (Word(hard=True, fact="bitrate", value=pending[0][1]), pending[0][1])
            technical += [*pending, (word, token)]
            pending = []
            cut_at = found.start()
            beside = Beside.HARD
        elif beside is Beside.HARD and not pending and found.start() > 0 and _goes_too(word, token, facts):
            technical.append((word, token))
            cut_at = found.start()
        else:
            pending.append((word, token))
    return cut_at, technical, True


def _may_end_technically(piece: str) -> bool:
    """A cheap look at the last word, for most pieces end in a plain one."""
    last = piece.rpartition(" ")[2]
    if last.isdigit():
        if last in _BARE_RATES and piece[: -len(last)].split()[-1:] and _ends_in_format(piece, last):
            return True
        return len(last) > 3 or last[0] == "0" or " of " in piece or " von " in piece
    if not last.isalpha() or (len(last) <= 3 and last.isupper()):
        return True
    last = last.casefold()
    return last in TECHNICAL or last in _UNITS


def _ends_in_format(piece: str, last: str) -> bool:
    before = piece[: -len(last)].rstrip().rpartition(" ")[2]
    word = TECHNICAL.get(before.casefold())
    return word is not None and word.fact == "format"


def _goes_too(word: Word, token: str, facts: Facts) -> bool:
    """Whether a soft word beside a hard one is technical too; a second year is part of the title."""
    if not word.fact:
        return token.casefold() in _NOISE_BESIDE_HARD
    return word.fact in _FACTS_BESIDE_HARD and not (word.fact == "year" and facts.year)


def _belongs_to_position(piece: str, found: re.Match[str]) -> bool:
    """Whether a counter follows "part", "book" and the like, and so tells a position."""
    if found.lastgroup != "counter":
        return False
    return piece[: found.start()].rstrip().casefold().endswith(_POSITION_WORDS)
