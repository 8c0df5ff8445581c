"""One run of the queue job: recover, approve by mode, look around, send (rules D1 to D9)."""

import shutil
from pathlib import Path

from mamcrawler.automation.context import Context
from mamcrawler.automation.outcomes import Outcome
from mamcrawler.downloads import policies, queue, sending
from mamcrawler.downloads.gates import Surroundings
from mamcrawler.downloads.path_check import paths_fault
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.rereading import Reread
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.integrations.remote import RemoteFailure
from mamcrawler.tracker.readings import account_facts
from mamcrawler.tracker.service import ensure_fresh


def run_queue(ctx: Context) -> Outcome:
    """Sends what may go now. Without rows to send no remote is called."""
    token, mode = f"run {ctx.run_id}", ctx.settings.downloads.mode
    way = policies.way(ctx)
    recovered, fault = _recover(ctx, way, token)
    approved = queue.approve_by_mode(ctx.db, mode, at=ctx.clock.now())
    dropped = queue.drop_unwanted(ctx.db, at=ctx.clock.now())
    with ctx.db.read() as session:
        ids = queue.candidates(session, at=ctx.clock.now())
    counts = {"recovered": recovered, "approved": approved, "dropped": dropped}
    if ids:
        mam = ctx.remotes.mam
        ended = queue.run(
            ctx.db,
            ids,
            _look_around(ctx, fault),
            way,
            Reread(
                read=lambda tracker_id: mam.release(tracker_id, urgency=Urgency.TORRENT),
                policy=policies.selection_policy(ctx.settings),
            ),
            mode=mode,
            clock=ctx.clock,
            token=token,
            stopping=ctx.stopping,
            progress=lambda done, total: ctx.progress(done, total, "asking the gates"),
        )
        counts |= ended
    told = {name: count for name, count in counts.items() if count}
    return Outcome("done", told) if told else Outcome("nothing_to_do")


def _recover(ctx: Context, way: sending.Way, token: str) -> tuple[int, str | None]:
    """Settles interrupted sends; returns how many, and why the client cannot be used if it cannot."""
    try:
        recovered = sending.recover(ctx.db, way.client, clock=ctx.clock, token=token)
        way.client.version()
    except RemoteFailure as failure:
        return 0, failure.detail
    return recovered, None


def _look_around(ctx: Context, client_fault: str | None) -> Surroundings:
    mam = ctx.remotes.mam
    policy = policies.tracker_policy(ctx.settings)
    if mam.session_state() != "refused":
        try:
            ensure_fresh(ctx.db, mam, policy=policy, now=ctx.clock.now)
        except RemoteFailure as failure:
            # The gate of standing says what the last reading is still worth.
            ctx.log.info("standing not read", detail=failure.detail)
    with ctx.db.read() as session:
        account = account_facts(session, at=ctx.clock.now())
    free, total = (None, None) if client_fault else _disk(ctx)
    return Surroundings(
        session=mam.session_state(),
        session_reason=mam.session_reason(),
        client_fault=client_fault,
        account=account,
        policy=policy,
        disk_free=free,
        disk_total=total,
        paths_fault=None if client_fault else paths_fault(ctx),
    )


def _disk(ctx: Context) -> tuple[int | None, int | None]:
    """Free and total bytes where the client saves, by our own view of it, else by the client's word."""
    client = ctx.remotes.qbittorrent
    try:
        theirs = ctx.settings.downloads.save_path or client.default_save_path()
        ours = Path(PathMap.of(ctx.settings.downloads.path_map).ours(theirs))
        if ours.is_dir():
            usage = shutil.disk_usage(ours)
            return usage.free, usage.total
        return client.free_space(), None
    except RemoteFailure:
        return None, None
