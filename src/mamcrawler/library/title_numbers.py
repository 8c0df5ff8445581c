"""Numbers in titles: figures, number words and roman numerals in one spelling (rules S8 step 7 and S9)."""

from functools import lru_cache

from mamcrawler.library import foreign_numbers as foreign
from mamcrawler.library.number_words import ROMAN, VOLUME_WORDS, WORDS

_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
} | foreign.TENS
_ONES = WORDS | foreign.CARDINALS
_BELOW_100 = frozenset(_TENS) | frozenset(_ONES)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000} | foreign.SCALES
_FIRST_WORDS = _BELOW_100 | frozenset(_SCALES)
# I, V and X are letters and words too; beyond XX a roman numeral is rarer than a name.
_LAST_WORDS = {
    numeral: value for numeral, value in ROMAN.items() if 2 <= value <= 20 and value not in (5, 10)
}
_AFTER_MARKER = {numeral: value for numeral, value in ROMAN.items() if value <= 20} | VOLUME_WORDS
_MARKERS = frozenset("book volume part vol bk pt band buch teil tome livre libro deel".split())


def with_figures(words: list[str]) -> list[str]:
    """The words with every number in figures without leading zeros.

    >>> with_figures("twenty thousand leagues".split()), with_figures("salt road hero ii".split())
    (['20000', 'leagues'], ['salt', 'road', 'hero', '2'])
    >>> with_figures("thirty nine steps".split()), with_figures("part v 007".split())
    (['39', 'steps'], ['part', '5', '7'])
    >>> with_figures("malcolm x".split()), with_figures("one hundred and one ways".split())
    (['malcolm', 'x'], ['101', 'ways'])
    >>> with_figures("zwanzigtausend meilen".split()), with_figures("vingt mille lieues".split())
    (['20000', 'meilen'], ['20000', 'lieues'])
    """
    found: list[str] = []
    index = 0
    while index < len(words):
        # Few words begin a number, and most titles have none.
        value, used = _number_words(words, index) if words[index] in _FIRST_WORDS else (0, 0)
        if used:
            found.append(str(value))
            index += used
            continue
        found.append(_figure(words, index))
        index += 1
    return found


@lru_cache(maxsize=1 << 13)
def numbers(words: tuple[str, ...]) -> frozenset[str]:
    """The numbers among words that `with_figures` has spelled.

    >>> sorted(numbers(("apollo", "13", "day", "2")))
    ['13', '2']
    """
    return frozenset(word for word in words if word.isdecimal())


def _figure(words: list[str], index: int) -> str:
    word = words[index]
    if word in foreign.COMPOUNDS:
        return str(foreign.COMPOUNDS[word])
    if word.isascii() and word.isdecimal():
        return word.lstrip("0") or "0"
    if index and words[index - 1] in _MARKERS and word in _AFTER_MARKER:
        return str(_AFTER_MARKER[word])
    if index and index == len(words) - 1 and word in _LAST_WORDS:
        return str(_LAST_WORDS[word])
    return word


def _number_words(words: list[str], start: int) -> tuple[int, int]:
    """The value of the number words that begin at `start`, and how many there are; (0, 0) for none."""
    total = current = 0
    index = start
    previous = ""
    while index < len(words):
        word = words[index]
        if word in _SCALES and (current or index == start):
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        elif word in _TENS and previous not in _TENS and previous not in _ONES:
            current += _TENS[word]
        elif word in _ONES and previous not in _ONES and not (previous in _TENS and _ONES[word] >= 10):
            current += _ONES[word]
        elif (
            word == "and"
            and previous in _SCALES
            and index + 1 < len(words)
            and words[index + 1] in _BELOW_100
        ):
            pass  # "one hundred and one"
        else:
            break
        previous = word
        index += 1
    return total + current, index - start
