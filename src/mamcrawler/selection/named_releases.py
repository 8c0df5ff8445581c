"""Whether a release known only by its name holds a certain book."""

import re
from collections.abc import Sequence
from typing import Literal

from mamcrawler.library.folding import fold
from mamcrawler.library.names import match_people, person_key, read_name
from mamcrawler.library.title_scores import MATCH, MAYBE, title_score
from mamcrawler.library.titles import NormalTitle, normalise
from mamcrawler.selection.release_names import parse_release_name

Verdict = Literal["reject", "accept", "strong"]

_WORD = re.compile(r"\w+(?:['’.]\w+)*\.?")
_NESTED = re.compile(r"\s*[/\\]\s*")


def name_against_book(
    name: str, title: str, authors: Sequence[str], *, author_needed: bool = True
) -> Verdict:
    """What the name of a release says about a book.

    `strong`: the name splits into this author and this title. `accept`: the author stands in it somewhere
    and the rest is the title, or, where no author is needed, the title fits and no other author is named.

    >>> name_against_book("Mira Oakhollow - Ember Road [M4B]", "Ember Road: A Novel", ["Mira Oakhollow"])
    'strong'
    >>> name_against_book("Ember Road Mira Oakhollow", "Ember Road", ["Mira Oakhollow"])
    'accept'
    >>> name_against_book("Ember Road [M4B]", "Ember Road", ["Mira Oakhollow"])
    'reject'
    """
    wish = normalise(title, authors=authors)
    # The innermost of nested folders names the book.
    pieces = [name, *reversed(_NESTED.split(name))] if _NESTED.search(name) else [name]
    verdicts = [_one_name(piece, wish, authors, author_needed) for piece in pieces]
    return next((verdict for verdict in ("strong", "accept") if verdict in verdicts), "reject")


def _one_name(name: str, wish: NormalTitle, authors: Sequence[str], author_needed: bool) -> Verdict:
    parsed = parse_release_name(name)
    author = match_people(authors, parsed.authors)
    told = f"{parsed.title}: {parsed.subtitle}" if parsed.subtitle else parsed.title
    series = (parsed.series,) if parsed.series else ()
    score = title_score(wish, normalise(told, series=series, authors=authors))
    if parsed.is_collection:
        score = min(score, MAYBE)
    if author == "equal" and score >= MATCH:
        return "strong"
    rest = without_person(name, authors)
    if rest is not None:
        around = title_score(wish, normalise(rest, series=series, authors=authors))
        return "accept" if max(around, score) >= MATCH else "reject"
    if not author_needed and author in ("unknown", "possible") and score >= MATCH:
        return "accept"
    return "reject"


def without_person(text: str, people: Sequence[str]) -> str | None:
    """The text without the first of these people's names that stands in it in any spelling; None without.

    >>> without_person("The Hero J R Oakhollow", ["J.R. Oakhollow"]), without_person("The Hero", ["Ann Vale"])
    ('The Hero', None)
    """
    words = list(_WORD.finditer(text))
    for person in people:
        wanted = person_key(person)
        turned = read_name(person)
        spellings = {wanted, person_key(f"{turned.first} {turned.last}")} - {""}
        for start in range(len(words)):
            letters = ""
            for end in range(start, min(start + 6, len(words))):
                letters += "".join(char for char in fold(words[end][0]) if char.isalnum())
                if letters in spellings:
                    rest = f"{text[: words[start].start()]} {text[words[end].end() :]}"
                    return " ".join(rest.split()).strip(" -:,;")
    return None
