"""What a release costs the account (rule S19)."""

from datetime import timedelta
from typing import Literal

from mamcrawler.integrations.mam.codes import is_vip_class
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.selection.wishes import Account

Cost = Literal["site_free", "personal_free", "vip_free", "wedge", "ratio"]

COSTS: tuple[Cost, ...] = ("site_free", "personal_free", "vip_free", "wedge", "ratio")
FREE: frozenset[Cost] = frozenset({"site_free", "personal_free", "vip_free"})

OUR_VIP_HOURS = 72
RELEASE_VIP = timedelta(hours=24)


def cost_class(row: TorrentRow, account: Account, *, grab: bool = True) -> Cost:
    """The cost class of a release for our account.

    With `grab` a VIP release is free only while our VIP lasts 72 h and its own 24 h more; a search shows the
    class without the two. What is unknown is never free.
    """
    if row.free:
        return "site_free"
    if row.personal_freeleech:
        return "personal_free"
    if row.is_vip and is_vip_class(account.class_name) and (not grab or _vip_lasts(row, account)):
        return "vip_free"
    return "wedge" if _wedge_applies(row, account) else "ratio"


def effectively_free(row: TorrentRow, account: Account) -> bool:
    """Whether a search shows the release as free for us, without asking how long VIP lasts."""
    return cost_class(row, account, grab=False) in FREE


def cost_tier(cost: Cost) -> int:
    """0 for effectively free, 1 for a wedge, 2 for ratio.

    >>> [cost_tier(cost) for cost in COSTS]
    [0, 0, 0, 1, 2]
    """
    return 0 if cost in FREE else 1 if cost == "wedge" else 2


def _wedge_applies(row: TorrentRow, account: Account) -> bool:
    """Rule T19: a wedge on a VIP torrent is lost, one on a small or snatched torrent is wasted."""
    if account.wedges <= 0 or row.is_vip or row.snatched_by_me:
        return False
    return row.size is not None and row.size >= account.wedge_min_gib * 2**30


def _vip_lasts(row: TorrentRow, account: Account) -> bool:
    if account.vip_hours_left is None or account.vip_hours_left < OUR_VIP_HOURS:
        return False
    if row.vip_permanent:
        return True
    return row.vip_expires is not None and row.vip_expires - account.at >= RELEASE_VIP
