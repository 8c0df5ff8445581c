"""Which words of a title, a series or a name are asked for (rule S22)."""

import re
from collections.abc import Iterable

from mamcrawler.library.folding import fold, straight
from mamcrawler.library.name_parts import read_name
from mamcrawler.library.title_text import plain

STOP_WORDS = frozenset("the a an of and in to for at on by with or".split())
LEAST_WORDS = 2

_WORD = re.compile(r"[\w']+")


def query_words(text: str, *, at_most: int | None = None, others: int = 0) -> tuple[str, ...]:
    """The words of a text that the index finds whole, each once and in order.

    Articles, small words and single letters go. Numbers go if another word remains. Words with an
    apostrophe go, because the index may split or join them; where the whole query, with `others` more words,
    would be left with fewer than two words, the part before the apostrophe stays.

    >>> query_words("The Name of the Wind"), query_words("Guards! Guards!"), query_words("1984")
    (('name', 'wind'), ('guards',), ('1984',))
    >>> query_words("Caliban's War"), query_words("Caliban's War", others=1)
    (('caliban', 'war'), ('war',))
    """
    tokens = [token.strip("'_") for token in _WORD.findall(plain(text).replace("_", " "))]
    kept = _without_numbers([token for token in tokens if "'" not in token and _is_word(token)])
    if len(kept) + others < LEAST_WORDS and any("'" in token for token in tokens):
        heads = [token.partition("'")[0] for token in tokens]
        kept = _without_numbers([head for head in heads if _is_word(head)])
    return tuple(kept[:at_most])


def surname(name: str) -> str:
    """The last word of a name without suffix, folded and in letters only.

    >>> surname("Patrick Rothfuss"), surname("Sean Dell Jr."), surname("Mary O'Brien")
    ('rothfuss', 'dell', 'obrien')
    """
    words = fold(straight(read_name(name).last)).replace("-", " ").split()
    return re.sub(r"[\W_]", "", words[-1]) if words else ""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that are asked for: no initials, no suffix.

    >>> name_words("James S. A. Corey"), name_words("Oakhollow, Mira D.")
    (('james', 'corey'), ('mira', 'oakhollow'))
    """
    parts = read_name(name)
    return query_words(f"{parts.given} {parts.last}".replace("'", ""))


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in order."""
    return tuple(dict.fromkeys(words))


def _is_word(token: str) -> bool:
    return len(token) > 1 and token not in STOP_WORDS


def _without_numbers(words: list[str]) -> list[str]:
    rest = [word for word in words if not word.isdecimal()]
    return list(once(rest or words))
