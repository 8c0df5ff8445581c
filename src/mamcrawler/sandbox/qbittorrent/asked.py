"""One request to the simulated Web API, and the ways to refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message

from mamcrawler.sandbox.serving import Call


class RefusedError(Exception):
    """Ends a request with this status and short text."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


def not_found() -> RefusedError:
    """An unknown torrent, scope or action."""
    return RefusedError(404, "Not Found")


@dataclass(frozen=True)
class Asked:
    """Parameters by name, and uploaded files by file name: two parts of one file name are one file."""

    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    session: str = ""

    def text(self, name: str, default: str = "") -> str:
        """The value, or the default when the parameter is absent."""
        return self.values.get(name, default)

    def number(self, name: str, default: int = 0) -> int:
        """The value as a whole number, or the default when it is absent or none."""
        try:
            return int(self.values[name])
        except (KeyError, ValueError):
            return default

    def flag(self, name: str) -> bool | None:
        """True, false, or None when absent or neither."""
        value = self.values.get(name, "").lower()
        return True if value in ("true", "1") else False if value in ("false", "0") else None

    def several(self, name: str, separator: str = "|") -> list[str]:
        """The trimmed, non-empty parts of a list parameter."""
        return [part.strip() for part in self.text(name).split(separator) if part.strip()]


def read(call: Call, session: str) -> Asked:
    """Reads the parameters: of GET from the query only, of POST from the body only, never from JSON."""
    if call.method == "GET":
        return Asked(dict(call.query), {}, session)
    header = Message()
    header["content-type"] = call.headers.get("content-type", "")
    if header.get_content_type() == "multipart/form-data":
        values, files = _multipart(call.body, str(header.get_param("boundary", "")))
        return Asked(values, files, session)
    if header.get_content_type() == "application/x-www-form-urlencoded":
        return Asked(dict(call.form()), {}, session)
    return Asked({}, {}, session)


def _multipart(body: bytes, boundary: str) -> tuple[dict[str, str], dict[str, bytes]]:
    values: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        head, found, content = part.partition(b"\r\n\r\n")
        if not found:
            continue  # the closing delimiter
        disposition = _header(head, "content-disposition")
        name = str(disposition.get_param("name", "", "content-disposition"))
        file = disposition.get_param("filename", None, "content-disposition")
        if file is None:
            values[name] = content.decode("utf-8", "replace")
        else:
            files[str(file)] = content
    return values, files


def _header(head: bytes, name: str) -> Message:
    message = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        key, _, value = line.partition(":")
        if key.strip().lower() == name:
            message[name] = value.strip()
    return message
