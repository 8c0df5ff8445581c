"""How the tracker is treated: its allow-list, pace and budget (rules T2, T8)."""

from urllib.parse import parse_qsl, urlsplit

from mamcrawler.integrations.remote import RemotePolicy

NAME = "mam"
TIMEOUT = 30.0
SPACING = 3.0
JITTER = 2.0
PER_HOUR = 200
PER_DAY = 1_500
SILENT_429 = 15 * 60.0

USER_DATA = "/jsonLoad.php"
CHECK_COOKIE = "/json/checkCookie.php"
SEARCH = "/tor/js/loadSearchJSONbasic.php"
DOWNLOAD = "/tor/download.php"

WWW_URL = "https://www.myanonamouse.net"
T_URL = "https://t.myanonamouse.net"
CDN_URL = "https://cdn.myanonamouse.net"

# What the product calls today: method, path and the query keys that may go with it.
_ALLOWED = {
    ("GET", USER_DATA): {"snatch_summary", "notif", "clientStats"},
    ("GET", CHECK_COOKIE): set[str](),
    ("POST", SEARCH): set[str](),
    ("GET", DOWNLOAD): {"tid"},
}


class AllowList:
    """Says which calls may leave: exact origin, method, path and query keys (rule T2)."""

    def __init__(self, www_url: str = WWW_URL) -> None:
        self._www = _origin(www_url)
        self._prefix = urlsplit(www_url).path.rstrip("/")

    def __call__(self, method: str, url: str) -> bool:
        parts = urlsplit(url)
        if _origin(url) != self._www or "@" in parts.netloc or parts.fragment:
            return False
        if not parts.path.startswith(self._prefix):
            return False
        keys = _ALLOWED.get((method.upper(), parts.path[len(self._prefix) :]))
        given = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True)]
        return keys is not None and set(given) <= keys


def mam_policy(*, www_url: str = WWW_URL, spacing: float = SPACING) -> RemotePolicy:
    """The tracker's policy. `spacing` may only be raised above the 3 s of rule T8."""
    return RemotePolicy(
        name=NAME,
        timeout=TIMEOUT,
        spacing=max(SPACING, spacing),
        jitter=JITTER,
        budgets=((3_600, PER_HOUR), (86_400, PER_DAY)),
        patience=0.0,
        silent_429=SILENT_429,
        holds_when_rejected=False,
        allow=AllowList(www_url),
    )


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
