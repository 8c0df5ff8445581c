"""What a person does in the demo once the product has noticed a fault that does not end by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select

from mamcrawler.cli.demo.stage import Stage
from mamcrawler.downloads.models import Download
from mamcrawler.tracker.service import try_session


@dataclass(frozen=True, slots=True)
class Relief:
    """How a fault shows in the product, what a person then does, and that in one sentence."""

    noticed: Callable[[Stage], bool]
    act: Callable[[Stage], None]
    sentence: str


def relieve(stage: Stage, say: Callable[[str], None]) -> None:
    """Ends every fault that the product has noticed, as a person would."""
    for name in stage.sandbox.faults.on():
        relief = _RELIEFS.get(name)
        if relief is not None and relief.noticed(stage):
            stage.sandbox.faults.clear(name)
            relief.act(stage)
            say(f"Fault {name}: the product has noticed it. {relief.sentence}")


def _waits_for(reason: str) -> Callable[[Stage], bool]:
    def noticed(stage: Stage) -> bool:
        with stage.runtime.db.read() as session:
            query = select(func.count(Download.id)).where(Download.reason == reason)
            return bool(session.scalar(query))

    return noticed


def _session_refused(stage: Stage) -> bool:
    return stage.runtime.remotes.mam.session_state() == "refused"


def _test_again(stage: Stage) -> None:
    try_session(stage.runtime.db, stage.runtime.remotes.mam, now=stage.runtime.clock.now)


def _make_room(stage: Stage) -> None:
    if stage.disk is not None:
        stage.disk.make_room()


def _nothing_more(stage: Stage) -> None:
    """Clearing the fault is all there is to do."""


_SESSION = Relief(_session_refused, _test_again, "The session is mended at the site and tested again.")
_RELIEFS = {
    "cookie-expired-403": _SESSION,
    "cookie-expired-login-page": _SESSION,
    "cookie-expired-empty": _SESSION,
    "cookie-expired-redirect": _SESSION,
    "client-down": Relief(_waits_for("client_down"), _nothing_more, "The client is started."),
    "client-banned": Relief(
        _waits_for("client_down"), _nothing_more, "The client is restarted, which forgets the ban."
    ),
    "disk-full": Relief(_waits_for("disk_full"), _make_room, "Room is made on the library's disk."),
}
