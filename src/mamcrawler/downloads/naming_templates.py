"""The template language of folder and file names (rule D23).

`{token}` is replaced by its cleaned value; a group `<…>` vanishes when a token in it is empty; "/" starts a
folder. An empty token outside a group leaves no empty brackets, dangling separators or empty folders.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from mamcrawler.downloads.naming_components import clean_token

TOKENS = frozenset(
    {
        "author",
        "authors",
        "title",
        "subtitle",
        "primary_title",
        "series",
        "series_position",
        "year",
        "narrator",
        "narrators",
        "narrators_braced",
        "edition",
        "asin",
        "language",
        "part_number",
        "track_number",
    }
)

# Layouts a user can pick by name instead of writing a template.
LAYOUTS = {
    "author-only": "{authors}",
    "author-title": "{authors}/{title}",
    "author-series-title": "{authors}/<{series}/>{title}",
    "author-series-title-number": "{authors}/<{series}/><#{series_position} - >{title}",
    "series-title": "<{series}/>{title}",
    "series-title-number": "<{series}/><#{series_position} - >{title}",
}

_GROUP = re.compile(r"<([^<>]*)>")
_TOKEN = re.compile(r"\{([^{}]*)\}")
# A word of the template that labels the token behind it goes with an empty one ("Vol {series_position}").
_LABELLED = re.compile(
    r"(?P<label>(?:\b(?:volume|vol|book|bk|part|pt|track|disc|number|no|nr)\b\.?\s*|#\s*)?)\{(?P<token>[^{}]*)\}",
    re.IGNORECASE,
)
# A token without value, until what hangs on it is cleared away; no cleaned value holds this character.
_EMPTY = "\x00"
# Stands on both sides of a value, so that signs of its own are not taken for dangling separators ("C++").
_EDGE = "\x01"
_SEPARATOR = r"[\s\-–—,;:_#|.+&~]"
_EMPTY_BRACKETS = re.compile(rf"[(\[{{]{_SEPARATOR}*{_EMPTY}(?:{_SEPARATOR}|{_EMPTY})*[)\]}}]")
_AT_START = re.compile(rf"^{_EMPTY}{_SEPARATOR}*")
_DANGLING = re.compile(rf"{_SEPARATOR}*{_EMPTY}")


def check_template(template: str) -> None:
    """Raises ValueError with a sentence when a template cannot be used for book folders."""
    outside = _GROUP.sub("", template)
    if "<" in outside or ">" in outside:
        raise ValueError("A group in the template is not closed, or stands inside another one.")
    if re.search(r"[{}]", _TOKEN.sub("", template)):
        raise ValueError("A brace in the template is not closed.")
    if unknown := sorted(set(_TOKEN.findall(template)) - TOKENS):
        raise ValueError(f"The template has unknown tokens: {', '.join(unknown)}.")
    if "title" not in _TOKEN.findall(outside) and "primary_title" not in _TOKEN.findall(outside):
        raise ValueError("The template needs {title} or {primary_title} outside groups.")


def render(template: str, tokens: Mapping[str, str]) -> list[str]:
    """The components of the path a template makes; empty values are left out with what hangs on them.

    >>> render("{author}/<{series}/>{title} ({year})", {"author": "Ann Vale", "title": "Ash: A Tale"})
    ['Ann Vale', 'Ash - A Tale']
    """
    values = {name: _clean(name, value) for name, value in tokens.items() if value.strip()}

    def group(match: re.Match[str]) -> str:
        return match[1] if all(values.get(name) for name in _TOKEN.findall(match[1])) else ""

    def token(match: re.Match[str]) -> str:
        value = values.get(match["token"])
        return f"{match['label']}{_EDGE}{value}{_EDGE}" if value else _EMPTY

    text = _LABELLED.sub(token, _GROUP.sub(group, template))
    return [part for part in map(_without_empty, text.split("/")) if part]


@lru_cache(maxsize=1 << 12)
def _clean(name: str, value: str) -> str:
    if name == "narrators_braced":
        return "{" + clean_token(value.strip("{}")) + "}"
    return clean_token(value)


def _without_empty(component: str) -> str:
    """A component without empty tokens, the brackets around them and the separators beside them."""
    while match := _EMPTY_BRACKETS.search(component):
        component = component[: match.start()] + _EMPTY + component[match.end() :]
    while _EMPTY in component:
        if component.startswith(_EMPTY):
            component = _AT_START.sub("", component, count=1)
        else:
            component = _DANGLING.sub("", component, count=1)
    return component.replace(_EDGE, "").strip()
