"""Reads /jsonLoad.php with its snatch summary, in the old and in the new shape (rules T9, P2)."""

from datetime import datetime
from typing import Any

from mamcrawler.integrations.mam.models import UserData
from mamcrawler.integrations.mam.policy import NAME
from mamcrawler.integrations.reading import amount, count, size, table, text, utc_moment
from mamcrawler.integrations.remote import Answer, Misunderstood

_INFINITE = {"∞", "---", "inf", "inf."}


def read_user_data(answer: Answer, now: datetime) -> UserData:
    """The account. Raises Misunderstood when the answer is no account at all."""
    body = answer.json()
    if not isinstance(body, dict) or not ({"username", "uid", "classname"} & body.keys()):
        raise Misunderstood(NAME, "the account page has another shape")
    summary = _summary(body)
    uploaded, downloaded = size(body.get("uploaded_bytes")), size(body.get("downloaded_bytes"))
    ratio, infinite = read_ratio(body.get("ratio"), uploaded, downloaded)
    found: dict[str, Any] = {
        "user_id": count(body.get("uid")),
        "class_name": text(body.get("classname"), 50),
        "uploaded": uploaded,
        "downloaded": downloaded,
        "ratio": ratio,
        "points": amount(body.get("seedbonus")),
        "wedges": count(body.get("wedges")),
        "vip_until": utc_moment(body.get("vip_until"), now=now),
        "unsat_count": count(summary["unsat"].get("count")),
        "unsat_limit": count(summary["unsat"].get("limit")),
        "seeding_unsat": count(summary["seedUnsat"].get("count")),
        "inactive_unsat": count(summary["inactUnsat"].get("count")),
        "hit_and_runs": _sum(count(summary["seedHnr"].get("count")), count(summary["inactHnr"].get("count"))),
    }
    unread = [name for name, value in found.items() if value is None]
    if infinite:
        unread.remove("ratio")
    if "vip_until" in unread and body.get("vip_until") is None:
        unread.remove("vip_until")  # nothing there to read: the account has no VIP time
    return UserData(**found, ratio_infinite=infinite, unread=tuple(unread))


def read_ratio(raw: Any, uploaded: int | None, downloaded: int | None) -> tuple[float | None, bool]:
    """The ratio and whether it is infinite; unreadable text is worked out from the bytes.

    >>> read_ratio("1,234.5", 10, 10), read_ratio("∞", 5, 0), read_ratio(0, 5, 0)
    ((1234.5, False), (None, True), (None, True))
    >>> read_ratio("n/a", 300, 200), read_ratio("n/a", None, 200)
    ((1.5, False), (None, False))
    """
    if downloaded == 0 or (isinstance(raw, str) and raw.strip().lower() in _INFINITE):
        return None, True
    told = amount(raw)
    if told is not None:
        return told, False
    if uploaded is not None and downloaded:
        return uploaded / downloaded, False
    return None, False


def _summary(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    nested = table(body.get("snatch_summary"))
    names = ("unsat", "seedUnsat", "inactUnsat", "seedHnr", "inactHnr")
    return {name: table(nested.get(name)) or table(body.get(name)) for name in names}


def _sum(seeding: int | None, idle: int | None) -> int | None:
    return None if seeding is None or idle is None else seeding + idle
