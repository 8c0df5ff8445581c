"""Folding text for comparison: letters that readers take for the same become one (rule S8, steps 1 and 2)."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ı": "i",
    }
)
# Marks above and below letters of these scripts are accents; in other scripts they are vowels and stay.
_ACCENTED = re.compile(r"([\u0041-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff])[\u0300-\u036f]+")
APOSTROPHES = "'’‘ʼ`´′＇"
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("“”„‟″«»", '"'))
DASHES = "-‐‑‒–—―−﹣－"
# The same for use inside the brackets of a pattern.
DASH_CLASS = "\\" + DASHES
# Characters nobody sees: zero width, direction marks, byte order mark, soft hyphen.
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{INVISIBLE}]")


def tidy(text: str) -> str:
    """Composed, without characters nobody sees, with single blanks.

    >>> tidy("  Mira\\u200b  Oakhollow ")
    'Mira Oakhollow'
    """
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def straight(text: str) -> str:
    """The same text with straight quotes."""
    return text.translate(_STRAIGHT)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case without accents; compatibility forms become plain ones.

    >>> fold("Łukasz Straße, Æsop")
    'lukasz strasse, aesop'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", plain)).casefold()
