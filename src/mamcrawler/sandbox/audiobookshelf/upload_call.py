"""`POST /api/upload`: writes files into the library folder; the item appears with the next scan."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes

from mamcrawler.sandbox.audiobookshelf.library_shapes import Library
from mamcrawler.sandbox.serving import Call, Reply, text_reply

TEXT = "text/plain; charset=utf-8"


def upload(call: Call, libraries: Sequence[Library]) -> Reply:
    """Answers `OK` once the files lie in `<author>/<series>/<title>`; missing parts are left out."""
    fields, files = _multipart(call)
    library = next((each for each in libraries if each.id == fields.get("library")), None)
    if not files or not fields.get("title"):
        return text_reply("Invalid request body", 400, TEXT)
    if library is None:
        return text_reply("Library not found", 404, TEXT)
    if fields.get("folder") != library.folder_id:
        return text_reply("Folder not found", 404, TEXT)
    parts = [_clean(fields[name]) for name in ("author", "series", "title") if fields.get(name)]
    folder = library.root.joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        (folder / _clean(name)).write_bytes(content)
    return text_reply("OK", 200, TEXT)


def _multipart(call: Call) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    head = f"Content-Type: {call.headers.get('content-type', '')}\r\n\r\n".encode()
    fields: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    for part in message_from_bytes(head + call.body).walk():
        content = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        if part.is_multipart() or not isinstance(content, bytes) or not isinstance(name, str):
            continue
        filename = part.get_filename()
        if filename:
            files.append((filename, content))
        else:
            fields[name] = content.decode("utf-8", "replace")
    return fields, files


def _clean(name: str) -> str:
    text = "".join(
        character for character in name if character.isprintable() and character not in '<>:"/\\|?*'
    )
    return text.strip(". ") or "Unknown"
