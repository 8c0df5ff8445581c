"""Which of several accepted releases is the best (rule S20): the tuple RANKING is the policy."""

from collections.abc import Callable
from typing import Any

from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.cost import cost_class, cost_tier
from mamcrawler.selection.quality import BAND_ORDER, FORMAT_ORDER

Key = Callable[[Candidate], Any]


def single_over_bundle(candidate: Candidate) -> int:
    """A bundle is for wishes that no single release serves (rule D28)."""
    return int(candidate.bundle)


def recording_level(candidate: Candidate) -> int:
    """The better proven recording first."""
    return -candidate.recording.level


def unabridged_known(candidate: Candidate) -> int:
    """Known to be whole before unknown."""
    return int(candidate.facts.form != "unabridged")


def free_first(candidate: Candidate) -> int:
    """Effectively free, wedge, ratio; only under that policy."""
    return _cost(candidate) if candidate.question.policy.policy == "free_first" else 0


def bitrate_band(candidate: Candidate) -> int:
    """The better band first."""
    return BAND_ORDER[candidate.facts.band]


def file_format(candidate: Candidate) -> int:
    """The better format first."""
    return FORMAT_ORDER.get(candidate.facts.format, FORMAT_ORDER["unknown"])


def whole_over_parts(candidate: Candidate) -> int:
    """A whole release before a set of parts."""
    return int(candidate.title.part is not None and candidate.title.part.total != 1)


def unbranded(candidate: Candidate) -> int:
    """No watermark, sample or preview."""
    return int(candidate.facts.branded)


def chapters_known(candidate: Candidate) -> int:
    """With chapters before not known."""
    return int(not candidate.facts.chapters)


def quality_first(candidate: Candidate) -> int:
    """The cost where quality goes first."""
    return _cost(candidate) if candidate.question.policy.policy == "quality_first" else 0


def seeders(candidate: Candidate) -> int:
    """10 and more, 3 to 9, 1 to 2, unknown."""
    count = candidate.row.seeders or 0
    return 0 if count >= 10 else 1 if count >= 3 else 2 if count >= 1 else 3


def snatches(candidate: Candidate) -> int:
    """The more often taken first."""
    return -(candidate.row.snatched or 0)


def lower_id(candidate: Candidate) -> int:
    """The older first; ids differ, so the order is total."""
    return candidate.row.id


RANKING: tuple[Key, ...] = (
    single_over_bundle,
    recording_level,
    unabridged_known,
    free_first,
    bitrate_band,
    file_format,
    whole_over_parts,
    unbranded,
    chapters_known,
    quality_first,
    seeders,
    snatches,
    lower_id,
)


def rank_key(candidate: Candidate) -> tuple[Any, ...]:
    """What releases are sorted by, the best first."""
    return tuple(key(candidate) for key in RANKING)


def _cost(candidate: Candidate) -> int:
    return cost_tier(cost_class(candidate.row, candidate.question.account))
