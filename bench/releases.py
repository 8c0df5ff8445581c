"""Invented releases in the forms that trackers and indexers write them."""

from collections.abc import Iterator

_FORMS = (
    "{author} - {series} {n:02d} - {title} [M4B 64kbps]",
    "{author} - {title} ({year}) {{{narrator}}} MP3 128k",
    "{title} by {author} [{series}, Book {n}] (Unabridged)",
    "[ENG / M4B] {series} #{n}: {title} - {author}",
    "{dotted_author}.-.{dotted_title}.{year}.AUDIOBOOK.MP3-SALT",
    "{author} - {title} ({series} {n}) read by {narrator}",
    "{title} - {author} - {year} - Unabridged [96 kbps]",
    "{author}-{title}-AUDiOBOOK-WEB-EN-{year}-SALT",
)
_FIRST = "Mira Tobin Nia Ansel Edda Corin Juno Piers Liv Odo Runa Silas".split()
_LAST = "Oakhollow Farrow Brook Vale Thorne Lark Marsh Quill Sedge Wren Holt Pike".split()
_ADJECTIVES = "Silent Amber Broken Hollow Distant Salt Winter Copper Drowned Gilded Paper Iron".split()
_NOUNS = "Archive Lantern Orchard Harbour Compass Garden Bridge Mirror River Clock Tower Letter".split()


def release_titles(count: int, start: int = 0) -> Iterator[str]:
    """`count` titles, all different."""
    for number in range(start, start + count):
        yield _FORMS[number % len(_FORMS)].format(**book(number))


def book(number: int) -> dict[str, object]:
    """Title, author, narrator, series, position and year of the n-th invented book."""
    author = f"{_FIRST[number % 12]} {_LAST[number // 12 % 12]}"
    title = f"The {_ADJECTIVES[number // 7 % 12]} {_NOUNS[number // 84 % 12]} of {_LAST[number // 3 % 12]}"
    # The running number, spelled in letters, makes every title another one.
    title += " " + "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
    return {
        "title": title,
        "author": author,
        "narrator": f"{_FIRST[number // 5 % 12]} {_LAST[number // 60 % 12]}",
        "series": f"{_ADJECTIVES[number // 9 % 12]} {_NOUNS[number // 108 % 12]} Cycle",
        "n": number % 9 + 1,
        "year": 1980 + number % 45,
        "dotted_author": author.replace(" ", "."),
        "dotted_title": title.replace(" ", "."),
    }
