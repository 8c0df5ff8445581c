"""The tracker's code lists (protocol page section 4): categories, languages, flag bits, content tags.

Ids of the lists overlap in number (41 is Fantasy, Religion and Korean), so each list has its own name and no
function takes an id without saying of which list.
"""

AUDIOBOOKS = 13
EBOOKS = 14
MUSICOLOGY = 15
RADIO = 16
MAIN_CATEGORIES = {
    AUDIOBOOKS: "AudioBooks",
    EBOOKS: "E-Books",
    MUSICOLOGY: "Musicology",
    RADIO: "Radio",
}

MEDIA_AUDIOBOOK = 1
MEDIA_TYPES = {
    MEDIA_AUDIOBOOK: "Audiobook",
    2: "Ebook",
    3: "Musicology",
    4: "Radio",
    5: "Manga",
    6: "Comic/Graphic novel",
    7: "Periodical ebook",
    8: "Periodical audiobook",
}

FLAG_ABRIDGED = 32
TAG_DRAMATISED = 10

AUDIOBOOK_CATEGORIES = {
    39: "Action/Adventure",
    49: "Art",
    50: "Biographical",
    83: "Business",
    51: "Computer/Internet",
    97: "Crafts",
    40: "Crime/Thriller",
    41: "Fantasy",
    106: "Food",
    42: "General Fiction",
    52: "General Non-Fic",
    98: "Historical Fiction",
    54: "History",
    55: "Home/Garden",
    43: "Horror",
    99: "Humor",
    84: "Instructional",
    44: "Juvenile",
    56: "Language",
    45: "Literary Classics",
    57: "Math/Science/Tech",
    85: "Medical",
    87: "Mystery",
    119: "Nature",
    88: "Philosophy",
    58: "Pol/Soc/Relig",
    59: "Recreation",
    46: "Romance",
    47: "Science Fiction",
    53: "Self-Help",
    89: "Travel/Adventure",
    100: "True Crime",
    108: "Urban Fantasy",
    48: "Western",
    111: "Young Adult",
}
EBOOK_CATEGORIES = frozenset(
    {*range(60, 83), *range(90, 97), *range(101, 105), 107, 109, 112, 115, 118, 120} - {93}
)
MUSIC_CATEGORIES = frozenset({17, 19, 20, 22, 24, 26, 27, 30, 31, 113, 114, 126})
RADIO_CATEGORIES = frozenset({127, 128, 130, 132})

# id, name, and the code of ISO 639-2 that rows carry beside it. The last column has codes that mean the same.
_LANGUAGES = """
1 English ENG
2 Chinese CHI ZHO
3 Gujarati GUJ
4 Spanish SPA
5 Kannada KAN
6 Burmese BUR MYA
7 Thai THA
8 Hindi HIN
9 Marathi MAR
10 Telugu TEL
11 Tamil TAM
12 Javanese JAV
13 Vietnamese VIE
14 Punjabi PAN
15 Urdu URD
16 Russian RUS
17 Afrikaans AFR
18 Bulgarian BUL
19 Catalan CAT
20 Czech CZE CES
21 Danish DAN
22 Dutch DUT NLD
23 Finnish FIN
24 Scottish_Gaelic GLA
25 Ukrainian UKR
26 Greek GRE ELL
27 Hebrew HEB
28 Hungarian HUN
29 Tagalog TGL
30 Romanian RUM RON
31 Serbian SRP
32 Arabic ARA
33 Malay MAY MSA
34 Portuguese POR
35 Bengali BEN
36 French FRE FRA
37 German GER DEU
38 Japanese JPN
39 Farsi PER FAS
40 Swedish SWE
41 Korean KOR
42 Turkish TUR
43 Italian ITA
44 Cantonese YUE
45 Polish POL
46 Latin LAT
47 Other
48 Norwegian NOR NOB NNO
49 Croatian HRV
50 Lithuanian LIT
51 Bosnian BOS
52 Brazilian_Portuguese
53 Indonesian IND
54 Slovenian SLV
55 Castilian_Spanish
56 Irish GLE
57 Manx GLV
58 Malayalam MAL
59 Ancient_Greek GRC
60 Sanskrit SAN
61 Estonian EST
62 Latvian LAV
63 Icelandic ICE ISL
64 Albanian ALB SQI
"""
_ROWS = [line.split() for line in _LANGUAGES.strip().splitlines()]
LANGUAGES: dict[int, str] = {int(number): name.replace("_", " ") for number, name, *_ in _ROWS}
LANGUAGE_CODES: dict[str, str] = {code: name.replace("_", " ") for _, name, *codes in _ROWS for code in codes}
_LANGUAGE_IDS = {name.casefold(): number for number, name in LANGUAGES.items()}

# Account classes from the highest to the lowest (section 10).
CLASSES = (
    "Dev",
    "SysOp",
    "SR Administrator",
    "Administrator",
    "Uploader Coordinator",
    "SR Moderator",
    "Moderator",
    "Torrent Mod",
    "Forum Mod",
    "Support Staff",
    "Entry Level Staff",
    "Uploader",
    "Mouseketeer",
    "Supporter",
    "Elite",
    "Elite VIP",
    "VIP",
    "Power User",
    "User",
    "Mouse",
)
_VIP_CLASSES = frozenset(name.casefold() for name in CLASSES[: CLASSES.index("VIP") + 1])


def is_vip_class(class_name: str | None) -> bool | None:
    """Whether an account class is VIP or stands above it; None for a class this list does not know.

    >>> is_vip_class("Elite VIP"), is_vip_class("Power User"), is_vip_class("Grand Mouse")
    (True, False, None)
    """
    folded = (class_name or "").strip().casefold()
    if folded in _VIP_CLASSES:
        return True
    return False if folded in {name.casefold() for name in CLASSES} else None


def language_id(name: str) -> int | None:
    """The tracker's id of a language by its English name.

    >>> language_id("german"), language_id("Klingon")
    (37, None)
    """
    return _LANGUAGE_IDS.get(name.strip().casefold())


def main_category_of(category: int | None) -> int | None:
    """The main category a category belongs to; None when the lists do not know it.

    >>> main_category_of(41), main_category_of(63), main_category_of(130), main_category_of(9999)
    (13, 14, 16, None)
    """
    for main, members in (
        (AUDIOBOOKS, AUDIOBOOK_CATEGORIES),
        (EBOOKS, EBOOK_CATEGORIES),
        (MUSICOLOGY, MUSIC_CATEGORIES),
        (RADIO, RADIO_CATEGORIES),
    ):
        if category in members:
            return main
    return None
