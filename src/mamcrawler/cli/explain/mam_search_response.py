"""What a search answer of the tracker says: shapes what the tolerant reader found."""

from typing import Any

from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.integrations.mam.search_answers import read_search_answer
from mamcrawler.library.positions import Span, parse_position, plain_number
from mamcrawler.selection.bundles import row_is_bundle
from mamcrawler.selection.cost import effectively_free
from mamcrawler.selection.wishes import Account


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The outcome of the answer and its rows."""
    asked = case["input"]
    read = read_search_answer(asked["http_status"], asked.get("content_type") or "", asked.get("body"))
    account = Account(asked.get("account_class"))
    return {
        "outcome": read.outcome,
        "found": read.found,
        "detail": read.detail,
        "rows": [_row(row, account) for row in read.rows],
    }


def _row(row: TorrentRow, account: Account) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "authors": list(row.authors),
        "narrators": list(row.narrators),
        "series": [
            {"name": place.name, "position_text": place.position, "positions": _positions(place.position)}
            for place in row.series
        ],
        "category": row.category,
        "category_name": row.category_name,
        "main_cat": row.main_category,
        "language": row.language,
        "language_id": row.language_id,
        "filetypes": list(row.file_types),
        "size_bytes": row.size,
        "numfiles": row.files,
        "seeders": row.seeders,
        "leechers": row.leechers,
        "snatched": row.snatched,
        "added": row.added.strftime("%Y-%m-%dT%H:%M:%SZ") if row.added else None,
        "vip": bool(row.vip),
        "free": bool(row.free),
        "effective_free": effectively_free(row, account),
        "abridged": row.flagged_abridged,
        "is_bundle": row_is_bundle(row),
        "snatched_by_me": bool(row.snatched_by_me),
    }


def _positions(text: str) -> list[dict[str, Any]]:
    return [_span(span) for span in parse_position(text).spans]


def _span(span: Span) -> dict[str, Any]:
    if span.low == span.high:
        found: dict[str, Any] = {"num": float(plain_number(span.low))}
    else:
        found = {"from": float(span.low), "to": float(span.high)}
    return found | ({"part": span.part} if span.part else {})
