"""Who reads a release and how it is produced (rules S15, M21, M22)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mamcrawler.integrations.mam.codes import TAG_DRAMATISED
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.library.folding import fold
from mamcrawler.library.names import clean_author, split_names
from mamcrawler.library.narrator_phrases import find_narration
from mamcrawler.selection.wishes import Production

MANY_VOICES = 3
CAST_VOICES = 5

_DRAMATISED = re.compile(
    r"graphic ?audio|dramati[sz]ed adaptation|dramati[sz]ation|radio ?drama|radio ?play|audio ?drama"
    r"|hoerspiel|horspiel|a movie in your mind"
)
_FULL_CAST = re.compile(r"\bfull[ -]cast\b|\bmulti-?cast\b|\bensemble cast\b")
_COMPANY = re.compile(
    r"audio(?:book)?s?$|\b(?:productions?|studios?|theat(?:er|re)|publishing|publishers?|press|media"
    r"|recordings?|entertainment|librivox|recorded books|bbc(?: radio \d| sounds)?|inc|llc|ltd)$"
    r"|^(?:audible|naxos|tantor)\b"
)
# A phrase that names narrators has one of these in it; most texts have none.
_NARRATION_HINTS = (
    *("narrat", "read", "perform", "voiced", "cast", "gelesen", "gesprochen", "sprecher", "lu par", "leído"),
    *("leido", "narrad", "voorgelezen", "inläst", "inlæst", "uppläst", "upplast", "oplæst"),
)
_NOBODY = re.compile(
    r"(?:a |the )?(?:various|unknown|uncredited|anonymous|multiple|different|n/?a|tba|none|several|full"
    r"|multi)(?: (?:narrators?|readers?|artists?|authors?|cast|voices?|performers?))?"
)


@dataclass(frozen=True, slots=True)
class Voices:
    """The narrators a row names, without companies and "various"; `in_text` are those of free text only.

    `production` is None where nothing tells. `maybe_dramatised` says that only the description speaks of a
    dramatisation, which may be of another product.
    """

    narrators: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    in_text: tuple[str, ...] = ()
    production: Production | None = None
    maybe_dramatised: bool = False


def voices_of(row: TorrentRow) -> Voices:
    """Narrators and production of a row.

    >>> voices_of(TorrentRow(1, "Ember", narrators=("Tobin Farrow", "Tantor Audio"))).narrators
    ('Tobin Farrow',)
    >>> voices_of(TorrentRow(1, "Ember", narrators=("GraphicAudio",))).production
    'dramatised'
    """
    people: list[str] = []
    companies: list[str] = []
    full_cast = False
    for listed in row.narrators:
        for name in people_in(listed):
            folded = fold(name).strip(" .")
            full_cast = full_cast or bool(_FULL_CAST.search(folded))
            if is_company(name):
                companies.append(name)
            elif folded and not _NOBODY.fullmatch(folded) and not _FULL_CAST.search(folded):
                people.append(clean_author(name))
    in_text, cast_in_text = _narrators_in_text(row)
    labels = fold(" | ".join((row.title, row.tags, *row.narrators, *row.authors)))
    dramatised = bool(_DRAMATISED.search(labels)) or (
        TAG_DRAMATISED in row.content_tags and (not people or len(people) >= CAST_VOICES)
    )
    many = (
        TAG_DRAMATISED in row.content_tags
        or full_cast
        or cast_in_text
        or len(people) >= MANY_VOICES
        or bool(_FULL_CAST.search(labels))
    )
    production: Production | None = "single" if people else None
    return Voices(
        tuple(dict.fromkeys(people)),
        tuple(companies),
        in_text,
        "dramatised" if dramatised else "multi" if many else production,
        not dramatised and bool(_DRAMATISED.search(fold(row.description))),
    )


@lru_cache(maxsize=1 << 14)
def people_in(listed: str) -> tuple[str, ...]:
    """The names in one entry of a row, which may join several."""
    return tuple(split_names(listed)) or (listed,)


@lru_cache(maxsize=1 << 14)
def is_company(name: str) -> bool:
    """Whether a name in a narrator field is that of a publisher or studio.

    >>> [is_company(name) for name in ("Podium Audio", "HarperAudio", "Soundbooth Theater", "Mira Studion")]
    [True, True, True, False]
    """
    return bool(_COMPANY.search(fold(name).strip(" .")))


def _narrators_in_text(row: TorrentRow) -> tuple[tuple[str, ...], bool]:
    full_cast = False
    for text in (row.title, row.tags, row.description):
        lowered = text.lower()
        if not any(hint in lowered for hint in _NARRATION_HINTS):
            continue
        for line in text.splitlines():
            found = find_narration(line)
            full_cast = full_cast or found.full_cast
            if found.by_author:
                return row.authors[:1], full_cast
            names = tuple(name for name in found.narrators if not is_company(name))
            if names:
                return names, full_cast
    return (), full_cast
