"""The number a title gives its book: in a known series, or as its own."""

import re
from collections.abc import Sequence
from functools import lru_cache

from mamcrawler.library.folding import DASH_CLASS, fold, straight, tidy
from mamcrawler.library.positions import NO_POSITION, Position
from mamcrawler.library.series_identity import same_series
from mamcrawler.library.series_notes import GROUP, series_from_title
from mamcrawler.library.series_refs import MARKER, readable

_BY = re.compile(r"\s+by\s+(?=[^\W\d_]).*$", re.IGNORECASE)
_COLLECTION_WORDS = (
    r"(?:omnibus|collection|compilation|bundle|box(?:ed)?\s?set|edition|series|saga|trilogy|cycle|chronicles)"
)
_COLLECTION = re.compile(
    r"^the complete\s+|[\s,:]+(?:omnibus|collection|compilation|bundle|box(?:ed)?\s?set|edition)\b",
    re.IGNORECASE,
)

_FORMS = ("saga", "trilogy", "cycle", "chronicles")
_LINK = rf"[\s,:;.#(\[{DASH_CLASS}]"
_NUMBER = r"\d{1,3}(?:\.\d+)?"
# What may stand between the name of a series and the number: "Salt Road Collection: Books 1-3".
_AFTER_NAME = re.compile(
    rf"{_LINK}*(?:(?:the complete\s+)?{_COLLECTION_WORDS}\b{_LINK}*)?"
    r"(?P<marker>(?:books?|bk|vols?|volumes?|no|number|day)\b[\s.#]*)?"
    rf"(?P<position>{_NUMBER}(?:\s*(?:[{DASH_CLASS}&+]|\band\b)\s*{_NUMBER})*|[a-z]{{2,}}|[iv](?=$))"
    rf"(?=$|[\s,:;.)\]{DASH_CLASS}])"
)
_BEFORE_NAME = re.compile(
    rf"(?:^|[\s(\[#{DASH_CLASS}])(?P<position>{_NUMBER})(?:\s*[{DASH_CLASS}:.,)\]]+\s*|\s+of\s+(?:the\s+)?|\s+)$"
)

# "(3) Glass Isles (Unabridged) by Ann Vale - Salt Road Series": the number first, the series last.
_FIRST_AND_LAST = re.compile(rf"^[(\[]?(?P<position>{_NUMBER})[)\].]\s.*\s[{DASH_CLASS}]+\s+(?P<name>\S.*)$")

# A number as the last word of a title is its own (rule S8 step 7: roman II to XX, but not V and X).
_OWN_NUMBER = re.compile(
    r"(?<=[\w.!?'])\s+(\d{1,2}(?=$|:\s)|(?!V\b|X\b)(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|XX?)(?=$|:\s))"
)
_RANGE_DASH = re.compile(rf"(?<=\d)\s*[{DASH_CLASS}]\s*(?=\d)")
_TO = re.compile(r"\s+(?:to|through|thru)\s+", re.IGNORECASE)
# Without a word for volumes only a short range at the end is one.
_BARE_RANGE = re.compile(rf"(?<=[\w.)])[\s,(]+((?:[1-9]|1\d)\s*[{DASH_CLASS}]\s*(?:[1-9]|[12]\d|30))\)?$")


def position_in(title: str, series: str, authors: Sequence[str] = ()) -> Position:
    """The position in a known series that a title names; none where it names none or another series' only.

    >>> [str(number) for number in position_in("Ann Vale - Salt Road 03", "Salt Road").numbers]
    ['3']
    >>> position_in("14 - Salt Road", "The Salt Road Series").number
    Decimal('14')
    >>> position_in("The Tide (Lantern Cycle #2)", "Salt Road").kind
    'none'
    """
    found = series_from_title(title)
    for note in found.notes:
        if note.name and same_series(_COLLECTION.sub("", note.name) or note.name, series):
            return note.position
        if not note.name and _name_pattern(series).search(_plain(found.title)):
            return note.position
    # A title that names other series and not ours belongs to them, whatever numbers it holds.
    if any(note.name and not _name_pattern(series).search(_plain(note.name)) for note in found.notes):
        return NO_POSITION
    ends = _FIRST_AND_LAST.match(straight(tidy(title)))
    if ends and same_series(ends["name"], series) and (position := readable(ends["position"])):
        return position
    line = _BY.sub("", GROUP.sub(_number_of_group, straight(tidy(title))))
    for author in authors:
        line = re.sub(rf"^{re.escape(author)}\s*[{DASH_CLASS}:]+\s*", "", line, flags=re.IGNORECASE)
    return _beside_name(_plain(line), series)


def volume(title: str) -> Position:
    """The number a title marks as its own, in whatever series.

    >>> volume("The Tide: Book 5").number, volume("Salt Road Hero 3").number
    (Decimal('5'), Decimal('3'))
    >>> volume("The Lantern of 1984").kind
    'none'
    """
    line = _RANGE_DASH.sub("-", straight(tidy(title)))
    for match in MARKER.finditer(line):
        words = re.split(rf"[:()\[\]]|\s[{DASH_CLASS}]\s", line[match.end() :], maxsplit=1)[0].strip(" ,;.")
        for told in (_TO.sub("-", words), re.split(r"[\s,]", words, maxsplit=1)[0]):
            if position := readable(told):
                return position
    found = _OWN_NUMBER.search(line)
    return (found and readable(found[1])) or NO_POSITION


def volume_range(title: str) -> tuple[int, int] | None:
    """First and last volume of a collection, where its title says so.

    >>> volume_range("Salt Road: Books 1-3"), volume_range("Salt Road, Book 3"), volume_range("1914-1918")
    ((1, 3), None, None)
    """
    position = volume(title)
    if position.kind == "none" and (match := _BARE_RANGE.search(straight(tidy(title)))):
        position = readable(match[1]) or NO_POSITION
    numbers = sorted(position.whole_numbers())
    if position.kind != "many" or not numbers or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    return numbers[0], numbers[-1]


def _number_of_group(match: re.Match[str]) -> str:
    """A bare number in brackets stays beside the name it follows; every other group goes."""
    content = (match[1] or match[2] or "").strip()
    return f" {content} " if content.isdigit() else " "


def _plain(text: str) -> str:
    return fold(text).replace("'", "").replace("&", " and ")


@lru_cache(maxsize=1 << 12)
def _name_pattern(series: str) -> re.Pattern[str]:
    """Finds a series' name in a plain text, whatever stands between its words."""
    words = re.findall(r"[^\W_]+", _plain(straight(series)))
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    if len(words) > 1 and words[-1] == "series":
        words = words[:-1]
    # "Lantern 2" is a book of "The Lantern Cycle".
    form = words.pop() if len(words) > 1 and words[-1] in _FORMS else ""
    name = r"[\W_]+(?:the\s+)?".join(map(re.escape, words))
    if form:
        name += rf"(?:[\W_]+{form}|(?![\W_]+(?:{'|'.join(_FORMS)})\b))"
    return re.compile(rf"(?<!\w)(?:(?:the|an?)\s+)?{name}(?!\w)" if words else r"(?!)")


def _beside_name(line: str, series: str) -> Position:
    """The number right after or right before the series' name in a plain line."""
    for name in _name_pattern(series).finditer(line):
        if after := _AFTER_NAME.match(line[name.end() :]):
            told = after["position"]
            at_the_end = name.end() + after.end() == len(line)
            # Without a marker a word or roman numeral counts only as the last word ("Salt Road II").
            if (told[0].isdigit() or after["marker"] or at_the_end) and (position := readable(told)):
                return position
        before = _BEFORE_NAME.search(line[: name.start()])
        if before and (position := readable(before["position"])):
            return position
    return NO_POSITION
