"""What a word of a label says about the recording. A label is the name somebody gave a release or folder.

A *hard* word is technical wherever it stands ("mp3", "unabridged", "yEnc"). A *soft* one is technical
only beside a hard one or alone in brackets, for it can be part of a title as well ("complete", "web",
"german", "2014").
"""

from typing import NamedTuple

from mamcrawler.library.media_words import (
    ARCHIVE_FORMATS,
    AUDIO_FORMATS,
    AUDIOBOOK_WORDS,
    EBOOK_FORMATS,
    LANGUAGES,
    TEXT_ENDINGS,
    words,
)


class Word(NamedTuple):
    """A technical word: whether it is hard, which fact it states (or "" for none) and the fact's value."""

    hard: bool
    fact: str = ""
    value: str = ""


EBOOK = words("ebook ebooks e-book e-books kindle")
UNABRIDGED = words(
    "unabridged unabr unab unabridge unabgekürzt ungekürzt ungekürzte ungekürzter ungekürztes "
    "ungekuerzt ungekuerzte oavkortad oförkortad uforkortet uavkortet onverkort intégral intégrale "
    "íntegro íntegra"
)
ABRIDGED = words(
    "abridged abr gekürzt gekürzte gekürzter gekürztes gekuerzt gekuerzte verkort avkortad förkortad "
    "forkortet abrégé abrégée"
)
AUDIOBOOK = words(
    "audiobook audiobooks abook abooks audio-book audio-books full-audiobook full-audiobooks audio-cd "
    "audio-cds audiocd audiocds vorgelesen"
)
COLLECTION = words(
    "complete-series complete-saga complete-works complete-novels collection collections complete "
    "sammelpack sammlung gesamtausgabe komplett komplettpaket boxset box-set set boxed omnibus bundle pack "
    "megapack trilogy trilogie tetralogy compleet samling anthology"
)
HARD_NOISE = words(
    "nmr yenc nzb nfo kbps kbit kbits kbs kps khz cbr vbr v0 chapterized chapterised repost readnfo "
    "m4b-audiobook mp3cd webrip true-decrypt multi lossless graphic-audio graphicaudio full-cast"
)
SOFT_NOISE = words(
    "audio book books cd cds dl web disc discs disk disks dvd stereo mono joint hq lq int proper repack "
    "v1 v2 v3 rip scan copy chapters chapter tagged retagged fixed untouched digital edition file parts "
    "split hi-res library format formats reup upload decrypt retail libation overdrive audible hoopla "
    "libby itunes amzn uncut decrypted iso tar cue log complet box request requested req tracks "
    "hardcover hardback paperback softcover standard version full print drm-free free drm drmfree"
)
# Joins technical words, and says nothing alone.
FILLER = words(
    "large mass market trade by the as and with in of from for mit von read cast new part und et de a "
    "an to latino neutro brasil"
)
# Formats and endings that are words of titles as well.
TITLE_LIKE_FORMATS = words("opus ape lit doc")
REGIONS = {"us": "US", "usa": "US", "uk": "UK", "gb": "UK", "au": "AU", "aus": "AU", "ca": "CA"}

# Codes and names of languages that are words of titles too; as a tag they count only in capitals or brackets.
ORDINARY_CODES = words(
    "it no is he hi in de en la fa da et sl hr te an a am ta el lt lv ca can dan ga sr per sk es ro th "
    "pol fin vi ja ice may fr us cs cn kr jp ua fi at be vf ind sv se dk pl hu cz ru bg tr ar ko zh uk "
    "gr eo cy no nb pt"
)


# Capitals that are words of titles too, so that one of them alone between dashes is no language.
NEVER_LANGUAGES_ALONE = words(
    "IT NO IS HE HI IN LA FA DA AM AN A TA EL CAN DAN GA MAY ICE US VI RO FIN LT AS AT BE OR SO"
)


def _technical() -> dict[str, Word]:
    table: dict[str, Word] = dict.fromkeys(FILLER, Word(False))
    for name, language in LANGUAGES.items():
        if name not in ORDINARY_CODES:
            table[name] = Word(False, "language", language)
    table |= dict.fromkeys(COLLECTION, Word(False, "collection", "yes"))
    table |= dict.fromkeys(SOFT_NOISE, Word(False))
    table |= {name: Word(name != "kindle", "ebook", "yes") for name in EBOOK}
    table |= dict.fromkeys(HARD_NOISE, Word(True))
    table |= dict.fromkeys(AUDIOBOOK, Word(True, "audiobook", "yes"))
    table |= {name: Word(True, "audiobook", language) for name, language in AUDIOBOOK_WORDS.items()}
    table |= dict.fromkeys(UNABRIDGED, Word(True, "form", "unabridged"))
    table |= dict.fromkeys(ABRIDGED, Word(True, "form", "abridged"))
    for ending in AUDIO_FORMATS | EBOOK_FORMATS - {"cbr"}:
        table[ending] = Word(ending not in TITLE_LIKE_FORMATS, "format", ending.upper())
    for ending in ARCHIVE_FORMATS | TEXT_ENDINGS:
        table.setdefault(ending, Word(True))
    return table


TECHNICAL: dict[str, Word] = _technical()
