"""Brackets in a label: which hold technical facts, which name people, and which belong to the title."""

import re
from functools import lru_cache
from typing import NamedTuple

from mamcrawler.library.credits import names_in
from mamcrawler.library.label_facts import NUMBER, TOKEN, Facts, read_token
from mamcrawler.library.label_words import FILLER, Word
from mamcrawler.library.narrator_phrases import find_narration
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import MARK_WORDS, is_position_note

_GROUP = re.compile(r"([\[({])([^\[\](){}]*)[\])}]")
_PART = re.compile(r"(?:part|pt|teil|act|akt)\b\.?\s?\d", re.IGNORECASE)
_ASIN = re.compile(r"(?:ASIN[ :.]*)?(B0[0-9A-Z]{8})", re.IGNORECASE)
_YEARS = re.compile(r"(?:c\.?\s?|©\s?)?((?:1[4-9]|20)\d\d)(?:\s?[-–/]\s?(?:(?:1[4-9]|20)\d\d|\d\d))?")
_EDITION = re.compile(
    r"\b(?:edition|edn|anniversary|remaster(?:ed)?|dramati[sz](?:ed|ation)|adaptation|full[ -]cast|novel|"
    r"annotated|illustrated|revised|updated|expanded|original recording|"
    r"tie-?in|reissued?|reprint(?:ed)?|classics|masterworks|"
    r"modern library|large print|"
    r"ausgabe|auflage|edición|edizione|édition|editie|utgave|utgåva|udgave|wydanie)\b",
    re.IGNORECASE,
)
# The mark of a site or uploader: one word in small letters or capitals, or an address.
_SITE = re.compile(
    r"(?=\d*[a-z])[a-z0-9][a-z0-9-]{2,}|(?![IVXLC]+$)[A-Z]{3,8}\d?|[\w-]+\.(?:to|com|org|net|me|cc|in|io|info|is|li)",
    re.ASCII,
)
_NAME_AND_YEAR = re.compile(r"([^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){0,2}),? ((?:19|20)\d\d)")
NO_NARRATOR = re.compile(
    r"\b(?:audio|audible|books?|press|publish\w*|studios?|productions?|media|penguin|random|macmillan|hachette|"
    r"edition|live|summer|winter|spring|autumn|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|verlag)\b",
    re.IGNORECASE,
)
# "(Mira Vale - Ember) [01/19]": nothing but counters stands outside the first bracket.
_ALL_IN_BRACKETS = re.compile(r"^\(([^\[\](){}]*[^\W\d_][^\[\](){}]*)\)(?=(?:[\s\d\[\]()/-]|of)*$)")
# What stands in for the brackets of a group that stays.
OPEN, CLOSE = "\ue000", "\ue001"
# What is left of a technical group: a blank of its own kind.
GONE = "\t"


class _Group(NamedTuple):
    """The words of a bracket: technical ones with their token, and others.

    `hard`: a hard word is among them. `telling`: one says something. `numbers`: one may mark a position.
    """

    technical: tuple[tuple[Word, str], ...]
    unknown: tuple[str, ...]
    hard: bool
    telling: bool
    numbers: bool

    @property
    def is_technical(self) -> bool:
        """Whether nothing but technical words is there, and they say something."""
        return not self.unknown and (self.hard or self.telling)


def take_groups(text: str, facts: Facts, *, keep_people: bool = False, may_narrate: bool = True) -> str:
    """The text without its technical brackets, whose facts are noted; other brackets stay, as OPEN and CLOSE.

    A bracket inside a bracket is read first. Names of people in brackets of their own are noted too, and with
    `keep_people` stay where they are. Without `may_narrate` no bracket is searched for who reads.
    """

    def taken(found: re.Match[str]) -> str:
        opening, content = found.groups()
        content = content.strip()
        if content.isdigit():
            _note_year(content, facts)
            return GONE
        nested = _is_nested(found)
        kept = _read_group(content, opening, nested, facts, may_narrate)
        if kept is None and keep_people and facts.people and content == facts.people[-1]:
            kept = facts.people.pop()
        if kept is None:
            return GONE
        return kept if nested else f"{OPEN}{kept}{CLOSE}"

    if text[:1] == "(":
        text = _ALL_IN_BRACKETS.sub(r"\1", text)
    while True:
        text, count = _GROUP.subn(taken, text)
        if not count or ("[" not in text and "(" not in text and "{" not in text):
            return text


def _is_nested(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    opened = before.count("(") + before.count("[") + before.count("{")
    return opened > 0 and opened > before.count(")") + before.count("]") + before.count("}")


def _note_year(content: str, facts: Facts) -> bool:
    years = _YEARS.fullmatch(content)
    if years:
        facts.year = facts.year or int(years[1])
    return years is not None


def _read_group(content: str, opening: str, nested: bool, facts: Facts, may_narrate: bool) -> str | None:
    """What stays of a group's content, or None when it was technical."""
    group = _classified(content)
    if not group.technical and not group.unknown:
        return None
    if group.is_technical and not group.numbers and (content[0] not in "PpTtAa" or not _PART.match(content)):
        for word, token in group.technical:
            facts.note(word, token)
        return None
    if is_position_note(content) or _PART.match(content):
        return content
    return _read_mixed(content, opening, nested, facts, may_narrate)


@lru_cache(maxsize=1 << 12)
def _classified(content: str) -> _Group:
    technical: list[tuple[Word, str]] = []
    unknown: list[str] = []
    hard = telling = False
    numbers = "#" in content
    for found in TOKEN.finditer(content):
        token = found[0]
        word = read_token(found, tag=True)
        if word is None:
            unknown.append(token)
            continue
        technical.append((word, token))
        folded = token.casefold()
        hard = hard or word.hard
        telling = telling or word.fact not in ("", "number") or not (word is NUMBER or folded in FILLER)
        numbers = numbers or folded.rstrip(".") in MARK_WORDS
    return _Group(tuple(technical), tuple(unknown), hard, telling, numbers)


def _read_mixed(content: str, opening: str, nested: bool, facts: Facts, may_narrate: bool) -> str | None:
    """What stays of a group that is not made of technical words throughout."""
    if len(content) >= 10 and (asin := _ASIN.fullmatch(content)):
        facts.asin = facts.asin or asin[1].upper()
        return None
    if _note_year(content, facts):
        return None
    if may_narrate and (narration := find_narration(content)).rest != content:
        facts.narrators += narration.narrators
        content = narration.rest
        if not content:
            return None
    if nested and (named := _NAME_AND_YEAR.fullmatch(content)) and not NO_NARRATOR.search(named[1]):
        facts.narrators.append(named[1])
        facts.year = facts.year or int(named[2])
        return None
    group = _classified(content)
    if group.hard or group.is_technical:
        for word, token in group.technical:
            facts.note(word, token)
        _note_unknown(group.unknown, facts)
        return None
    if _EDITION.search(content):
        facts.edition = facts.edition or content
        return None
    if opening == "[" and _SITE.fullmatch(content):
        return None
    score = person_score(content)
    if score >= CERTAIN or (opening == "{" and score > 0):
        if opening == "{":
            facts.narrators += names_in(content)
        else:
            facts.people.append(content)
        return None
    return content


def _note_unknown(unknown: tuple[str, ...], facts: Facts) -> None:
    """Words among technical ones that no vocabulary knows: a narrator, when they look like one."""
    name = " ".join(unknown)
    if len(unknown) in (2, 3) and person_score(name) >= CERTAIN - 1 and not NO_NARRATOR.search(name):
        facts.narrators.append(name)
