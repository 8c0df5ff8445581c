"""The key that keeps one wanted row per wish (rule W4)."""

from mamcrawler.library.positions import format_position, parse_position


def wanted_key(
    *, author_key: str, series_id: int | None, position: str | None, title_key: str, language: str
) -> str:
    """Author, series and position when positioned, else author and title; always with the language.

    >>> wanted_key(author_key="mira", series_id=4, position="#02", title_key="tide", language="English")
    'mira|series 4|2|english'
    >>> wanted_key(author_key="mira", series_id=4, position=None, title_key="tide", language="English")
    'mira|tide|english'
    """
    place = parse_position(position or "")
    if series_id is not None and place.numbers:
        return f"{author_key}|series {series_id}|{format_position(place)}|{language.lower()}"
    return f"{author_key}|{title_key}|{language.lower()}"
