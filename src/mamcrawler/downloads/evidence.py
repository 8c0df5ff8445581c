"""Evidence that a download may not be what it should be; it never refuses, it asks for a person (D17)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mamcrawler.downloads.checks import CheckResult, Heard
from mamcrawler.library.names import known_spelling, same_person, split_names

LONG_FILE = 3 * 3600.0
FEW_CHAPTERS = 3
CHAPTER_GAP = 1.0
_NARRATOR_TAGS = ("narrator", "narratedby", "composer")
_AUTHOR_TAGS = ("album_artist", "artist", "author")
_ASIN_TAGS = ("asin", "audible_asin", "cdek")
_ASIN = re.compile(r"B[0-9A-Z]{9}|\d{9}[\dX]")


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the files should say of themselves."""

    authors: tuple[str, ...] = ()
    narrators: tuple[str, ...] = ()
    asin: str | None = None


def check_evidence(heard: Sequence[Heard], claimed: Claimed) -> list[CheckResult]:
    """The checks on tags and chapters; each is passed, review or skipped."""
    if not heard:
        return []
    tags = heard[0].header.tags
    return [
        _narrators(tags, claimed),
        _authors(tags, claimed),
        _identifier(tags, claimed),
        _chapters(heard),
        _gaps(heard),
    ]


def _narrators(tags: dict[str, str], claimed: Claimed) -> CheckResult:
    told = _people(tags, _NARRATOR_TAGS)
    if not told or not claimed.narrators:
        return CheckResult("narrator_tags", "skipped")
    # A composer may be anybody; only where a tag names a person who reads is it evidence against.
    if any(known_spelling(name, claimed.narrators) for name in told):
        return CheckResult("narrator_tags", "passed")
    if any(same_person(name, author) == "equal" for name in told for author in claimed.authors):
        return CheckResult("narrator_tags", "skipped")
    sentence = f"The tags name {', '.join(told)} where {', '.join(claimed.narrators)} is expected."
    return CheckResult("narrator_tags", "review", "narrator_differs", sentence)


def _authors(tags: dict[str, str], claimed: Claimed) -> CheckResult:
    told = _people(tags, _AUTHOR_TAGS)
    known = (*claimed.authors, *claimed.narrators)
    if not told or not claimed.authors:
        return CheckResult("author_tags", "skipped")
    if any(same_person(name, other) != "different" for name in told for other in known):
        return CheckResult("author_tags", "passed")
    sentence = f"The tags name {', '.join(told)} where {', '.join(claimed.authors)} is expected."
    return CheckResult("author_tags", "review", "author_differs", sentence)


def _identifier(tags: dict[str, str], claimed: Claimed) -> CheckResult:
    told = next((tags[name].strip().upper() for name in _ASIN_TAGS if tags.get(name, "").strip()), None)
    if told is None:
        return CheckResult("identifiers", "skipped")
    if not _ASIN.fullmatch(told):
        return CheckResult(
            "identifiers", "review", "asin_invalid", "The tags hold an ASIN that cannot be one."
        )
    if claimed.asin is not None and told != claimed.asin:
        sentence = f"The tags say {told} where {claimed.asin} is expected."
        return CheckResult("identifiers", "review", "asin_differs", sentence)
    return CheckResult("identifiers", "passed")


def _chapters(heard: Sequence[Heard]) -> CheckResult:
    for one in heard:
        if one.seconds > LONG_FILE and len(one.header.chapters) < FEW_CHAPTERS:
            sentence = f"{one.name} runs over 3 h with {len(one.header.chapters)} chapters."
            return CheckResult("chapters", "review", "few_chapters", sentence)
    return CheckResult("chapters", "passed")


def _gaps(heard: Sequence[Heard]) -> CheckResult:
    for one in heard:
        chapters = one.header.chapters
        for before, after in pairwise(chapters):
            if after.start - before.end > CHAPTER_GAP:
                gap = after.start - before.end
                sentence = f"{one.name} has a gap of {gap:.0f} s between two chapters."
                return CheckResult("chapter_gaps", "review", "chapter_gap", sentence)
    return CheckResult("chapter_gaps", "passed")


def _people(tags: dict[str, str], names: Sequence[str]) -> list[str]:
    return [person for name in names if tags.get(name) for person in split_names(tags[name])]
