"""Asks one GraphQL question and tells Hardcover's refusals apart (page 2, rule F3)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mamcrawler.integrations.hardcover.policy import DAILY_RESERVE, NAME, URL
from mamcrawler.integrations.hardcover.quota import daily_quota
from mamcrawler.integrations.reading import table, text
from mamcrawler.integrations.remote import Answer, Door, Misunderstood, RateLimited, RejectedUs, Unavailable

_DAY = 86_400.0
_OPERATION = re.compile(r"\bquery\s+(\w+)")


class GraphQl:
    """The endpoint with our token. A question the server once called invalid is not asked again."""

    def __init__(self, door: Door, token: str, *, url: str = URL, seconds: Callable[[], float]) -> None:
        self._door = door
        self._url = url
        self._token = clean_token(token)
        self._seconds = seconds
        self._refused: dict[str, str] = {}
        self._closed_until = float("-inf")

    def ask(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The "data" of the answer."""
        found = _OPERATION.search(query)
        name = found[1] if found else ""
        if name in self._refused:
            raise Misunderstood(NAME, self._refused[name], permanent=True)
        waits = self._closed_until - self._seconds()
        if waits > 0:
            raise RateLimited(NAME, f"fewer than {DAILY_RESERVE} calls are left today", retry_after=waits)
        try:
            answer = self._door.request(
                "POST",
                self._url,
                json={"query": query, "variables": dict(variables), "operationName": name},
                headers={"Authorization": f"Bearer {self._token}"},
                idempotent=True,
                check=self._check,
            )
            return _data(answer)
        except Misunderstood as failure:
            if failure.permanent:
                self._refused[name] = failure.detail
            raise

    def _check(self, answer: Answer) -> None:
        quota = daily_quota(answer.headers)
        if quota is not None and quota.left < DAILY_RESERVE:
            wait = _DAY if quota.resets_in is None else float(quota.resets_in)
            self._closed_until = self._seconds() + wait
        if not 200 <= answer.status < 300:
            _refuse(answer)


def clean_token(typed: str) -> str:
    """The token inside what was pasted: quotes, blanks and a leading "Bearer" are taken off.

    >>> clean_token(' "Bearer hc_pat_abc" '), clean_token("bearer   eyJhbGci")
    ('hc_pat_abc', 'eyJhbGci')
    """
    value = typed.strip().strip("\"'").strip()
    return re.sub(r"^bearer\s+", "", value, flags=re.IGNORECASE).strip("\"' \t\r\n")


def _refuse(answer: Answer) -> None:
    """Raises the failure behind a status; 429 and 5xx are the door's to name."""
    code = _code(answer)
    if answer.status == 401:
        raise RejectedUs(NAME, "the token is wrong or has expired", reason="credential")
    if answer.status == 403 and code in ("insufficient_scope", "unsupported_operation"):
        raise RejectedUs(NAME, f"the token may not ask this ({code})", reason="scope")
    if answer.status == 403 and code == "top_level_limit_exceeded":
        raise Misunderstood(NAME, "the question has too many parts for one call", permanent=True)
    if answer.status == 403:
        raise RejectedUs(NAME, "the call was refused", reason="permission")
    if answer.status == 408:
        raise Unavailable(NAME, "the question took too long on their side")
    if answer.status == 400:
        raise Misunderstood(NAME, f"the question was called invalid ({code or 'no code'})", permanent=True)
    if answer.status != 429 and answer.status < 500:
        raise Misunderstood(NAME, f"unexpected status {answer.status}")


def _code(answer: Answer) -> str:
    """The machine code of an error body, also from its array form."""
    try:
        body = table(answer.json())
    except Misunderstood:
        return ""
    listed = body.get("errors")
    if isinstance(listed, list) and listed and isinstance(listed[0], str):
        return listed[0]
    return text(body.get("error"), 60) or ""


def _data(answer: Answer) -> dict[str, Any]:
    body = answer.json()
    if not isinstance(body, dict):
        raise Misunderstood(NAME, "the answer is no object")
    errors = body.get("errors")
    if errors:
        first = table(errors[0]) if isinstance(errors, list) else {}
        code = text(table(first.get("extensions")).get("code"), 60) or "no code"
        raise Misunderstood(NAME, f"the question was called invalid ({code})", permanent=True)
    data = body.get("data")
    if not isinstance(data, dict):
        raise Misunderstood(NAME, "the answer has no data")
    return data
