"""Names of files and folders that every file system takes (rule D22)."""

import re
import unicodedata

from mamcrawler.library.folding import tidy

UNKNOWN = "Unknown"
MAX_BYTES = 180

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(
    r"(?P<device>con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(?=$|\.)", re.IGNORECASE
)
_SOFT = ((re.compile(r":\s+"), " - "), (re.compile(r"[:/\\]"), "-"), (re.compile(r'"'), "'"))
_BRACES = str.maketrans("{}", "()")


def clean_token(text: str) -> str:
    """A text as a part of a name: colons and slashes become dashes, the rest that is illegal goes.

    >>> clean_token('He Said: "No"...')
    "He Said - 'No'"
    >>> clean_token("..")
    'Unknown'
    """
    soft = tidy(text).translate(_BRACES)
    for pattern, instead in _SOFT:
        soft = pattern.sub(instead, soft)
    return finished(without_illegal(soft))


def safe_component(text: str, *, max_bytes: int = MAX_BYTES) -> str:
    """A text as a whole name: cleaned, no device name, at most `max_bytes` bytes of UTF-8.

    >>> safe_component("Con"), safe_component("nul.mp3"), safe_component("She: A Tale?")
    ('Con_', 'nul_.mp3', 'She - A Tale')
    """
    return _no_device(cut_bytes(clean_token(text), max_bytes), max_bytes)


def joined_component(text: str, *, max_bytes: int = MAX_BYTES) -> str:
    """Clean tokens put together as a whole name; braces stay, for the tokens that have them on purpose."""
    return _no_device(cut_bytes(finished(without_illegal(text)), max_bytes), max_bytes)


def without_illegal(text: str) -> str:
    """The text without characters that some file system refuses.

    >>> without_illegal("salt*road|ash")
    'saltroadash'
    """
    kept = _ILLEGAL.sub("", text)
    return kept if kept.isascii() else "".join(char for char in kept if unicodedata.category(char) != "Cs")


def finished(text: str) -> str:
    """Single blanks, no leading dot, no trailing dot or blank; "Unknown" where nothing is left."""
    return tidy(text).lstrip(". ").rstrip(". ") or UNKNOWN


def cut_bytes(text: str, limit: int) -> str:
    """The longest beginning of a text that has at most `limit` bytes of UTF-8 and ends in a letter or sign.

    >>> cut_bytes("Vale und Grüße", 11)
    'Vale und Gr'
    """
    if len(text.encode()) <= limit:
        return text
    cut = text.encode()[:limit].decode(errors="ignore")
    # A letter is not parted from its accents.
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut.rstrip(". ") or UNKNOWN[:limit]


def _no_device(name: str, max_bytes: int) -> str:
    match = _RESERVED.match(name)
    if not match:
        return name
    stem = match["device"]
    return (
        f"{stem}_{cut_bytes(name[match.end() :], max_bytes - len(stem.encode()) - 1)}"
        if name[match.end() :]
        else f"{stem}_"
    )
