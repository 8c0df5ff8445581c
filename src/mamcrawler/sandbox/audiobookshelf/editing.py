"""Edits of an item's media: what `PATCH /api/items/:id/media` and batch updates change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from mamcrawler.sandbox.audiobookshelf.shelf import Item, Metadata

_TEXTS = {
    "title": "title",
    "subtitle": "subtitle",
    "publishedYear": "published_year",
    "publishedDate": "published_date",
    "publisher": "publisher",
    "description": "description",
    "isbn": "isbn",
    "asin": "asin",
    "language": "language",
}
_LISTS = {"genres": "genres", "narrators": "narrators"}
_FLAGS = {"explicit": "explicit", "abridged": "abridged"}


_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def update_media(item: Item, payload: Mapping[str, Any]) -> bool:
    """Applies the payload and tells whether anything changed.

    `authors` and `series` replace the whole set and are matched by name, whatever its case: those it has
    keep their spelling and their order, new ones come behind. Numbers for text fields become text, a sequence
    that is no text becomes null, scripts leave a description, wrong types and unknown keys are ignored.
    """
    before = deepcopy((item.metadata, item.tags, item.chapters))
    metadata = payload.get("metadata")
    if isinstance(metadata, Mapping):
        _update_metadata(item.metadata, metadata)
    if _is_texts(payload.get("tags")):
        item.tags = list(payload["tags"])
    if isinstance(payload.get("chapters"), list):
        item.chapters = payload["chapters"]
    return before != (item.metadata, item.tags, item.chapters)


def _update_metadata(metadata: Metadata, given: Mapping[str, Any]) -> None:
    for theirs, ours in _TEXTS.items():
        if theirs not in given:
            continue
        value = given[theirs]
        if value is None and theirs != "title":
            setattr(metadata, ours, None)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            setattr(metadata, ours, _SCRIPT.sub("", str(value)) if ours == "description" else str(value))
    for theirs, ours in _LISTS.items():
        if _is_texts(given.get(theirs)):
            setattr(metadata, ours, list(given[theirs]))
    for theirs, ours in _FLAGS.items():
        if isinstance(given.get(theirs), bool):
            setattr(metadata, ours, given[theirs])
    if isinstance(given.get("authors"), list):
        wished = {
            entry["name"].strip().lower(): entry["name"].strip()
            for entry in given["authors"]
            if _named(entry)
        }
        metadata.authors = [name for name in metadata.authors if wished.pop(name.lower(), None)]
        metadata.authors += wished.values()
    if isinstance(given.get("series"), list) and all(_named(entry) for entry in given["series"]):
        places = {entry["name"].lower(): (entry["name"], _sequence(entry)) for entry in given["series"]}
        kept = [(name, places.pop(name.lower())) for name, _ in metadata.series if name.lower() in places]
        metadata.series = [(name, sequence) for name, (_, sequence) in kept] + [*places.values()]


def _named(entry: object) -> bool:
    return isinstance(entry, Mapping) and isinstance(entry.get("name"), str) and bool(entry["name"].strip())


def _sequence(entry: Mapping[str, Any]) -> str | None:
    value = entry.get("sequence")
    return value if isinstance(value, str) and value else None


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
