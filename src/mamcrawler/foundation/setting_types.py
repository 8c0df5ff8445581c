"""The kinds of value a setting may have, each refusing what it cannot use with a plain half-sentence."""

import ipaddress
import re
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, SecretStr

_MIN_KEY_BYTES = 32
_KNOWN_KEYS = ("changeme", "change-me", "secret", "default", "password")


class Section(BaseModel):
    """A group of settings; unknown names are refused, values do not change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def remote_url(value: str) -> str:
    """A remote's address without trailing slash.

    >>> remote_url("http://client.example:8080/")
    'http://client.example:8080'
    """
    try:
        parts = urlsplit(value.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("must be an address such as http://host:port") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("must be an http or https address such as http://host:port")
    if parts.username or parts.password:
        raise ValueError("must not contain a user name or password; they have settings of their own")
    if parts.query or parts.fragment:
        raise ValueError("must end before any ? or #")
    if _never_a_remote(host):
        raise ValueError("must not be a link-local or cloud metadata address")
    return value.strip().rstrip("/")


def _never_a_remote(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.lower() == "metadata.google.internal"
    return address.is_link_local or address.is_multicast or address.is_unspecified


def prefix_map(value: Any) -> Any:
    """Reads "theirs=ours; theirs=ours" into a mapping; a mapping passes unchanged.

    >>> prefix_map("/downloads=/mnt/torrents; /books=/srv/books")
    {'/downloads': '/mnt/torrents', '/books': '/srv/books'}
    """
    if isinstance(value, Mapping) or not isinstance(value, str):
        return value
    pairs = [pair.partition("=") for pair in value.split(";") if pair.strip()]
    if any(not equals or not theirs.strip() or not ours.strip() for theirs, equals, ours in pairs):
        raise ValueError("must read their/folder=our/folder, several parted by a semicolon")
    return {theirs.strip(): ours.strip() for theirs, _, ours in pairs}


def words(value: Any) -> Any:
    """Reads "uk, ca" into ("uk", "ca"); a list passes unchanged."""
    if not isinstance(value, str):
        return value
    return tuple(word.strip() for word in value.split(",") if word.strip())


def session_cookie(value: SecretStr) -> SecretStr:
    """The bare value of a tracker session as pasted from a browser (rule T6)."""
    # Read only when there is one: it brings the HTTP library along.
    from mamcrawler.integrations.mam.session import clean_cookie

    try:
        return SecretStr(clean_cookie(value.get_secret_value()))
    except ValueError as error:
        raise ValueError(f"cannot be used: {error}") from None


def secret_key(value: SecretStr) -> SecretStr:
    """A key long enough to encrypt with (rule A1)."""
    text = value.get_secret_value()
    if len(text.encode()) < _MIN_KEY_BYTES:
        raise ValueError(f"must be at least {_MIN_KEY_BYTES} bytes long")
    if len(set(text)) < 8 or text.lower().startswith(_KNOWN_KEYS):
        raise ValueError("must be random, not a word everybody knows")
    return value


def database_address(value: SecretStr) -> SecretStr:
    """An address of a database that we can use."""
    text = value.get_secret_value()
    if not re.match(r"(sqlite:///.|postgres(ql)?://.)", text):
        raise ValueError("must read postgresql://user:password@host/name or sqlite:///path/of/a/file")
    return value


DatabaseUrl = Annotated[SecretStr, AfterValidator(database_address)]
RemoteUrl = Annotated[str, AfterValidator(remote_url)]
PrefixMap = Annotated[dict[str, str], BeforeValidator(prefix_map)]
Words = Annotated[tuple[str, ...], BeforeValidator(words)]
SessionCookie = Annotated[SecretStr, AfterValidator(session_cookie)]
SecretKey = Annotated[SecretStr, AfterValidator(secret_key)]
