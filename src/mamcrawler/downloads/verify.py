"""Verifies finished downloads: claim, check the files on disk, settle (rules D16 to D18)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mamcrawler.downloads import wishes
from mamcrawler.downloads.blocklist import block
from mamcrawler.downloads.checks import (
    CheckResult,
    Wares,
    check_decode,
    check_files,
    check_length,
    check_recording,
    check_safety,
)
from mamcrawler.downloads.evidence import check_evidence
from mamcrawler.downloads.expectation import Expectation, expectation_of
from mamcrawler.downloads.models import Check, Download
from mamcrawler.downloads.moves import claim, move, stay
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.retry import propose_next
from mamcrawler.foundation.clock import Clock
from mamcrawler.foundation.db import Database
from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.remote import NotThere, RemoteFailure

BY = "pipeline"
Progress = Callable[[str], None]
# What a person may pick after a doubtful check: take it as it is, check once more, or leave it.
_OFFERS = ("organising", "completed", "abandoned")


@dataclass(frozen=True, slots=True)
class _OnDisk:
    root: str
    wares: list[tuple[str, int]]


def verify(
    db: Database,
    client: QBittorrentClient,
    download_id: int,
    *,
    clock: Clock,
    token: str,
    client_paths: PathMap,
    progress: Progress,
) -> str | None:
    """Takes a completed download through its checks and returns its new state; None when it has to wait.

    A client that does not answer leaves the row completed with the reason `client_down`.
    """
    with db.session() as session:
        info_hash = session.get_one(Download, download_id).info_hash or ""
    try:
        found = _where(client, info_hash, client_paths)
    except RemoteFailure as failure:
        with db.session() as session:
            waiting = session.get_one(Download, download_id)
            stay(session, waiting, at=clock.now(), reason="client_down", sentence=failure.detail)
        return None
    with db.session() as session:
        download = session.get_one(Download, download_id)
        if not claim(
            session, download, "verifying", by=BY, token=token, at=clock.now(), sentence="Checking."
        ):
            return None
        if found is not None:
            download.root, download.wares = found.root, found.wares
        expected = expectation_of(session, download)
    results = _check(found, expected, progress) if found else [_gone()]
    with db.session() as session:
        download = session.get_one(Download, download_id)
        return _settle(session, download, results, token=token, at=clock.now())


def give_up(db: Database, download_id: int, *, clock: Clock) -> None:
    """Leaves a download that failed its checks: the torrent seeds on, the next-best release is proposed."""
    with db.session() as session:
        download = session.get_one(Download, download_id)
        wished = wishes.wishes_of(session, download)
        why = download.sentence
        move(session, download, "abandoned", by=BY, at=clock.now(), reason=download.reason, sentence=why)
        for wanted in wished:
            propose_next(session, wanted, why=why, at=clock.now())


def _where(client: QBittorrentClient, info_hash: str, paths: PathMap) -> _OnDisk | None:
    torrent = client.torrent(info_hash)
    if torrent is None:
        return None
    try:
        files = client.files(info_hash)
    except NotThere:
        return None
    return _OnDisk(
        paths.ours(torrent.save_path), [(file.name, file.size or 0) for file in files if file.wanted]
    )


def _check(found: _OnDisk, expected: Expectation, progress: Progress) -> list[CheckResult]:
    """The checks in their order; the first that does not pass ends the row, evidence comes all at once."""
    root = Path(found.root)
    wares: Wares = found.wares
    results: list[CheckResult] = []
    results.append(check_safety(wares))
    if results[-1].result == "passed":
        results.append(check_files(wares, root))
    if results[-1].result != "passed":
        return results
    decoded, heard = check_decode(
        wares, root, on_way=lambda name, seconds: progress(f"{name}: {seconds / 60:.0f} min decoded")
    )
    results.append(decoded)
    if decoded.result != "passed":
        return results
    results.append(check_length(heard))
    if results[-1].result != "passed":
        return results
    if not expected.several_books:
        results.append(check_recording(sum(one.seconds for one in heard), expected.recording))
    return results + check_evidence(heard, expected.claimed)


def _settle(
    session: Session, download: Download, results: list[CheckResult], *, token: str, at: datetime
) -> str:
    session.execute(delete(Check).where(Check.download_id == download.id))
    session.add_all(
        Check(
            download_id=download.id,
            name=one.name,
            result=one.result,
            code=one.code,
            sentence=one.sentence,
            facts=one.facts,
            at=at,
        )
        for one in results
    )
    failed = next((one for one in results if one.result == "failed"), None)
    doubtful = [one for one in results if one.result == "review"]
    if failed is not None:
        move(
            session,
            download,
            "verify_failed",
            by=BY,
            at=at,
            token=token,
            reason=failed.code,
            sentence=failed.sentence,
            next_action="propose the next-best release",
        )
        block(session, download, reason=str(failed.code), sentence=failed.sentence, by=BY, at=at)
    elif doubtful and not download.accepted_by_hand:
        move(
            session,
            download,
            "needs_review",
            by=BY,
            at=at,
            token=token,
            reason=doubtful[0].code,
            sentence=" ".join(one.sentence for one in doubtful),
            offers=_OFFERS if _may_be_taken(results) else ("completed", "abandoned"),
            next_action="a person decides",
        )
    else:
        move(session, download, "organising", by=BY, at=at, token=token, sentence="All checks passed.")
    return download.state


def _may_be_taken(results: list[CheckResult]) -> bool:
    """Whether every file was seen and decoded, so that a person may accept the doubt that is left."""
    return any(one.name == "decode" and one.result == "passed" for one in results)


def _gone() -> CheckResult:
    return CheckResult("files", "review", "torrent_gone", "The client no longer has this torrent.")
