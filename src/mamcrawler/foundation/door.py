"""The one door to the remotes: allow-list, breaker, budget, pace, limits of time and size, repeats."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2

from mamcrawler import __version__
from mamcrawler.foundation.breaker import LONGEST_WISH, Breaker
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.foundation.door_budget import Budget
from mamcrawler.foundation.door_pace import Pace
from mamcrawler.foundation.door_send import Sender
from mamcrawler.integrations.remote import (
    JSON_LIMIT,
    Answer,
    Check,
    HeaderHook,
    Headings,
    NotAllowed,
    NotThere,
    RateLimited,
    RemoteFailure,
    RemotePolicy,
    Unavailable,
    check_status,
)

PROJECT_PAGE = "https://github.com/mamcrawler/mamcrawler"
# Seconds before the second and the third try (rule F1); each varies by a quarter.
REPEATS = (1.0, 4.0)
_SAFE = frozenset({"GET", "HEAD"})

_vary = random.SystemRandom()

T = TypeVar("T")


def user_agent(contact: str = PROJECT_PAGE) -> str:
    """The one name under which we call everybody (rule T1)."""
    return f"MAMcrawler/{__version__} (+{contact})"


class HttpDoor:
    """The door to one remote, safe to share between threads. It is the `Door` that clients are given.

    `credential` is a fingerprint of address and credential in use; a stored refusal binds only the one that
    was refused. `contact` is what the User-Agent names. Nothing in the database is open while a call runs.
    """

    def __init__(
        self,
        policy: RemotePolicy,
        *,
        database: Database,
        clock: Clock,
        contact: str = PROJECT_PAGE,
        credential: str = "",
    ) -> None:
        self.policy = policy
        self.breaker = Breaker(
            database, clock, policy.name, credential=credential, holds=policy.holds_when_rejected
        )
        self.budget = Budget(database, clock, policy.name, policy.budgets)
        self.clock_skew: float | None = None
        self._clock = clock
        self._pace = Pace(policy, clock)
        self._sender = Sender(policy.name, user_agent(contact))

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
        """As `Door.request`; raises NotAllowed, and sends nothing, for a call off the allow-list."""
        address = self._address(method, url, params)

        def attempt() -> Answer:
            began, asked_at = time.monotonic(), self._clock.now()
            try:
                answer = self._sender.send(
                    method,
                    address,
                    timeout=timeout or self.policy.timeout,
                    max_bytes=max_bytes,
                    on_headers=on_headers,
                    headers=headers() if callable(headers) else headers,
                    data=data,
                    json=json,
                    files=files,
                )
            except BaseException:
                self._pace.answered(time.monotonic() - began)
                raise
            self._pace.answered(time.monotonic() - began, told_to_slow_down=answer.status == 429)
            self._note_skew(answer, asked_at)
            (check or check_status)(answer)
            self._check_load(answer)
            return answer

        safe = method.upper() in _SAFE
        return self._tries(attempt, idempotent=safe if idempotent is None else idempotent)

    def guard(self, call: Callable[[], T], *, idempotent: bool) -> T:
        """As `Door.guard`."""

        def attempt() -> T:
            began = time.monotonic()
            try:
                return call()
            finally:
                self._pace.answered(time.monotonic() - began)

        return self._tries(attempt, idempotent=idempotent)

    def close(self) -> None:
        """Closes idle connections."""
        self._sender.close()

    def _tries(self, attempt: Callable[[], T], *, idempotent: bool) -> T:
        pauses = [*REPEATS] if idempotent else []
        while True:
            seen = self.breaker.ensure_open()
            self._pace.wait(self.budget.charge())
            try:
                result = attempt()
            except NotThere:
                self.breaker.succeeded(seen)
                raise
            except RemoteFailure as failure:
                pause = self._pause(failure, pauses)
                if pause is None:
                    self.breaker.failed(failure, seen)
                    raise
            else:
                self.breaker.succeeded(seen)
                return result
            self._clock.sleep(pause)

    def _pause(self, failure: RemoteFailure, pauses: list[float]) -> float | None:
        """How long to wait before the same call is tried again; None when it is not."""
        if not pauses or failure.permanent or not isinstance(failure, Unavailable | RateLimited):
            return None
        ours = pauses.pop(0)
        if failure.retry_after is None:
            return ours * _vary.uniform(0.75, 1.25)
        return max(ours, failure.retry_after) if failure.retry_after <= self.policy.patience else None

    def _check_load(self, answer: Answer) -> None:
        if answer.status == 429:
            wish = self._wish(answer)
            raise RateLimited(
                answer.remote,
                "it asks us to slow down",
                retry_after=self.policy.silent_429 if wish is None else wish,
            )
        if answer.status >= 500:
            raise Unavailable(
                answer.remote, f"it failed with status {answer.status}", retry_after=self._wish(answer)
            )

    def _wish(self, answer: Answer) -> float | None:
        """The seconds a Retry-After asks for, given as seconds or as a date; at most an hour."""
        told = answer.headers.get("retry-after", "").strip()
        if told.isdecimal():
            seconds = float(told)
        else:
            moment = _http_date(told)
            if moment is None:
                return None
            seconds = (
                moment - (_http_date(answer.headers.get("date", "")) or datetime.now(UTC))
            ).total_seconds()
        return min(max(seconds, 0.0), LONGEST_WISH)

    def _note_skew(self, answer: Answer, asked_at: datetime) -> None:
        """Any moment between question and answer, to the second, means that the clocks agree."""
        told = _http_date(answer.headers.get("date", ""))
        if told is not None:
            ahead = (asked_at - told).total_seconds()
            behind = (told - self._clock.now()).total_seconds()
            self.clock_skew = ahead if ahead >= 1 else -behind if behind > 0 else 0.0

    def _address(
        self, method: str, url: str, params: Mapping[str, Any] | Sequence[tuple[str, Any]] | None
    ) -> httpx2.URL:
        try:
            address = httpx2.URL(url)
        except httpx2.InvalidURL:
            raise Unavailable(self.policy.name, "the address is not valid", permanent=True) from None
        if params:
            address = address.copy_merge_params(params if isinstance(params, Mapping) else list(params))
        if self.policy.allow is not None and not self.policy.allow(method, str(address)):
            raise NotAllowed(
                f"{self.policy.name}: {method} {address.host}{address.path} is not on the allow-list"
            )
        return address


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
