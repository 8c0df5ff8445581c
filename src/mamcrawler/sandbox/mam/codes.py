"""The tracker's code lists: categories by main category, and languages, as its search rows use them."""

from __future__ import annotations

MAIN_CATEGORIES: dict[int, tuple[str, str]] = {
    13: ("AudioBooks", "Audiobooks"),
    14: ("E-Books", "Ebooks"),
    15: ("Musicology", "Musicology"),
    16: ("Radio", "Radio"),
}

_AUDIO = (
    "39 Action/Adventure|49 Art|50 Biographical|83 Business|51 Computer/Internet|97 Crafts|"
    "40 Crime/Thriller|41 Fantasy|106 Food|42 General Fiction|52 General Non-Fic|"
    "98 Historical Fiction|54 History|55 Home/Garden|43 Horror|99 Humor|84 Instructional|"
    "44 Juvenile|56 Language|45 Literary Classics|57 Math/Science/Tech|85 Medical|87 Mystery|"
    "119 Nature|88 Philosophy|58 Pol/Soc/Relig|59 Recreation|46 Romance|47 Science Fiction|"
    "53 Self-Help|89 Travel/Adventure|100 True Crime|108 Urban Fantasy|48 Western|111 Young Adult"
)
_BOOKS = (
    "60 Action/Adventure|71 Art|72 Biographical|90 Business|61 Comics/Graphic novels|"
    "73 Computer/Internet|101 Crafts|62 Crime/Thriller|63 Fantasy|107 Food|64 General Fiction|"
    "74 General Non-Fiction|102 Historical Fiction|76 History|77 Home/Garden|65 Horror|103 Humor|"
    "115 Illusion/Magic|91 Instructional|66 Juvenile|78 Language|67 Literary Classics|"
    "79 Magazines/Newspapers|80 Math/Science/Tech|92 Medical|118 Mixed Collections|94 Mystery|"
    "120 Nature|95 Philosophy|81 Pol/Soc/Relig|82 Recreation|68 Romance|69 Science Fiction|"
    "75 Self-Help|96 Travel/Adventure|104 True Crime|109 Urban Fantasy|70 Western|112 Young Adult"
)
_MUSIC = (
    "19 Guitar/Bass Tabs|20 Individual Sheet|24 Individual Sheet MP3|"
    "126 Instructional Book with Video|22 Instructional Media - Music|"
    "113 Lick Library - LTP/Jam With|114 Lick Library - Techniques/QL|17 Music - Complete Editions|"
    "26 Music Book|27 Music Book MP3|30 Sheet Collection|31 Sheet Collection MP3"
)
_RADIO = "127 Comedy|130 Drama|128 Factual/Documentary|132 Reading"


def _read(text: str) -> dict[int, str]:
    pairs = (entry.split(" ", 1) for entry in text.split("|"))
    return {int(number): name for number, name in pairs}


CATEGORIES: dict[int, dict[int, str]] = {
    13: _read(_AUDIO),
    14: _read(_BOOKS),
    15: _read(_MUSIC),
    16: _read(_RADIO),
}
LANGUAGES: dict[int, str] = {1: "ENG", 4: "SPA", 36: "FRE", 37: "GER", 22: "DUT", 43: "ITA", 47: "OTH"}


def category_name(main_cat: int, category: int) -> str:
    """`Audiobooks - Fantasy`, as rows print it."""
    return f"{MAIN_CATEGORIES[main_cat][1]} - {CATEGORIES[main_cat].get(category, 'Unknown')}"


def categories_answer() -> list[dict[str, object]]:
    """What `categories.php?json=1` answers: ids are text there."""
    return [
        {
            "main_id": str(main),
            "name": MAIN_CATEGORIES[main][0],
            "categories": [{"id": str(number), "name": name} for number, name in CATEGORIES[main].items()],
        }
        for main in MAIN_CATEGORIES
    ]
