"""The endpoints under `/api/items`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mamcrawler.sandbox.audiobookshelf.editing import update_media
from mamcrawler.sandbox.audiobookshelf.library_shapes import Library
from mamcrawler.sandbox.audiobookshelf.scanner import scan_item
from mamcrawler.sandbox.audiobookshelf.shelf import Item, stable_id
from mamcrawler.sandbox.moment import Now, unix_ms
from mamcrawler.sandbox.serving import Call, Reply, Rule, json_reply, text_reply

TEXT = "text/plain; charset=utf-8"
NOT_FOUND = text_reply("Not Found", 404, TEXT)


@dataclass
class ItemCalls:
    """Reading, editing, matching, scanning and deleting items, and the user's progress in them."""

    libraries: list[Library]
    now: Now
    user_id: str
    progress: dict[str, dict[str, object]] = field(default_factory=dict)

    def rules(self) -> list[Rule]:
        """The routes of this part; literal paths stand before those with an id."""
        return [
            Rule("POST", "/api/items/batch/get", self.batch_get),
            Rule("POST", "/api/items/batch/update", self.batch_update),
            Rule("POST", "/api/items/batch/quickmatch", self.batch_quickmatch),
            Rule("GET", "/api/items/{id}", self.item),
            Rule("DELETE", "/api/items/{id}", self.delete),
            Rule("PATCH", "/api/items/{id}/media", self.update),
            Rule("POST", "/api/items/{id}/chapters", self.chapters),
            Rule("POST", "/api/items/{id}/match", self.match),
            Rule("POST", "/api/items/{id}/scan", self.scan),
            Rule("GET", "/api/me/progress/{id}", self.read_progress),
            Rule("PATCH", "/api/me/progress/{id}", self.write_progress),
        ]

    def find(self, item_id: object) -> tuple[Library, Item] | None:
        """The item of this id and the library it is in."""
        for library in self.libraries:
            item = library.shelf.items.get(str(item_id))
            if item is not None:
                return library, item
        return None

    def item(self, call: Call) -> Reply:
        """One item, plain or expanded, with the user's progress on request."""
        found = self.find(call.path["id"])
        if found is None:
            return NOT_FOUND
        library, item = found
        if call.arg("expanded") != "1":
            return json_reply(library.plain(item))
        body = library.expanded(item)
        if "progress" in call.arg("include").split(","):
            body["userMediaProgress"] = self.progress.get(item.id)
        return json_reply(body)

    def update(self, call: Call) -> Reply:
        """Edits one item; the sidecar on disk stays as it is. The server tells `updated` only when it did."""
        found = self.find(call.path["id"])
        if found is None:
            return NOT_FOUND
        library, item = found
        payload = _object(call)
        if payload is None:
            return text_reply("Bad Request", 400, TEXT)
        updated = self._apply(library, item, payload)
        told = {"updated": True} if updated else {}
        return json_reply({**told, "libraryItem": library.plain(item)})

    def batch_get(self, call: Call) -> Reply:
        """Several items expanded; unknown ids are left out."""
        ids = (_object(call) or {}).get("libraryItemIds")
        if not isinstance(ids, list) or not ids:
            return text_reply("Invalid payload", 403, TEXT)
        found = [self.find(number) for number in ids]
        return json_reply({"libraryItems": [library.expanded(item) for library, item in filter(None, found)]})

    def batch_update(self, call: Call) -> Reply:
        """Edits several items; one unknown id and nothing is changed."""
        try:
            entries = call.json()
        except ValueError:
            entries = None
        ids = (
            [entry.get("id") for entry in entries if isinstance(entry, dict)]
            if isinstance(entries, list)
            else []
        )
        if not ids or None in ids or len(set(ids)) != len(entries):
            return text_reply("Bad Request", 400, TEXT)
        found = [self.find(number) for number in ids]
        known = [pair for pair in found if pair is not None]
        if len(known) != len(found):
            return NOT_FOUND
        payloads = [entry.get("mediaPayload") or {} for entry in entries]
        changed = [self._apply(*pair, payload) for pair, payload in zip(known, payloads, strict=True)]
        return json_reply({"success": True, "updates": sum(changed)})

    def batch_quickmatch(self, call: Call) -> Reply:
        """Accepted and done with: no provider answers in the sandbox."""
        return text_reply("OK", 200, TEXT)

    def chapters(self, call: Call) -> Reply:
        """Replaces the chapters."""
        found = self.find(call.path["id"])
        if found is None:
            return NOT_FOUND
        payload = _object(call) or {}
        if not isinstance(payload.get("chapters"), list):
            return text_reply("Invalid payload", 400, TEXT)
        return json_reply(
            {"success": True, "updated": self._apply(*found, {"chapters": payload["chapters"]})}
        )

    def match(self, call: Call) -> Reply:
        """No provider is within reach of the sandbox, which a real server reports as a miss with 200."""
        if self.find(call.path["id"]) is None:
            return NOT_FOUND
        provider = (_object(call) or {}).get("provider", "google")
        return json_reply({"warning": f"No {provider} match found"})

    def scan(self, call: Call) -> Reply:
        """Looks at the item's folder now; a single file at the library's root cannot be scanned."""
        found = self.find(call.path["id"])
        if found is None:
            return NOT_FOUND
        library, item = found
        if item.is_file:
            return text_reply("Internal Server Error", 500, TEXT)
        return json_reply({"result": scan_item(library.shelf, item, library.root, unix_ms(self.now()))})

    def delete(self, call: Call) -> Reply:
        """Forgets the item; with `hard=1` its files go too."""
        found = self.find(call.path["id"])
        if found is None:
            return NOT_FOUND
        library, item = found
        if call.arg("hard") == "1":
            folder = library.root / item.rel_path
            for file in item.files:
                (folder if item.is_file else folder / file.rel_path).unlink(missing_ok=True)
        library.shelf.remove(item.id)
        return text_reply("OK", 200, TEXT)

    def read_progress(self, call: Call) -> Reply:
        """How far the user has listened; 404 when never begun."""
        progress = self.progress.get(call.path["id"])
        return json_reply(progress) if progress else NOT_FOUND

    def write_progress(self, call: Call) -> Reply:
        """Sets it."""
        found = self.find(call.path["id"])
        if found is None:
            return NOT_FOUND
        _, item = found
        at = unix_ms(self.now())
        given = {"duration": item.duration, "progress": 0, "currentTime": 0, "isFinished": False} | (
            _object(call) or {}
        )
        self.progress[item.id] = {
            "id": stable_id("progress", item.id),
            "userId": self.user_id,
            "libraryItemId": item.id,
            "episodeId": None,
            "mediaItemId": item.media_id,
            "mediaItemType": "book",
            **{name: given[name] for name in ("duration", "progress", "currentTime", "isFinished")},
            "hideFromContinueListening": False,
            "ebookLocation": None,
            "ebookProgress": None,
            "lastUpdate": at,
            "startedAt": at,
            "finishedAt": at if given["isFinished"] else None,
        }
        return text_reply("OK", 200, TEXT)

    def _apply(self, library: Library, item: Item, payload: Mapping[str, Any]) -> bool:
        changed = update_media(item, payload)
        if changed:
            library.shelf.touched(item, unix_ms(self.now()))
        return changed


def _object(call: Call) -> dict[str, Any] | None:
    try:
        content = call.json()
    except ValueError:
        return None
    return content if isinstance(content, dict) else None
