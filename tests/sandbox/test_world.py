"""The world is what the demo promises: large enough, full of real faults, with a known right outcome."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from mamcrawler.sandbox.world import World
from mamcrawler.sandbox.world_build import build_world

WORLD = build_world()


def owned_numbers(world: World, series: str) -> set[Decimal]:
    """Positions of a series the library really holds, whatever the library server says of them."""
    numbers: set[Decimal] = set()
    for item in world.items:
        book = world.book_by_key[item.book or ""]
        for place in book.places:
            if place.series.key == series:
                first, _, last = place.text.partition("-")
                numbers |= {Decimal(n) for n in range(int(first), int(last or first) + 1)}
    return numbers


def gaps(world: World) -> list[str]:
    """Released whole-numbered books the library lacks, of series of which it holds two books or more."""
    lacking: list[str] = []
    for series in world.series:
        items = [
            i for i in world.items if any(p.series is series for p in world.book_by_key[i.book or ""].places)
        ]
        if len(items) < 2:
            continue
        owned = owned_numbers(world, series.key)
        for book in world.books:
            place = next((p for p in book.places if p.series is series), None)
            if (
                place is None
                or place.number is None
                or place.number in owned
                or book.compilation
                or book.partial
            ):
                continue
            if (
                place.number == place.number.to_integral_value()
                and book.released
                and book.released < date(2026, 1, 1)
            ):
                lacking.append(book.key)
    return lacking


def test_library_is_as_large_as_promised() -> None:
    authors = {person.name for item in WORLD.items for person in WORLD.book_by_key[item.book or ""].authors}
    series = {place.series.key for item in WORLD.items for place in WORLD.book_by_key[item.book or ""].places}
    assert len(WORLD.items) == 73
    assert len(authors) == 28
    assert len(series) == 12
    assert len({item.folder for item in WORLD.items}) == len(WORLD.items)


def test_what_is_missing_is_what_the_outcome_expects() -> None:
    assert sorted(gaps(WORLD)) == sorted(WORLD.wanted)


def test_outcome_covers_single_books_and_a_bundle() -> None:
    by_release: dict[int, list[str]] = {}
    for expected in WORLD.expected.imports:
        by_release.setdefault(expected.release, []).append(expected.book)
    assert sorted(len(books) for books in by_release.values()) == [1, 1, 1, 1, 1, 1, 3]


def test_every_decoy_has_a_reason_and_the_reasons_differ() -> None:
    refused = {rejection.release for rejection in WORLD.expected.rejections}
    decoys = {release.id for release in WORLD.releases if release.role == "decoy"}
    assert refused == decoys
    assert {rejection.code for rejection in WORLD.expected.rejections} == {
        "abridged",
        "asin_mismatch",
        "author_mismatch",
        "bitrate_low",
        "bundle",
        "narrator_mismatch",
        "no_seeders",
        "not_audiobook",
        "part_only",
        "position_mismatch",
        "probably_abridged",
        "production_not_wanted",
        "runtime_mismatch",
        "title_mismatch",
        "too_large",
        "too_small",
        "wrong_language",
    }


def test_bundle_files_lie_in_one_folder_per_book() -> None:
    bundle = next(r for r in WORLD.releases if r.id == 910111)
    folders = {file.book: file.path.split("/")[0] for file in bundle.payload}
    assert folders == {
        "barsoom-3": "Book 3 - The Warlord of Mars",
        "barsoom-4": "Book 4 - Thuvia, Maid of Mars",
        "barsoom-5": "Book 5 - The Chessmen of Mars",
    }


def test_right_releases_last_as_long_as_the_known_edition() -> None:
    for expected in WORLD.expected.imports:
        release = WORLD.release_by_id[expected.release]
        seconds = sum(file.seconds for file in release.payload if file.book == expected.book)
        assert seconds == 60 * WORLD.book_by_key[expected.book].editions[0].runtime_min


def test_identifiers_are_well_formed_and_used_once() -> None:
    editions = [edition for book in WORLD.books for edition in book.editions]
    assert len({edition.asin for edition in editions}) == len(editions)
    assert all(re.fullmatch(r"B[0-9A-Z]{9}", edition.asin) for edition in editions)
    for edition in editions:
        digits = [int(digit) for digit in edition.isbn13]
        assert sum(digits[0::2]) % 10 == -3 * sum(digits[1::2]) % 10
    assert len({release.id for release in WORLD.releases}) == len(WORLD.releases)


def test_world_is_the_same_every_time() -> None:
    build_world.cache_clear()
    assert build_world() == WORLD
