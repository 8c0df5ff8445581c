"""Which series an item without one may belong to, by what its title and folder say (rule L16)."""

from mamcrawler.library.folders import read_documented
from mamcrawler.library.names import match_people
from mamcrawler.library.positions import format_position
from mamcrawler.library.series_names import series_from_subtitle, series_from_title

Hint = tuple[str, str]


def series_hint(title: str, subtitle: str | None, rel_path: str, *, authors: tuple[str, ...]) -> Hint | None:
    """(series, position) from a note in the title, else the subtitle, else the folder; None without both.

    It is a suggestion only: a catalogue has to agree before it counts. A folder counts where the one above
    the series names one of the authors.

    >>> series_hint("The Tide (Lantern Cycle, #2)", None, "The Tide", authors=("Mira Vale",))
    ('Lantern Cycle', '2')
    >>> series_hint("The Tide", None, "Mira Vale/Lantern Cycle/Vol 2 - The Tide", authors=("Mira Vale",))
    ('Lantern Cycle', '2')
    >>> series_hint("The Tide", None, "Fantasy/Lantern Cycle/Vol 2 - The Tide", authors=("Mira Vale",))
    """
    notes = [series_from_title(title).primary, *([series_from_subtitle(subtitle)] if subtitle else [])]
    for note in notes:
        if note.name and note.position.numbers:
            return note.name, format_position(note.position)
    folder = read_documented(rel_path)
    if folder.series and folder.sequence and match_people(authors, folder.authors) == "equal":
        return folder.series, folder.sequence
    return None
