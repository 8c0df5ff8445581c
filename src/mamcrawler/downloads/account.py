"""Our standing as the choice of a release asks for it."""

from datetime import datetime

from mamcrawler.selection.wishes import Account
from mamcrawler.tracker.readings import AccountFacts


def account_of(facts: AccountFacts, *, at: datetime) -> Account:
    """The account of a judgement; wedges are never counted, as nothing here spends them (rule T19)."""
    return Account(class_name=facts.class_name, vip_hours_left=facts.vip_hours_left, at=at)
