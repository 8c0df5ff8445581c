"""A label as plain text: mended encoding, blanks instead of stand-ins for blanks, endings off."""

import html
import re
import unicodedata

from mamcrawler.library.media_words import ARCHIVE_FORMATS, AUDIO_FORMATS, EBOOK_FORMATS, TEXT_ENDINGS

LONGEST = 1000

_FOLDED_ENDINGS = AUDIO_FORMATS | EBOOK_FORMATS | ARCHIVE_FORMATS | TEXT_ENDINGS | {"mkv", "avi", "url"}
_VOLUME_ENDING = re.compile(r"\.(?:part\d{1,4}|vol\d+[+-]\d+|r\d{2,3}|s\d{2}|\d{3})$", re.IGNORECASE)
# UTF-8 read as Western: a lead byte and what follows it, as the characters they show.
_MOJIBAKE = re.compile("[ÂÃÄÅ][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|â€[\u0080-\u2122]")
# Western bytes read as Japanese half-width kana, beside a letter of a Western word.
_KANA_BYTE = re.compile(r"(?<=[A-Za-z])[\uff61-\uff9f](?=[A-Za-z\s]|$)")
# Letters that a poster's program could not write, in words that tell a language.
_LOST_LETTER = re.compile(r"[^\W\d_]+[?\ufffd]{1,2}[^\W\d_]+(?:[?\ufffd]{1,2}[^\W\d_]+)*")
_WITH_UMLAUT = (
    "hörbuch",
    "hörbücher",
    "hörspiel",
    "hörspiele",
    "ungekürzt",
    "ungekürzte",
    "gekürzt",
    "gekürzte",
)
_DOT_BETWEEN_WORDS = re.compile(r"(?<!\d)\.|\.(?!\d)|(?<=\d{4})\.")
_COPY = re.compile(r"(?:\s*-\s*|\s+\(|_)copy(?:\s?\(?\d\)?)?\)?$", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_REPLY = re.compile(r"(?:re|req|repost|new|request|attn)\s*:\s*(?=\S)|(?-i:NR)\s+(?=[^\W\d_])", re.IGNORECASE)
_ODD = ("_", "  ", "opy", "OPY", "\t", "\n", "\r", "\v", "\f")


def plain_label(text: str) -> str:
    """The label with mended encoding and entities, and with blanks for "+", "_" and dots between words.

    At most 1,000 characters are read.

    >>> plain_label("Ember.and.Ash.by.Mira.Vale"), plain_label("Ember+%26+Ash"), plain_label("HÃ¶rbuch")
    ('Ember and Ash by Mira Vale', 'Ember & Ash', 'Hörbuch')
    """
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text[:1] in "RrNnAa" and (prefix := _REPLY.match(text)):
        text = text[prefix.end() :]
    if not text.isascii() or "?" in text:
        text = mend_encoding(text)
    if "&" in text and ";" in text:
        text = html.unescape(html.unescape(text))
    if "www." in text or "://" in text:
        text = _WEB_ADDRESS.sub(" ", text)
    if " " not in text:
        if "+" in text:
            text = text.replace("+", " ").replace("%26", "&")
        if "%20" in text:
            text = text.replace("%20", " ")
    if text.isascii() and text.count(".") < 2 and not any(map(text.__contains__, _ODD)):
        return text.strip()
    if "_" in text:
        text = text.replace("_ ", ": ").replace("_", " ") if " " in text else text.replace("_", " ")
    if text.count(".") > 1:
        text = " ".join(_undotted(chunk) for chunk in text.split(" "))
    text = " ".join(text.split())
    return _COPY.sub("", text) if "copy" in text[-9:].casefold() else text


def mend_encoding(text: str) -> str:
    """The text composed, with characters restored that were read in a wrong encoding.

    >>> mend_encoding("KoenigsmÃ¶rder"), mend_encoding("groﾟe")
    ('Koenigsmörder', 'große')
    """
    if _MOJIBAKE.search(text):
        text = _MOJIBAKE.sub(_as_utf8, text)
    text = _LOST_LETTER.sub(_with_letters, text)
    text = _KANA_BYTE.sub(lambda found: chr(ord(found[0]) - 0xFEC0), text)
    return unicodedata.normalize("NFC", text)


def without_ending(text: str) -> tuple[str, str | None]:
    """The label without file endings, and the ending that names a format ("mp3"), if any.

    >>> without_ending("Ember.part01.rar"), without_ending("Ember.mp3"), without_ending("Mr. Ember")
    (('Ember', None), ('Ember', 'mp3'), ('Mr. Ember', None))
    """
    media = None
    while "." in text:
        head, dot, ending = text.rpartition(".")
        folded = ending.casefold().rstrip("\"' ")
        if not dot or not head or folded not in _FOLDED_ENDINGS:
            break
        media = folded if folded in AUDIO_FORMATS or folded in EBOOK_FORMATS else media
        text = (_VOLUME_ENDING.sub("", head) if "." in head else head).rstrip()
    return text, media


def _with_letters(found: re.Match[str]) -> str:
    pattern = re.compile(re.sub(r"[?\ufffd]{1,2}", ".", found[0]), re.IGNORECASE)
    return next(filter(pattern.fullmatch, _WITH_UMLAUT), found[0])


def _as_utf8(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        pass
    try:
        return found[0].encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found[0]


def _undotted(chunk: str) -> str:
    """A chunk of several words joined by dots with blanks; initials ("J.R.R.") and decimals keep theirs."""
    if chunk.count(".") < 2 or sum(len(word) > 1 for word in chunk.split(".")) < 2:
        return chunk
    return _DOT_BETWEEN_WORDS.sub(" ", chunk)
