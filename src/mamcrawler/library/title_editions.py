"""Taking edition words off a title (rule S8 step 3). All texts are folded."""

import re

from mamcrawler.library.media_words import LANGUAGES
from mamcrawler.library.title_words import (
    ARTICLES,
    EDITION_ADJECTIVES,
    EDITION_PHRASES,
    EDITION_WORDS,
    LANGUAGE_NAMES,
    STRONG_EDITION_WORDS,
    WEAK_EDITION_WORDS,
)

_BITRATE = r"\d{2,3}\s?(?:kbps|kbit/s|kbits|kb/s|kps|k)(?![a-z])"
_TAIL = r"\d{1,3}\s?@\s?\d{2,3}\s?k(?:bps)?"
_PHRASES = "|".join(EDITION_PHRASES)
_CLINGING = re.compile(
    rf"[\s,;|]+(?:{_TAIL}|{_BITRATE}|{_PHRASES}|{'|'.join(sorted(STRONG_EDITION_WORDS))}"
    rf"|(?:the\s+)?(?:(?:\d+(?:st|nd|rd|th)|{'|'.join(sorted(EDITION_ADJECTIVES))})[\s-]+)+edition)$"
)
# Every match of the pattern above ends with one of these; asking so first spares most titles the pattern.
_ENDINGS = ("k", "kbps", "kbit/s", "kbits", "kb/s", "kps", "edition", *STRONG_EDITION_WORDS, *EDITION_PHRASES)
_TECHNICAL = re.compile(rf"{_TAIL}|{_BITRATE}|{_PHRASES}")
_TOKEN = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_edition(text: str, *, lone_year: bool) -> bool:
    """Whether a piece of a title speaks of the edition only. `lone_year` lets a year by itself count.

    >>> [is_edition(text, lone_year=True) for text in ("unabridged", "2013", "20th anniversary edition")]
    [True, True, True]
    >>> is_edition("a novel", lone_year=False), is_edition("1984", lone_year=False)
    (True, False)
    >>> is_edition("the book", lone_year=True), is_edition("the graphic novel", lone_year=True)
    (False, False)
    """
    rest = _TECHNICAL.sub(" ", text)
    technical = rest != text
    tokens = _TOKEN.findall(rest)
    if "edition" in tokens or "editions" in tokens:
        return True
    if text in LANGUAGES:
        return text in LANGUAGE_NAMES
    years = [token for token in tokens if _YEAR.fullmatch(token)]
    if years and len(years) == len(tokens):
        return technical or (lone_year and len(years) == 1)
    if not all(token in EDITION_WORDS or token in years for token in tokens):
        return False
    return technical or not all(token in WEAK_EDITION_WORDS or token in years for token in tokens)


def without_clinging(text: str) -> tuple[str, list[str]]:
    """The text without edition words that cling to its end, and those words.

    >>> without_clinging("test of fire 30@64k"), without_clinging("ember road 2nd edition unabridged")
    (('test of fire', ['30@64k']), ('ember road', ['unabridged', '2nd edition']))
    >>> without_clinging("unabridged"), without_clinging("the audiobook")
    (('unabridged', []), ('the audiobook', []))
    """
    dropped: list[str] = []
    while text.endswith(_ENDINGS) and (found := _CLINGING.search(text)):
        rest = text[: found.start()].rstrip(" ,;|-")
        if not rest or rest in ARTICLES:
            break
        dropped.append(found[0].strip(" ,;|"))
        text = rest
    return text, dropped
