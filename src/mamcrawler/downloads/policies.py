"""Unpacks the settings into what the verbs of this room take."""

from urllib.parse import urlsplit

from mamcrawler.automation.context import Context
from mamcrawler.downloads.account import account_of
from mamcrawler.downloads.importing import ImportPolicy
from mamcrawler.downloads.path_doctor import Paths
from mamcrawler.downloads.path_map import PathMap
from mamcrawler.downloads.pipeline import Works
from mamcrawler.downloads.sending import Way
from mamcrawler.foundation.settings import Settings
from mamcrawler.integrations.mam.codes import language_id
from mamcrawler.integrations.mam.turns import Urgency
from mamcrawler.integrations.remote import RemoteFailure
from mamcrawler.selection.wishes import Account, Policy
from mamcrawler.tracker.ratio import TrackerPolicy
from mamcrawler.tracker.readings import account_facts
from mamcrawler.tracker.service import read_standing


def selection_policy(settings: Settings) -> Policy:
    """The user's rules for releases."""
    given = settings.selection
    return Policy(
        policy=given.policy,
        min_kbps=given.min_kbps,
        max_gib=given.max_gib,
        bundle_min_wanted=given.bundle_min_wanted,
        dramatised=given.dramatised,
    )


def tracker_policy(settings: Settings) -> TrackerPolicy:
    """The user's limits of the account."""
    given = settings.tracker
    return TrackerPolicy(
        ratio_warning=given.ratio_warning,
        ratio_floor=given.ratio_floor,
        ratio_recovery=given.ratio_recovery,
        ratio_after=given.ratio_after,
        unsat_reserve=given.unsat_reserve,
    )


def language_number(settings: Settings) -> int | None:
    """The tracker's id of the wished language."""
    return language_id(settings.wanted.language)


def path_settings(settings: Settings) -> Paths:
    """What the path doctor tests."""
    return Paths(
        save_path=settings.downloads.save_path,
        client_paths=PathMap.of(settings.downloads.path_map),
        library_paths=PathMap.of(settings.audiobookshelf.path_map),
        link_mode=settings.downloads.link_mode,
    )


def works(ctx: Context) -> Works:
    """What the pipeline works with. Raises NotConfigured."""
    given = ctx.settings.downloads
    return Works(
        client=ctx.remotes.qbittorrent,
        library=lambda: ctx.remotes.audiobookshelf,
        client_paths=PathMap.of(given.path_map),
        library_paths=PathMap.of(ctx.settings.audiobookshelf.path_map),
        policy=ImportPolicy(
            link_mode=given.link_mode,
            folder=given.folder,
            max_path=given.max_path,
            import_extras=given.import_extras,
        ),
    )


def way(ctx: Context) -> Way:
    """How releases reach the client. Raises NotConfigured."""
    mam, given = ctx.remotes.mam, ctx.settings.downloads
    return Way(
        fetch=lambda tracker_id: mam.torrent_file(tracker_id, urgency=Urgency.TORRENT),
        client=ctx.remotes.qbittorrent,
        domains=tracker_domains(ctx.settings),
        category=given.category,
        save_path=given.save_path,
    )


def tracker_domains(settings: Settings) -> tuple[str, ...]:
    """The domains a torrent may announce to: that of the site, which in the demo is another.

    >>> tracker_domains(Settings())
    ('myanonamouse.net',)
    """
    hosts = {(urlsplit(url).hostname or "").lower() for url in (settings.mam.www_url, settings.mam.t_url)}
    return tuple(sorted({_domain(host) for host in hosts}))


def _domain(host: str) -> str:
    """The last two labels of a host name; a bare name or an address stays whole."""
    labels = host.split(".")
    return host if len(labels) < 3 or labels[-1].isdigit() else ".".join(labels[-2:])


def known_account(ctx: Context) -> Account:
    """Our standing for judging releases, read first when nobody knows it: what is free to us, and what our
    class may take, depends on it. A tracker that does not tell leaves it unknown."""
    with ctx.db.read() as session:
        facts = account_facts(session, at=ctx.clock.now())
    if facts.class_name is None:
        try:
            read_standing(ctx.db, ctx.remotes.mam, policy=tracker_policy(ctx.settings), now=ctx.clock.now)
        except RemoteFailure as failure:
            ctx.log.info("standing not read", detail=failure.detail)
        with ctx.db.read() as session:
            facts = account_facts(session, at=ctx.clock.now())
    return account_of(facts, at=ctx.clock.now())
