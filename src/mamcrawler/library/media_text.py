"""Technical facts read from free text: bit rate, duration, form and language (rules S2, S4, S7).

The text may be a tag line, a description, a title or a media-info value. A fact that is not there is None,
never a default.
"""

import re
from typing import Literal

from mamcrawler.library.media_words import AUDIOBOOK_WORDS, LANGUAGES

Form = Literal["unabridged", "abridged"]

KBPS_RANGE = (16, 512)
SECONDS_RANGE = (60, 400 * 3600)

_BITRATE = re.compile(
    r"(?<![\d.,:])(?:(?P<low>\d{2,3})\s?[-–/~]\s?)?(?P<kbps>\d{2,3})\s?"
    r"(?:(?:kbps|kbits?/s|kbit/sec|kbits|kb/s|kbs|kps)(?![a-z])|k(?=\s*(?:[@,;)\]}|]|$|(?:mono|stereo|joint|cbr|vbr|abr|mp3|m4b|m4a|aac)\b)))",
    re.IGNORECASE | re.MULTILINE,
)
_UNITS = {
    "hours": r"(?:hours?|hrs?|hr|h|stunden|std|heures?|horas?|uur|timer|timmar)(?![^\W\d_])\.?",
    "minutes": r"(?:minutes?|mins?|min|m|minuten|minutos?)(?![^\W\d_])\.?",
    "seconds": r"(?:seconds?|secs?|sec|s|sekunden|sek)(?![^\W\d_])\.?",
}
_JOIN = r"\s*(?:,|&|and|und|et|y)?\s*"
_SPOKEN = re.compile(
    rf"(?<![\d.,:])(?P<h>\d{{1,3}}(?:\.\d{{1,2}})?)\s?{_UNITS['hours']}"
    rf"(?:{_JOIN}(?P<m>\d{{1,2}})\s?{_UNITS['minutes']}|(?<=[hH])(?P<bare>[0-5]\d)(?![\w.]))?"
    rf"(?:{_JOIN}(?P<s>\d{{1,2}})\s?{_UNITS['seconds']})?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,3}):([0-5]\d):([0-5]\d)(?:\.\d+)?(?![\d:])")
_LENGTH_LABEL = re.compile(
    r"\b(?:length|duration|run(?:ning)? ?time|total time|playtime|laufzeit|spieldauer|dauer|durée|duración"
    r"|durata|speelduur|längd|længde|czas trwania)\b\W{0,4}",
    re.IGNORECASE,
)
_SHORT_CLOCK = re.compile(
    r"\b(?:length|duration|runtime|run time|running time|time|laufzeit|spieldauer)\W{1,4}"
    r"(\d{1,3}):([0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?<![\d.,:])(\d{1,2},\d{3}|\d{1,5})\s?(?:minutes?|mins?|minuten)\b", re.IGNORECASE)

_UNABRIDGED = re.compile(
    r"\b(?:un-?abridged|unabr(?:idge)?|unab|non-?abridged|not abridged|"
    r"ung(?:e|a)k(?:ü|ue|u|Ã¼|ｼ)rzte?[rsn]?(?:\s+lesung)?|oavkortad|uforkortet|onverkort|"
    r"int[ée]grale?|version\s+[ií]ntegra|versi[oó]n\s+[ií]ntegra)\b",
    re.IGNORECASE,
)
_ABRIDGED = re.compile(
    r"\b(?:abridged|abridgement|abridgment|gek(?:ü|ue|Ã¼)rzte?[rsn]?|avkortad|forkortet|verkort|abr[ée]g[ée]e?)\b",
    re.IGNORECASE,
)
_LANGUAGE_LABEL = re.compile(
    r"\b(?:language|sprache|langue|idioma|taal)\s*[:=(][\s:=(]*([^\W\d_]+)", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+")


def bitrate_from_text(text: str) -> int | None:
    """The lowest bit rate in kbps that the text states, within 16–512, or None (rule S2).

    A bare "k" counts only before "@", a comma, a closing mark, a word for sound or the end. "64-128 kbps"
    states both.

    >>> bitrate_from_text("m4b, 96k, chapters"), bitrate_from_text("30@64K"), bitrate_from_text("a 10k run")
    (96, 64, None)
    >>> bitrate_from_text("128 kbps and 64 kbit/s, 44100 Hz"), bitrate_from_text("900 kbps")
    (64, None)
    """
    low, high = KBPS_RANGE
    stated = [
        int(value) for found in _BITRATE.finditer(text) for value in found.group("low", "kbps") if value
    ]
    return min((value for value in stated if low <= value <= high), default=None)


def duration_from_text(text: str) -> int | None:
    """The running time in seconds that the text states, within 1 minute–400 hours, or None (rule S4).

    Understands "11:02:45", "28hr 04min", "18 hrs and 55 mins", "11h 3m", "9.5 hours" and "690 min". A time
    behind "length" and the like wins; then hours with minutes over hours alone, which may be those of a
    story, and hours over minutes alone, which may be those of a sample.

    >>> [duration_from_text(text) // 60 for text in ("28hr 04min", "18 hrs and 55 mins", "11h 3m", "690 min")]
    [1684, 1135, 663, 690]
    >>> duration_from_text("11:02:45"), duration_from_text("999 hours"), duration_from_text("chapter 7")
    (39765, None, None)
    """
    if (labelled := _LENGTH_LABEL.search(text)) and (seconds := _seconds(text[labelled.end() :][:40])):
        return seconds
    return _seconds(text)


def form_from_text(text: str) -> Form | None:
    """Whether the text says unabridged or abridged, in English or a neighbour's words, or None (rule S7).

    >>> form_from_text("Unabridged, 64 kbps"), form_from_text("Abridged"), form_from_text("gekürzte Lesung")
    ('unabridged', 'abridged', 'abridged')
    >>> form_from_text("bridged") is None
    True
    """
    rest = _UNABRIDGED.sub(" ", text)
    if _ABRIDGED.search(rest):
        return "abridged"
    return "unabridged" if rest != text else None


def language_from_text(text: str) -> str | None:
    """The English name of the language the text states, or None.

    Only a statement counts: "Language: German", an audiobook word of one language ("Hörbuch"), or a text that
    is nothing but a language's name or code. A language word inside a sentence is none.

    >>> language_from_text("Language: Deutsch"), language_from_text("[NLD]"), language_from_text("Hörbuch")
    ('German', 'Dutch', 'German')
    >>> language_from_text("The Swedish Lighthouse") is None
    True
    """
    if label := _LANGUAGE_LABEL.search(text):
        return LANGUAGES.get(label[1].casefold())
    if whole := LANGUAGES.get(text.strip(" []()").casefold()):
        return whole
    stated = {AUDIOBOOK_WORDS.get(word) for word in _WORDS.findall(text.casefold())} - {None}
    return stated.pop() if len(stated) == 1 else None


def _seconds(text: str) -> int | None:
    for read in (_spoken_seconds, _clock_seconds, _minutes_seconds):
        seconds = read(text)
        if seconds is not None:
            return seconds
    return None


def _spoken_seconds(text: str) -> int | None:
    hours_alone = None
    for found in _SPOKEN.finditer(text):
        hours, minutes, seconds = (float(value or 0) for value in found.group("h", "m", "s"))
        minutes += float(found["bare"] or 0)
        if (total := _valid(hours * 3600 + minutes * 60 + seconds)) is not None:
            if found["m"] or found["bare"]:
                return total
            hours_alone = hours_alone or total
    return hours_alone


def _clock_seconds(text: str) -> int | None:
    for found in _CLOCK.finditer(text):
        hours, minutes, seconds = (int(value) for value in found.groups())
        if (total := _valid(hours * 3600 + minutes * 60 + seconds)) is not None:
            return total
    if labelled := _SHORT_CLOCK.search(text):
        return _valid(int(labelled[1]) * 3600 + int(labelled[2]) * 60)
    return None


def _minutes_seconds(text: str) -> int | None:
    for found in _MINUTES.finditer(text):
        if (total := _valid(int(found[1].replace(",", "")) * 60)) is not None:
            return total
    return None


def _valid(seconds: float) -> int | None:
    shortest, longest = SECONDS_RANGE
    return round(seconds) if shortest <= seconds <= longest else None
