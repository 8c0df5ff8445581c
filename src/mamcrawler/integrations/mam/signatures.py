"""Recognises a refusal of our session in an answer (protocol page 2.3, rules T7 and F3)."""

import re
from collections.abc import Callable
from enum import Enum

from mamcrawler.integrations.mam.search_answers import read_search_answer
from mamcrawler.integrations.remote import Answer

_LOGIN_PAGE = re.compile(r"takelogin\.php|not logged in|<title>\s*login\b", re.IGNORECASE)
_LOOK = 65_536
_SHORT = 4_096


class Refusal(Enum):
    """How the site said no; the value is the end of a sentence for the user."""

    FORBIDDEN = "it answered with status 403"
    LOGIN_PAGE = "it answered with its login page"
    PAGE = "it answered with a web page instead of data"
    REDIRECT = "it sent us to its login page"
    EMPTY = "it answered with nothing"
    TOLD = "it said that we are not logged in"


Look = Callable[[Answer], Refusal | None]


def refusal_of_data(answer: Answer) -> Refusal | None:
    """The refusal in the answer of a JSON endpoint: any page or emptiness there is one."""
    found = _refusal_of_status(answer)
    body = _body(answer)
    if found is not None or answer.status != 200 or body[:1] in (b"{", b"["):
        return found
    if not body:
        return Refusal.EMPTY
    if _is_login_page(body):
        return Refusal.LOGIN_PAGE
    return Refusal.PAGE if body.startswith(b"<") else None


def refusal_of_search(answer: Answer) -> Refusal | None:
    """As for any data; a search may also tell in JSON that we are not logged in."""
    found = refusal_of_data(answer)
    if found is None and answer.status == 200 and len(answer.content) < _SHORT:
        read = read_search_answer(answer.status, answer.content_type, answer.content)
        return Refusal.TOLD if read.outcome == "auth_error" else None
    return found


def refusal_of_torrent(answer: Answer) -> Refusal | None:
    """The refusal in the answer to a download. Pages other than the login page mean something else there,
    such as a full unsatisfied list."""
    found = _refusal_of_status(answer)
    body = _body(answer)
    if found is not None or answer.status != 200:
        return found
    if not body:
        return Refusal.EMPTY
    return Refusal.LOGIN_PAGE if not body.startswith(b"d") and _is_login_page(body) else None


def _refusal_of_status(answer: Answer) -> Refusal | None:
    if answer.status in (401, 403):
        return Refusal.FORBIDDEN
    return Refusal.REDIRECT if 300 <= answer.status < 400 else None


def _body(answer: Answer) -> bytes:
    return answer.content.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_login_page(body: bytes) -> bool:
    return bool(_LOGIN_PAGE.search(body[:_LOOK].decode("utf-8", "replace")))
