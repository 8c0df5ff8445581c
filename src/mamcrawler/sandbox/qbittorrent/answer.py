"""What an action of the simulated Web API may answer."""

from __future__ import annotations

import json
from dataclasses import dataclass

TEXT = "text/plain; charset=UTF-8"
JSON = "application/json"
TORRENT = "application/x-bittorrent"


@dataclass(frozen=True)
class Answer:
    """One answer; `headers` come on top of the content type."""

    status: int
    body: bytes
    kind: str = TEXT
    headers: tuple[tuple[str, str], ...] = ()


def text_answer(text: str, status: int = 200, *headers: tuple[str, str]) -> Answer:
    """Plain text."""
    return Answer(status, text.encode(), TEXT, headers)


def json_answer(content: object, status: int = 200) -> Answer:
    """JSON, compact as qBittorrent writes it."""
    return Answer(status, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), JSON)


def answer_of(result: object, *, quiet: bool) -> Answer:
    """Turns an action's result into an answer; nothing is 204 in the `quiet` generation, else 200 empty."""
    if isinstance(result, Answer):
        return result
    if result is None:
        return Answer(204 if quiet else 200, b"")
    if isinstance(result, str):
        return text_answer(result)
    return json_answer(result)
