"""A label cut into its pieces at dashes, without technical words and without talk between posters."""

import re

from mamcrawler.library.label_ends import Beside, without_technical_end, without_technical_start
from mamcrawler.library.label_facts import FIRST_YEAR, LAST_YEAR, Facts
from mamcrawler.library.label_groups import GONE
from mamcrawler.library.label_words import NEVER_LANGUAGES_ALONE, Word
from mamcrawler.library.media_words import LANGUAGES
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.scene_names import tight_pieces, without_scene_tags

_SEPARATOR = re.compile(
    r"\s+(?:[-–—−~|•·]+|//)(?:\s+|$)|\s*\|\|?\s*|\s*[–—]\s*(?=[^\W\d_])|\s+--+\s*|^[-–—]+\s+"
)
_UNUSUAL = ("|", "~", "--", "//")
_LOOSE_SEPARATOR = re.compile(r"(?<=[^\s-])-\s+|\s+-(?=[^\s-])")
_GONE_BEFORE_HYPHEN = re.compile(rf"\s*{GONE}+-(?=\w)")
_NUMBERS_APART = re.compile(r"\d\s+[-–]\s+\d")
_RANGE_APART = re.compile(
    r"(\b(?:band|bände|books?|parts?|teile?|vols?\.?|volumes?)\s\d{1,3})\s+[-–]\s+(?=\d{1,3}(?:\s|$))",
    re.IGNORECASE,
)
# "01-16 Ash": the file and how many there are.
_FILE_COUNT = re.compile(r"^(?:0\d{1,2}|\d{3})\s?-\s?\d{2,3}\s+(?=[^\W\d])")
_FILE_NUMBER = re.compile(r"[dD]\d{1,2}[.-]\d{2,3}(?:-\d{2,3})?|0\d-\d{2}|\d{3}-\d{3}|0\d{2,5}|\d{4,6}")
_DISC = re.compile(
    r"(?:discs?|disks?|cds?|tracks?|chapter|ch|kapitel)\.?\s?\d{1,3}(?:\s?of\s?\d{1,3})?", re.IGNORECASE
)
_TALK = re.compile(
    r"\b(?:your req|as requested|reposted|attn|request for|thanks to)\b|^(?:req|rp|re|fr|v\.?a\.?)$",
    re.IGNORECASE,
)
# What stands behind a technical bracket: a bit rate without a unit, a counter, the code of a language.
_BARE_FACT = re.compile(
    rf"{GONE}\s*(?:(?P<rate>64|96|128|160|192|224|256|320)|(?P<year>(?:19|20)\d\d)|\d{{1,4}}/\d{{1,4}}|(?P<code>[A-Z]{{2,3}}))\s*$"
)
_MARKS = ' \t",;_*~=<>^'
_EDGES = f"{_MARKS}'`´:."
_QUOTES = "'`´‘"


def cut(
    text: str, facts: Facts, *, had_ending: bool = False, talk: bool = True
) -> tuple[list[str], str | None]:
    """The pieces of a label without technical words, whose facts are noted, and the group of a scene name.

    `had_ending`: a file ending stood behind the text, so words there are technical that could be a title's
    elsewhere. `talk`: some word may be talk between posters. A label that is technical throughout has no
    pieces.
    """
    if GONE in text:
        text = _without_bare_fact(text, facts)
        if f"{GONE}-" in text:
            text = _GONE_BEFORE_HYPHEN.sub("-", text)
        text = _divided_by_group(text).replace(GONE, " ")
    text = text.strip(" -")
    if "  " in text:
        text = " ".join(text.split()).replace(" - - ", " - ")
    group, is_scene = None, False
    if text.count("-") > text.count(" - "):
        text, group, is_scene = without_scene_tags(text, facts)
    if ("- " in text or "– " in text) and _NUMBERS_APART.search(text):
        text = _RANGE_APART.sub(r"\1-", text)
    text, had_start = without_technical_start(text, facts)
    pieces = _split(text, is_scene=is_scene)
    kept: list[str] = []
    count = len(pieces)
    for index, piece in enumerate(pieces):
        last = index == count - 1
        beside = Beside.HARD if last and (had_ending or had_start) else Beside.NOTHING
        piece = stripped(without_technical_end(piece.strip(_EDGES), facts, beside))
        if piece and (count == 1 or not _is_no_name(piece, index, count, facts, talk=talk)):
            kept.append(_FILE_COUNT.sub("", piece) if piece[0].isdigit() else piece)
    return (_once_each(kept) if len(kept) > 2 else kept), group


def _without_bare_fact(text: str, facts: Facts) -> str:
    """The text without a bit rate or language behind its last technical bracket: "Ash [MP3] 192"."""
    found = _BARE_FACT.search(text) if text[-1:].isdigit() or text[-3:].strip().isupper() else None
    if not found:
        return text
    if found["year"]:
        if facts.year:
            return text
        facts.year = int(found["year"])
    elif found["rate"]:
        facts.bitrates.append(int(found["rate"]))
    elif found["code"]:
        language = LANGUAGES.get(found["code"].casefold())
        if not language:
            return text
        facts.note(Word(hard=False, fact="language", value=language), found["code"])
    return text[: found.start()]


def stripped(text: str) -> str:
    """The text without quotes and marks around it; an apostrophe that belongs to a word stays."""
    text = text.strip(_MARKS)
    if text[:1] in _QUOTES and (text[:1] != "'" or text.count("'") + text.count("’") != 1):
        text = text[1:]
        closing = max(text.rfind("'"), text.rfind("’"), text.rfind("`"))
        if closing >= 0 and not text[closing + 1 : closing + 2].isalnum():
            text = text[:closing] + text[closing + 1 :]
        text = text.strip(_MARKS)
    return text


def _divided_by_group(text: str) -> str:
    """The text with a dash where only a bracket parts author and title: "Mira Vale (2019) Ember"."""
    before, _, after = text.partition(GONE)
    if " - " in text or not any(map(str.isalpha, after)) or person_score(before.strip()) < CERTAIN:
        return text
    return f"{before} - {after}"


def _split(text: str, *, is_scene: bool) -> list[str]:
    plain = text.isascii() and not any(map(text.__contains__, _UNUSUAL))
    pieces = text.split(" - ") if plain else _SEPARATOR.split(text)
    if len(pieces) == 1 and " / " in text:
        return text.split(" / ")
    if len(pieces) > 1 or "-" not in text:
        return pieces
    if is_scene:
        return tight_pieces(text)
    pieces = _LOOSE_SEPARATOR.split(text)
    if len(pieces) == 1 and person_score(tight_pieces(text)[0]) >= CERTAIN:
        return tight_pieces(text)
    return pieces


def _is_no_name(piece: str, index: int, count: int, facts: Facts, *, talk: bool) -> bool:
    """Whether one of several pieces is a year, a language, the number of a file or talk; facts are noted.

    Of two pieces the first may be a year, the second not: "Orwell - 1984".
    """
    if piece.isdigit():
        if len(piece) == 4 and FIRST_YEAR <= piece <= LAST_YEAR and (count > 2 or index == 0):
            facts.year = facts.year or int(piece)
            return True
        return count > 2 and _FILE_NUMBER.fullmatch(piece) is not None
    if piece[-1].isdigit() and _DISC.fullmatch(piece):
        return True
    if " " not in piece and len(piece) <= 12:
        language = LANGUAGES.get(piece.casefold())
        if language and (len(piece) > 3 or (piece.isupper() and piece not in NEVER_LANGUAGES_ALONE)):
            facts.language = facts.language or language
            return True
        if count > 2 and _FILE_NUMBER.fullmatch(piece):
            return True
    return talk and _TALK.search(piece) is not None


def _once_each(pieces: list[str]) -> list[str]:
    """The pieces without repetitions; a book named like its author has nothing else and keeps both."""
    distinct = {piece.casefold(): piece for piece in reversed(pieces)}
    return list(distinct.values())[::-1] if 1 < len(distinct) < len(pieces) else pieces
