"""Tells qBittorrent's refusals apart and says in one sentence what to change."""

from collections.abc import Iterator
from contextlib import contextmanager

import qbittorrentapi as api

from mamcrawler.integrations.qbittorrent.policy import BAN_SECONDS, NAME
from mamcrawler.integrations.remote import Misunderstood, NotThere, RejectedUs, RemoteFailure, Unavailable


class AlreadyThere(Misunderstood):
    """A conflict: what was asked for exists already, or cannot be done in the state things are in."""


class StrangeAnswer(api.APIError):
    """A redirect or a web page where the Web API never gives one: something else sits on the address."""


@contextmanager
def as_failures() -> Iterator[None]:
    """Turns what the library raises into the five failures."""
    try:
        yield
    except api.APIError as error:
        raise failure_of(error) from error


def failure_of(error: api.APIError) -> RemoteFailure:
    """The failure that an exception of the library stands for."""
    match error:
        case api.LoginFailed():
            return RejectedUs(NAME, "user name or password was refused; it is not tried again by itself")
        case api.Forbidden403Error() if "banned" in str(error).lower():
            return RejectedUs(
                NAME,
                "our address is banned after too many failed logins",
                reason="ban",
                permanent=False,
                opens_after=BAN_SECONDS,
            )
        case api.Forbidden403Error():
            return RejectedUs(NAME, "the session was refused again right after a login")
        case api.Unauthorized401Error():
            return RejectedUs(
                NAME,
                "the address was refused: use the port that qBittorrent itself listens on, or add our host "
                "name to its allowed server domains",
                reason="address",
            )
        case api.NotFound404Error():
            return NotThere(NAME, "no such torrent or call")
        case api.UnsupportedMediaType415Error():
            return Misunderstood(NAME, "qBittorrent says that this is no torrent file", permanent=True)
        case api.Conflict409Error():
            return AlreadyThere(NAME, "the call conflicts with the state of the client", permanent=True)
        case api.HTTP4XXError():
            return Misunderstood(NAME, f"the call was refused with {error.http_status_code}", permanent=True)
        case api.HTTP5XXError():
            return Unavailable(NAME, f"the Web API failed with {error.http_status_code}")
        case StrangeAnswer():
            return Misunderstood(NAME, str(error))
        case api.APIConnectionError():
            return Unavailable(NAME, "no answer from the Web API")
        case _:
            return Misunderstood(NAME, "an answer that cannot be read")
