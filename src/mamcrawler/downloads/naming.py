"""What an imported book is called on disk (rules D22 and D23).

Cleaning of single names is in `naming_components`, the template language in `naming_templates`, names of the
audio files in `naming_files`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mamcrawler.downloads.naming_components import (
    MAX_BYTES,
    UNKNOWN,
    cut_bytes,
    joined_component,
)
from mamcrawler.downloads.naming_templates import render
from mamcrawler.library.positions import shown_position

DEFAULT_FOLDER = (
    "{author}/<{series}/><Vol {series_position} - ><{year} - >{title}< ({edition})>< {narrators_braced}>"
)
MAX_PATH = 240
MOST_NARRATORS = 3
# A title is not cut shorter than this before narrators go.
SHORTEST_TITLE_BYTES = 40


@dataclass(frozen=True, slots=True)
class BookNames:
    """What the names on disk are made of, as metadata has it; empty where unknown."""

    title: str
    authors: tuple[str, ...] = ()
    subtitle: str = ""
    series: str = ""
    position: str = ""
    year: str = ""
    narrators: tuple[str, ...] = ()
    edition: str = ""
    asin: str = ""
    language: str = ""

    def tokens(self) -> dict[str, str]:
        """The tokens of the template language; the position only with a series, at most three narrators."""
        narrators = ", ".join(self.narrators[:MOST_NARRATORS])
        return {
            "author": self.authors[0] if self.authors else "",
            "authors": ", ".join(self.authors),
            "title": self.title,
            "subtitle": self.subtitle,
            "primary_title": primary_title(self.title, self.subtitle),
            "series": self.series,
            "series_position": shown_position(self.position) if self.series.strip() else "",
            "year": self.year,
            "narrator": self.narrators[0] if self.narrators else "",
            "narrators": narrators,
            "narrators_braced": narrators,
            "edition": self.edition,
            "asin": self.asin,
            "language": self.language,
        }


def folder_path(names: BookNames, *, template: str = DEFAULT_FOLDER, max_path: int = MAX_PATH) -> str:
    """The folder of a book below the library root, with "/" between its components.

    Every component has at most 180 bytes, the path at most `max_path` characters: first the title is cut at a
    word, then narrators go from the last, then components are cut.

    >>> folder_path(BookNames("Ash: A Tale", ("Mira Oakhollow",), narrators=("Tobin Farrow",), year="2024"))
    'Mira Oakhollow/2024 - Ash - A Tale {Tobin Farrow}'
    """
    parts: list[str] = []
    for shorter in _ever_shorter(names):
        parts = render(template, shorter.tokens())
        if _fits(parts, max_path):
            break
    return _path(parts, max_path)


def render_folder(template: str, tokens: Mapping[str, str], *, max_path: int = MAX_PATH) -> str:
    """The path a template makes of values; its components are cut where they are too long.

    >>> render_folder("{author}/{title} [{asin}]", {"author": "Ann Vale", "title": "Ash"})
    'Ann Vale/Ash'
    """
    return _path(render(template, tokens), max_path)


def numbered_folder(folder: str, number: int) -> str:
    """The same folder with " (2)", " (3)" … for another book of that name; no component grows too long.

    >>> numbered_folder("Mira Oakhollow/Ash", 2)
    'Mira Oakhollow/Ash (2)'
    """
    head, slash, last = folder.rpartition("/")
    suffix = f" ({number})"
    return f"{head}{slash}{cut_bytes(last, MAX_BYTES - len(suffix))}{suffix}"


def primary_title(title: str, subtitle: str = "") -> str:
    """The title without its subtitle, which is what follows the first ": " where none is known.

    >>> primary_title("Ash, Salt: A Tale of Roads", "A Tale of Roads"), primary_title("Ash: A Tale")
    ('Ash, Salt', 'Ash')
    """
    whole, end = title.strip(), subtitle.strip()
    if not end:
        return whole.partition(": ")[0].strip() or whole
    bare = whole.removesuffix(")")
    if len(bare) > len(end) and bare.casefold().endswith(end.casefold()):
        return bare[: -len(end)].rstrip(" :(-–—") or whole
    return whole


def _ever_shorter(names: BookNames) -> Iterator[BookNames]:
    """The names, then with ever shorter titles, then with ever fewer narrators."""
    yield names
    while _bytes(title := _without_last_word(names.title)) >= SHORTEST_TITLE_BYTES:
        names = replace(names, title=title)
        yield names
    for count in range(min(len(names.narrators), MOST_NARRATORS) - 1, -1, -1):
        yield replace(names, narrators=names.narrators[:count])


def _without_last_word(title: str) -> str:
    return title.rstrip().rpartition(" ")[0].rstrip(" ,;:-–—.&")


def _fits(parts: list[str], max_path: int) -> bool:
    return len("/".join(parts)) <= max_path and all(_bytes(part) <= MAX_BYTES for part in parts)


def _bytes(text: str) -> int:
    return len(text.encode(errors="replace"))


def _path(components: list[str], max_path: int) -> str:
    """The components as names, the longest cut until the path is short enough."""
    parts = [joined_component(part) for part in components or [UNKNOWN]]
    while (excess := len("/".join(parts)) - max_path) > 0:
        longest = max(range(len(parts)), key=lambda index: len(parts[index]))
        length = max(len(parts[longest]) - excess, len(parts[longest]) * 3 // 4, 1)
        if length >= len(parts[longest]):
            break
        parts[longest] = joined_component(parts[longest][:length])
    return "/".join(parts)
