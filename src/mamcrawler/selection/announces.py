"""Announcements of new torrents, as the tracker's chat writes them."""

import re
from dataclasses import dataclass
from typing import Literal

from mamcrawler.library.media_words import AUDIO_FORMATS, EBOOK_FORMATS, LANGUAGES
from mamcrawler.selection.tracker_titles import split_authors_of_row

_LABEL = r"\b(?P<label>Category|Size|Filetypes?|Language|Link|Uploader|Narrators?|Series)\s*:\s*"
# Values stand in brackets, which tells a label from the same word in a title.
_LABELS = re.compile(rf"{_LABEL}(?=\(|https?://)", re.IGNORECASE)
_BARE_LABELS = re.compile(_LABEL, re.IGNORECASE)
_HEAD = re.compile(r"\bNew Torrent\s*:\s*", re.IGNORECASE)
_BY = re.compile(r"(?:^|\s)By\s*:(?:\s+|$)", re.IGNORECASE)
_TORRENT = re.compile(r"/t(?:orrent)?/(\d{1,10})\b|[?&]t?id=(\d{1,10})\b")
_COLOURS = re.compile(r"\x03\d{0,2}(?:,\d{1,2})?|[\x02\x0f\x16\x1d\x1f]")
_LAST_BRACKET = re.compile(r"\((.*)\)[^()]*$", re.DOTALL)
_VIP = re.compile(r"\bVIP\b")


@dataclass(frozen=True, slots=True)
class Announce:
    """One announcement; what it does not say is None or empty. `size` is as written, `format` in capitals."""

    title: str
    authors: tuple[str, ...]
    category: str | None
    size: str | None
    format: str | None
    language: str | None
    torrent_id: int | None
    vip: bool
    media_type: Literal["audiobook", "ebook"] | None


def parse_announce(text: str) -> Announce:
    """An announcement taken apart at its labels, of which each counts once, the first time.

    Raises ValueError where the text does not announce a torrent.

    >>> line = "New Torrent: Ember By: Mira Vale Category: ( Audiobooks - Fantasy ) Filetype: ( m4b )"
    >>> parse_announce(line).authors, parse_announce(line).format, parse_announce(line).media_type
    (('Mira Vale',), 'M4B', 'audiobook')
    """
    fields = _fields(_COLOURS.sub("", text))
    title = fields.get("new torrent", "")
    if not title:
        raise ValueError("no announcement: it does not say 'New Torrent: …'")
    link = _TORRENT.search(text)
    category = _inner(fields.get("category"))
    kind = _inner(fields.get("filetype") or fields.get("filetypes"))
    language = _inner(fields.get("language"))
    return Announce(
        title=title,
        authors=tuple(split_authors_of_row(fields.get("by", ""))) if fields.get("by") else (),
        category=category,
        size=_inner(fields.get("size")),
        format=kind.upper() if kind else None,
        language=LANGUAGES.get(language.casefold(), language) if language else None,
        torrent_id=int(link[1] or link[2]) if link else None,
        vip=_VIP.search(_tail(text)) is not None,
        media_type=_media_type(category, kind),
    )


def _fields(text: str) -> dict[str, str]:
    """The texts behind the labels; "new torrent" has the title, of which the last "By:" parts the authors."""
    head = _HEAD.search(text)
    if not head:
        return {}
    found = list(_LABELS.finditer(text, head.end())) or list(_BARE_LABELS.finditer(text, head.end()))
    fields: dict[str, str] = {}
    ends = [*(label.start() for label in found[1:]), len(text)]
    for label, end in zip(found, ends, strict=False):
        fields.setdefault(label["label"].casefold(), text[label.end() : end].strip())
    work = text[head.end() : found[0].start() if found else len(text)]
    by = list(_BY.finditer(work))
    fields["new torrent"] = (work[: by[-1].start()] if by else work).strip()
    fields["by"] = work[by[-1].end() :].strip() if by else ""
    return fields


def _inner(value: str | None) -> str | None:
    """What the brackets around a value hold, or the value itself."""
    if not value:
        return None
    found = _LAST_BRACKET.match(value)
    return (found[1] if found else value).strip() or None


def _tail(text: str) -> str:
    """What follows the last bracket: the flags."""
    return text.rpartition(")")[2]


def _media_type(category: str | None, kind: str | None) -> Literal["audiobook", "ebook"] | None:
    folded = (category or "").casefold()
    if "audio" in folded:
        return "audiobook"
    if "ebook" in folded or "e-book" in folded:
        return "ebook"
    kinds = re.findall(r"\w+", (kind or "").casefold())
    if any(name in AUDIO_FORMATS for name in kinds):
        return "audiobook"
    return "ebook" if any(name in EBOOK_FORMATS for name in kinds) else None
