"""What a whole answer of the search endpoint means (protocol page 2.3 and 3.3)."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from mamcrawler.integrations import reading
from mamcrawler.integrations.mam.rows import TorrentRow, read_row

Outcome = Literal["rows", "empty", "error", "auth_error"]

_NOTHING = re.compile(r"nothing returned", re.IGNORECASE)
_NOT_LOGGED_IN = re.compile(
    r"not (?:logged|signed) in|(?:log|sign) ?in\b|invalid (?:session|cookie)|session (?:cookie|expired|is )"
    r"|no session|takelogin",
    re.IGNORECASE,
)
# Above this share of bad rows a page is misunderstood; one bad row alone never fails its page (rule F4).
_BAD_SHARE = 0.20


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A read search answer.

    `found` is the site's own total, `raw` the number of rows sent (the next page starts behind them),
    `dropped` the rows without id or title, `repeated` those whose id came again (the last one stands).
    `detail` is what the site said where the outcome is `error` or `auth_error`.
    """

    outcome: Outcome
    rows: tuple[TorrentRow, ...] = ()
    found: int | None = None
    detail: str = ""
    raw: int = 0
    dropped: int = 0
    repeated: int = 0


def read_search_answer(
    status: int, content_type: str, body: Any, *, now: datetime | None = None
) -> SearchAnswer:
    """What the answer says: rows, none, an error of the site, or that our session is not accepted.

    `body` is the raw text or bytes, or the JSON value when somebody parsed it already. `now` bounds
    plausible dates. Never raises.
    """
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    if status in (301, 302, 303, 307, 401, 403):
        return SearchAnswer("auth_error", detail=_said(text) or f"refused with status {status}")
    if status != 200:
        return SearchAnswer("error", detail=_said(text) or f"status {status}")
    if isinstance(text, str):
        stripped = text.lstrip("\ufeff \r\n\t")
        if not stripped:
            return SearchAnswer("auth_error", detail="empty answer")
        if stripped[0] not in "{[":
            return _no_json(stripped, content_type)
        try:
            text = json.loads(stripped)
        except (ValueError, RecursionError):
            return SearchAnswer("error", detail="the answer is broken JSON")
    return _read_json(text, now)


def _no_json(text: str, content_type: str) -> SearchAnswer:
    """A page or a bare sentence. A page is the login page or a stand-in for it (rule T7)."""
    page = text.startswith("<") or "html" in content_type.lower()
    if _NOT_LOGGED_IN.search(text):
        return SearchAnswer("auth_error", detail="the answer is the login page" if page else _said(text))
    if page and not text.startswith("Error"):
        return SearchAnswer("auth_error", detail="the answer is a web page")
    return SearchAnswer("error", detail=_said(text))


def _read_json(value: Any, now: datetime | None) -> SearchAnswer:
    table = reading.table(value)
    said = reading.text(table.get("error"), 300) or reading.text(table.get("message"), 300)
    data = table.get("data")
    found = reading.count(table.get("found"))
    if found is None:
        found = reading.count(table.get("total_found"))
    if said and _NOTHING.search(said):
        return SearchAnswer("empty", found=found or 0, detail=said)
    if said:
        return SearchAnswer(
            "auth_error" if _NOT_LOGGED_IN.search(said) else "error", found=found, detail=said
        )
    if not isinstance(data, list):
        return SearchAnswer("error", found=found, detail="the answer has no list of rows")
    if not data:
        return SearchAnswer("empty", found=found or 0)
    return _read_rows(data, found if found is not None else reading.count(table.get("total")), now)


def _read_rows(data: list[Any], found: int | None, now: datetime | None) -> SearchAnswer:
    rows: dict[int, TorrentRow] = {}
    readable = 0
    for raw in data:
        row = read_row(raw, now=now)
        if row is not None:
            readable += 1
            rows[row.id] = row
    dropped = len(data) - readable
    if dropped > 1 and dropped > _BAD_SHARE * len(data):
        detail = f"{dropped} of {len(data)} rows have no id or no title"
        return SearchAnswer("error", found=found, detail=detail, raw=len(data), dropped=dropped)
    return SearchAnswer(
        "rows",
        rows=tuple(rows.values()),
        found=found,
        raw=len(data),
        dropped=dropped,
        repeated=readable - len(rows),
    )


def _said(body: Any) -> str:
    """The first line of a short plain text; a page is not quoted."""
    if not isinstance(body, str) or body.lstrip().startswith("<"):
        return ""
    return (reading.text(" ".join(body.split()), 200)) or ""
