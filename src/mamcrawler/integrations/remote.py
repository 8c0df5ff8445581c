"""What every client of a remote shares: the door it calls through, the answer it gets, five ways to fail."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from httpx2 import Headers

JSON_LIMIT = 20 * 2**20
TORRENT_LIMIT = 10 * 2**20

T = TypeVar("T")


class RemoteFailure(Exception):  # noqa: N818 - the five failures are named for the fact
    """A call to a remote that brought no usable answer.

    `remote` names the remote ("mam", "qbittorrent", ...). `detail` is one sentence for a person; it never
    holds a secret, a query string or a body. `permanent` says that asking the same again cannot help until
    somebody changes something.
    """

    kind: ClassVar[str] = "failure"
    default_permanent: ClassVar[bool] = False

    def __init__(self, remote: str, detail: str, *, permanent: bool | None = None) -> None:
        super().__init__(f"{remote}: {detail}")
        self.remote = remote
        self.detail = detail
        self.permanent = self.default_permanent if permanent is None else permanent


class Unavailable(RemoteFailure):
    """No answer, a time-out or a server error. `retry_after` is the remote's own wish, in seconds."""

    kind = "unavailable"

    def __init__(
        self, remote: str, detail: str, *, permanent: bool | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(remote, detail, permanent=permanent)
        self.retry_after = retry_after


class RateLimited(RemoteFailure):
    """We asked too much, by the remote's count or by our own. `retry_after` is in seconds."""

    kind = "rate_limited"

    def __init__(self, remote: str, detail: str, *, retry_after: float | None = None) -> None:
        super().__init__(remote, detail)
        self.retry_after = retry_after


class RejectedUs(RemoteFailure):
    """Credential, address or ban. Only a person can help, unless `opens_after` seconds lift a ban.

    `reason` tells the kinds apart: "credential", "scope", "address", "ban", "permission", "session".
    """

    kind = "rejected_us"
    default_permanent = True

    def __init__(
        self,
        remote: str,
        detail: str,
        *,
        reason: str = "credential",
        permanent: bool | None = None,
        opens_after: float | None = None,
    ) -> None:
        super().__init__(remote, detail, permanent=permanent)
        self.reason = reason
        self.opens_after = opens_after


class NotThere(RemoteFailure):
    """The remote works and does not have what was asked for."""

    kind = "not_there"
    default_permanent = True


class Misunderstood(RemoteFailure):
    """The answer could not be read, its shape changed, or the remote could not read our question."""

    kind = "misunderstood"


class NotAllowed(RuntimeError):  # noqa: N818 - named for the fact, as the failures are
    """Our own code asked for an address outside the allow-list of a remote; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of a remote, whatever its status."""

    remote: str
    url: str
    status: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        """The body as text; bytes that are no UTF-8 are replaced."""
        return self.content.decode("utf-8", errors="replace")

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters, empty when the remote sent none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """The body parsed as JSON. Raises Misunderstood when it is not JSON."""
        try:
            return json.loads(self.content)
        except ValueError:
            raise Misunderstood(self.remote, f"the answer is not JSON but {self.describe()}") from None

    def describe(self) -> str:
        """Type and size of the answer, for a sentence that must not quote the body."""
        return f"{self.content_type or 'untyped'}, {len(self.content)} bytes, status {self.status}"


Check = Callable[[Answer], None]
HeaderHook = Callable[[int, Headers], None]
# Headers of a call; a function is asked anew for every try, because a credential may change between them.
Headings = Mapping[str, str] | Callable[[], Mapping[str, str]]


class Door(Protocol):
    """The one way out to a remote: time-outs, pace, retry, body limits and the circuit breaker live here.

    `clock_skew` is the seconds that our clock is ahead of the remote, by its last answer; None when unknown.
    """

    clock_skew: float | None

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Any] | Sequence[tuple[str, Any]] | None = None,
        data: Mapping[str, Any] | None = None,
        json: Any = None,
        files: Mapping[str, Any] | None = None,
        headers: Headings | None = None,
        timeout: float | None = None,
        idempotent: bool | None = None,
        max_bytes: int = JSON_LIMIT,
        check: Check | None = None,
        on_headers: HeaderHook | None = None,
    ) -> Answer:
        """Sends one call and returns its answer, or raises one of the five failures.

        `timeout` is the whole call in seconds (default: the remote's own). `idempotent` allows repeats after
        a failure (default: only GET and HEAD). `check` sees every answer first and raises a failure for one
        that is no success; without it `check_status` does. Whatever `check` lets pass, 429 is RateLimited
        and 5xx is Unavailable. `on_headers` runs as soon as status and headers are there, before the body is
        read, for every answer.
        """
        ...

    def guard(self, call: Callable[[], T], *, idempotent: bool) -> T:
        """Runs `call`, which talks to the remote by other means and raises the five failures itself, behind
        the same circuit breaker and with the same repeats."""
        ...


def check_status(answer: Answer) -> None:
    """The plain reading of a status: 401 and 403 reject us, 404 and 410 are not there, other 3xx and 4xx
    (but 429) mean that one of the two sides did not understand the other."""
    if answer.status in (401, 403):
        raise RejectedUs(answer.remote, f"refused with status {answer.status}")
    if answer.status in (404, 410):
        raise NotThere(answer.remote, f"nothing at {answer.url} (status {answer.status})")
    if 300 <= answer.status < 500 and answer.status != 429:
        raise Misunderstood(answer.remote, f"unexpected status {answer.status} from {answer.url}")


@dataclass(frozen=True, slots=True)
class RemotePolicy:
    """How a remote is to be treated; all durations in seconds.

    `timeout` bounds a whole call. After each answer the next call waits `spacing` plus up to `jitter`.
    `burst` and `per_second` bound the rate. `budgets` are (window, calls) pairs, counted across restarts.
    Waiting inside a call never exceeds `patience`; a longer wish of the remote parks it. `silent_429` is the
    wait assumed when a 429 names none. `holds_when_rejected` parks until a person acts. `allow` is asked with
    method and full address before a socket opens.
    """

    name: str
    timeout: float
    spacing: float = 0.0
    jitter: float = 0.0
    per_second: float | None = None
    burst: int = 1
    budgets: tuple[tuple[int, int], ...] = ()
    patience: float = 10.0
    silent_429: float = 60.0
    holds_when_rejected: bool = True
    allow: Callable[[str, str], bool] | None = None
