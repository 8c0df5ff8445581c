"""What the API shows of downloads, verdicts and the blocklist (rule D33); unknown is null."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from mamcrawler.downloads.models import (
    Blocked,
    Check,
    Download,
    ImportedFile,
    ImportedFolder,
    Move,
    PathCheck,
    Verdict,
)


class WishOut(BaseModel):
    """A wanted row that a download is for."""

    wanted_id: int
    book_id: int
    title: str
    position: str | None
    state: str


class DownloadOut(BaseModel):
    """A download: where it stands, since when, why, what happens next, and how its transfer goes.

    Sizes in bytes, speed in bytes per second, `eta` in seconds, progress from 0 to 1. `opens_at` is when the
    gate that holds it is expected to open; `offers` are the choices of a review.
    """

    id: int
    title: str
    tracker_id: int | None
    info_hash: str | None
    wishes: list[WishOut]
    state: str
    since: datetime
    deadline: datetime | None
    reason: str | None
    sentence: str
    next_action: str
    next_check_at: datetime | None
    opens_at: datetime | None
    offers: list[str]
    problem: str | None
    problem_text: str | None
    attempts: int
    size: int | None
    cost_class: str
    cost_bytes: int
    doubtful: bool
    adopted: bool
    by: str
    client_state: str | None
    progress: float | None
    downloaded: int | None
    speed: int | None
    eta: int | None
    seeding_time: int | None
    created_at: datetime
    grabbed_at: datetime | None
    completed_at: datetime | None
    imported_at: datetime | None

    @classmethod
    def of(cls, row: Download) -> "DownloadOut":
        return cls(**_shown(row))


class MoveOut(BaseModel):
    """A step in the life of a download."""

    at: datetime
    from_state: str | None
    to_state: str
    by: str
    reason: str | None
    sentence: str

    @classmethod
    def of(cls, row: Move) -> "MoveOut":
        return cls.model_validate(row, from_attributes=True)


class CheckOut(BaseModel):
    """The result of one check of the downloaded files."""

    name: str
    result: str
    code: str | None
    sentence: str
    facts: dict[str, Any]
    at: datetime

    @classmethod
    def of(cls, row: Check) -> "CheckOut":
        return cls.model_validate(row, from_attributes=True)


class FileOut(BaseModel):
    """A file put into the library: `how` is link, copy or sidecar."""

    source: str | None
    target: str
    how: str
    size: int
    inode: int | None

    @classmethod
    def of(cls, row: ImportedFile) -> "FileOut":
        return cls.model_validate(row, from_attributes=True)


class FolderOut(BaseModel):
    """An item folder made from the download; `library_item_id` once Audiobookshelf shows it."""

    path: str
    library_path: str
    book_ids: list[int]
    library_item_id: int | None
    placed_at: datetime | None
    found_at: datetime | None
    files: list[FileOut]

    @classmethod
    def of(cls, row: ImportedFolder) -> "FolderOut":
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "files"}
        return cls(**plain, files=[FileOut.of(file) for file in row.files])


class DownloadWhole(DownloadOut):
    """A download with its full history, checks, files and the release as it was judged."""

    release: dict[str, Any]
    moves: list[MoveOut]
    checks: list[CheckOut]
    folders: list[FolderOut]

    @classmethod
    def of(cls, row: Download) -> "DownloadWhole":
        return cls(
            **_shown(row),
            release=row.snapshot,
            moves=[MoveOut.of(move) for move in row.moves],
            checks=[CheckOut.of(check) for check in row.checks],
            folders=[FolderOut.of(folder) for folder in row.folders],
        )


class VerdictOut(BaseModel):
    """Why a release is taken for a wanted row, or not: code, what was found, what is required."""

    id: int
    wanted_id: int
    book_id: int
    book: str
    tracker_id: int
    release: str
    result: str
    rank: int | None
    code: str | None
    found: str | None
    required: str | None
    permanent: bool
    cost_class: str | None
    reasons: list[dict[str, Any]]
    at: datetime

    @classmethod
    def of(cls, row: Verdict) -> "VerdictOut":
        plain = (
            "id",
            "wanted_id",
            "result",
            "rank",
            "code",
            "found",
            "required",
            "permanent",
            "cost_class",
            "at",
        )
        return cls(
            **{name: getattr(row, name) for name in plain},
            book_id=row.wanted.book_id,
            book=row.wanted.book.title,
            tracker_id=row.release.tracker_id,
            release=row.release.title,
            reasons=list(row.judgement.get("reasons", ())),
        )


class BlockedOut(BaseModel):
    """A release that is not taken again; `until` null means for ever."""

    id: int
    tracker_id: int | None
    info_hash: str | None
    title: str
    reason: str
    sentence: str
    by: str
    at: datetime
    until: datetime | None

    @classmethod
    def of(cls, row: Blocked) -> "BlockedOut":
        return cls.model_validate(row, from_attributes=True)


class StepOut(BaseModel):
    """A step of the path doctor; `remedy` names the setting or mount to change."""

    name: str
    passed: bool
    sentence: str
    remedy: str


class PathCheckOut(BaseModel):
    """The last run of the path doctor."""

    at: datetime
    green: bool
    steps: list[StepOut]

    @classmethod
    def of(cls, row: PathCheck) -> "PathCheckOut":
        return cls(at=row.at, green=row.green, steps=[StepOut(**step) for step in row.steps])


class WhyIn(BaseModel):
    """The person's reason."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    why: Annotated[str, Field(max_length=2000)] = ""


class ChoiceIn(BaseModel):
    """One of the states that a review offers."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    choice: Annotated[str, Field(min_length=1, max_length=40)]


def _shown(row: Download) -> dict[str, Any]:
    watch = row.watch
    plain = (
        "id title info_hash state deadline reason sentence next_action next_check_at opens_at offers problem "
        "problem_text attempts size cost_class adopted by created_at grabbed_at completed_at imported_at"
    )
    return {
        **{name: getattr(row, name) for name in plain.split()},
        "tracker_id": row.release.tracker_id if row.release else None,
        "wishes": [
            WishOut(
                wanted_id=want.wanted_id,
                book_id=want.wanted.book_id,
                title=want.wanted.book.title,
                position=want.wanted.position,
                state=want.wanted.state,
            )
            for want in row.wants
        ],
        "since": row.state_since,
        "cost_bytes": (row.size or 0) if row.cost_class == "ratio" else 0,
        "doubtful": row.result == "maybe",
        "client_state": watch.client_state if watch else None,
        "progress": watch.progress if watch else None,
        "downloaded": watch.downloaded if watch else None,
        "speed": watch.speed if watch else None,
        "eta": watch.eta if watch else None,
        "seeding_time": watch.seeding_time if watch else None,
    }
