"""Names of scene releases, pieces joined by hyphens: "Author-Title-AUDiOBOOK-WEB-DK-2016-GROUP"."""

import re
from functools import lru_cache

from mamcrawler.library.given_names import GIVEN_NAMES
from mamcrawler.library.label_facts import NUMBER, TOKEN, Facts, read_token
from mamcrawler.library.label_words import FILLER, TECHNICAL, Word

# A hyphen between words, but not that of a range ("1-7").
_TIGHT_HYPHEN = re.compile(r"(?<=[^\s-])(?!(?:(?<=\s\d)|(?<=\s\d\d))-\d{1,3}(?![^\W_]))-(?=[^\s-])")
# The second part of a surname such as "Vale-Larsen".
_SURNAME = re.compile(r"[A-ZÅÄÖÆØ][^\W\d_]+(?:sen|sson|gaard|gård|lund|berg|ström|strom|mann|stein|feld)")
_GROUP_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,14}(?:\s+(?i:int))?")


def without_scene_tags(text: str, facts: Facts) -> tuple[str, str | None, bool]:
    """A name without its hyphenated tags, whose facts are noted; the group that made it; whether it had tags.

    The last word is a group only behind tags, and not where nothing but an author would be left.
    """
    pieces = _TIGHT_HYPHEN.split(text)
    if len(pieces) == 1:
        return text, None, False
    if _GROUP_NAME.fullmatch(pieces[-1]) and not _tags(pieces[-1]) and _ends_hard(pieces[-2]):
        return "-".join(pieces[:-1]), pieces[-1].split()[0], True
    start, tags = _trailing_tags(pieces, len(pieces))
    group = None
    if not tags and len(pieces) > 2 and _GROUP_NAME.fullmatch(pieces[-1]):
        start, tags = _trailing_tags(pieces, len(pieces) - 1)
        if start > 1 or len(pieces) - 1 - start > 1:
            group = pieces[-1].split()[0]
        else:
            start, tags = len(pieces), []
    if not any(word.hard for word, _ in tags):
        return _without_inner_tags(pieces, facts) or (text, None, False)
    for word, token in tags:
        facts.note(word, token)
    return "-".join(pieces[:start]), group, True


def tight_pieces(text: str) -> list[str]:
    """A scene name cut at its hyphens, but not inside "Jean-Paul" or "Spider-Man".

    >>> tight_pieces("Jean-Paul Farrow-Ember Saga 01-Ash")
    ['Jean-Paul Farrow', 'Ember Saga 01', 'Ash']
    """
    first, *others = _TIGHT_HYPHEN.split(text)
    joined = [first]
    for piece in others:
        last = joined[-1]
        if " " in last and len(joined) == 1 and len(others) > 1 and _SURNAME.fullmatch(piece):
            joined[-1] += f"-{piece}"
            continue
        given_name = " " not in last and last.casefold() in GIVEN_NAMES and " " in piece
        compound = len(joined) > 1 and not last[-1].isdigit() and (" " not in last or " " not in piece)
        if compound or (given_name and piece.split()[0].casefold() in GIVEN_NAMES):
            joined[-1] += f"-{piece}"
        else:
            joined.append(piece)
    return joined


def _ends_hard(piece: str) -> bool:
    """Whether a piece of several words ends in a hard technical one ("Ember 2016 MP3")."""
    before, blank, last = piece.rpartition(" ")
    word = TECHNICAL.get(last.casefold())
    return bool(blank) and word is not None and word.hard and not _tags(before)


def _trailing_tags(pieces: list[str], end: int) -> tuple[int, list[tuple[Word, str]]]:
    """The index of the first of the pieces before `end` that are tags, and their words."""
    start = end
    tags: list[tuple[Word, str]] = []
    while start > 1 and (found := _tags(pieces[start - 1])):
        tags += found
        start -= 1
    return start, tags


def _without_inner_tags(pieces: list[str], facts: Facts) -> tuple[str, str | None, bool] | None:
    """The same for "Livre Audio-Author-Title" and "Author-Hörbuch-Title"; None without a hard tag."""
    kept = []
    for piece in pieces if len(pieces) > 2 else []:
        tags = _tags(piece)
        if any(word.hard for word, _ in tags):
            for word, token in tags:
                facts.note(word, token)
        else:
            kept.append(piece)
    return ("-".join(kept), None, True) if 0 < len(kept) < len(pieces) else None


@lru_cache(maxsize=1 << 12)
def _tags(piece: str) -> tuple[tuple[Word, str], ...]:
    """The technical words of a piece that holds no others."""
    found = []
    for token in TOKEN.finditer(piece):
        word = read_token(token, tag=len(token[0]) == 2 and token[0].isupper())
        if word is None or word is NUMBER or (not word.fact and token[0].casefold() in FILLER):
            return ()
        found.append((word, token[0]))
    return tuple(found)
