"""May and can we fetch it at all (rule S13, second half)?"""

from mamcrawler.integrations.mam.codes import is_vip_class
from mamcrawler.selection.candidate import Candidate
from mamcrawler.selection.verdicts import ACCEPT, Answer, Reject, Review


def not_in_client(candidate: Candidate) -> Answer:
    """The client does not have it: what it has is adopted, not added (rule D10)."""
    if candidate.row.id in candidate.question.exclusions.in_client_ids:
        return Reject("already_in_client", str(candidate.row.id), "")
    return ACCEPT


def not_snatched(candidate: Candidate) -> Answer:
    """Not snatched before; a person may fetch it again."""
    if candidate.row.snatched_by_me:
        return Review("already_snatched", "snatched before", "")
    return ACCEPT


def vip_class(candidate: Candidate) -> Answer:
    """A VIP torrent needs a class of VIP or above; an unknown class does not count as one."""
    class_name = candidate.question.account.class_name
    if candidate.row.is_vip and not is_vip_class(class_name):
        return Reject("needs_vip_class", class_name or "unknown", "VIP", permanent=False)
    return ACCEPT


def seeded(candidate: Candidate) -> Answer:
    """Somebody seeds it."""
    if candidate.row.seeders is None:
        return Review("seeders_unknown", "unknown", "1")
    if candidate.row.seeders == 0:
        return Reject("no_seeders", "0", "1", permanent=False)
    return ACCEPT
