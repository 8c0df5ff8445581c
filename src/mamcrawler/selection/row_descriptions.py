"""What the one-line description (the tags) of a tracker's row says about a recording."""

import re
from dataclasses import dataclass
from datetime import date

from mamcrawler.library.media_text import Form, bitrate_from_text, duration_from_text, form_from_text
from mamcrawler.library.narrator_phrases import find_narration

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
        "oct october|nov november|dec december".split("|"),
        1,
    )
    for name in names.split()
}
_LABEL = re.compile(r"\b(?:released?|published|publication)(?:\s+date|\s+on)?\b\s*[:=-]?\s*", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:^|[(\[;|,])\s*"
    r"(\d{1,2}(?:st|nd|rd|th)?[ .-]+[a-z]{3,9}\.?,?[ .-]+\d{4}"
    r"|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d{2}-\d{2})"
    r"\s*(?=[)\];|,:]|$)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s.-]+(\d{4})\b", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b")
_NUMBERS = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})\b")


@dataclass(frozen=True, slots=True)
class RowDescription:
    """What a description states; the rest is None or empty. `duration` is seconds."""

    bitrate_kbps: int | None
    duration: int | None
    release_date: date | None
    form: Form | None
    narrators: tuple[str, ...]


def parse_description(text: str) -> RowDescription:
    """Bit rate (S2), duration (S4), form (S7), narrators (M21) and release date of a description.

    >>> row = parse_description("Released 3-May-2021, 64k, 9 hrs and 2 mins, Unabridged, read by Ann Vale")
    >>> row.bitrate_kbps, row.duration, str(row.release_date), row.form, row.narrators
    (64, 32520, '2021-05-03', 'unabridged', ('Ann Vale',))
    """
    return RowDescription(
        bitrate_kbps=bitrate_from_text(text),
        duration=duration_from_text(text),
        release_date=release_date_from_text(text),
        form=form_from_text(text),
        narrators=find_narration(text).narrators,
    )


def release_date_from_text(text: str) -> date | None:
    """The date behind "release" or "published", or one that stands alone in brackets or between commas.

    Day and month in numbers count only behind such a word and where they cannot be exchanged.

    >>> str(release_date_from_text("Audible.com Release Date : March 21st, 2023"))
    '2023-03-21'
    >>> release_date_from_text("Release 03/04/21") is None
    True
    """
    for label in _LABEL.finditer(text):
        if (found := _date_at(text, label.end())) is not None:
            return found
    for place in _ALONE.finditer(text):
        if (found := _date_at(place[1], 0)) is not None:
            return found
    return None


def _date_at(text: str, start: int) -> date | None:
    if found := _MONTH_FIRST.match(text, start):
        return _date(int(found[3]), _MONTHS.get(found[1].casefold()), int(found[2]))
    if found := _DAY_FIRST.match(text, start):
        return _date(int(found[3]), _MONTHS.get(found[2].casefold()), int(found[1]))
    if found := _YEAR_FIRST.match(text, start):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text, start):
        first, second, year = (int(number) for number in found.groups())
        year += 2000 if year < 100 else 0
        if first > 12 >= second:
            return _date(year, second, first)
        if second > 12 >= first or first == second:
            return _date(year, first, second)
    return None


def _date(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month, day) if month and year >= 1990 else None
    except ValueError:
        return None
