"""Obfuscated release names: random letters that hide what a post holds. They name no author and no title."""

import re

from mamcrawler.library.label_text import without_ending

# Random names have few blanks and long words.
MOST_BLANKS = 5
SHORTEST = 10

_HEX = re.compile(r"[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_CHUNK = re.compile(r"[^\s\"'\[\]()<>{},;:|]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_=.-]{10,}")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
_CASE_CHANGE = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\d[A-Za-z]|[A-Za-z]\d")
# Words run together in small letters with a number among them: a name meant for machines.
_RUN_TOGETHER = re.compile(r"[a-z]{6,}\d{2,}[a-z]{3,}\d*|[a-z0-9]*\d[a-z]+\d[a-z0-9]{8,}")
# What a post says around the name of a file.
_SUBJECT = re.compile(r"[\[(]\d+\s?/\s?\d+[\])]|\byEnc\b| - (?=\")|(?<=\") - .*$")
_NOISE = frozenset({"yenc", "nzb", "re", "repost", "password", "protected", "-", "file"})
_COUNTER = re.compile(r"\d+(?:/|of)\d+|\d+", re.IGNORECASE)


def is_obfuscated(text: str) -> bool:
    """Whether a release name holds nothing but random letters and the noise of posts.

    >>> is_obfuscated("9f86d081884c7d659a2feaa0c55ad015"), is_obfuscated("kT4vQz9LmXw2RbNs7YpD")
    (True, True)
    >>> is_obfuscated("Ember and Ash"), is_obfuscated("1984")
    (False, False)
    """
    if '"' in text or "yEnc" in text:
        text = _SUBJECT.sub(" ", text)
    if " - " in text:
        return False
    words = text.split()
    if len(words) > MOST_BLANKS or max(map(len, words), default=0) < SHORTEST:
        return False
    name, _ = without_ending(text.strip(" -"))
    chunks = [chunk for chunk in _CHUNK.findall(name) if chunk.casefold() not in _NOISE]
    chunks = [without_ending(chunk)[0] for chunk in chunks if not _COUNTER.fullmatch(chunk)]
    return any(len(chunk) >= SHORTEST for chunk in chunks) and all(map(_looks_random, chunks))


def _looks_random(chunk: str) -> bool:
    if chunk.count(".") + chunk.count("_") > MOST_BLANKS // 2:
        return False
    if _HEX.fullmatch(chunk):
        return True
    if len(chunk) < SHORTEST:
        return len(chunk) < 4 or _mixing(chunk) >= 0.3
    if not _BASE64.fullmatch(chunk) or " " in chunk:
        return False
    if chunk.isalpha() and chunk[1:].islower():
        return _CONSONANTS.search(chunk) is not None
    if _RUN_TOGETHER.fullmatch(chunk):
        return True
    parts = re.split(r"[-_.+]", chunk)
    if len(parts) > 2 and all(map(str.isalpha, parts)):
        return False
    return _mixing(chunk) >= 0.25 or _CONSONANTS.search(chunk) is not None


def _mixing(chunk: str) -> float:
    """Changes between small letters, capitals and digits for each character; joined words have few."""
    return len(_CASE_CHANGE.findall(chunk)) / len(chunk)
