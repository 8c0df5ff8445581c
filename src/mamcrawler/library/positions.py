"""Positions in a series (rule S12): what "1-3+13.5", "5p3" or "Vol. IV" mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from mamcrawler.library.folding import DASH_CLASS, DASHES, fold
from mamcrawler.library.number_words import number_of

Kind = Literal["one", "many", "part", "none", "unreadable"]

HIGHEST = 999
MOST_NUMBERS = 100


@dataclass(frozen=True, slots=True)
class Span:
    """One piece as it is written: a number (`low == high`), a range, and the part where one is named."""

    low: Decimal
    high: Decimal
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The books of a series that something covers.

    `numbers` ascend: both ends of a range and the whole numbers between. For kind `part` they hold the one
    book and `parts` its parts that are covered, of `part_total` where that is said. `ambiguous` marks a comma
    that may be a decimal one. Kinds `none` (no text) and `unreadable` (never guessed) have no numbers.
    """

    kind: Kind
    numbers: tuple[Decimal, ...] = ()
    parts: tuple[int, ...] = ()
    part_total: int | None = None
    raw: str = ""
    spans: tuple[Span, ...] = ()
    ambiguous: bool = False

    @property
    def part(self) -> int | None:
        """The first covered part of kind `part`."""
        return self.parts[0] if self.parts else None

    @property
    def number(self) -> Decimal | None:
        """The number of kind `one`."""
        return self.numbers[0] if self.kind == "one" else None

    def whole_numbers(self) -> frozenset[int]:
        """The whole books covered, from 1; parts of a book cover none by themselves."""
        if self.kind == "part":
            return frozenset()
        return frozenset(int(number) for number in self.numbers if number >= 1 and number == int(number))


NO_POSITION = Position("none")

_DASH = f"[{DASH_CLASS}~]"
_NUMBER = r"\d{1,6}(?:\.\d+)?|\.\d+"
_NOISE = re.compile(r"[#\[\](){}]|\b(?:books?|bks?|vols?|volumes?|nos?|numbers?|nrs?|days?)\b\.?")
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
_OF = re.compile(r"(?<=[\w.])\s*(?:\bof\s+|(?<=\d)of)(\w+)$")
_SEPARATOR = re.compile(r"\s*(?:[;+&/]|\band\b)\s*")
_PART = re.compile(r"(?<=\d)\s*[,:]?\s*(?:\bparts?\b|pt|p)\.?\s*(?=\d|[a-d]\b)")
_DECIMAL_COMMA = re.compile(r"(?<![\d,.])(\d*),5(?!\d)")
_WORD = re.compile(r"[a-z]+")
_PIECE = re.compile(
    rf"(?P<low>{_NUMBER})(?:p?(?P<lowpart>[a-d])|p(?P<lownum>\d+))?"
    rf"(?:\s*{_DASH}+\s*(?P<high>{_NUMBER})?(?:p?(?P<highpart>[a-d])|p(?P<highnum>\d+))?)?"
)


@lru_cache(maxsize=1 << 14)
def parse_position(text: str | None) -> Position:
    """The position a text names.

    >>> [str(number) for number in parse_position("1-3+13.5").numbers]
    ['1', '2', '3', '13.5']
    >>> parse_position("5 part 3 of 5").parts, parse_position("5 part 3 of 5").part_total
    ((3,), 5)
    >>> parse_position("omnibus").kind
    'unreadable'
    """
    raw = (text or "").strip()
    plain = _plain(raw)
    if not plain:
        return Position("none" if not re.search(r"\w", raw) else "unreadable", raw=raw)
    plain, total = _without_total(plain)
    plain = _PART.sub("p", plain)
    spans: list[Span] = []
    ambiguous = False
    for strong in _SEPARATOR.split(plain):
        decimal_comma = _has_decimal_comma(strong)
        ambiguous |= bool(re.fullmatch(r"\d+,\d", strong)) and not decimal_comma
        pieces = [_DECIMAL_COMMA.sub(r"\1.5", strong)] if decimal_comma else strong.split(",")
        for piece in pieces:
            span = _span(piece.strip())
            if span is None:
                return Position("unreadable", raw=raw)
            spans.append(span)
    return _position(raw, tuple(spans), total, ambiguous)


def of_numbers(numbers: Iterable[int | float | str | Decimal]) -> Position:
    """The position that covers exactly these numbers.

    >>> format_position(of_numbers([1, 2, 3, 13.5]))
    '1-3, 13.5'
    """
    exact = tuple(sorted({Decimal(str(number)) for number in numbers}))
    if not exact:
        return NO_POSITION
    spans = tuple(Span(number, number) for number in exact)
    kind: Kind = "one" if len(exact) == 1 else "many"
    return Position(kind, exact, raw=", ".join(map(plain_number, exact)), spans=spans)


def plain_number(number: Decimal | float | int) -> str:
    """A number without needless digits.

    >>> plain_number(1.0), plain_number(Decimal("3.50")), plain_number(10)
    ('1', '3.5', '10')
    """
    exact = Decimal(str(number))
    return f"{exact:f}".rstrip("0").rstrip(".") if exact % 1 else str(int(exact))


def format_position(position: Position) -> str:
    """The position as a person writes it; runs of whole numbers become ranges. Empty where there is none.

    >>> format_position(parse_position("Book 07"))
    '7'
    >>> format_position(parse_position("2b"))
    '2 part 2'
    """
    if position.kind == "part":
        parts = "-".join(str(part) for part in sorted({position.parts[0], position.parts[-1]}))
        return f"{plain_number(position.numbers[0])} part {parts}"
    runs = [[number, number] for number in position.numbers if number % 1]
    for number in (number for number in position.numbers if not number % 1):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(
        plain_number(low) if low == high else f"{plain_number(low)}-{plain_number(high)}"
        for low, high in sorted(runs)
    )


def shown_position(text: str) -> str:
    """A position as it is shown: read where it can be read, else as it is.

    >>> shown_position("#07"), shown_position("1.0"), shown_position("1-3"), shown_position("prequel")
    ('7', '1', '1-3', 'prequel')
    """
    return format_position(parse_position(text)) or text.strip()


def _plain(raw: str) -> str:
    for sign, decimal in _FRACTIONS.items():
        raw = raw.replace(sign, decimal)
    text = " ".join(_NOISE.sub(" ", fold(raw)).split()).lstrip(" ,;:").rstrip(" .,;:")
    return _WORD.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    """A number word or roman numeral in digits; every other word as it is."""
    number = number_of(match[0])
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    # A letter that clings to a digit names a part ("2b") or is a marker ("5p3"), never a roman numeral.
    return match[0] if number is None or any(char.isdigit() for char in around) else str(number)


def _without_total(text: str) -> tuple[str, int | None]:
    """The text without a closing "of N", and N."""
    if not (match := _OF.search(text)):
        return text, None
    total = number_of(match[1])
    return (text, None) if total is None else (text[: match.start()], total)


def _has_decimal_comma(piece: str) -> bool:
    """Exactly one comma, no blank after it, fraction 5, and 5 is not the next whole number."""
    if piece.count(",") != 1 or not (match := _DECIMAL_COMMA.search(piece)):
        return False
    return match[1] != "4" and match[1].lstrip("0") != "4"


def _span(piece: str) -> Span | None:
    match = _PIECE.fullmatch(piece)
    if not match:
        return None
    low = Decimal(match["low"])
    low_part = match["lowpart"] or match["lownum"]
    high_part = match["highpart"] or match["highnum"]
    ranged = len(piece) > match.end("low") and any(dash in piece for dash in DASHES + "~")
    if not ranged:
        return Span(low, low, low_part) if low <= HIGHEST else None
    if match["high"] is None and high_part is None:
        return None
    # "5p1-3" and "5p1-5p3" name parts of one book; other ranges with parts are not understood.
    if low_part:
        same_book = match["high"] is None or high_part is None or Decimal(match["high"]) == low
        last = high_part or match["high"]
        return Span(low, low, f"{low_part}-{last}") if same_book and last and low <= HIGHEST else None
    if high_part or match["high"] is None:
        return None
    high = Decimal(match["high"])
    return Span(low, high) if low <= high <= HIGHEST else None


def _position(raw: str, spans: tuple[Span, ...], total: int | None, ambiguous: bool) -> Position:
    decimal_parts = _decimal_parts(spans)
    if decimal_parts:
        book, parts = decimal_parts
        return Position("part", (book,), parts, total, raw, spans)
    if any(span.part for span in spans):
        found = _named_parts(spans)
        if found is None:
            return Position("unreadable", raw=raw)
        return Position("part", (spans[0].low,), found, total, raw, spans)
    numbers: set[Decimal] = set()
    for span in spans:
        between = range(int(span.low) + 1, int(span.high) + 1)
        if len(between) > MOST_NUMBERS:
            return Position("unreadable", raw=raw)
        numbers |= {span.low, span.high} | {Decimal(whole) for whole in between}
    if sum(number % 1 == 0 for number in numbers) > MOST_NUMBERS:
        return Position("unreadable", raw=raw)
    kind: Kind = "one" if len(numbers) == 1 else "many"
    return Position(kind, tuple(sorted(numbers)), (), None, raw, spans, ambiguous)


def _decimal_parts(spans: tuple[Span, ...]) -> tuple[Decimal, tuple[int, ...]] | None:
    """Book and parts of "X.a-X.b" with the same X."""
    if len(spans) != 1 or spans[0].part or spans[0].low == spans[0].high:
        return None
    low, high = spans[0].low, spans[0].high
    if int(low) != int(high) or not low % 1 or not high % 1:
        return None
    first, last = (int(str(number).partition(".")[2]) for number in (low, high))
    if first >= last or last - first >= MOST_NUMBERS:
        return None
    return Decimal(int(low)), tuple(range(first, last + 1))


def _named_parts(spans: tuple[Span, ...]) -> tuple[int, ...] | None:
    """The parts of the one book that all spans name; none where they name several books or a whole one."""
    if len({span.low for span in spans}) != 1 or not all(span.part for span in spans):
        return None
    parts: set[int] = set()
    for span in spans:
        ends = [_part_number(end) for end in (span.part or "").split("-")]
        if ends[0] > ends[-1] or ends[-1] - ends[0] >= MOST_NUMBERS:
            return None
        parts |= set(range(ends[0], ends[-1] + 1))
    return tuple(sorted(parts))


def _part_number(text: str) -> int:
    return "abcd".index(text) + 1 if text in ("a", "b", "c", "d") else int(text)
