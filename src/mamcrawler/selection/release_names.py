"""What the name of a release says: scene names, usenet subjects and titles of indexers."""

from functools import lru_cache
from typing import NamedTuple

from mamcrawler.library.display_titles import settled
from mamcrawler.library.label_text import LONGEST
from mamcrawler.library.labels import Label, read_label
from mamcrawler.library.positions import format_position, parse_position
from mamcrawler.selection.obfuscated_names import is_obfuscated
from mamcrawler.selection.usenet_subjects import is_subject, read_subject


class ReleaseName(NamedTuple):
    """A release name read; what it does not say is None or empty.

    `position` is written as a person would ("2", "1-3"); `format` is in capitals; `language` is an English
    name; `form` is "unabridged" or "abridged". An obfuscated name is its own title and has nothing else.
    """

    title: str
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    series: str | None = None
    position: str | None = None
    narrators: tuple[str, ...] = ()
    year: int | None = None
    format: str | None = None
    bitrate_kbps: int | None = None
    language: str | None = None
    region: str | None = None
    form: str | None = None
    release_group: str | None = None
    asin: str | None = None
    is_collection: bool = False
    is_audiobook: bool = False
    is_ebook: bool = False
    is_obfuscated: bool = False


def parse_release_name(text: str) -> ReleaseName:
    """The release a name describes, of which at most 1,000 characters are read.

    >>> name = parse_release_name('"Mira Vale - Ember 02 - Ash (Unabridged).mp3" (03/12) yEnc')
    >>> name.authors, name.series, name.position, name.title, name.form
    (('Mira Vale',), 'Ember', '2', 'Ash', 'unabridged')
    """
    if is_obfuscated(text):
        return ReleaseName(title=text.strip()[:LONGEST], is_obfuscated=True)
    label = read_subject(text) if is_subject(text) else read_label(text)
    return _release(label, text)


def readable_release(text: str) -> str:
    """A release name as a person would write it: "Author - Series 2 - Title". It is its own readable name.

    >>> readable_release('(01/12) "Mira Vale - Ember 02 - Ash (Unabridged).part01.rar" yEnc')
    'Mira Vale - Ember 2 - Ash'
    """
    return settled(_composed, text)


def _composed(text: str) -> str:
    release = parse_release_name(text)
    series = f"{release.series} {release.position or ''}".strip() if release.series else ""
    pieces = [", ".join(release.authors), series, release.title, release.subtitle or ""]
    return " - ".join(filter(None, pieces)) or text


def _release(label: Label, text: str) -> ReleaseName:
    facts = label.facts
    position, covers_several = _position(label.position) if label.position else (None, False)
    return ReleaseName(
        title=label.title or text.strip()[:LONGEST],
        subtitle=label.subtitle,
        authors=label.authors,
        series=label.series,
        position=position,
        narrators=tuple(dict.fromkeys(facts.narrators)) if facts.narrators else (),
        year=facts.year,
        format=facts.format,
        bitrate_kbps=facts.bitrate_kbps,
        language=facts.language,
        region=facts.region,
        form=facts.form,
        release_group=label.release_group,
        asin=facts.asin,
        is_audiobook=facts.audiobook,
        is_ebook=facts.ebook,
        is_collection=label.is_collection or covers_several,
    )


@lru_cache(maxsize=1 << 12)
def _position(text: str) -> tuple[str | None, bool]:
    """A position as a person writes it, None where it cannot be read, and whether it covers several books."""
    position = parse_position(text)
    if position.kind in ("none", "unreadable"):
        return None, False
    return format_position(position), position.kind == "many"
