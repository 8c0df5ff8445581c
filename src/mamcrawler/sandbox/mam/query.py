"""The site's full-text query language, as far as clients use it, matched against one row's words.

Words are ANDed; `a | b` is either; `-a` or `!a` excludes; `"a b"` is a phrase; `@field a` and `@(f,g) a`
limit what follows to fields. Words are cut as the site's index cuts them: a straight apostrophe vanishes, a
curly one splits, `2` and `02` are different words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Fields = Mapping[str, Sequence[str]]

_PIECE = re.compile(
    r'@\((?P<many>[\w,]+)\)|@(?P<one>\w+)|(?P<or>\|)|(?P<not>[-!]?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s|"]+))'
)


def words(text: str) -> list[str]:
    """The index words of a text."""
    plain = unicodedata.normalize("NFKD", text.replace("'", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.findall(r"\w+", plain)


@dataclass(frozen=True)
class Term:
    """One word or phrase, where it may stand, and whether it must not."""

    phrase: tuple[str, ...]
    fields: tuple[str, ...] | None
    excluded: bool

    def holds(self, row: Fields, default: Sequence[str]) -> bool:
        """Whether the term is satisfied by the row."""
        found = any(_contains(row.get(field, ()), self.phrase) for field in (self.fields or default))
        return found != self.excluded


def parse(text: str) -> list[list[Term]]:
    """The query as a list of alternatives that must all hold; a broken query holds for nothing."""
    fields: tuple[str, ...] | None = None
    groups: list[list[Term]] = []
    join = False
    for piece in _PIECE.finditer(text):
        if piece["many"] or piece["one"]:
            fields = tuple((piece["many"] or piece["one"]).split(","))
        elif piece["or"]:
            join = bool(groups)
        else:
            phrase = tuple(words(piece["phrase"] if piece["phrase"] is not None else piece["word"]))
            if not phrase:
                continue
            term = Term(phrase, fields, bool(piece["not"]))
            if join:
                groups[-1].append(term)
            else:
                groups.append([term])
            join = False
    return groups


def is_broken(text: str) -> bool:
    """Whether the site's parser gives up: an open quote or bracket."""
    return text.count('"') % 2 == 1 or text.count("(") != text.count(")")


def matches(groups: Sequence[Sequence[Term]], row: Fields, default: Sequence[str]) -> bool:
    """Whether every group has a term that holds."""
    return all(any(term.holds(row, default) for term in group) for group in groups)


def _contains(row: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(row[start : start + size]) == tuple(phrase) for start in range(len(row) - size + 1))
