"""`explain naming-templates`: what the product calls files and folders."""

from collections.abc import Callable
from typing import Any

from mamcrawler.cli.explain.unsupported import Unsupported
from mamcrawler.downloads.naming import primary_title, render_folder
from mamcrawler.downloads.naming_components import finished, safe_component, without_illegal
from mamcrawler.downloads.naming_files import audio_file_name, natural_sort, part_numbers
from mamcrawler.downloads.naming_templates import LAYOUTS
from mamcrawler.library.positions import shown_position
from mamcrawler.library.sort_titles import sort_title, without_article

_DROP = "drop illegal characters"
_DROP_AND_FINISH = "drop illegal characters, collapse spaces, strip trailing dots, empty → Unknown"


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question about names on disk."""
    asked = case["input"]
    try:
        question = QUESTIONS[asked["op"]]
    except KeyError:
        raise Unsupported from None
    return question(asked)


def _path(asked: dict[str, Any]) -> dict[str, Any]:
    text = _rendered(asked)
    if asked.get("root"):
        return {"path": f"{asked['root'].rstrip('/')}/{text}"}
    return {"text": text}


def _filename(asked: dict[str, Any]) -> dict[str, Any]:
    return {"text": _rendered(asked)}


def _rendered(asked: dict[str, Any]) -> str:
    if asked["syntax"] != "neutral" or asked.get("options") or asked.get("index") is not None:
        raise Unsupported
    folder, slash, last = render_folder(asked["template"], _tokens(asked["tokens"])).rpartition("/")
    return folder + slash + (audio_file_name(last, asked["extension"]) if asked.get("extension") else last)


def _layout(asked: dict[str, Any]) -> dict[str, Any]:
    if asked["layout"] not in LAYOUTS:
        raise Unsupported
    return {"text": render_folder(LAYOUTS[asked["layout"]], _tokens(asked["tokens"]))}


def _tokens(given: dict[str, Any]) -> dict[str, str]:
    tokens = {name: _text(value) for name, value in given.items()}
    for one, many in (("author", "authors"), ("narrator", "narrators")):
        tokens.setdefault(many, tokens.get(one, ""))
        tokens.setdefault(one, tokens[many])
    tokens["series_position"] = (
        shown_position(tokens.get("series_position", "")) if tokens.get("series") else ""
    )
    tokens.setdefault("primary_title", primary_title(tokens.get("title", ""), tokens.get("subtitle", "")))
    return tokens


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _sanitize(asked: dict[str, Any]) -> dict[str, Any]:
    if asked["policy"] == _DROP:
        return {"text": without_illegal(asked["text"])}
    if asked["policy"] == _DROP_AND_FINISH:
        return {"text": finished(without_illegal(asked["text"]))}
    raise Unsupported


def _sort_title(asked: dict[str, Any]) -> dict[str, Any]:
    if asked["policy"] == "move leading article behind a comma":
        return {"text": sort_title(asked["text"])}
    if asked["policy"] == "drop leading article":
        return {"text": without_article(asked["text"])}
    raise Unsupported


QUESTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "render_path": _path,
    "render_filename": _filename,
    "layout": _layout,
    "sanitize_component": _sanitize,
    "safe_component": lambda asked: {"text": safe_component(asked["text"])},
    "sort_title": _sort_title,
    "primary_title": lambda asked: {"text": primary_title(asked["title"], asked["subtitle"] or "")},
    "format_position": lambda asked: {"text": shown_position(_text(asked["value"]))},
    "natural_sort": lambda asked: {"order": natural_sort(asked["files"])},
    "assign_part_numbers": lambda asked: {
        "parts": [list(pair) for pair in part_numbers(asked["files"], digits=asked["pad"])]
    },
}
