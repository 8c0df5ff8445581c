"""Keeps secrets out of logs, run histories and messages: by value and by pattern (rules P10, O7)."""

import re
import threading
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, SecretStr

HIDDEN = "[hidden]"

_NAMES = (
    "mam_id|mbsc|uid|lid|sid|session|sessionid|passkey|torrent_pass|authkey|token|access_token|refresh_token|"
    "api_?key|x-api-key|password|passwd|secret|secret_key|cookie|set-cookie|authorization|dl"
)
_HEADERS = (
    "mam_id|passkey|authkey|api_?key|x-api-key|password|passwd|secret_key|cookie|set-cookie|authorization"
)
_QUOTED = r"""(?P<quote>["'])(?:\\.|(?!(?P=quote)).)*(?P=quote)"""
_BARE = r"""(?:(?:Bearer|Basic)\s+)?(?!\[hidden\])(?:\[hidden\]|[^\s,;&"'\]\)\}])+"""
# A secret's name and its value, as programs write them; plain prose such as "session: refused" stays.
_NAMED = (
    re.compile(rf"""(?i)(?<![\w-])(["']?(?:{_NAMES})["']?\s*[=:]\s*){_QUOTED}"""),
    re.compile(rf"""(?i)(?<![\w-])(["']?(?:{_NAMES})["']?=){_BARE}"""),
    re.compile(rf"""(?i)(?<![\w-])(["']?(?:{_HEADERS})["']?:\s*){_BARE}"""),
)
_PATTERNS = (
    (re.compile(r"(?i)\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"(?i)(/download\.php/)[^\s/?\"'&]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)(/tracker\.php/)[^\s/?\"']+"), rf"\1{HIDDEN}"),
    (
        re.compile(r"(?i)\b((?:https?|udp)://[^\s/\"']+/)[^\s\"'?]*?([^\s/\"'?]+/announce)"),
        rf"\1{HIDDEN}/announce",
    ),
    (re.compile(r"(?i)(/rss(?:\.php)?[/?])[^\s\"']+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^\s/@:\"']+:[^\s/@\"']+@"), rf"\1{HIDDEN}@"),
    (re.compile(r"\bmc_[A-Za-z0-9_-]{20,}"), HIDDEN),
)
_SECRET_KEY = re.compile(rf"(?i)(?:^|[_-])(?:{_NAMES})$")
_SHORTEST = 4


class _Values:
    """The secret values this process has met."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._lock = threading.Lock()

    def add(self, value: str) -> None:
        if len(value) < _SHORTEST or value in self._known:
            return
        with self._lock:
            self._known |= {value, quote(value, safe=""), repr(value)[1:-1]}
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def hide(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text) if self._pattern else text


_values = _Values()


def keep_secret(*values: str | SecretStr | None) -> None:
    """From now on these values never appear in a log of this process."""
    for value in values:
        if value is not None:
            _values.add(value.get_secret_value() if isinstance(value, SecretStr) else value)


def keep_secrets_of(model: BaseModel) -> None:
    """Keeps every secret of a settings tree out of the logs."""
    for _, value in model:
        if isinstance(value, BaseModel):
            keep_secrets_of(value)
        elif isinstance(value, SecretStr):
            keep_secret(value)


def redact(text: str) -> str:
    """`text` without secrets.

    >>> redact("GET /json?mam_id=AbC%2Bd3f&x=1 with Bearer abcdefgh123")
    'GET /json?mam_id=[hidden]&x=1 with Bearer [hidden]'
    >>> redact("https://t.example/tracker.php/0123456789abcdef/announce")
    'https://t.example/[hidden]/announce'
    """
    text = _values.hide(text)
    for pattern, shown in _PATTERNS:
        text = pattern.sub(shown, text)
    quoted, *bare = _NAMED
    text = quoted.sub(rf"\1\g<quote>{HIDDEN}\g<quote>", text)
    for pattern in bare:
        text = pattern.sub(rf"\1{HIDDEN}", text)
    return text


def redact_value(value: Any, key: str = "") -> Any:
    """The same for any value that goes into a log line; a value under a secret's name is hidden whole."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if _SECRET_KEY.search(key):
        return HIDDEN
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {str(name): redact_value(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, Iterable):
        return [redact_value(inner) for inner in value]
    return redact(str(value))
