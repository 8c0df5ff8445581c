"""Where a shelf's first items come from: the sandbox's world, or a generator for large libraries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mamcrawler.sandbox.audiobookshelf import disk
from mamcrawler.sandbox.audiobookshelf.scanner import adopt
from mamcrawler.sandbox.audiobookshelf.shelf import Item, Metadata, StoredFile, stable_id
from mamcrawler.sandbox.moment import unix_ms
from mamcrawler.sandbox.world import ItemMetadata, World

_WORDS = (
    "Amber",
    "Birch",
    "Cinder",
    "Dune",
    "Echo",
    "Fable",
    "Grove",
    "Haven",
    "Iris",
    "Jade",
    "Kite",
    "Loom",
)
FIRST_ADDED_MS = 1_700_000_000_000


def world_items(world: World, root: Path) -> list[Item]:
    """The world's items as the server holds them; those whose folder is gone are missing."""
    on_disk = {found.rel_path: found for found in disk.find_items(root)}
    items: list[Item] = []
    for entry in world.items:
        added = unix_ms(entry.added)
        item = Item(
            id=stable_id("item", entry.folder),
            ino=stable_id("ino", entry.folder)[:8],
            rel_path=entry.folder,
            metadata=_metadata(entry.metadata),
            added_at=added,
            updated_at=added,
            mtime_ms=added,
            tags=list(entry.metadata.tags),
            duration=entry.runtime_min * 60.0,
            last_scan=added,
        )
        if entry.folder in on_disk:
            adopt(item, on_disk[entry.folder], entry.runtime_min * 60.0)
        else:
            item.is_missing = True
        items.append(item)
    return items


def generated_items(count: int) -> Iterator[Item]:
    """`count` items in series of ten, by one author for every five series; every seventh position is lacking.

    They have no files on disk: such a library can be read and edited, not scanned.
    """
    number = 0
    for index in range(count):
        number += 2 if number % 7 == 6 else 1
        series, position = divmod(number, 10)
        yield _generated(index, series, position + 1)


def _generated(index: int, series: int, position: int) -> Item:
    author = f"{_WORDS[series // 5 % 12]} {_WORDS[series // 60 % 12]}son {series // 5}"
    name = f"{_WORDS[series % 12]} {_WORDS[series // 12 % 12]} Saga {series}"
    title = f"The {_WORDS[index % 12]} of {_WORDS[index // 12 % 12]} {index}"
    minutes = 300 + index * 37 % 900
    at = FIRST_ADDED_MS + index * 60_000
    size = minutes * 60 * 8_000
    file = StoredFile(f"{title}.m4b", str(20_000_000 + index), size, at, "audio", minutes * 60.0)
    return Item(
        id=stable_id("item", f"generated-{index}"),
        ino=str(10_000_000 + index),
        rel_path=f"{author}/{name}/Vol {position} - {title}",
        metadata=Metadata(
            title=title,
            authors=[author],
            narrators=[f"{_WORDS[index % 12]} Reader"],
            series=[(name, str(position))],
            genres=["Fantasy"],
            published_year=str(1990 + index % 35),
            publisher="Generated Audio",
            description=f"<p>Book {position} of {name}.</p>",
            asin=f"B0G{index:07d}",
            language="English",
        ),
        added_at=at,
        updated_at=at,
        mtime_ms=at,
        files=[file],
        duration=minutes * 60.0,
        size=size,
        last_scan=at,
    )


def _metadata(given: ItemMetadata) -> Metadata:
    return Metadata(
        title=given.title,
        subtitle=given.subtitle,
        authors=list(given.authors),
        narrators=list(given.narrators),
        series=list(given.series),
        genres=list(given.genres),
        published_year=given.year,
        publisher=given.publisher,
        description=given.description,
        isbn=given.isbn,
        asin=given.asin,
        language=given.language,
        abridged=given.abridged,
    )
