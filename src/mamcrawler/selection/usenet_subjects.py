"""Subjects of usenet posts: which part of one names the book, and which the file or the poster's noise."""

import re

from mamcrawler.library.label_text import without_ending
from mamcrawler.library.labels import Label, read_label
from mamcrawler.library.person_evidence import CERTAIN, person_score

_QUOTED = re.compile(r'"([^"]{2,})"')
_QUOTED_FILE = re.compile(
    r"(?<!\w)'([^']{2,}\.(?:mp3|m4b|m4a|rar|par2|zip|nzb|nfo)(?:\.\d+)?)'", re.IGNORECASE
)
# A quote behind words and a dash may go on with what stands before it: 'Ember 02 - "Ash.mp3"'.
_GOES_ON = re.compile(r"^(?P<before>[^\W\d_][^\"\[\]{}]*[\w.)]\s+-\s+)[\"'](?P<file>[^\"]+?)[\"'](?=\s|$)")
# Talk to another poster before a book: "For Anna: Mira Vale - Ember".
_TALK = re.compile(
    r"^(?:for|to|attn|attention|hi|hello|thanks|here|as|re|fill|refill)\b[^:\"\[\]()-]{0,30}:"
    r"\s*(?=[^\"]+ - )",
    re.IGNORECASE,
)
_FILE_NUMBER = re.compile(r"[\s_-]+\d{1,3}$")
# Counters of files beside the name of one.
_COUNTERS = re.compile(
    r"(?<![\w/.,])\d{1,4}\s?(?:/|of|von|av)\s?\d{1,4}(?![\w/])(?=\s*(?:\t|$))"
    r"|(?:^|(?<=\t))(\s*)\d{1,4}\s?(?:/|of|von|av)\s?\d{1,4}(?![\w/])",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\byEnc\b|\s*\(\d+/\d+\)\s*$", re.IGNORECASE)
_COUNTS = re.compile(r"\d+(?:[.,]\d+)*\s?[KMG]i?B\b|\bof\b|\d+", re.IGNORECASE)
_PLACEHOLDERS = re.compile(
    r"(?:^|(?<=\s))(?:-\s*)?\b(?:description|nzb|your subject here|repost|req|attn)\b[:\s]*(?=-|$)",
    re.IGNORECASE,
)


def is_subject(text: str) -> bool:
    """Whether a text is built like the subject of a post: a quoted file name or the word yEnc."""
    if '"' in text or "yEnc" in text or "yenc" in text:
        return True
    return "'" in text and _QUOTED_FILE.search(text) is not None


def read_subject(text: str) -> Label:
    """The reading of a subject with most evidence among its text and its quoted file names.

    Facts that only another part states are taken over.
    """
    text = _TALK.sub("", _TAIL.sub(" ", text))
    quoted = [*_QUOTED.findall(text), *_QUOTED_FILE.findall(text)]
    outer = (
        _PLACEHOLDERS.sub(" ", _COUNTERS.sub(" ", _QUOTED_FILE.sub("\t", _QUOTED.sub("\t", text))))
        .replace('"', " ")
        .strip(" -\t")
    )
    if not any(map(str.isalpha, _COUNTS.sub("", outer))):
        outer = ""
    parts = [part for part in (outer, *quoted) if part and any(map(str.isalpha, part))] or [text]
    if goes_on := _GOES_ON.match(text):
        parts = _with_file(parts, goes_on["before"], without_ending(goes_on["file"])[0])
    readings = [read_label(part) for part in parts]
    best = max(readings, key=_evidence)
    for reading in readings:
        if reading is not best:
            best.facts.complete(reading.facts)
            best = best._replace(authors=_fuller(best.authors, reading.authors))
            best = _with_author_before(best, reading.title)
            if reading.series and not best.series and reading.title.casefold() == best.title.casefold():
                best = best._replace(series=reading.series, position=reading.position)
    return best


def _with_file(parts: list[str], before: str, file: str) -> list[str]:
    """The parts to read where a file goes on with the text before it.

    In 'Ember - Vale, Mira - "Ash 01.mp3"' the series stands first, and only the file names the book.
    """
    before, name = before.rstrip(" -"), _FILE_NUMBER.sub("", file)
    series, dash, who = before.rpartition(" - ")
    if dash and " - " not in series and person_score(who) >= CERTAIN > person_score(series):
        return [f"{who} - {name}"]
    return [*parts, f"{before} - {name}"]


def _with_author_before(label: Label, title: str) -> Label:
    """The label with an author where it has none and another part shows where its title begins.

    "Mira Vale Ember Road" beside "Ember Road" names Mira Vale.
    """
    before, found, after = label.title.partition(f" {title}")
    if label.authors or not found or after or person_score(before) < CERTAIN:
        return label
    return label._replace(authors=(before,), title=title)


def _fuller(authors: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The authors, with a lone surname replaced by the full name that another part gives."""
    if len(authors) == 1 and " " not in authors[0]:
        return tuple(name for name in others if name.split()[-1] == authors[0]) or authors
    return authors


def _evidence(label: Label) -> tuple[bool, int, int]:
    """What makes one reading better than another: an author, then its evidence, then words of a title."""
    words = sum(word.isalpha() and len(word) > 1 for word in label.title.split())
    return bool(label.authors), label.evidence, min(words, 6)
