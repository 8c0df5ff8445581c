"""Asks Hardcover for the series and the book that we mean, and takes only what is proven to be it."""

from collections.abc import Sequence

from mamcrawler.integrations.hardcover.client import HardcoverClient
from mamcrawler.integrations.hardcover.models import (
    AuthorHit,
    BookHit,
    SeriesCatalogue,
    SeriesHit,
    Work,
)
from mamcrawler.library.names import match_people, same_person
from mamcrawler.library.series_names import same_series
from mamcrawler.library.title_scores import title_score
from mamcrawler.library.titles import normalise, title_key
from mamcrawler.metadata.catalogue import WorkFacts

# Confidence from which a candidate needs no person to confirm it (rule M3).
CONFIRMED = 0.95


def find_series(
    client: HardcoverClient, name: str, *, author: str | None, titles: Sequence[str]
) -> SeriesHit | None:
    """The series of that name by that author; of several the one sharing most titles, then most readers.

    A series whose author the catalogue does not tell counts only when it shares a title.
    """
    keys = {title_key(title) for title in titles}
    best: tuple[tuple[int, int], SeriesHit] | None = None
    for hit in client.search_series(name):
        if not same_series(hit.name, name):
            continue
        shared = len(keys & {title_key(title) for title in hit.books})
        known = author is not None and hit.author is not None
        if known and same_person(str(author), str(hit.author)) != "equal":
            continue
        if not known and not shared:
            continue
        rank = (shared, hit.readers)
        if best is None or rank > best[0]:
            best = (rank, hit)
    return best[1] if best else None


def find_book(client: HardcoverClient, title: str, *, authors: Sequence[str]) -> BookHit | None:
    """The book whose title and author are proven with confidence of at least .95 (rule M3)."""
    words = " ".join((title, *authors[:1]))
    best: tuple[tuple[float, int], BookHit] | None = None
    for hit in client.search_books(words):
        if hit.compilation or match_people(authors, hit.authors) != "equal":
            continue
        told = hit.title if hit.subtitle is None else f"{hit.title}: {hit.subtitle}"
        wish = normalise(title, authors=authors)
        score = max(title_score(wish, normalise(text, authors=authors)) for text in (hit.title, told))
        sure = (0.5 * score + 0.4) / 0.9
        if sure >= CONFIRMED and (best is None or (sure, hit.readers) > best[0]):
            best = ((sure, hit.readers), hit)
    return best[1] if best else None


def series_list(catalogue: SeriesCatalogue) -> list[WorkFacts]:
    """The works of a series in our words; merged and deleted ones are left out."""
    return [
        _facts(
            entry.work,
            position=None if entry.position is None else float(entry.position),
            details=entry.details,
            compilation=entry.compilation or entry.work.compilation,
        )
        for entry in catalogue.entries
        if entry.work.merged_into is None
    ]


def find_author(client: HardcoverClient, name: str) -> AuthorHit | None:
    """The author of that name; of several the one with most books."""
    hits = [hit for hit in client.search_authors(name) if same_person(hit.name, name) == "equal"]
    return max(hits, key=lambda hit: hit.books_count or 0, default=None)


def author_list(works: Sequence[Work], *, language: str) -> list[WorkFacts]:
    """The works of an author in our words; merged ones are left out.

    Only an audio edition in `language` makes a work one that can be heard.
    """
    return [
        _facts(
            work,
            compilation=work.compilation,
            has_audio=bool(work.has_audio) and language in (work.audio_languages or (language,)),
        )
        for work in works
        if work.merged_into is None
    ]


def _facts(
    work: Work,
    *,
    compilation: bool,
    position: float | None = None,
    details: str | None = None,
    has_audio: bool | None = None,
) -> WorkFacts:
    return WorkFacts(
        source_id=str(work.id),
        title=work.title,
        subtitle=work.subtitle,
        authors=work.authors,
        release_date=work.release_date,
        readers=work.readers,
        compilation=compilation,
        partial=work.partial,
        has_audio=work.has_audio if has_audio is None else has_audio,
        position=position,
        details=details,
    )
