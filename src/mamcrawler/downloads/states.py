"""The states of a download and the moves between them, as data (rule D2)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class State:
    """Where a row may go from here, and what happens when it stays too long.

    `goes_to` are the ordinary moves. `late` are the further ones that only the deadlines job and the recovery
    of interrupted work may make. `stay` is the longest time in the state, None where the state is final.
    """

    goes_to: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    stay: timedelta | None = None


TABLE: dict[str, State] = {
    "proposed": State(("approved", "rejected", "abandoned"), stay=timedelta(days=14)),
    "approved": State(("sending", "waiting", "cancelled", "abandoned"), stay=timedelta(hours=24)),
    "waiting": State(("approved", "cancelled", "abandoned", "needs_review"), stay=timedelta(days=30)),
    "sending": State(("downloading", "approved", "failed"), stay=timedelta(minutes=10)),
    "downloading": State(
        ("completed", "failed", "abandoned", "needs_review", "cancelled"), stay=timedelta(days=14)
    ),
    "completed": State(("verifying",), late=("needs_review",), stay=timedelta(minutes=15)),
    "verifying": State(
        ("organising", "verify_failed", "needs_review"), late=("completed",), stay=timedelta(hours=6)
    ),
    "verify_failed": State(("abandoned",), stay=timedelta(hours=1)),
    "organising": State(
        ("importing", "failed", "needs_review"), late=("organising",), stay=timedelta(minutes=30)
    ),
    "importing": State(("imported", "needs_review"), stay=timedelta(hours=2)),
    # Back to the step it left, which for a send begins with its gates. How long it rests is in RETRY_AFTER.
    "failed": State(("approved", "downloading", "organising", "abandoned"), stay=timedelta(hours=24)),
    "needs_review": State(
        ("approved", "downloading", "completed", "organising", "importing", "abandoned"),
        stay=timedelta(days=30),
    ),
    "imported": State(("replaced",)),
    "rejected": State(),
    "cancelled": State(),
    "abandoned": State(),
    "replaced": State(),
}
STATES = tuple(TABLE)
FINAL = ("imported", "rejected", "cancelled", "abandoned", "replaced")
LIVE = tuple(name for name in STATES if name not in FINAL)
# The rest before the first, second and third new try; a fourth failure is the last.
RETRY_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
