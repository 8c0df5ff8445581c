"""A label cut into its pieces at dashes, each without the technical words at its end."""

import re

from mamcrawler.library.given_names import GIVEN_NAMES
from mamcrawler.library.label_facts import FIRST_YEAR, LAST_YEAR, NUMBER, TOKEN, Facts, read_token
from mamcrawler.library.label_groups import GONE
from mamcrawler.library.label_words import FILLER, ORDINARY_CODES, Word
from mamcrawler.library.media_words import LANGUAGES

_SEPARATOR = re.compile(
    r"\s+(?:[-–—−~|•·]+|//)(?:\s+|$)|\s*\|\|?\s*|\s*[–—]\s*(?=[^\W\d_])|\s+--+\s*|^[-–—]+\s+"
)
_LOOSE_SEPARATOR = re.compile(r"(?<=[^\s-])-\s+|\s+-(?=[^\s-])")
_TIGHT_HYPHEN = re.compile(r"(?<=[^\s-])-(?=[^\s-])")
_GROUP_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,14}(?:\s+(?i:int))?")
_GONE_BEFORE_HYPHEN = re.compile(rf"\s*{GONE}+-(?=\w)")
_RANGE_APART = re.compile(
    r"(\b(?:band|bände|books?|parts?|teile?|vols?\.?|volumes?)\s\d{1,3})\s+[-–]\s+(?=\d{1,3}(?:\s|$))",
    re.IGNORECASE,
)
# "01-16 Ash": the file and how many there are.
_FILE_COUNT = re.compile(r"^(?:0\d{1,2}|\d{3})\s?-\s?\d{2,3}\s+(?=[^\W\d])")
_REMARK = re.compile(
    r"\b(?:your req|as requested|reposted|attn|request for|thanks to)\b|^(?:req|rp|re|fr)$", re.IGNORECASE
)
_TRACK = re.compile(r"[dD]\d{1,2}[.-]\d{2,3}(?:-\d{2,3})?|0\d-\d{2}|\d{3}-\d{3}|0\d{2,5}|\d{4,6}")
_BARE_RATE = re.compile(rf"{GONE}\s*(64|96|128|160|192|224|256|320)\s*$")
# Soft words that may stand between a title and a hard word without being part of the title.
_DROPPED_BEFORE_HARD = frozenset({"year", "language", "form", "collection", "region", "counter"})
_NOISE_BESIDE_HARD = frozenset(
    "full web cd cds retail rip vbr stereo mono joint dl digital tracks hq scan v0 v2".split()
)
_EDGES = " \t\"'`´,;:._*~=<>^"


def cut(text: str, facts: Facts, *, had_ending: bool = False) -> tuple[list[str], str | None]:
    """The pieces of a label without technical words, whose facts are noted, and the release group of a scene name.

    `had_ending`: a file ending stood behind the text, so words there are technical that could be a title's
    elsewhere. A label that is technical throughout has no pieces.
    """
    if bare := _BARE_RATE.search(text):
        facts.bitrates.append(int(bare[1]))
        text = text[: bare.start()]
    text, group, scene = _without_scene_tail(
        _GONE_BEFORE_HYPHEN.sub("-", text).replace(GONE, "  ").strip(), facts
    )
    text = _RANGE_APART.sub(r"\1-", text)
    text, had_head = _without_hard_head(text, facts)
    pieces = _SEPARATOR.split(text)
    if len(pieces) == 1:
        pieces = _tight_pieces(text) if scene and "-" in text else _LOOSE_SEPARATOR.split(text)
    kept: list[str] = []
    for index, piece in enumerate(pieces):
        closes = (had_ending or had_head) and index == len(pieces) - 1
        piece = stripped_quotes(_without_technical_end(piece.strip(_EDGES), facts, after_hard=closes))
        if _is_year(piece, index, len(pieces)):
            facts.year = facts.year or int(piece)
            continue
        if len(pieces) > 1 and (_is_tag(piece, facts) or _is_remark(piece)):
            continue
        if piece:
            kept.append(_FILE_COUNT.sub("", piece))
    return _once_each(kept), group


def _once_each(pieces: list[str]) -> list[str]:
    """The pieces without repetitions; a book that is named like its author has nothing else and keeps both."""
    distinct = {piece.casefold(): piece for piece in reversed(pieces)}
    return list(distinct.values())[::-1] if 1 < len(distinct) < len(pieces) else pieces


def _without_hard_head(text: str, facts: Facts) -> tuple[str, bool]:
    """A label without the hard words it begins with ("NMR: …", "audiobook …"), and whether there were any."""
    found = TOKEN.match(text)
    if not found or (word := read_token(found)) is None or not word.hard or word.fact == "bitrate":
        return text, False
    rest = text[found.end() :].lstrip(" :_-–\t")
    if not any(map(str.isalpha, rest)):
        return text, False
    facts.note(word, found[0])
    return _without_hard_head(rest, facts)[0], True


def _is_year(piece: str, index: int, count: int) -> bool:
    """Whether a piece is the year of the book: the first of two, or any of more; "Orwell - 1984" is none."""
    if not (len(piece) == 4 and piece.isdigit() and FIRST_YEAR <= piece <= LAST_YEAR):
        return False
    return count > 2 or (count == 2 and index == 0)


def _is_remark(piece: str) -> bool:
    """Whether a piece is talk between posters, a file number or the mark of several authors."""
    return piece == "VA" or _REMARK.search(piece) is not None or _TRACK.fullmatch(piece) is not None


def stripped_quotes(text: str) -> str:
    """The text without quotes and marks at its ends; an apostrophe that closes a word stays."""
    text = text.strip(' \t",;_*~=<>^')
    if text[:1] in "'`´‘" and (text.count("'") + text.count("’") != 1 or text[:1] != "'"):
        text = text[1:]
        closing = max(text.rfind("'"), text.rfind("’"), text.rfind("`"))
        if closing >= 0 and not text[closing + 1 : closing + 2].isalnum():
            text = text[:closing] + text[closing + 1 :]
    return text.strip(' \t",;_*~=<>^')


def _without_scene_tail(text: str, facts: Facts) -> tuple[str, str | None, bool]:
    """A scene name without its hyphenated tags ("-AUDiOBOOK-WEB-DK-2016-GROUP"), and the group that made it."""
    pieces = _TIGHT_HYPHEN.split(text)
    if len(pieces) == 1:
        return text, None, False
    head = _tags(pieces[0]) if len(pieces) > 2 else []
    if any(word.hard for word, _ in head):
        for word, token in head:
            facts.note(word, token)
        return "-".join(pieces[1:]), None, True
    end = len(pieces)
    group = None
    if end > 2 and _GROUP_NAME.fullmatch(pieces[-1]) and not _tags(pieces[-1]) and _tags(pieces[-2]):
        end -= 1
        group = pieces[-1].split()[0]
    start = end
    tags: list[tuple[Word, str]] = []
    while start > 1 and (found := _tags(pieces[start - 1])):
        tags += found
        start -= 1
    if not any(word.hard for word, _ in tags):
        return text, None, False
    for word, token in tags:
        facts.note(word, token)
    return "-".join(pieces[:start]), group, True


def _tags(piece: str) -> list[tuple[Word, str]]:
    """The technical words of a piece that holds no others."""
    found = []
    for token in TOKEN.finditer(piece):
        word = read_token(token, tag=token[0].isupper() and len(token[0]) == 2)
        if word is None or word is NUMBER or (not word.fact and token[0].casefold() in FILLER):
            return []
        found.append((word, token[0]))
    return found


def _tight_pieces(text: str) -> list[str]:
    """A scene name cut at hyphens without blanks, but not inside "Jean-Paul" or "Spider-Man"."""
    pieces = _TIGHT_HYPHEN.split(text)
    joined = [pieces[0]]
    for piece in pieces[1:]:
        last = joined[-1]
        given_name = " " not in last and last.casefold() in GIVEN_NAMES and " " in piece
        compound = len(joined) > 1 and not last[-1].isdigit() and (" " not in last or " " not in piece)
        if compound or (given_name and piece.split()[0].casefold() in GIVEN_NAMES):
            joined[-1] += f"-{piece}"
        else:
            joined.append(piece)
    return joined


def _without_technical_end(piece: str, facts: Facts, *, after_hard: bool = False) -> str:
    """A piece without the technical words it ends in; empty when it has no others.

    `after_hard`: a hard word stood behind the piece.
    """
    cut_at = len(piece)
    beside = after_hard
    pending: list[tuple[Word, str]] = []
    for found in reversed(list(TOKEN.finditer(piece))):
        word = read_token(found)
        if word is None:
            break
        if word.hard and not _belongs_to_mark(piece, found):
            for soft, token in [*pending, (word, found[0])]:
                facts.note(soft, token)
            pending = []
            cut_at = found.start()
            beside = True
        elif beside and not pending and found.start() > 0 and _says_more(word, found[0], facts):
            facts.note(word, found[0])
            cut_at = found.start()
        else:
            pending.append((word, found[0]))
    return piece[:cut_at].rstrip(" ,;:-–([{")


def _says_more(word: Word, token: str, facts: Facts) -> bool:
    """Whether a soft word beside a hard one is technical too; a second year is part of the title."""
    if not word.fact:
        return token.casefold() in _NOISE_BESIDE_HARD
    return word.fact in _DROPPED_BEFORE_HARD and not (word.fact == "year" and facts.year)


def _belongs_to_mark(piece: str, found: re.Match[str]) -> bool:
    """Whether a counter follows "part", "book" and the like, and so tells a position."""
    if found.lastgroup != "counter":
        return False
    return (
        piece[: found.start()]
        .rstrip()
        .casefold()
        .endswith(("part", "book", "vol", "vol.", "volume", "teil", "band"))
    )


def _is_tag(piece: str, facts: Facts) -> bool:
    """Whether a whole piece is one tag, such as a language; its fact is noted."""
    if " " in piece or len(piece) > 12:
        return False
    folded = piece.casefold()
    if len(piece) > 3:
        if folded not in LANGUAGES:
            return False
    elif not piece.isupper() or folded not in LANGUAGES or folded in _NEVER_ALONE:
        return False
    facts.language = facts.language or LANGUAGES[folded]
    return True


_NEVER_ALONE = ORDINARY_CODES & frozenset(
    "it no is he hi in la fa da am an a am ta el can dan ga may ice us vi ro fin lt as at be or so".split()
)
