"""Categories and tags of the simulated client."""

from __future__ import annotations

import re
from collections.abc import Callable

from mamcrawler.sandbox.qbittorrent.asked import Asked, RefusedError
from mamcrawler.sandbox.qbittorrent.state import State

_GOOD_CATEGORY = re.compile(r"[^\\/]([^\\/]|/(?=[^/]))*(?<!/)")


def good_category(name: str) -> bool:
    """Whether a category may be called so: no backslash, no empty level."""
    return _GOOD_CATEGORY.fullmatch(name) is not None


def categories(state: State, asked: Asked) -> object:
    """GET torrents/categories"""
    return {name: {"name": name, "savePath": path} for name, path in sorted(state.categories.items())}


def set_category(state: State, asked: Asked) -> object:
    """POST torrents/setCategory; an empty name removes the category."""
    state.need(asked, "hashes", "category")
    name = asked.text("category")
    if name and name not in state.categories:
        raise RefusedError(409, "Incorrect category name")
    for transfer in state.chosen(asked):
        transfer.record.category = name
        state.transfers.remember(transfer.record)
    return None


def create_category(state: State, asked: Asked) -> object:
    """POST torrents/createCategory"""
    state.need(asked, "category")
    name = asked.text("category")
    if not name:
        raise RefusedError(400, "Category cannot be empty")
    if not good_category(name):
        raise RefusedError(409, "Incorrect category name")
    if name in state.categories:
        raise RefusedError(409, "Unable to create category")
    state.categories[name] = asked.text("savePath")
    state.remember()
    return None


def edit_category(state: State, asked: Asked) -> object:
    """POST torrents/editCategory"""
    state.need(asked, "category")
    name = asked.text("category")
    if not name:
        raise RefusedError(400, "Category cannot be empty")
    if name not in state.categories:
        # 5.2 says that it is missing, older generations that it cannot be edited.
        raise (
            RefusedError(404, "Not Found")
            if state.generation.quiet
            else RefusedError(409, "Unable to edit category")
        )
    state.categories[name] = asked.text("savePath")
    state.remember()
    return None


def remove_categories(state: State, asked: Asked) -> object:
    """POST torrents/removeCategories; torrents of a removed category have none."""
    state.need(asked, "categories")
    for name in asked.several("categories", "\n"):
        state.categories.pop(name, None)
        for transfer in state.transfers:
            if transfer.record.category == name:
                transfer.record.category = ""
                state.transfers.remember(transfer.record)
    state.remember()
    return None


def tags(state: State, asked: Asked) -> object:
    """GET torrents/tags"""
    return sorted(state.tags)


def add_tags(state: State, asked: Asked) -> object:
    """POST torrents/addTags; unknown tags are created."""
    state.need(asked, "hashes", "tags")
    _retag(state, asked, lambda old, given: old | given)
    return None


def set_tags(state: State, asked: Asked) -> object:
    """POST torrents/setTags (5.1): these tags and no others."""
    state.need(asked, "hashes", "tags")
    _retag(state, asked, lambda _, given: given)
    return None


def remove_tags(state: State, asked: Asked) -> object:
    """POST torrents/removeTags; without tags it removes all."""
    given = set(asked.several("tags", ","))
    for transfer in state.chosen(asked):
        transfer.record.tags = sorted(set(transfer.record.tags) - given) if given else []
        state.transfers.remember(transfer.record)
    return None


def create_tags(state: State, asked: Asked) -> object:
    """POST torrents/createTags"""
    state.need(asked, "tags")
    state.tags |= set(asked.several("tags", ","))
    state.remember()
    return None


def delete_tags(state: State, asked: Asked) -> object:
    """POST torrents/deleteTags; torrents lose them."""
    state.need(asked, "tags")
    gone = set(asked.several("tags", ","))
    state.tags -= gone
    for transfer in state.transfers:
        transfer.record.tags = sorted(set(transfer.record.tags) - gone)
        state.transfers.remember(transfer.record)
    state.remember()
    return None


def _retag(state: State, asked: Asked, change: Callable[[set[str], set[str]], set[str]]) -> None:
    given = set(asked.several("tags", ","))
    state.tags |= given
    for transfer in state.chosen(asked):
        transfer.record.tags = sorted(change(set(transfer.record.tags), given))
        state.transfers.remember(transfer.record)
    state.remember()
