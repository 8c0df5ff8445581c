"""Authors as labels name them: a piece of its own, or behind "by"."""

import re

from mamcrawler.library.media_words import words
from mamcrawler.library.name_parts import clean_author
from mamcrawler.library.names import split_names
from mamcrawler.library.person_evidence import CERTAIN, person_score
from mamcrawler.library.placeholders import is_placeholder

_BY_WORDS = (" by ", " von ", " par ", " door ", " av ", " af ", " di ")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_SEVERAL = re.compile(r"[,&;/|]|\s(?:and|with)\s", re.IGNORECASE)
_AND = re.compile(r"\s+(?:&|and)\s+")
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){1,3}\.?")
# What clean_author would look into: a name with one of these words may hold more than a name.
_NO_NAME_WORDS = words(
    "by of works work best collection anthology omnibus complete collected selected stories novels books "
    "audiobook the"
)
# How a text begins that stands for nobody.
_NOBODY = re.compile(r"(?:various|unknown|multiple|anonymous|no|v\.?a|full)\b", re.IGNORECASE)
_NOBODY_STARTS = frozenset("aAfFmMnNuUvV")
_OBJECTS = words("me you him her us them it myself yourself one step day night side land sea")


def authors_of(text: str) -> list[str]:
    """The authors a piece names, first names first, without collection words.

    >>> authors_of("Oakhollow, Mira & Tobin Farrow"), authors_of("Mira Vale Anthology")
    (['Mira Oakhollow', 'Tobin Farrow'], ['Mira Vale'])
    """
    if text.islower() or text.isupper():
        text = text.title()
    if _is_plain_name(text):
        return [] if is_nobody(text) else [text]
    if "(" in text:
        if "(AKA)" in text.upper():
            # Two names of one person, as the label has them.
            return [text]
        text = _BRACKET.sub(" ", text).strip() or text
    names = names_in(text) if _SEVERAL.search(text) else [text]
    cleaned = (name if _is_plain_name(name) else clean_author(name) for name in names)
    return [name for name in cleaned if name and not is_nobody(name)]


def _is_plain_name(text: str) -> bool:
    """Whether a text is a full name with nothing around it, which `clean_author` would leave as it is."""
    return _PLAIN_NAME.fullmatch(text) is not None and _NO_NAME_WORDS.isdisjoint(text.casefold().split())


def is_nobody(text: str) -> bool:
    """Whether a text stands where an author should and names none: "Various Authors", "Unknown"."""
    return text[:1] in _NOBODY_STARTS and _NOBODY.match(text) is not None and is_placeholder(text)


def names_in(text: str) -> list[str]:
    """The names of a row (rule L7); plain full names joined by "&" or "and" need no closer look."""
    if "," not in text:
        parts = _AND.split(text)
        if all(map(_PLAIN_NAME.fullmatch, parts)):
            return parts
    return split_names(text)


def title_by_author(text: str) -> tuple[str, str] | None:
    """Title and author of "Ember by Mira Vale"; None where what follows "by" is no name ("Stand by Me").

    Words for "by" of other languages count only before the certain name of a person.

    >>> title_by_author("Ember by Night by Mira Vale"), title_by_author("Stand by Me")
    (('Ember by Night', 'Mira Vale'), None)
    """
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    start, word = max((folded.rfind(word), word) for word in _BY_WORDS)
    if start < 0:
        return None
    title, who = text[:start].rstrip(" ,-–:"), text[start + len(word) :].strip()
    least = CERTAIN if word != " by " else -1 if " " in who else 0
    name = who.casefold()
    if not title or who[:1].islower() or name in _OBJECTS or title.casefold().endswith(name):
        return None
    return (title, who) if person_score(who) >= least else None
