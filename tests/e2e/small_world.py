"""The sandbox's world cut down to what one test needs: the wanted books, their series, their releases."""

from __future__ import annotations

from dataclasses import replace

from mamcrawler.sandbox.world import Expected, Release, World
from mamcrawler.sandbox.world_build import build_world

# The uploads of other people that the account's unsatisfied list is made of.
BACKGROUND = 25


def world_with(*release_ids: int, books: tuple[str, ...]) -> World:
    """The world in which `books` are all that is missing and `release_ids` all that is offered for them.

    The library keeps what it owns of their series; nothing else is in it.
    """
    whole = build_world(BACKGROUND)
    series = {place.series.key for key in books for place in whole.book_by_key[key].places}
    items = tuple(
        item
        for item in whole.items
        if item.present and item.book and _series(whole, item.book) & series and item.book not in books
    )
    kept = {*books, *(item.book for item in items)}
    offered = tuple(r for r in whole.releases if r.id in release_ids or r.role == "background")
    return replace(
        whole,
        series=tuple(one for one in whole.series if one.key in series),
        books=tuple(book for book in whole.books if book.key in kept),
        items=items,
        releases=offered,
        expected=_expected(whole, set(books), offered),
    )


def _series(world: World, key: str) -> set[str]:
    return {place.series.key for place in world.book_by_key[key].places}


def _expected(whole: World, books: set[str], offered: tuple[Release, ...]) -> Expected:
    ids = {release.id for release in offered}
    told = whole.expected
    return replace(
        told,
        imports=tuple(one for one in told.imports if one.book in books and one.release in ids),
        rejections=tuple(one for one in told.rejections if one.book in books and one.release in ids),
        not_found=tuple(key for key in told.not_found if key in books),
        waiting_release=(),
        fixed_narrators={key: names for key, names in told.fixed_narrators.items() if key in books},
        spares={chosen: spare for chosen, spare in told.spares.items() if {chosen, spare} <= ids},
    )
