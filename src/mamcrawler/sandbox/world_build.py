"""Builds the `World` from its written-down rows."""

from __future__ import annotations

from functools import lru_cache

from mamcrawler.sandbox.world import Account, Expected, ExpectedImport, ExpectedRejection, World
from mamcrawler.sandbox.world_background import background_releases
from mamcrawler.sandbox.world_build_catalogue import build_catalogue
from mamcrawler.sandbox.world_build_library import build_items
from mamcrawler.sandbox.world_build_releases import build_releases
from mamcrawler.sandbox.world_people import Cast
from mamcrawler.sandbox.world_releases import (
    FAULT_RELEASE,
    FIXED_NARRATORS,
    NOT_FOUND,
    OFFERS,
    SPARES,
    WAITING_RELEASE,
)


@lru_cache(maxsize=4)
def build_world(background: int = 440) -> World:
    """The world of the demo, with `background` uploads of other people on the tracker."""
    cast = Cast()
    series, books = build_catalogue(cast)
    return World(
        series=series,
        books=books,
        items=build_items(books),
        releases=build_releases(cast, books) + background_releases(background),
        account=Account(),
        expected=_expected(),
    )


def _expected() -> Expected:
    chosen = [offer for offer in OFFERS if offer.role == "chosen"]
    return Expected(
        imports=tuple(
            ExpectedImport(book, offer.id) for offer in chosen for book in (offer.books or (offer.book,))
        ),
        rejections=tuple(
            ExpectedRejection(offer.id, book, code) for offer in OFFERS for book, code in offer.refused
        ),
        not_found=NOT_FOUND,
        waiting_release=WAITING_RELEASE,
        fixed_narrators=dict(FIXED_NARRATORS),
        spares=dict(SPARES),
        fault_release=FAULT_RELEASE,
    )
