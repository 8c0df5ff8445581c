"""The parts of one person's name, read from any spelling of it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mamcrawler.library.folding import DASH_CLASS, fold, straight, tidy
from mamcrawler.library.name_words import (
    AUTHOR_ROLES,
    CAPITAL_SUFFIXES,
    COLLECTION_PHRASES,
    GIVEN_NAME_LIKE,
    HONORIFICS,
    OTHER_ROLES,
    PARTICLES,
    SUFFIXES,
)

_BRACKETED = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\})")
_DASHED_NOTE = re.compile(rf"\s+[{DASH_CLASS}]+\s+(.*)$")
_ROLE_FIRST = re.compile(
    r"^(?:(narrated|read|performed|voiced|translated|edited|illustrated|written|adapted|compiled)\s+by"
    r"|(author|narrator|translator|editor|illustrator|reader)s?\s*:|by)\s+",
    re.IGNORECASE,
)
_LIFE_DATES = re.compile(
    r",?\s*(?:\bb\.?\s*|\bborn\s+|\bd\.?\s*)?\b[12]\d{3}\??\s*(?:-\s*(?:[12]\d{3}\??)?)?\.?$"
)
# A degree after a lone surname would leave nobody's first name.
_TWO_INITIALS = re.compile(r"[A-Z](?:\. ?| )[A-Z]\.?")
_COLLECTIONS = "|".join(phrase.replace(" ", r"\s+") for phrase in COLLECTION_PHRASES)
_COLLECTION_FIRST = re.compile(rf"^(?:{_COLLECTIONS})(?:\s*[{DASH_CLASS}:]+\s*|\s+)(?=\S)", re.IGNORECASE)
_COLLECTION_LAST = re.compile(
    rf"(?<=\S)(?:'s)?(?:\s*[{DASH_CLASS}:,]+\s*|\s+)(?:{_COLLECTIONS})$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, as written; a part that is not there is empty. `last` holds particles ("de Camp")."""

    honorific: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""

    @property
    def given(self) -> str:
        """First and middle names."""
        return f"{self.first} {self.middle}".strip()


@dataclass(frozen=True, slots=True)
class Credit:
    """A name without notes, and the role the notes give it: "author", another role, or empty."""

    name: str
    role: str = ""


@lru_cache(maxsize=1 << 16)
def read_credit(text: str) -> Credit:
    """A name and its role.

    >>> read_credit("Mira Oakhollow - translator")
    Credit(name='Mira Oakhollow', role='translator')
    >>> read_credit("Tobin Farrow (Captain Vane of The Lantern)")
    Credit(name='Tobin Farrow', role='')
    """
    name = straight(tidy(text))
    roles = []
    if match := _ROLE_FIRST.match(name):
        name = name[match.end() :]
        roles.append(match[1] or match[2] or "author")
    roles += [" ".join(groups) for groups in _BRACKETED.findall(name)]
    # A name that stands wholly in brackets is a name, not a note.
    name = " ".join(_BRACKETED.sub(" ", name).split()) or tidy(re.sub(r"[()\[\]{}]", " ", name))
    if (match := _DASHED_NOTE.search(name)) and _role(match[1]):
        name = name[: match.start()]
        roles.append(match[1])
    head, comma, tail = name.rpartition(",")
    if comma and _role(tail) and head.strip():
        name, roles = head.strip(), [*roles, tail]
    return Credit(name.strip(" ,;"), next(filter(None, map(_role, roles)), ""))


def is_author(text: str) -> bool:
    """Whether a credit names someone who wrote; translators, editors, narrators and the like did not.

    >>> is_author("Mira Oakhollow"), is_author("Ann Vale (illustrator)")
    (True, False)
    """
    return read_credit(text).role in ("", "author")


@lru_cache(maxsize=1 << 16)
def clean_author(text: str) -> str:
    """The name as a reader writes it: first names first, without notes, collection words and life dates.

    >>> clean_author("Oakhollow, Mira D.")
    'Mira D. Oakhollow'
    >>> clean_author("Complete Works of Mira Oakhollow")
    'Mira Oakhollow'
    """
    name = text
    while (cleaner := _cleaner(name)) != name:
        name = cleaner
    return name


def _cleaner(text: str) -> str:
    name = without_collection_words(read_credit(text).name)
    return flipped(_LIFE_DATES.sub("", name).strip(" ,;"))


def without_collection_words(name: str) -> str:
    """The name without "Complete Works of" and the like at either end."""
    while (shorter := _COLLECTION_LAST.sub("", _COLLECTION_FIRST.sub("", name))) != name:
        name = shorter
    return name


def flipped(name: str) -> str:
    """ "Last, First" and "Last, First, Jr." with the first names first; every other text as it is.

    >>> flipped("de la Vane, Nora K."), flipped("Oakhollow, Mira, PhD"), flipped("Sean Dell, Jr.")
    ('Nora K. de la Vane', 'Mira Oakhollow PhD', 'Sean Dell, Jr.')
    """
    surname, *rest = (piece.strip() for piece in name.split(","))
    suffixes = [piece for piece in rest if is_suffix(piece)]
    given = [piece for piece in rest if piece and not is_suffix(piece)]
    if len(given) != 1 and not (len(given) == 0 and len(rest) == 1 and are_initials_of(rest[0], surname)):
        return name
    first = given[0] if given else rest[0]
    if not given:
        suffixes = []
    words = surname.split()
    own_suffix = [words.pop()] if len(words) > 1 and is_suffix(words[-1]) else []
    # A double surname before one first name or initials; "Mira Oakhollow, Ann Vale" are two people.
    is_double = len(words) == 2 and (len(first.split()) == 1 or all(map(is_initial, first.split())))
    if len(first.split()) > 3 or not (is_surname(words) or is_double):
        return name
    return " ".join([first, *words, *own_suffix, *suffixes])


@lru_cache(maxsize=1 << 16)
def read_name(text: str) -> PersonName:
    """The parts of a name without notes.

    >>> read_name("Dr. L. Nora de Vane Jr.")
    PersonName(honorific='Dr.', first='L.', middle='Nora', last='de Vane', suffix='Jr.')
    >>> read_name("Oakhollow")
    PersonName(honorific='', first='', middle='', last='Oakhollow', suffix='')
    """
    words = clean_author(text).replace(",", " ").split()
    honorifics: list[str] = []
    while len(words) > 1 and bare(words[0]) in HONORIFICS:
        honorifics.append(words.pop(0))
    suffixes: list[str] = []
    while len(words) > 1 and is_suffix(words[-1]):
        suffixes.insert(0, words.pop())
    if len(words) == 1 and honorifics:
        # "Dr. Vane": what precedes a lone surname is all the first name there is.
        return PersonName("", " ".join(honorifics), "", words[0], " ".join(suffixes))
    start = _surname_start(words)
    given = words[:start]
    return PersonName(
        " ".join(honorifics),
        " ".join(given[:1]),
        " ".join(given[1:]),
        " ".join(words[start:]),
        " ".join(suffixes),
    )


def bare(word: str) -> str:
    """A word folded and without dots and commas."""
    return fold(word).replace(".", "").strip(",;:")


def is_suffix(word: str) -> bool:
    """Whether a word (or "Ph. D.") is a suffix of a name."""
    plain = bare(word).replace(" ", "")
    if plain == "jr" and "." in word.rstrip("."):
        # "J.R." are initials.
        return False
    if plain in CAPITAL_SUFFIXES:
        return word.replace(".", "").isupper()
    return plain in SUFFIXES


def is_initial(word: str) -> bool:
    """Whether a word is made of initials ("J.", "J.R.R."), not a name written out."""
    letters = word.replace(".", "").replace("-", "")
    return letters.isalpha() and (
        len(letters) == 1 or ("." in word and letters.isupper() and len(letters) <= 4)
    )


def is_surname(words: list[str]) -> bool:
    """Whether words have the shape of a surname before a comma: one word, or particles and one word."""
    return bool(words) and all(bare(word) in PARTICLES for word in words[:-1]) and len(words) <= 4


def are_initials_of(text: str, surname: str) -> bool:
    """Whether what follows a lone surname and a comma is initials, though it looks like a suffix.

    >>> are_initials_of("J. D.", "Oakhollow"), are_initials_of("MD", "Vale"), are_initials_of("JR", "Ann")
    (True, False, True)
    >>> are_initials_of("J. D.", "Mira Oakhollow"), are_initials_of("Jr.", "Oakhollow")
    (False, False)
    """
    return is_surname(surname.split()) and (text == "JR" or _TWO_INITIALS.fullmatch(text) is not None)


def _surname_start(words: list[str]) -> int:
    """The index at which the surname with its particles begins."""
    start = len(words) - 1
    while start > 0 and bare(words[start - 1]) in PARTICLES:
        # The first of all words is a particle only where it cannot be a given name.
        if start == 1 and words[0][:1].isupper() and bare(words[0]) in GIVEN_NAME_LIKE:
            break
        start -= 1
    return max(start, 0)


def _role(note: str) -> str:
    """The role a note names: "author", the first word of another role, or empty for any other note."""
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", fold(note))
    if any(word in AUTHOR_ROLES for word in found):
        return "author"
    return next((word for word in found if word in OTHER_ROLES), "")
