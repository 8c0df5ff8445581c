"""Reads how much Hardcover still allows today, in both header families (page 3)."""

import re
from dataclasses import dataclass

from httpx2 import Headers

from mamcrawler.integrations.reading import count

_MEMBER = re.compile(r'"(?P<name>[^"]*)"(?P<params>[^,"]*)')
_PARAM = re.compile(r";\s*(?P<key>[a-z]+)\s*=\s*(?P<value>\d+)")


@dataclass(frozen=True, slots=True)
class DailyQuota:
    """Calls left until the day's count starts anew in `resets_in` seconds (None when not told)."""

    left: int
    resets_in: int | None


def daily_quota(headers: Headers) -> DailyQuota | None:
    """The day's quota; None when the answer says nothing readable about it.

    >>> daily_quota(Headers({"RateLimit": '"Free";r=8;t=42, "daily";r=4231;t=51234'}))
    DailyQuota(left=4231, resets_in=51234)
    >>> daily_quota(Headers({"X-RateLimit-Daily-Remaining": "150"}))
    DailyQuota(left=150, resets_in=None)
    """
    for member in _MEMBER.finditer(headers.get("ratelimit", "")):
        params = {found["key"]: int(found["value"]) for found in _PARAM.finditer(member["params"])}
        if member["name"].lower() == "daily" and "r" in params:
            return DailyQuota(left=params["r"], resets_in=params.get("t"))
    left = count(headers.get("x-ratelimit-daily-remaining"))
    return None if left is None else DailyQuota(left=left, resets_in=None)
