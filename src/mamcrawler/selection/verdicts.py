"""What rules answer, and the judgement of a release that is stored with its reasons (rules P9, S21)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["accept", "review", "reject"]


@dataclass(frozen=True, slots=True)
class Accept:
    """The rule has nothing against the release."""


@dataclass(frozen=True, slots=True)
class Review:
    """Nothing proves the release wrong, but a person must decide; `got` and `want` are texts for people."""

    reason: str
    got: str
    want: str


@dataclass(frozen=True, slots=True)
class Reject:
    """The release must not be taken; `permanent` says that no change of time or standing will cure it."""

    reason: str
    got: str
    want: str
    permanent: bool = True


Answer = Accept | Review | Reject
ACCEPT = Accept()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one rule refuses a release or asks for a person: stored, and shown under "why not?"."""

    code: str
    outcome: Outcome
    found: str
    required: str
    permanent: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of one release for one wish, and why.

    `rank` counts accepted releases from 1, the best first. `reasons` stand in the order of the rules, so the
    first refusal names the rejection. `identity` tells whether it is the wished book, `level` (1–3) how well
    the recording is proven, `edition` the ASIN of the known recording it was found to be. `seconds` is the
    release's length, `kbps` its bit rate (`estimated` when reckoned from size and length). `covers` lists the
    positions a bundle brings that are wanted.
    """

    release_id: int
    title: str
    verdict: Outcome
    rank: int | None
    reasons: tuple[Reason, ...]
    identity: Literal["match", "maybe", "no"]
    title_score: float
    level: int
    edition: str | None
    cost: str
    effectively_free: bool
    band: str
    kbps: int | None
    estimated: bool
    format: str
    form: str | None
    production: str | None
    narrators: tuple[str, ...]
    seconds: int | None
    size: int | None
    seeders: int | None
    covers: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        """The code that names the verdict: of the first refusal, else of the first doubt."""
        for outcome in ("reject", "review"):
            for reason in self.reasons:
                if reason.outcome == outcome:
                    return reason.code
        return None

    @property
    def permanent(self) -> bool:
        """Whether this release can never be taken for this wish."""
        return any(reason.outcome == "reject" and reason.permanent for reason in self.reasons)

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; `from_json` is its inverse."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Judgement":
        """The judgement a JSON column holds."""
        reasons = tuple(Reason(**reason) for reason in value["reasons"])
        lists = {name: tuple(value[name]) for name in ("narrators", "covers")}
        return cls(**{**value, "reasons": reasons, **lists})
