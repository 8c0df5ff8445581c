"""The name of a folder inside the name of a folder below it."""

import re

from mamcrawler.library.folding import fold
from mamcrawler.library.name_forms import to_last_first
from mamcrawler.library.position_marks import MARK_WORDS

# What follows a folder's name in the name of a folder inside it, where that begins with it.
_DIVIDED = re.compile(
    rf"\s*(?:[-–—_,:#(\[]|\.?\d|(?:{'|'.join(sorted(MARK_WORDS, key=len, reverse=True))})\b\.?\s*[\divx#])",
    re.IGNORECASE,
)
_BEFORE_AUTHOR = re.compile(r"(?:\s+by|\s[-–—]+|,)\s+$", re.IGNORECASE)


def without_author(author: str, name: str) -> str:
    """A book's name without the name of the folder's author before or behind it: "Ash by Mira Vale"."""
    return after(author, name) or after(to_last_first(author), name) or before_author(author, name)


def before_author(author: str, name: str) -> str:
    """A book's name without the author's behind it, where a dash, a comma or "by" stands between."""
    before, behind = name[: -len(author)], name[-len(author) :]
    divider = _BEFORE_AUTHOR.search(before)
    return before[: divider.start()] if divider and divider.start() and fold(behind) == fold(author) else name


def after(folder: str, name: str) -> str | None:
    """What follows a folder's name in the name of a folder inside it.

    None where that does not begin with it, or goes on without a mark ("Ember" and "Ember and Ash").
    """
    if fold(name[: len(folder)]) != fold(folder) or not _DIVIDED.match(name, len(folder)):
        return None
    return name[len(folder) :].strip(" -–—_,:") or None
