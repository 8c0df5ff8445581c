"""Texts that stand where a name of a person should and name nobody."""

import re

from mamcrawler.library.folding import fold, tidy
from mamcrawler.library.media_words import AUDIO_FORMATS, EBOOK_FORMATS, words
from mamcrawler.library.number_words import number_of

_NOBODY = frozenset(
    {
        "",
        "anonymous author",
        "author",
        "author name",
        "author unknown",
        "full cast",
        "a full cast",
        "multiple authors",
        "multiple narrators",
        "new folder",
        "n a",
        "na",
        "narrator",
        "nil",
        "no author",
        "none",
        "not available",
        "null",
        "placeholder",
        "tba",
        "tbd",
        "undefined",
        "unknown",
        "unknown artist",
        "unknown author",
        "unknown authors",
        "unknown narrator",
        "untitled",
        "va",
        "various",
        "various artists",
        "various authors",
        "various narrators",
    }
)
# Folders of a download or media machine, which path readers meet where an author is expected.
_FOLDERS = words(
    """
    audio backup backups cache config log logs metadata stream streams audiobook audiobooks book books
    complete completed data download downloads downloading ebook ebooks files finished import imports
    inbox incoming incomplete library media misc mnt music new nzb output process processing queue sort
    sorted staging temp tmp torrent torrents unsorted upload uploads usenet volume1 watch watched
    downloader output folder home user users public share shared storage disk test
    """
)
_PLAIN_WORDS = words(
    """
    a an the and or of in on at to for by with from is it this that my your his her chapter part book
    volume vol disc disk cd track side series season episode title unabridged abridged audiobook novel
    edition introduction prologue epilogue credits opening closing end intro outro
    """
)
_NUMBERED = re.compile(
    r"^(?:book|bk|volume|vol|part|pt|chapter|ch|disc|disk|cd|track|side|series|season|episode)s?\s*\d+"
)
_LETTER = re.compile(r"[^\W\d_]")


def is_placeholder(text: str | None) -> bool:
    """Whether a text stands for "nobody is known": "Unknown Author", "Various", a download folder's name.

    >>> is_placeholder("Unknown Author"), is_placeholder("downloads"), is_placeholder("Mira Oakhollow")
    (True, True, False)
    """
    plain = _plain(text)
    return plain in _NOBODY or plain in _FOLDERS


def is_plausible_author(text: str | None) -> bool:
    """Whether a text can be the name of an author at all; it need not look like a usual one.

    >>> is_plausible_author("Plato"), is_plausible_author("Book 7"), is_plausible_author("1984")
    (True, False, False)
    """
    plain = _plain(text)
    if is_placeholder(text) or len(plain.replace(" ", "")) < 2 or not _LETTER.search(plain):
        return False
    found = plain.split()
    if _NUMBERED.match(plain) or all(word in _PLAIN_WORDS or number_of(word) for word in found):
        return False
    return not any(word in AUDIO_FORMATS or word in EBOOK_FORMATS for word in found)


def _plain(text: str | None) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(tidy(text or ""))).split())
