"""Narrators named in running text: "narrated by", "read by", "Sprecher:" and their sisters (rule M21)."""

import re
from dataclasses import dataclass

from mamcrawler.library.credits import names_in
from mamcrawler.library.label_words import TECHNICAL

_LEAD = re.compile(
    r"\b(?=[cegilnoprsuvч])(?:(?:lesung|narrated|read|performed|voiced|gelesen|vorgelesen|gesprochen|erzählt|lue?|racontée?|le[ií]d[oa]|narrad[oa]"
    r"|narrato|lett[oa]|voorgelezen|in[dn]?l[aeæä]st|inlæst|uppl[aä]st|l[eæä]st|opl[aæ]st|indtalt)"
    r"\s+(?:by|von|par|por|door|av|af|da|dal)\s*:?|(?:narrators?|readers?|sprecher(?:in)?|narrateurs?|narrador"
    r"|narratore|lector|lektor|lukija|uppläsare|oplæser|verteller|es liest|voz|чтец|читает)\s*:"
    r"|narrator|narr\.?(?: by)?|czytają?|czyta|lektor|lukijana|читает|es liest)\s+",
    re.IGNORECASE,
)
# Words that go on with another fact behind a name.
_NO_NAME = (
    r"(?!(?i:with|and|und|y|et|length|duration|runtime|running|listening|total|laufzeit|spieldauer|dauer|durée|"
    r"duración|durata|czas|release[ds]?|publish(?:er|ed)|verlag|language|sprache|langue|idioma|format|"
    r"bit ?rate|"
    r"(?:un)?abridged|audible|audiobook|(?:un)?gekürzt|series|serie|year|genre|size|chapters?|mp3|m4b|flac|aac|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)(?![^\W_]))"
)
# Initials and a few short forms end in a dot; any other dot ends the name.
_WORD = (
    rf"{_NO_NAME}(?:(?:[^\W\d_a-z]\.)+(?:[^\W\d_a-z](?:[\w'’`]|-(?=[^\W\d_]))*)?"
    r"|[^\W\d_a-z](?:[\w'’`]|-(?=[^\W\d_]))*(?:(?<=\b[JSDM]r|\bSt)\.)?)"
)
_PARTICLE = r"(?:de|da|di|del|la|le|van|von|der|den|du|st|al|el)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,3}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s*&\s*|\s+(?:and|und|et|y|og|och)\s+){_NAME})*")
_THE_AUTHOR = re.compile(r"(?:the\s+)?(?:author|autor(?:in)?|auteur)\b", re.IGNORECASE)
_FULL_CAST = re.compile(
    r"(?:a\s+)?(?:full|multi|star|all-star|ensemble)[ -]?(?:voice\s+)?cast\b", re.IGNORECASE
)
_NOT_A_NAME = re.compile(r"\d|://|www\.|\.com\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Narration:
    """Who reads, as a phrase says it; `rest` is the text without the phrase."""

    narrators: tuple[str, ...] = ()
    by_author: bool = False
    full_cast: bool = False
    rest: str = ""


def find_narration(text: str) -> Narration:
    """The narrators the first such phrase of a text names.

    A name is one to four capitalised words; names with digits, an address or fewer than three letters are
    refused. "the author" and "a full cast" are told apart from names.

    >>> find_narration("Ember, read by Ann Vale & Tobin Farrow, 64 kbps").narrators
    ('Ann Vale', 'Tobin Farrow')
    >>> find_narration("Narrated by a full cast").full_cast, find_narration("read by the author").by_author
    (True, True)
    """
    lead = _LEAD.search(text)
    if not lead:
        return Narration(rest=text)
    start = lead.end()
    for pattern, fact in ((_THE_AUTHOR, "by_author"), (_FULL_CAST, "full_cast")):
        if found := pattern.match(text, start):
            rest = _joined(text[: lead.start()], text[found.end() :])
            return Narration(rest=rest, by_author=fact == "by_author", full_cast=fact == "full_cast")
    named = _NAMES.match(text, start)
    if not named:
        return Narration(rest=text)
    words = _without_technical_end(named[0].rstrip(" .,-"))
    names = tuple(name for name in names_in(words) if _is_name(name))
    if not names:
        return Narration(rest=text)
    return Narration(names, rest=_joined(text[: lead.start()], text[start + len(words) :]))


def _without_technical_end(names: str) -> str:
    """Names without words like "Audiobook-MP3" that run into them."""
    words = names.split()
    while words and words[-1].partition("-")[0].casefold() in TECHNICAL:
        words.pop()
    if words and words[-1].rpartition("-")[2].casefold() in TECHNICAL:
        words[-1] = words[-1].rpartition("-")[0]
    return " ".join(words)


def _joined(before: str, after: str) -> str:
    after = after.lstrip(" .,;)")
    apart = before.endswith(" - ") and after.startswith("- ")
    before = before.rstrip(" ;,:(-")
    return f"{before}{'' if after.startswith('-') and not apart else ' '}{after}".strip()


def _is_name(name: str) -> bool:
    return sum(map(str.isalpha, name)) >= 3 and not _NOT_A_NAME.search(name)
