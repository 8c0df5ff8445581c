"""The forms in which a name is shown: surname first, first names first, initials set apart."""

from mamcrawler.library.folding import straight, tidy
from mamcrawler.library.name_lists import split_names
from mamcrawler.library.name_parts import flipped, is_suffix, read_name


def to_last_first(text: str) -> str:
    """The name with the surname before a comma; a single name stays, several names are joined by semicolons.

    >>> to_last_first("Nora K. Le Vane"), to_last_first("Sean Dell Jr."), to_last_first("Oakhollow")
    ('Le Vane, Nora K.', 'Dell, Sean, Jr.', 'Oakhollow')
    """
    line = straight(tidy(text))
    if flipped(line) != line:
        return line
    names = split_names(line)
    return "; ".join(map(_last_first, names)) if len(names) > 1 else _last_first(line)


def to_first_last(text: str) -> str:
    """The name with the first names first.

    >>> to_first_last("Oakhollow, Mira")
    'Mira Oakhollow'
    """
    return flipped(straight(tidy(text)))


def spaced_initials(name: str) -> str:
    """The name with a dot and a blank after every initial.

    >>> spaced_initials("J.R. Oakhollow"), spaced_initials("A K Vale"), spaced_initials("JRR Marsh")
    ('J. R. Oakhollow', 'A. K. Vale', 'J. R. R. Marsh')
    """
    words = name.split()
    return " ".join(_spaced(word, is_last=place == len(words)) for place, word in enumerate(words, 1))


def _last_first(text: str) -> str:
    name = read_name(text)
    given = f"{name.honorific} {name.given}".strip()
    if not given:
        return f"{name.last} {name.suffix}".strip()
    return ", ".join(filter(None, (name.last, given, name.suffix)))


def _spaced(word: str, *, is_last: bool) -> str:
    """A word of initials taken apart; a name written out and a suffix as they are."""
    letters = word.replace(".", "")
    dotted = "." in word[:-1]
    if not letters.isalpha() or not letters.isupper() or (is_last and (is_suffix(word) or not dotted)):
        return word
    # Capitals without dots are initials when there are two of them, or three that make no word.
    run_together = len(letters) == 2 or (len(letters) == 3 and set(letters).isdisjoint("AEIOUY"))
    return (
        " ".join(f"{letter}." for letter in letters) if len(letters) == 1 or dotted or run_together else word
    )
