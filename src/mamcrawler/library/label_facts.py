"""The technical facts of a label: which words state them, and what they say."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mamcrawler.library.label_words import REGIONS, TECHNICAL, Word
from mamcrawler.library.media_words import AUDIO_FORMATS, AUDIOBOOK_WORDS, LANGUAGES

KBPS_RANGE = (16, 512)
SURE_KBPS = 48
FIRST_YEAR, LAST_YEAR = "1400", str(datetime.now(UTC).year + 1)

# A word, or several that are one fact: "64 kbps", "3 of 17", "1.2 GB", "audio book". What begins with a
# figure is tried only before a figure, for most words begin with a letter, and most of those with one that
# none of the facts of several words begins with.
TOKEN = re.compile(
    r"(?P<plain>[^\W\dacdfglt_][^\W_]*(?:[.'’+-][^\W_]+)*)"
    r"|(?P<counter>(?=[\dcdft])(?<![\d/.])(?:(?:ch|cd|tr|track|disc|disk|file|chapter)\s?)?\d{1,5}"
    r"\s?(?:/|of|von|av|out of)\s?\d{1,5}(?![\d/])(?:\.\w{2,4}\b)?)"
    r"|(?=\d)\b(?:\d{1,4}@(?P<atrate>\d{2,3})k?(?![^\W_])"
    r"|(?P<rate>\d{2,5}(?:\.\d{1,3})?)\s?(?:kbps|kbit/s|kbits?|kb/s|kbs|kps|k)(?![^\W_])"
    r"|(?P<pieces>\d{1,3}\s?(?:x\s?)?(?:mp3[ -]?)?(?:cds?|dvds?|discs?|disks?|files|tracks)(?![^\W_]))"
    r"|(?P<hertz>\d{1,5}(?:\.\d{1,3})?\s?k?hz(?![^\W_]))"
    r"|(?P<bytes>\d+ bytes\b)"
    r"|(?P<size>\d+(?:[.,]\d+)*\s?[kmgt]i?b(?![^\W_])))"
    r"|@\s?(?P<at>32|48|56|64|80|96|112|128|160|192|224|256|320)(?:\s?k(?:bps)?)?(?![^\W_])"
    r"|(?P<word>(?=[algfc])(?:(?:full )?audio[ -]?(?:books?|cds?)|livres? audio|graphic ?audio|full cast"
    r"|complete (?:series|saga|works|novels))(?![^\W_])"
    r"|[^\W_]+(?:[.'’+-][^\W_]+)*)",
    re.IGNORECASE,
)

NUMBER = Word(hard=False, fact="number")
NOISE = Word(hard=True)
SOFT_COUNTER = Word(hard=False, fact="counter")
_FILE_PART = re.compile(
    r"(?:part|cd|disc|disk|ch|chapter|track|tr|vol|pt|teil|d)\d{1,3}(?:[a-z]?\d{1,3})?(?:\+\d+)?"
)

# A playing time, a number of discs, a depth of samples.
_MEASURE = re.compile(r"\d{1,2}\.\d{2}\.\d{2}|\d{1,3}(?:mp3)?(?:cds?|dvds?)|(?:8|16|24|32)-?bits?")


@dataclass(slots=True)
class Facts:
    """What technical words say; a fact nobody stated is None, False or empty. `bitrates` are kbps.

    `people` are names in brackets of their own, of whom the label does not say what they did. A language is
    guessed where only a word for "audiobook" tells it.
    """

    formats: list[str] = field(default_factory=list)
    bitrates: list[int] = field(default_factory=list)
    year: int | None = None
    form: str | None = None
    language: str | None = None
    region: str | None = None
    asin: str | None = None
    edition: str | None = None
    narrators: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    collection: bool = False
    audiobook: bool = False
    ebook: bool = False
    is_language_guessed: bool = False

    @property
    def bitrate_kbps(self) -> int | None:
        """The lowest stated bit rate (rule S2)."""
        return min(self.bitrates) if self.bitrates else None

    @property
    def format(self) -> str | None:
        """The first audio format, or else the first e-book format, in capitals."""
        for name in self.formats:
            if name.lower() in AUDIO_FORMATS:
                return name
        return self.formats[0] if self.formats else None

    def complete(self, other: "Facts") -> None:
        """Takes over what only the other states."""
        self.formats += other.formats
        self.bitrates += other.bitrates
        self.narrators = self.narrators or other.narrators
        for name in ("year", "form", "language", "region", "asin", "edition"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        self.collection |= other.collection
        self.audiobook |= other.audiobook
        self.ebook |= other.ebook

    def note(self, word: Word, token: str) -> None:
        """Keeps what a technical word says."""
        match word.fact:
            case "format":
                self.formats.append(word.value)
            case "bitrate":
                self.bitrates.append(int(word.value))
            case "form":
                # Both words together are read cautiously (rule S7).
                self.form = "abridged" if "abridged" in (self.form, word.value) else word.value
                self._guess_language(AUDIOBOOK_WORDS.get(token.casefold()))
            case "language":
                if self.language is None or self.is_language_guessed:
                    self.language, self.is_language_guessed = word.value, False
            case "region":
                self.region = self.region or word.value
            case "year":
                self.year = self.year or int(word.value)
            case "collection":
                self.collection = True
            case "ebook":
                self.ebook = True
            case "audiobook":
                self.audiobook = True
                self._guess_language(word.value if word.value != "yes" else None)

    def _guess_language(self, language: str | None) -> None:
        if language and self.language is None:
            self.language, self.is_language_guessed = language, True


def is_year(text: str) -> bool:
    """Whether a text is a year in which a book can have appeared."""
    return len(text) == 4 and text.isdigit() and FIRST_YEAR <= text <= LAST_YEAR


def read_token(found: re.Match[str], *, tag: bool = False) -> Word | None:
    """The technical meaning of one match of `TOKEN`, or None for a word of a title or name.

    `tag`: the token stands in a place of tags (brackets, the tail of a scene name), where short codes of
    languages and regions count; elsewhere only those in capitals do.
    """
    token = found[0]
    if found.lastgroup in ("plain", "word"):
        return _read_word(token, tag=tag)
    if found.lastgroup in ("rate", "atrate", "at"):
        low, high = KBPS_RANGE
        kbps = round(float(found[found.lastgroup]))
        if not low <= kbps <= high:
            return NOISE
        # A low bare "k" outside of tags may be part of a name ("Warhammer 40k").
        hard = tag or kbps >= SURE_KBPS or found.lastgroup != "rate" or token[-1] not in "kK"
        return Word(hard=hard, fact="bitrate", value=str(kbps))
    if found.lastgroup == "counter" and "/" in token:
        index, _, total = token.partition("/")
        return SOFT_COUNTER if len(total) < 3 and not index.startswith("0") else NOISE
    return NOISE


def _read_word(token: str, *, tag: bool) -> Word | None:
    folded = token.casefold().replace(" ", "-")
    if tag and token.isupper() and (language := LANGUAGES.get(folded)) and folded not in REGIONS:
        return Word(hard=False, fact="language", value=language)
    if word := TECHNICAL.get(folded):
        # "Cat" and "Dan" are words; codes of languages are written in capitals or small letters.
        return None if len(token) <= 3 and word.fact == "language" and token.istitle() else word
    if token.isdigit():
        if is_year(token):
            return Word(hard=False, fact="year", value=token)
        return NUMBER
    if len(folded) <= 3 and (tag or token.isupper()):
        if region := REGIONS.get(folded):
            return Word(hard=False, fact="region", value=region)
        if language := LANGUAGES.get(folded):
            return Word(hard=False, fact="language", value=language)
    if token[0].isdigit() and _MEASURE.fullmatch(folded):
        return NOISE
    if "-" in folded and (language := AUDIOBOOK_WORDS.get(folded.rpartition("-")[2])):
        return Word(hard=True, fact="audiobook", value=language)
    if "-" in folded and (word := TECHNICAL.get(folded.partition("-")[0])) and word.hard:
        return word if all(part in TECHNICAL for part in folded.split("-")) else None
    if folded[-1].isdigit():
        if _FILE_PART.fullmatch(folded):
            return NUMBER
        return TECHNICAL.get(folded.rstrip("0123456789"))
    return None
