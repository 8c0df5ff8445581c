"""What a label says: the name somebody gave a release, a folder or a library entry."""

import re
from typing import NamedTuple

from mamcrawler.library.credits import names_in
from mamcrawler.library.label_facts import Facts
from mamcrawler.library.label_groups import CLOSE, GONE, OPEN, take_groups
from mamcrawler.library.label_hints import hints_in
from mamcrawler.library.label_people import drop_remark, first_name_first, place_people
from mamcrawler.library.label_pieces import cut
from mamcrawler.library.label_roles import assign
from mamcrawler.library.label_text import plain_label, without_ending
from mamcrawler.library.label_work import Roles, credit, piece_of, series_name, work_of
from mamcrawler.library.narrator_phrases import find_narration
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.position_marks import is_position_note, only_position, position_of_note

_KEPT = re.compile(rf"\s*{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
# A remark in brackets before everything else, as some sites put the genre.
_LEADING_GENRE = re.compile(rf"^{OPEN}[^{OPEN}{CLOSE}#\d]*{CLOSE}\s+(?=.*\s-\s)")
# A year before all else stands where the author could, so that a name in brackets reads the book.
_DATED = re.compile(r"(?:\d{2} - )?(?:19|20)\d\d - ")
_COLLECTION = re.compile(
    r"\b(?:complete|collection|collected|sammelpack|sammlung|gesamtausgabe|trilogy|trilogie|tetralogy|"
    r"box[ -]?set|boxed set|omnibus|bundle|megapack|pack|anthology|all books|\d+\s+(?:audio ?)?books|"
    r"books? \d+ ?(?:-|–|to|through) ?\d+|bände \d+)\b"
)


class Label(NamedTuple):
    """A label read; what it does not say is None or empty.

    `title` is empty where all words are technical, `position` is the text of a position ("02", "1-3"), and
    `evidence` grows with what supports the reading.
    """

    title: str
    authors: tuple[str, ...]
    subtitle: str | None
    series: str | None
    position: str | None
    facts: Facts
    release_group: str | None
    is_collection: bool
    evidence: int


def read_label(
    text: str, *, title_first: bool = False, series_first: bool = False, without_author: bool = False
) -> Label:
    """Author, series, position, title and technical facts of a label; what it does not say is None or empty.

    `title_first` says that the source writes the title before the author, `series_first` that a title and no
    author follows a numbered series, and `without_author` that no author is named here, as in the name of a
    folder inside an author's folder.

    >>> label = read_label("Mira Vale - Ember 02 - Ash (2019) [64k MP3]")
    >>> label.authors, label.series, label.position, label.title, label.facts.year, label.facts.bitrate_kbps
    (('Mira Vale',), 'Ember', '02', 'Ash', 2019, 64)
    """
    facts = Facts()
    text, ending = without_ending(text.strip())
    if ending:
        facts.formats.append(ending.upper())
    text = plain_label(text)
    whole = text
    hints = hints_in(text)
    if "[" in text or "(" in text or "{" in text:
        text = take_groups(text, facts, may_narrate=hints.narration)
    if hints.narration:
        narration = find_narration(text)
        facts.narrators += narration.narrators
        text = narration.rest
    note, behind_title = None, False
    if OPEN in text:
        text, note, behind_title = _take_series_note(
            text if text[0].isalpha() else _LEADING_GENRE.sub("", _unwrapped(text))
        )
    pieces, group = cut(text, facts, had_ending=ending is not None, talk=hints.talk)
    if without_author:
        roles = work_of([piece_of(piece) for piece in pieces])
    elif (
        behind_title and len(pieces) > 1 and person_score(pieces[0]) < CERTAIN <= person_score(pieces[1]) + 3
    ):
        # "Ash (Ember #2) - Mira Vale": a series in brackets stands behind a title.
        roles = credit(Roles(pieces[0], " - ".join(pieces[2:]) or None), pieces[1], CERTAIN)
    else:
        roles = assign(pieces, title_first=title_first, series_first=series_first) if pieces else Roles()
    if note:
        _apply_note(roles, note)
    if roles.subtitle and roles.authors and person_score(roles.subtitle) >= CERTAIN:
        # A second person behind the title reads it.
        facts.narrators += names_in(roles.subtitle)
        roles.subtitle = None
    facts.year = facts.year or roles.year
    if facts.people:
        place_people(
            roles, facts, reads=(series_first and roles.series is not None) or _DATED.match(whole) is not None
        )
    if roles.title[-1:] == ")" and roles.authors:
        drop_remark(roles, facts)
    collection = facts.collection or (hints.several and _COLLECTION.search(whole.casefold()) is not None)
    if collection and not roles.authors and person_score(roles.title) >= CERTAIN - 1:
        roles.authors = [roles.title]
    elif facts.collection and roles.authors and not roles.series:
        roles.series = roles.title
    if facts.language == "French":
        roles.authors = [first_name_first(name) for name in roles.authors]
    return Label(
        roles.title,
        tuple(roles.authors),
        roles.subtitle,
        roles.series,
        roles.position,
        facts,
        group,
        collection,
        roles.evidence,
    )


def _unwrapped(text: str) -> str:
    """The text without brackets around all that it says ("(Mira Vale - Ember) [01/19]")."""
    if not any(map(str.isalpha, _KEPT.sub("", text))) and not any(
        is_position_note(found[1]) for found in _KEPT.finditer(text)
    ):
        return text.replace(OPEN, " ").replace(CLOSE, " - ").strip(" -")
    return text


def _take_series_note(text: str) -> tuple[str, str | None, bool]:
    """The text with its kept brackets put back, and a bracket that is a series note taken out.

    Also whether that bracket stood behind the first of several pieces.
    """
    note, behind_first = None, False
    for found in _KEPT.finditer(text):
        if note is None and position_of_note(found[1]):
            before, _, after = text.partition(found[0])
            if " - " in before and after.lstrip().startswith("- ") and only_position(found[1]):
                # "Mira Vale - Ember (Book 2) - Ash": the number of what stands before it, the series.
                text = f"{before} {found[1]}{after}"
                continue
            note = found[1]
            behind_first = (
                " - " not in before.strip(" -") and after.lstrip().startswith("- ") and bool(before)
            )
            text = f"{before}{GONE}{after}"
    return text.replace(OPEN, "(").replace(CLOSE, ")"), note, behind_first


def _apply_note(roles: Roles, note: str) -> None:
    if not roles.series and (mark := position_of_note(note)):
        # "Ember Trilogy (Books 1-3)": without a name the numbers count the books of what stands before.
        several = roles.title if "-" in mark.number else ""
        roles.series, roles.position = series_name(mark.name) or several or None, mark.number
        roles.evidence += 3
