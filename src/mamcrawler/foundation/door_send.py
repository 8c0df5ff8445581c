"""Sends one call once and reads its whole answer within the limits of time and size (rules F3, T1)."""

import ssl
import threading
import time
from collections.abc import Mapping
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx2

from mamcrawler.integrations.remote import Answer, HeaderHook, Misunderstood, Unavailable

CONNECT_TIMEOUT = 5.0


class Sender:
    """A pooled HTTP/1.1 client that follows no redirect and keeps no cookie."""

    def __init__(self, remote: str, user_agent: str) -> None:
        self._remote = remote
        self._user_agent = user_agent
        self._lock = threading.Lock()
        self._client: httpx2.Client | None = None

    def send(
        self,
        method: str,
        url: httpx2.URL,
        *,
        timeout: float,
        max_bytes: int,
        on_headers: HeaderHook | None,
        headers: Mapping[str, str] | None,
        **content: Any,
    ) -> Answer:
        """The answer, whatever its status. Raises Unavailable without one, Misunderstood when its body
        cannot be decoded or is larger than `max_bytes`."""
        place = f"{url.scheme}://{url.netloc.decode('ascii')}{url.path}"
        ends = time.monotonic() + timeout
        limits = httpx2.Timeout(timeout, connect=min(CONNECT_TIMEOUT, timeout))
        try:
            with self._open().stream(method, url, headers=headers, timeout=limits, **content) as response:
                if on_headers is not None:
                    on_headers(response.status_code, response.headers)
                body = self._read(response, ends, timeout, max_bytes)
        except httpx2.ConnectTimeout:
            raise Unavailable(
                self._remote, f"no connection to {url.host} within {limits.connect:g} s"
            ) from None
        except httpx2.TimeoutException:
            raise Unavailable(self._remote, f"no answer within {timeout:g} s") from None
        except httpx2.DecodingError:
            raise Misunderstood(self._remote, "the answer is packed in a way that cannot be read") from None
        except (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError):
            raise Unavailable(self._remote, "the address cannot be called", permanent=True) from None
        except httpx2.ConnectError as error:
            raise Unavailable(self._remote, _why_no_connection(error, url)) from None
        except httpx2.RequestError:
            raise Unavailable(self._remote, "the connection broke before the answer was whole") from None
        return Answer(self._remote, place, response.status_code, response.headers, body)

    def close(self) -> None:
        """Closes idle connections; a later call opens new ones."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _open(self) -> httpx2.Client:
        # Made on first use: loading the trusted certificates takes longer than starting the program may.
        with self._lock:
            if self._client is None:
                self._client = httpx2.Client(
                    headers={"User-Agent": self._user_agent},
                    cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                    follow_redirects=False,
                    http2=False,
                    verify=_trusted(),
                )
            return self._client

    def _read(self, response: httpx2.Response, ends: float, timeout: float, max_bytes: int) -> bytes:
        chunks = bytearray()
        for chunk in response.iter_bytes():
            chunks += chunk
            if len(chunks) > max_bytes:
                raise Misunderstood(self._remote, f"the answer is larger than {max_bytes:,} bytes")
            if time.monotonic() > ends:
                raise Unavailable(self._remote, f"no whole answer within {timeout:g} s")
        return bytes(chunks)


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates every door trusts, read once for all of them."""
    return httpx2.create_ssl_context()


def _why_no_connection(error: httpx2.ConnectError, url: httpx2.URL) -> str:
    place = url.host if url.port is None else f"{url.host}:{url.port}"
    said = str(error).lower()
    if "certificate" in said:
        return f"the certificate of {place} is not trusted"
    if "name or service" in said or "getaddrinfo" in said or "name resolution" in said:
        return f"the name {url.host} is not known"
    return f"no connection to {place}"
