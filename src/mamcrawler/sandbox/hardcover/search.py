"""The search field: words against titles, series, authors and ISBNs, answered in Typesense's shape."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mamcrawler.sandbox.hardcover.records import AUDIO, Catalogue, Record

INDEX_SIZE = 1_900_000
SPARSE_BELOW = 100
ResultsAs = Literal["object", "string", "hits", "null"]


@dataclass(frozen=True)
class _Entry:
    record: Record
    title_words: frozenset[str]
    words: frozenset[str]
    readers: int


class SearchIndex:
    """Books, series and authors by their words. `results_as` switches the forms a client must understand."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.results_as: ResultsAs = "object"
        self._entries = {
            "book": [_book_entry(row) for row in catalogue.tables["books"]],
            "series": [
                _series_entry(row) for row in catalogue.tables["series"] if row.get("canonical_id") is None
            ],
            "author": [_author_entry(row) for row in catalogue.tables["authors"]],
        }

    def __call__(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Answers one search."""
        text, kind = str(arguments.get("query") or ""), str(arguments.get("query_type") or "book").lower()
        size, page = int(arguments.get("per_page") or 25), int(arguments.get("page") or 1)
        found = _find(self._entries.get(kind, []), _words(text))
        shown = found[size * (page - 1) : size * page]
        hits = [_hit(kind, entry, text) for entry in shown]
        body = {
            "facet_counts": [],
            "found": len(found),
            "hits": hits,
            "out_of": INDEX_SIZE,
            "page": page,
            "request_params": {
                "collection_name": f"{kind.title()}_production_1",
                "first_q": text,
                "per_page": size,
                "q": text,
            },
            "search_cutoff": False,
            "search_time_ms": 2,
        }
        results: dict[ResultsAs, Any] = {
            "object": body,
            "string": json.dumps(body),
            "hits": hits,
            "null": None,
        }
        return {
            "error": None,
            "ids": [entry.record.get("id") for entry in shown],
            "page": page,
            "per_page": size,
            "query": text,
            "query_type": kind,
            "results": results[self.results_as],
        }


def _find(entries: Sequence[_Entry], words: Sequence[str]) -> list[_Entry]:
    """All entries with every word; when there are none the last words are dropped, as the service does."""
    for count in range(len(words), 0, -1):
        wanted = words[:count]
        found = [entry for entry in entries if all(_has(entry.words, word) for word in wanted)]
        if found:
            return sorted(found, key=lambda e: (-sum(_has(e.title_words, w) for w in wanted), -e.readers))
    return []


def _has(words: frozenset[str], word: str) -> bool:
    return word in words or (len(word) >= 5 and any(_one_edit(word, other) for other in words))


def _one_edit(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rests = (left[start:], right[start:]), (left[start + 1 :], right[start + 1 :])
    others = (left[start + 1 :], right[start:]), (left[start:], right[start + 1 :])
    return any(a == b for a, b in (*rests, *others))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).casefold())


def _book_entry(row: Record) -> _Entry:
    texts = [row.get("title"), *(c.get("author").get("name") for c in row.get("contributions"))]
    texts += [entry.get("series").get("name") for entry in row.get("book_series")] + _isbns(row)
    return _Entry(
        row, frozenset(_words(row.get("title"))), frozenset(_words(" ".join(texts))), row.get("users_count")
    )


def _series_entry(row: Record) -> _Entry:
    author = row.get("author")
    titles = [entry.get("book").get("title") for entry in row.get("book_series")]
    text = " ".join([row.get("name"), author.get("name") if author else "", *titles])
    return _Entry(row, frozenset(_words(row.get("name"))), frozenset(_words(text)), _readers(row))


def _author_entry(row: Record) -> _Entry:
    words = frozenset(_words(row.get("name")))
    return _Entry(row, words, words, int(row.get("books_count") or 0))


def _readers(series: Record) -> int:
    return max((entry.get("book").get("users_count") for entry in series.get("book_series")), default=0)


def _isbns(row: Record) -> list[str]:
    return [edition.get("isbn_13") for edition in row.get("editions") if edition.get("isbn_13")]


def _hit(kind: str, entry: _Entry, text: str) -> dict[str, Any]:
    documents = {"book": _book_document, "series": _series_document, "author": _author_document}
    return {
        "document": documents[kind](entry.record),
        "highlight": {},
        "highlights": [],
        "text_match": 1157451471441625000,
        "text_match_info": {"best_field_score": "2211897868544", "tokens_matched": len(_words(text))},
    }


def _author_document(row: Record) -> dict[str, Any]:
    return {"id": str(row.get("id")), "name": row.get("name"), "slug": row.get("slug"), "books_count": 0}


def _series_document(row: Record) -> dict[str, Any]:
    author = row.get("author")
    document = {
        "id": str(row.get("id")),
        "name": row.get("name"),
        "slug": row.get("slug"),
        "author_name": author.get("name") if author else None,
        "books": [entry.get("book").get("title") for entry in row.get("book_series")],
        "books_count": row.get("books_count"),
        "primary_books_count": row.get("primary_books_count"),
        "readers_count": _readers(row),
    }
    return {**document, "author": _person(author)} if author else document


def _book_document(row: Record) -> dict[str, Any]:
    """A book with few readers has few fields, as in the real index."""
    authors = [c.get("author") for c in row.get("contributions")]
    sparse = {
        "id": str(row.get("id")),
        "title": row.get("title"),
        "slug": row.get("slug"),
        "author_names": [author.get("name") for author in authors],
        "contributions": [
            {"author": {**_person(author), "image": {}}, "contribution": None} for author in authors
        ],
        "featured_series": _featured(row),
        "image": {},
        "isbns": _isbns(row),
        "series_names": [entry.get("series").get("name") for entry in row.get("book_series")],
        "rating": row.get("rating"),
        "ratings_count": row.get("ratings_count"),
        "users_count": row.get("users_count"),
        "release_year": row.get("release_year"),
    }
    if row.get("users_count") < SPARSE_BELOW:
        return sparse
    audio = [edition for edition in row.get("editions") if edition.get("reading_format_id") == AUDIO]
    featured = row.get("featured_book_series")
    return {
        **sparse,
        "subtitle": row.get("subtitle"),
        "description": row.get("description"),
        "alternative_titles": [],
        "contribution_types": ["Author"],
        "featured_series_position": featured.get("position") if featured else None,
        "compilation": row.get("compilation"),
        "has_audiobook": bool(audio),
        "has_ebook": True,
        "audio_seconds": row.get("audio_seconds"),
        "pages": row.get("pages"),
        "release_date": row.get("release_date"),
        "reviews_count": 0,
        "users_read_count": row.get("users_read_count"),
        "activities_count": 0,
        "lists_count": 0,
        "prompts_count": 0,
        "genres": [entry["tag"] for entry in row.get("cached_tags")["Genre"]],
        "moods": [],
        "tags": [],
        "content_warnings": [],
    }


def _featured(row: Record) -> dict[str, Any]:
    entry = row.get("featured_book_series")
    if entry is None:
        return {}
    series = entry.get("series")
    names = ("id", "name", "slug", "books_count", "primary_books_count")
    return {
        "id": entry.get("id"),
        "position": entry.get("position"),
        "details": entry.get("details"),
        "unreleased": row.get("release_date") is None,
        "series": {name: series.get(name) for name in names},
    }


def _person(author: Record) -> dict[str, Any]:
    return {"id": author.get("id"), "name": author.get("name"), "slug": author.get("slug")}
