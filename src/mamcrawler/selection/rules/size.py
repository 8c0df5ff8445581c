"""Is its size that of an audiobook (rule S13)?"""

from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject

MIB = 2**20
GIB = 2**30
LEAST_MIB_AN_HOUR = 5
LEAST_MIB = 20


def not_too_large(candidate: Candidate) -> Answer:
    """At most the user's GiB for each book."""
    size, limit = candidate.row.size, candidate.question.policy.max_gib
    books = max(1, candidate.coverage.books) if candidate.bundle else 1
    if size is not None and size > limit * GIB * books:
        return Reject("too_large", f"{size / GIB:.1f} GiB", f"{limit * books:g} GiB")
    return ACCEPT


def not_too_small(candidate: Candidate) -> Answer:
    """At least 5 MiB an hour, or 20 MiB where the length is unknown."""
    size, seconds = candidate.row.size, candidate.facts.seconds
    if size is None:
        return ACCEPT
    least = LEAST_MIB if seconds is None else LEAST_MIB_AN_HOUR * seconds / 3600
    if size < least * MIB:
        return Reject("too_small", f"{size / MIB:.1f} MiB", f"{least:.1f} MiB")
    return ACCEPT
