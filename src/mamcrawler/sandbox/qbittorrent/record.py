"""What the simulated client remembers about a torrent besides its bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

GLOBAL_LIMIT = -2


@dataclass
class Record:
    """The client's own knowledge of one torrent; limits are −2 global and −1 none, times in minutes."""

    info_hash: str
    name: str
    save_path: str
    added_on: int
    category: str = ""
    tags: list[str] = field(default_factory=list)
    stopped: bool = False
    forced: bool = False
    complete: bool = False
    auto_tmm: bool = False
    sequential: bool = False
    first_last: bool = False
    super_seeding: bool = False
    ratio_limit: float = GLOBAL_LIMIT
    seeding_time_limit: int = GLOBAL_LIMIT
    inactive_seeding_time_limit: int = GLOBAL_LIMIT
    upload_limit: int = 0
    download_limit: int = 0

    def write(self, folder: Path) -> None:
        """Stores the record, whole or not at all."""
        target = folder / f"{self.info_hash}.json"
        fresh = target.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self)), encoding="utf-8")
        fresh.replace(target)


def read_records(folder: Path) -> list[Record]:
    """Returns the stored records, oldest first."""
    found = [Record(**json.loads(path.read_text("utf-8"))) for path in folder.glob("*.json")]
    return sorted(found, key=lambda record: record.added_on)
