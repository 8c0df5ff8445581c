"""Which known recording a release is (rules S16 and S18). All lengths are seconds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from mamcrawler.library.folding import fold
from mamcrawler.library.names import known_spelling, same_person
from mamcrawler.selection.facts import ReleaseFacts
from mamcrawler.selection.voices import is_company
from mamcrawler.selection.wishes import KnownEdition, Wish

Relation = Literal["agrees", "differs", "unknown"]
Closeness = Literal["agrees", "doubtful", "off", "unknown"]

AGREES_PERCENT = 2
AGREES_SECONDS = 180
DOUBTFUL_PERCENT = 5


@dataclass(frozen=True, slots=True)
class Known:
    """The known editions, sorted by what they are to the wish.

    `editions` are all of them, `here` those of the wished language, `wished` of these the ones of the wished
    form and production. `targets` are the one fixed recording (with its
    doubles under other ASINs), empty for "any narrator" or where the catalogue lacks it. `narrators` are the
    people a fixed wish asks for.
    """

    editions: tuple[KnownEdition, ...]
    here: tuple[KnownEdition, ...]
    wished: tuple[KnownEdition, ...]
    targets: tuple[KnownEdition, ...]
    narrators: tuple[str, ...]

    @property
    def others(self) -> tuple[KnownEdition, ...]:
        """The editions of the language that are not the fixed recording."""
        return tuple(edition for edition in self.here if edition not in self.targets)


@dataclass(frozen=True, slots=True)
class Recording:
    """What ties a release to a recording.

    `edition` is the known recording it was found to be. `by_asin` is the edition its ASIN names. `narrator`
    relates the row's narrators to those fixed, `text_narrator` those of free text when the row names none.
    `runtime` relates its length to the fixed recording. `level` is that of rule S18.
    """

    edition: KnownEdition | None
    by_asin: KnownEdition | None
    narrator: Relation
    text_narrator: Relation
    runtime: Closeness
    level: int


def sort_editions(wish: Wish, editions: Sequence[KnownEdition]) -> Known:
    """The known editions of the wished book, sorted."""
    here = tuple(edition for edition in editions if _same(edition.language, wish.language))
    wished = tuple(
        edition
        for edition in here
        if _same(edition.form, wish.form)
        and (edition.production is None or edition.production in wish.productions)
    )
    targets = tuple(edition for edition in editions if wish.asin and edition.asin == wish.asin)
    if not targets and wish.narrators:
        targets = tuple(e for e in wished if _named_alike(e.narrators, wish.narrators))
    narrators = wish.narrators or next((edition.narrators for edition in targets if edition.narrators), ())
    narrators = tuple(name for name in narrators if not is_company(name))
    doubles = tuple(edition for edition in wished if any(_is_double(edition, target) for target in targets))
    return Known(tuple(editions), here, wished, tuple(dict.fromkeys(targets + doubles)), narrators)


def match_recording(wish: Wish, facts: ReleaseFacts, known: Known) -> Recording:
    """What ties the release to a known recording."""
    by_asin = next((e for e in known.editions if e.asin and e.asin == facts.row.asin), None)
    if wish.fixes_edition:
        return _match_fixed(wish, facts, known, by_asin)
    return _match_any(facts, known, by_asin)


def relation(offered: Collection[str], wished: Collection[str]) -> Relation:
    """Whether any offered narrator is a wished one; a surname alone proves nothing.

    >>> relation(["T. Farrow"], ["Tobin Farrow"]), relation(["Ann Vale"], ["Tobin Farrow"])
    ('agrees', 'differs')
    >>> relation([], ["Ann Vale"]), relation(["Farrow"], ["Tobin Farrow"])
    ('unknown', 'unknown')
    """
    if not offered or not wished:
        return "unknown"
    if any(known_spelling(name, wished) for name in offered):
        return "agrees"
    if any(same_person(name, other) == "possible" for name in offered for other in wished):
        return "unknown"
    return "differs"


def closeness(seconds: int | None, runtime: int | None) -> Closeness:
    """How a length stands to a known runtime.

    >>> [closeness(60 * minutes, 60 * 662) for minutes in (652, 640, 620)]
    ['agrees', 'doubtful', 'off']
    """
    if seconds is None or not runtime:
        return "unknown"
    difference = abs(seconds - runtime)
    if difference * 100 <= runtime * AGREES_PERCENT or difference <= AGREES_SECONDS:
        return "agrees"
    return "doubtful" if difference * 100 <= runtime * DOUBTFUL_PERCENT else "off"


def _match_fixed(wish: Wish, facts: ReleaseFacts, known: Known, by_asin: KnownEdition | None) -> Recording:
    voices = facts.voices
    narrators = voices.narrators or (by_asin.narrators if by_asin else ())
    narrator = relation(narrators, known.narrators)
    text_narrator = "unknown" if narrators else relation(voices.in_text, known.narrators)
    runtime = _closest(facts.seconds, known.targets)
    same_asin = bool(facts.row.asin) and (facts.row.asin == wish.asin or by_asin in known.targets)
    told = "agrees" in (narrator, text_narrator)
    level = 3 if same_asin or (told and runtime == "agrees") else 2 if told or runtime == "agrees" else 1
    target = known.targets[0] if known.targets else None
    edition = by_asin or (target if level > 1 and narrator != "differs" and runtime != "off" else None)
    return Recording(edition, by_asin, narrator, text_narrator, runtime, level)


def _match_any(facts: ReleaseFacts, known: Known, by_asin: KnownEdition | None) -> Recording:
    names = facts.voices.narrators or facts.voices.in_text
    by_runtime = [e for e in known.wished if closeness(facts.seconds, e.runtime) == "agrees"]
    by_narrator = [e for e in known.wished if relation(names, e.narrators) == "agrees"]
    both = [edition for edition in by_runtime if edition in by_narrator]
    if by_asin in known.wished:
        both.insert(0, by_asin)
    level = 3 if both else 2 if by_runtime or by_narrator else 1
    edition = next(iter(both or by_runtime or by_narrator), None)
    return Recording(by_asin or edition, by_asin, "unknown", "unknown", "unknown", level)


def _closest(seconds: int | None, targets: Sequence[KnownEdition]) -> Closeness:
    found = {closeness(seconds, target.runtime) for target in targets}
    return next((value for value in ("agrees", "doubtful", "off") if value in found), "unknown")


def _named_alike(names: Sequence[str], wished: Sequence[str]) -> bool:
    """A reader in common, or a company where companies stand for the readers."""
    if relation(names, wished) == "agrees":
        return True
    companies = {fold(name) for name in wished if is_company(name)}
    return any(fold(name) in companies for name in names)


def _is_double(edition: KnownEdition, target: KnownEdition) -> bool:
    """The same recording under another ASIN, as another region's shop has it."""
    return (
        relation(edition.narrators, target.narrators) == "agrees"
        and closeness(edition.runtime, target.runtime) == "agrees"
        and edition.form == target.form
        and edition.production == target.production
    )


def _same(value: str | None, wished: str | None) -> bool:
    return value is None or wished is None or value.casefold() == wished.casefold()
