"""Numbers that are written as words or as roman numerals."""

from mamcrawler.library.foreign_numbers import CARDINALS, ONES

_UP_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_UP_TO_TWENTY = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_ROMAN_TENS = ("", "x", "xx", "xxx")
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

WORDS = {word: number for number, word in enumerate(f"{_UP_TO_TWELVE} {_UP_TO_TWENTY}".split(), 1)}
# What may stand after a word for volumes, in any of the languages.
VOLUME_WORDS = WORDS | CARDINALS | ONES
ROMAN = {_ROMAN_TENS[number // 10] + _ROMAN_ONES[number % 10]: number for number in range(1, 40)}


def number_of(word: str) -> int | None:
    """The number a folded word names: digits, one to twenty, or roman I to XXXIX.

    >>> number_of("seven"), number_of("xiv"), number_of("07"), number_of("lantern")
    (7, 14, 7, None)
    >>> number_of("zwei"), number_of("trois")
    (2, 3)
    """
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 6 else None
    return VOLUME_WORDS.get(word) or ROMAN.get(word)
