"""The text of a title while it is taken apart: plain form, words, key of a series name (rule S8)."""

import re
from functools import lru_cache
from html import unescape

from mamcrawler.library.folding import DASHES, fold, straight, tidy
from mamcrawler.library.media_words import AUDIO_FORMATS, EBOOK_FORMATS
from mamcrawler.library.title_numbers import with_figures
from mamcrawler.library.title_words import ARTICLES, TRAILING_ARTICLES

Words = tuple[str, ...]

_EXTENSION = re.compile(rf"\.(?:{'|'.join(sorted(AUDIO_FORMATS | EBOOK_FORMATS))}|zip|rar|torrent)$")
_DASH = re.compile(f"[{DASHES}]")
_SPACED_RANGE = re.compile(r"\b((?:books|bks|vols|volumes|parts)\.?\s*#?\d+)\s+-\s+(?=\d)")
_INITIAL_DOT = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
# "20,000", and on the continent "20.000" and "20 000".
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))|(?<=\d)\.(?=\d{3}(?!\d))|(?<=\d) (?=000\b)")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 13)
def plain(text: str) -> str:
    """A title decoded (twice at most), with straight quotes and dashes, without file extension, folded.

    >>> plain("Sal&amp;eacute; – Books 1 - 3.m4b")
    'sale - books 1-3'
    """
    text = tidy(unescape(unescape(text))) if "&" in text else tidy(text)
    text = fold(_DASH.sub("-", straight(text)))
    return _SPACED_RANGE.sub(r"\1-", _EXTENSION.sub("", text)).strip()


def compared_words(piece: str) -> Words:
    """The words of a plain piece as they are compared: numbers in figures, no leading article.

    >>> compared_words("lantern archive, the"), compared_words("j.r.'s 20,000 + 1")
    (('lantern', 'archive'), ('jr', 's', '20000', 'and', '1'))
    """
    head, comma, tail = piece.rpartition(",")
    if comma and tail.strip() in TRAILING_ARTICLES:
        piece = f"{tail.strip()} {head}"
    if "." in piece:
        piece = _INITIAL_DOT.sub("", piece)
    if comma or "000" in piece:
        piece = _THOUSANDS.sub("", piece)
    piece = piece.replace("'", "").replace("&", " and ").replace("+", " and ")
    words = with_figures(_WORD.findall(piece))
    return tuple(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


@lru_cache(maxsize=1 << 13)
def series_text(name: str) -> str:
    """The words of a plain series name as one text, without article and a closing "series".

    >>> series_text("the lantern cycle series")
    'lantern cycle'
    """
    words = compared_words(name)
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == "series" else words)


def spaced(text: str) -> str:
    """The plain text as bare words, for finding phrases in it."""
    return " ".join(_WORD.findall(text.replace("'", "")))
