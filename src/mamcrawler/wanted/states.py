"""The states of a wanted row, their deadlines and the only moves between them (rule W6)."""

from datetime import datetime, timedelta

from mamcrawler.foundation.errors import Problem
from mamcrawler.wanted.models import Wanted

# From each state; satisfied and excluded are reachable from every state besides.
MOVES: dict[str, frozenset[str]] = {
    "suggested": frozenset({"wanted", "waiting_release", "closed"}),
    "waiting_release": frozenset({"wanted"}),
    "wanted": frozenset({"searching", "acquiring", "needs_review", "not_found", "waiting_release"}),
    "searching": frozenset({"acquiring", "not_found", "needs_review", "wanted"}),
    "not_found": frozenset({"searching", "acquiring", "needs_review", "wanted"}),
    "needs_review": frozenset({"acquiring", "not_found", "wanted"}),
    "acquiring": frozenset({"wanted", "needs_review"}),
    "satisfied": frozenset({"wanted"}),
    "excluded": frozenset({"wanted"}),
    "closed": frozenset({"wanted", "suggested"}),
}
_EVERYWHERE = frozenset({"satisfied", "excluded"})

LIVE = ("wanted", "searching", "not_found", "needs_review", "acquiring", "waiting_release")

DEADLINES: dict[str, timedelta] = {
    "suggested": timedelta(days=180),
    "searching": timedelta(minutes=15),
    "needs_review": timedelta(days=30),
    "acquiring": timedelta(days=45),
}
# Days until the next search after the first, second, … search without result; the last one repeats.
SEARCH_AGAIN = (1, 3, 7, 14, 30)


def move(wanted: Wanted, to: str, *, at: datetime, sentence: str, next_action: str = "") -> None:
    """Moves a row to another state, with its sentence and the deadline of that state.

    Raises Problem `invalid_transition` for a move that rule W6 does not know.
    """
    if to == wanted.state:
        wanted.sentence = sentence or wanted.sentence
        return
    if to not in MOVES[wanted.state] | _EVERYWHERE:
        raise Problem("invalid_transition", f"a wanted row cannot go from {wanted.state} to {to}")
    wanted.state = to
    wanted.state_since = at
    wanted.sentence = sentence
    wanted.next_action = next_action or _ACTIONS.get(to, "")
    wanted.deadline = at + DEADLINES[to] if to in DEADLINES else None
    if to == "wanted":
        wanted.next_search_at = at


def not_found(wanted: Wanted, *, at: datetime, sentence: str) -> None:
    """Settles a search without result; the next one is due after 1, 3, 7, 14, then every 30 days."""
    again = timedelta(days=SEARCH_AGAIN[min(wanted.attempts, len(SEARCH_AGAIN) - 1)])
    wanted.attempts += 1
    wanted.last_result = "not_found"
    move(wanted, "not_found", at=at, sentence=sentence)
    wanted.next_search_at = at + again


_ACTIONS = {
    "suggested": "a person accepts or declines it",
    "waiting_release": "waits for its release date",
    "wanted": "search",
    "searching": "the search ends",
    "not_found": "search again",
    "needs_review": "a person picks a release",
    "acquiring": "the download ends",
}
