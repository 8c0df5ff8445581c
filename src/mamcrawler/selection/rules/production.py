"""Is it the wished form and production (rules S7 and S15)?"""

from collections.abc import Collection

from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject, Review

SPOKEN = {"single": "read by one voice", "multi": "read by several voices", "dramatised": "dramatised"}


def form(candidate: Candidate) -> Answer:
    """Not abridged unless that is wished; an ASIN tells the form of its edition."""
    edition = candidate.recording.by_asin
    found = edition.form if edition and edition.form else candidate.facts.form
    if found == "abridged" and candidate.wish.form != "abridged":
        return Reject("abridged", "abridged", candidate.wish.form)
    if found == "unabridged" and candidate.wish.form == "abridged":
        return Review("other_recording", "an unabridged recording", "abridged")
    return ACCEPT


def production(candidate: Candidate) -> Answer:
    """A production the wish allows; dramatised also passes where the user always allows it."""
    allowed = set(candidate.wish.productions)
    if candidate.question.policy.dramatised:
        allowed.add("dramatised")
    edition = candidate.recording.by_asin
    voices = candidate.facts.voices
    found = edition.production if edition and edition.production else voices.production
    wanted = " or ".join(SPOKEN[name] for name in ("single", "multi", "dramatised") if name in allowed)
    if found is not None and found not in allowed and not _may_be_more(candidate, allowed):
        return Reject("production_not_wanted", SPOKEN[found], wanted)
    if found is None and allowed == {"dramatised"}:
        return Review("production_unproven", "not said to be dramatised", wanted)
    if "dramatised" not in allowed and voices.maybe_dramatised and not edition:
        return Review("production_unproven", "perhaps dramatised, by its description", wanted)
    return ACCEPT


def _may_be_more(candidate: Candidate, allowed: Collection[str]) -> bool:
    """Two named readers may be all of a small cast, though three are what makes it sure (rule S15)."""
    voices = candidate.facts.voices
    return voices.production == "single" and len(voices.narrators) == 2 and "multi" in allowed
