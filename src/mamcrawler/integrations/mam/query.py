"""Writes a search as the JSON body that the tracker documents (protocol page 3, rule S24)."""

from typing import Any

from mamcrawler.integrations.mam.models import SearchQuery

_MAIN_CATEGORY = "13"


def search_body(query: SearchQuery) -> dict[str, Any]:
    """The body. It never asks for `dlLink`, whose hash is a credential (rule T3).

    >>> search_body(SearchQuery("glass index", languages=(), rows=100))["tor"]["text"]
    'glass index'
    """
    if not 5 <= query.rows <= 100:
        raise ValueError("a search page has 5 to 100 rows")
    tor: dict[str, Any] = {
        "text": query.text,
        "srchIn": list(query.fields),
        "searchType": "active" if query.active_only else "all",
        "searchIn": "torrents",
        "main_cat": [_MAIN_CATEGORY],
        "cat": [str(category) for category in query.categories] or ["0"],
        "sortType": query.sort,
        "startNumber": str(query.start),
    }
    if query.languages:  # an empty list breaks the search
        tor["browse_lang"] = [str(language) for language in query.languages]
    if query.torrent_id is not None:
        tor["id"] = query.torrent_id
    return {"tor": tor, "perpage": query.rows, "mediaInfo": "", "isbn": ""}
