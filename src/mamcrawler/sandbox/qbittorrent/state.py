"""Everything the simulated client holds in memory between two requests."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mamcrawler.sandbox.qbittorrent.asked import Asked, RefusedError, not_found
from mamcrawler.sandbox.qbittorrent.generation import Generation
from mamcrawler.sandbox.qbittorrent.logins import Logins
from mamcrawler.sandbox.qbittorrent.transfers import Transfer, Transfers


@dataclass
class State:
    """One running client. `refuse_adds` makes the next so many additions fail, as a full disk would."""

    generation: Generation
    folder: Path
    save_path: Path
    port: int
    logins: Logins
    transfers: Transfers
    preferences: dict[str, Any]
    categories: dict[str, str] = field(default_factory=dict)
    """Save path by category name; empty for the default."""
    tags: set[str] = field(default_factory=set)
    log: list[dict[str, Any]] = field(default_factory=list)
    feeds: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    """By session: number and content of the last answer of `sync/maindata`."""
    refuse_adds: int = 0
    turn: threading.RLock = field(default_factory=threading.RLock)
    """Held by whoever looks at or changes anything here."""

    def transfer(self, asked: Asked, parameter: str = "hash") -> Transfer:
        """Returns the one torrent a request is about; 400 without parameter, 404 when unknown."""
        self.need(asked, parameter)
        if transfer := self.transfers.find(asked.text(parameter)):
            return transfer
        raise not_found()

    def chosen(self, asked: Asked, parameter: str = "hashes") -> list[Transfer]:
        """Returns the torrents of a `|` list or of `all`; unknown hashes are silently left out."""
        self.need(asked, parameter)
        if asked.text(parameter) == "all":
            return list(self.transfers)
        found = (self.transfers.find(each) for each in asked.several(parameter))
        return [transfer for transfer in found if transfer]

    def need(self, asked: Asked, *parameters: str) -> None:
        """Refuses with 400 when a parameter is absent."""
        missing = [name for name in parameters if name not in asked.values]
        if missing:
            text = (
                f"Missing required parameters: {', '.join(missing)}"
                if self.generation.quiet
                else "Bad Request"
            )
            raise RefusedError(400, text)

    def note(self, message: str, kind: int = 1, at: int = 0) -> None:
        """Adds a line to the client's log; kinds are 1 normal, 2 info, 4 warning, 8 critical."""
        self.log.append({"id": len(self.log), "message": message, "timestamp": at, "type": kind})

    def remember(self) -> None:
        """Stores categories, tags and preferences for the next start."""
        kept = {"categories": self.categories, "tags": sorted(self.tags), "preferences": self.preferences}
        (self.folder / "client.state").write_text(json.dumps(kept), encoding="utf-8")

    def recall(self) -> None:
        """Reads what `remember` stored, if anything."""
        path = self.folder / "client.state"
        if path.exists():
            kept = json.loads(path.read_text("utf-8"))
            self.categories, self.tags = kept["categories"], set(kept["tags"])
            self.preferences |= kept["preferences"]
