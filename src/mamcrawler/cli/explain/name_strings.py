"""`explain name-strings`: what the product makes of names of people."""

from collections.abc import Callable
from typing import Any

from mamcrawler.cli.explain.unsupported import Unsupported
from mamcrawler.library.names import (
    clean_author,
    known_spelling,
    match_people,
    person_key,
    read_name,
    spaced_initials,
    split_names,
    to_first_last,
    to_last_first,
)
from mamcrawler.library.person_evidence import person_score
from mamcrawler.library.placeholders import is_placeholder, is_plausible_author

# The evidence from which more speaks for a person than for a title.
LIKELY = 2


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question about names."""
    asked = case["input"]
    try:
        question = QUESTIONS[asked["op"]]
    except KeyError:
        raise Unsupported from None
    return question(asked)


def _text(asked: dict[str, Any]) -> str:
    return asked["text"] or ""


def _same_person(asked: dict[str, Any]) -> dict[str, Any]:
    others = asked["b"] if isinstance(asked["b"], list) else [asked["b"]]
    if asked.get("role") == "narrator":
        return {"same": any(known_spelling(name, others) for name in split_names(asked["a"]))}
    return {"same": match_people([asked["a"]], others) == "equal"}


def _parts(asked: dict[str, Any]) -> dict[str, Any]:
    name = read_name(asked["text"])
    return {
        "title": name.honorific,
        "first": name.first,
        "middle": name.middle,
        "last": name.last,
        "suffix": name.suffix,
    }


QUESTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "split": lambda asked: {"names": split_names(_text(asked))},
    "same_person": _same_person,
    "clean_author": lambda asked: {"text": clean_author(_text(asked))},
    "standardize_initials": lambda asked: {"text": spaced_initials(_text(asked))},
    "to_last_first": lambda asked: {"text": to_last_first(_text(asked))},
    "to_first_last": lambda asked: {"text": to_first_last(_text(asked))},
    "normalize_key": lambda asked: {"key": person_key(_text(asked))},
    "is_placeholder_author": lambda asked: {"placeholder": is_placeholder(asked["text"])},
    "is_plausible_author": lambda asked: {"plausible": is_plausible_author(asked["text"])},
    "looks_like_person": lambda asked: {"person": person_score(asked["text"]) >= LIKELY},
    "parts": _parts,
}
