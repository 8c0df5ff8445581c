"""The Web API library, tamed: every call goes out once, to the address as configured."""

from typing import Any

import qbittorrentapi as api
from requests import Response
from requests.exceptions import RequestException

from mamcrawler.integrations.qbittorrent.failures import StrangeAnswer
from mamcrawler.integrations.qbittorrent.policy import CONNECT_TIMEOUT, TIMEOUT


class OnceClient(api.Client):
    """Sends each call once. The library repeats every failed call by itself, also an add whose answer was
    lost; repeats are the door's to decide, which knows what may be repeated (rules D9, F1)."""

    def __init__(self, url: str, username: str, password: str, user_agent: str) -> None:
        super().__init__(
            host=url,
            username=username,
            password=password,
            EXTRA_HEADERS={"User-Agent": user_agent},
            REQUESTS_ARGS={
                "timeout": (CONNECT_TIMEOUT, TIMEOUT),
                "allow_redirects": False,
                "hooks": {"response": _refuse_foreign_pages},
            },
            HTTPADAPTER_ARGS={"max_retries": 0},
            FORCE_SCHEME_FROM_HOST=True,
            SIMPLE_RESPONSES=True,
            DISABLE_LOGGING_DEBUG_OUTPUT=True,
        )

    def _request_manager(self, *args: Any, **kwargs: Any) -> Any:
        for ours in ("_retries", "_retry_backoff_factor", "version_introduced", "version_removed"):
            kwargs.pop(ours, None)
        try:
            return self._request(*args, **kwargs)
        except api.APIError:
            raise
        except RequestException as error:
            raise api.APIConnectionError("no answer", response=error.response) from error


def _refuse_foreign_pages(answer: Response, *_args: Any, **_kwargs: Any) -> None:
    if 300 <= answer.status_code < 400:
        raise StrangeAnswer(
            "the address answers with a redirect; a proxy or login page sits before the Web API"
        )
    if answer.ok and answer.headers.get("Content-Type", "").startswith("text/html"):
        raise StrangeAnswer(
            "the address answers with a web page; a proxy or login page sits before the Web API"
        )
