"""Does it sound well enough (rule S17)?"""

from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject

# Encoders write a little less than they were told.
SLACK = 0.95


def bitrate(candidate: Candidate) -> Answer:
    """The known or estimated bit rate reaches the user's least; an unknown one passes."""
    kbps, least = candidate.facts.kbps, candidate.question.policy.min_kbps
    if kbps is not None and kbps < least * SLACK:
        about = "about " if candidate.facts.estimated else ""
        return Reject("bitrate_low", f"{about}{kbps} kbps", f"{least} kbps")
    return ACCEPT
