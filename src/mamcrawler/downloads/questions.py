"""Questions to the tracker, each asked once and its answer used again while it is fresh (rule S24)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from mamcrawler.downloads.models import SearchAnswer
from mamcrawler.downloads.release_rows import from_json, releases_by_tracker_id, store_rows
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.mam.client import MamClient
from mamcrawler.integrations.mam.models import SearchQuery
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.integrations.mam.turns import Urgency

FRESH_FOR_JOBS = timedelta(hours=24)
FRESH_FOR_PEOPLE = timedelta(minutes=15)


@dataclass(slots=True)
class Tracker:
    """Asks the tracker within a number of calls. `calls` were really made; `left` may still be made."""

    db: Database
    client: MamClient
    now: Callable[[], datetime]
    urgency: Urgency
    fresh: timedelta
    left: int
    calls: int = 0
    texts: list[str] = field(default_factory=list)

    def ask(self, query: SearchQuery) -> tuple[TorrentRow, ...] | None:
        """The rows for a question, from memory where its answer is fresh; None when no call is left.

        Raises the five failures; nothing is remembered of a question that failed.
        """
        key = key_of(query)
        remembered = self._remembered(key)
        if remembered is not None:
            return remembered
        if self.left <= 0:
            return None
        self.left -= 1
        self.calls += 1
        self.texts.append(query.text)
        answer = self.client.search(query, urgency=self.urgency)
        with self.db.session() as session:
            store_rows(session, answer.rows, at=self.now())
            kept = session.get(SearchAnswer, key) or SearchAnswer(key=key, text=query.text)
            kept.tracker_ids = [row.id for row in answer.rows]
            kept.found = answer.found or 0
            kept.asked_at = self.now()
            session.add(kept)
        return answer.rows

    def _remembered(self, key: str) -> tuple[TorrentRow, ...] | None:
        with self.db.read() as session:
            kept = session.get(SearchAnswer, key)
            if kept is None or self.now() - kept.asked_at > self.fresh:
                return None
            releases = releases_by_tracker_id(session, kept.tracker_ids)
            return tuple(
                from_json(releases[tracker_id].row)
                for tracker_id in kept.tracker_ids
                if tracker_id in releases
            )


def key_of(query: SearchQuery) -> str:
    """One key for all ways of asking the same."""
    text = json.dumps(asdict(query), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
