"""The number words of German, French, Spanish, Italian and Dutch, in which titles come too. Folded."""

from mamcrawler.library.media_words import words

# From two on. Left out are words that mean something else in English: "elf", "once", "due", "sei", "six".
_CARDINALS = (
    "zwei drei vier funf sechs sieben acht neun zehn - zwolf dreizehn vierzehn funfzehn sechzehn",
    "deux trois quatre cinq - sept huit neuf dix onze douze treize quatorze quinze seize",
    "dos tres cuatro cinco seis siete ocho nueve diez - doce trece catorce quince",
    "- tre quattro cinque - sette otto nove dieci undici dodici tredici",
    "twee drie vier vijf zes zeven acht negen tien - twaalf dertien veertien vijftien",
)
CARDINALS = {word: number for row in _CARDINALS for number, word in enumerate(row.split(), 2) if word != "-"}
# Only after a word for volumes: elsewhere most of these are articles.
ONES = dict.fromkeys(words("eins un uno une een"), 1)
_TENS = (
    "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "vingt trente quarante cinquante soixante",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
)
TENS = {word: 10 * number for row in _TENS for number, word in enumerate(row.split(), 2)}
SCALES = dict.fromkeys(words("hundert cent cien ciento honderd"), 100) | dict.fromkeys(
    words("tausend mille mil duizend"), 1000
)

_GERMAN_ONES = {
    word: number for number, word in enumerate("ein zwei drei vier funf sechs sieben acht neun".split(), 1)
}
_GERMAN_TENS = {word: 10 * number for number, word in enumerate(_TENS[0].split(), 2)}
# German writes larger numbers as one word: "zwanzigtausend".
COMPOUNDS = (
    {
        f"{one}und{ten}": number + tens
        for one, number in _GERMAN_ONES.items()
        for ten, tens in _GERMAN_TENS.items()
    }
    | {f"{one}hundert": 100 * number for one, number in _GERMAN_ONES.items()}
    | {
        f"{count}tausend": 1000 * number
        for count, number in (_GERMAN_ONES | _GERMAN_TENS | {"zehn": 10, "hundert": 100}).items()
    }
)
