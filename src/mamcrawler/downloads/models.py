"""The life of a download in rows: releases seen, verdicts, downloads and moves, checks, links, watches."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mamcrawler.downloads.states import STATES
from mamcrawler.foundation.db import Base, UtcDateTime, one_of
from mamcrawler.wanted.models import Wanted

VERDICTS = ("match", "maybe", "rejected")
CHECK_RESULTS = ("passed", "failed", "review", "skipped")


class Release(Base):
    """One torrent offered by the tracker, as we last saw its row; `size` in bytes, `duration` in seconds."""

    __tablename__ = "release"

    id: Mapped[int] = mapped_column(primary_key=True)
    tracker_id: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    narrators: Mapped[list[str]] = mapped_column(JSON, default=list)
    series: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    size: Mapped[int | None] = mapped_column(BigInteger)
    duration: Mapped[int | None]
    filetypes: Mapped[list[str]] = mapped_column(JSON, default=list)
    seeders: Mapped[int | None]
    snatches: Mapped[int | None]
    language: Mapped[str | None]
    free: Mapped[bool] = mapped_column(default=False)
    personal_freeleech: Mapped[bool] = mapped_column(default=False)
    vip: Mapped[bool] = mapped_column(default=False)
    row: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    info_hash: Mapped[str | None] = mapped_column(index=True)
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SearchAnswer(Base):
    """A question already put to the tracker and the ids it gave, so that it is not asked again (rule S24)."""

    __tablename__ = "search_answer"

    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    tracker_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    found: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Verdict(Base):
    """The judgement of one release for one wanted row: rank, or what was refused and why (rule S21)."""

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("wanted_id", "release_id"),
        CheckConstraint(one_of("result", VERDICTS), "result"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wanted_id: Mapped[int] = mapped_column(ForeignKey("wanted.id", ondelete="CASCADE"))
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"), index=True)
    result: Mapped[str]
    code: Mapped[str | None]
    found: Mapped[str | None]
    required: Mapped[str | None]
    permanent: Mapped[bool] = mapped_column(default=False)
    rank: Mapped[int | None]
    level: Mapped[int | None]
    cost_class: Mapped[str | None]
    judgement: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    release: Mapped[Release] = relationship(lazy="raise")
    wanted: Mapped[Wanted] = relationship(lazy="raise")


class Download(Base):
    """Our attempt to acquire one release (rule D2).

    `repeat` is 0 but for a release that a person asked for again; `attempts` counts tries of the present
    step, `failures` the times the row was in `failed`; `offers` are the actions a person may pick in
    `needs_review`; `opens_at` is when the gate that holds the row is expected to open (rule D5).
    `root` is the client's save path as we see it, and `wares` are the files below it as (name, bytes).
    """

    __tablename__ = "download"
    __table_args__ = (
        UniqueConstraint("release_id", "repeat"),
        UniqueConstraint("info_hash", "repeat"),
        CheckConstraint(one_of("state", STATES), "state"),
        Index("ix_download_state_deadline", "state", "deadline"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
    repeat: Mapped[int] = mapped_column(default=0)
    info_hash: Mapped[str | None]
    title: Mapped[str]
    size: Mapped[int | None] = mapped_column(BigInteger)
    cost_class: Mapped[str] = mapped_column(default="ratio")
    result: Mapped[str] = mapped_column(default="match")
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    state: Mapped[str] = mapped_column(default="proposed")
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None]
    sentence: Mapped[str] = mapped_column(default="")
    next_action: Mapped[str] = mapped_column(default="")
    next_check_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    left_state: Mapped[str | None]
    offers: Mapped[list[str]] = mapped_column(JSON, default=list)
    problem: Mapped[str | None]
    problem_text: Mapped[str | None]
    problem_since: Mapped[datetime | None] = mapped_column(UtcDateTime)

    claimed_by: Mapped[str | None]
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adopted: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str] = mapped_column(default="search")
    root: Mapped[str | None]
    wares: Mapped[list[tuple[str, int]]] = mapped_column(JSON, default=list)
    grabbed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    imported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_hand: Mapped[bool] = mapped_column(default=False)
    scans: Mapped[int] = mapped_column(default=0)
    looks: Mapped[int] = mapped_column(default=0)
    scan_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    release: Mapped[Release | None] = relationship(lazy="raise")
    wants: Mapped[list["DownloadWanted"]] = relationship(
        back_populates="download", order_by="DownloadWanted.wanted_id", lazy="raise"
    )
    moves: Mapped[list["Move"]] = relationship(order_by="Move.id", lazy="raise")
    checks: Mapped[list["Check"]] = relationship(order_by="Check.id", lazy="raise")
    folders: Mapped[list["ImportedFolder"]] = relationship(order_by="ImportedFolder.id", lazy="raise")
    watch: Mapped["TorrentWatch | None"] = relationship(lazy="raise")


class DownloadWanted(Base):
    """A wanted row that a download is to satisfy; a wanted row has at most one live download (rule D3)."""

    __tablename__ = "download_wanted"
    __table_args__ = (
        Index(
            "uq_download_wanted_live",
            "wanted_id",
            unique=True,
            sqlite_where=text("live"),
            postgresql_where=text("live"),
        ),
        Index("ix_download_wanted_wanted_id", "wanted_id"),
    )

    download_id: Mapped[int] = mapped_column(ForeignKey("download.id", ondelete="CASCADE"), primary_key=True)
    wanted_id: Mapped[int] = mapped_column(ForeignKey("wanted.id", ondelete="CASCADE"), primary_key=True)
    live: Mapped[bool] = mapped_column(default=True)

    download: Mapped[Download] = relationship(back_populates="wants", lazy="raise")
    wanted: Mapped[Wanted] = relationship(lazy="raise")


class Move(Base):
    """One step in the life of a download: from where to where, who, when and why."""

    __tablename__ = "download_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    download_id: Mapped[int] = mapped_column(ForeignKey("download.id", ondelete="CASCADE"), index=True)
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str | None]
    sentence: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class TorrentWatch(Base):
    """What the client last said of a torrent, and the clocks that rules D11 to D13 run on it.

    Speeds in bytes per second, `eta` and `stalled_seconds` in seconds, `progress` from 0 to 1. `category` is
    the one in which the torrent was found when the watch began; a person who changes it takes it from us.
    """

    __tablename__ = "torrent_watch"

    download_id: Mapped[int] = mapped_column(ForeignKey("download.id", ondelete="CASCADE"), primary_key=True)
    client_state: Mapped[str]
    group: Mapped[str]
    group_since: Mapped[datetime] = mapped_column(UtcDateTime)
    progress: Mapped[float] = mapped_column(default=0.0)
    downloaded: Mapped[int] = mapped_column(BigInteger, default=0)
    speed: Mapped[int] = mapped_column(BigInteger, default=0)
    eta: Mapped[int | None]
    seeds: Mapped[int | None]
    seeding_time: Mapped[int] = mapped_column(default=0)
    category: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    tracker_message: Mapped[str | None]
    stalled_seconds: Mapped[float] = mapped_column(default=0.0)
    reannounces: Mapped[int] = mapped_column(default=0)
    reannounced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    restarted: Mapped[bool] = mapped_column(default=False)
    stopped_by_us: Mapped[bool] = mapped_column(default=False)
    first_complete_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Check(Base):
    """The result of one check of rules D16 and D17 on a download's files; a repeat replaces it."""

    __tablename__ = "download_check"
    __table_args__ = (
        UniqueConstraint("download_id", "name"),
        CheckConstraint(one_of("result", CHECK_RESULTS), "result"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    download_id: Mapped[int] = mapped_column(ForeignKey("download.id", ondelete="CASCADE"))
    name: Mapped[str]
    result: Mapped[str]
    code: Mapped[str | None]
    sentence: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ImportedFolder(Base):
    """One item folder in the library made from a download; a bundle has several, a plain release one.

    `book_ids` are the books the folder covers; `path` is absolute as we see it, `library_path` as
    Audiobookshelf does; `made_parents` are the folders above it that did not exist before.
    """

    __tablename__ = "imported_folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    download_id: Mapped[int] = mapped_column(ForeignKey("download.id", ondelete="CASCADE"), index=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("library.id"), index=True)
    book_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    wanted_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    path: Mapped[str]
    library_path: Mapped[str]
    made_parents: Mapped[list[str]] = mapped_column(JSON, default=list)
    library_item_id: Mapped[int | None] = mapped_column(ForeignKey("library_item.id"), index=True)
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    found_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    files: Mapped[list["ImportedFile"]] = relationship(
        order_by="ImportedFile.id", cascade="all, delete-orphan", lazy="raise"
    )


class ImportedFile(Base):
    """One file put into the library: from where, to where, its inode and how (link, copy, sidecar)."""

    __tablename__ = "imported_file"
    __table_args__ = (CheckConstraint(one_of("how", ("link", "copy", "sidecar")), "how"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int] = mapped_column(ForeignKey("imported_folder.id", ondelete="CASCADE"), index=True)
    source: Mapped[str | None]
    target: Mapped[str]
    how: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    inode: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]


class Blocked(Base):
    """A release we do not take again: by tracker id, by info-hash, or both; `until` null means for ever."""

    __tablename__ = "blocked"
    __table_args__ = (
        Index("ix_blocked_tracker_id", "tracker_id"),
        Index("ix_blocked_info_hash", "info_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tracker_id: Mapped[int | None]
    info_hash: Mapped[str | None]
    title: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    sentence: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PathCheck(Base):
    """One run of the path doctor (rule D19): green only when every step passed."""

    __tablename__ = "path_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    green: Mapped[bool]
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
