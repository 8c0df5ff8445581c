"""When a release is better than the recording we own (rule D26)."""

from dataclasses import dataclass

from mamcrawler.selection.quality import Band, band_of
from mamcrawler.selection.recording import relation
from mamcrawler.selection.verdicts import Judgement
from mamcrawler.selection.wishes import Form, Production, Wish

# More than ideal is no upgrade of ideal; an unknown band is compared with nothing.
_STEPS: dict[str, int] = {"poor": 0, "acceptable": 1, "preferred": 2, "ideal": 3, "high": 3}


@dataclass(frozen=True, slots=True)
class Owned:
    """The recording we have; unknown is None or empty. `broken` says that its integrity check failed."""

    form: Form | None = None
    production: Production | None = None
    narrators: tuple[str, ...] = ()
    kbps: int | None = None
    broken: bool = False

    @property
    def band(self) -> Band:
        """The band of its bit rate."""
        return band_of(self.kbps)


def upgrade_reasons(wish: Wish, owned: Owned, judgement: Judgement) -> tuple[str, ...]:
    """In what an accepted release is better: `whole`, `unabridged`, `narrator`, `production`, `band`; none
    where it is not. Seeders, cost, format and more kbps inside a band are not better."""
    if judgement.verdict != "accept":
        return ()
    reasons = {
        "whole": owned.broken,
        "unabridged": owned.form == "abridged" and judgement.form == "unabridged",
        "narrator": relation(owned.narrators, wish.narrators) == "differs"
        and relation(judgement.narrators, wish.narrators) == "agrees",
        "production": owned.production is not None
        and owned.production not in wish.productions
        and judgement.production in wish.productions,
        "band": _STEPS.get(judgement.band, -1) > _STEPS.get(owned.band, len(_STEPS)),
    }
    return tuple(name for name, better in reasons.items() if better)
