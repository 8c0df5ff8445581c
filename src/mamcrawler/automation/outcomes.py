"""How a run of a job can end (rule J3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

OutcomeKind = Literal[
    "done", "nothing_to_do", "partial", "skipped", "not_configured", "failed", "interrupted"
]
OUTCOMES: tuple[OutcomeKind, ...] = (
    "done",
    "nothing_to_do",
    "partial",
    "skipped",
    "not_configured",
    "failed",
    "interrupted",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a run.

    `counts` are whole numbers by name. `detail` is one sentence, or the reason code of `skipped`. `left` says
    what a `partial` run has left over. `problem` is the error code of `failed`.
    """

    kind: OutcomeKind
    counts: Mapping[str, int] = field(default_factory=dict)
    detail: str = ""
    left: str | None = None
    problem: str | None = None

    @property
    def good(self) -> bool:
        """Whether the run did all that there was to do."""
        return self.kind in ("done", "nothing_to_do")
