"""The client of the tracker."""

from collections.abc import Callable
from datetime import datetime

from mamcrawler.integrations.mam.calls import Caller
from mamcrawler.integrations.mam.models import SearchQuery, UserData
from mamcrawler.integrations.mam.policy import CDN_URL, DOWNLOAD, NAME, SEARCH, T_URL, USER_DATA, WWW_URL
from mamcrawler.integrations.mam.query import search_body
from mamcrawler.integrations.mam.rows import TorrentRow
from mamcrawler.integrations.mam.search_answers import SearchAnswer, read_search_answer
from mamcrawler.integrations.mam.session import Holder, SessionState, SessionStore
from mamcrawler.integrations.mam.signatures import refusal_of_data, refusal_of_search, refusal_of_torrent
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.integrations.mam.user_data import read_user_data
from mamcrawler.integrations.remote import TORRENT_LIMIT, Answer, Door, Misunderstood, NotThere, RejectedUs


class MamClient:
    """Search, account, torrent files and the session itself, one call in flight at a time.

    Every method raises the five failures; SessionRefused (a RejectedUs) when the session is refused and
    nothing was sent, SessionNotSaved when a rotated value could not be stored. `now` gives the time, `sleep`
    waits in seconds. `urgency` orders callers who wait for their turn (rule T8).
    """

    def __init__(
        self,
        door: Door,
        store: SessionStore,
        holder: Holder,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        www_url: str = WWW_URL,
        t_url: str = T_URL,
        cdn_url: str = CDN_URL,
    ) -> None:
        self._now = now
        self._door = door
        self._calls = Caller(door, store, holder, www_url=www_url, sleep=sleep)
        self.t_url = t_url
        self.cdn_url = cdn_url

    def search(self, query: SearchQuery, *, urgency: Urgency = Urgency.SEARCH) -> SearchAnswer:
        """One page of a search. No hits are an answer with outcome "empty"; any other error of the site is
        Misunderstood."""
        answer = self._calls.call(
            "POST", SEARCH, json=search_body(query), urgency=urgency, look=refusal_of_search
        )
        read = read_search_answer(answer.status, answer.content_type, answer.content, now=self._now())
        if read.outcome in ("error", "auth_error"):
            raise Misunderstood(NAME, f"the search was answered with an error: {read.detail}")
        return read

    def release(self, torrent_id: int, *, urgency: Urgency = Urgency.TORRENT) -> TorrentRow | None:
        """The row of one torrent as it is now, or None when the tracker has it no more (rules D4, T19)."""
        query = SearchQuery(torrent_id=torrent_id, active_only=False, languages=(), rows=5)
        found = self.search(query, urgency=urgency)
        return next((row for row in found.rows if row.id == torrent_id), None)

    def user_data(self, *, urgency: Urgency = Urgency.STANDING) -> UserData:
        """Our account with its snatch summary, in whichever shape the site sends it."""
        answer = self._calls.call(
            "GET", USER_DATA, params={"snatch_summary": ""}, urgency=urgency, look=refusal_of_data
        )
        return read_user_data(answer, self._now())

    def torrent_file(self, torrent_id: int, *, urgency: Urgency = Urgency.TORRENT) -> bytes:
        """The torrent file, at most 10 MiB, beginning with "d"; never asked for with a wedge.

        Raises NotThere when the tracker has it no more, RejectedUs (reason "permission") when the site
        refuses downloads, Misunderstood when the answer is something else.
        """
        answer = self._calls.call(
            "GET",
            DOWNLOAD,
            params={"tid": torrent_id},
            urgency=urgency,
            max_bytes=TORRENT_LIMIT,
            look=refusal_of_torrent,
        )
        return _torrent(answer)

    @property
    def clock_skew(self) -> float | None:
        """Seconds that our clock is ahead of the site's, by its last answer (rule F5)."""
        return self._door.clock_skew

    def session_state(self) -> SessionState:
        """The stored state; asks nobody."""
        return self._calls.session.state

    def session_reason(self) -> str:
        """The sentence that explains the stored state; asks nobody."""
        return self._calls.session.reason

    def check_session(self) -> SessionState:
        """Asks the site whether it accepts our session, falls back to the typed value once, and stores and
        returns the state (rule T7). This is also the user's "test again": it calls even when refused."""
        return self._calls.test_again()


def _torrent(answer: Answer) -> bytes:
    if answer.status == 404:
        raise NotThere(NAME, "the tracker has no such torrent any more")
    if answer.status == 406:
        raise RejectedUs(
            NAME, "the site refuses downloads to this account now", reason="permission", permanent=False
        )
    if answer.status != 200 or not answer.content.startswith(b"d"):
        raise Misunderstood(NAME, f"the answer is no torrent file but {answer.describe()}")
    return answer.content
