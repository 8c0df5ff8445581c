"""Every setting, with its type, bounds and default.

A setting `room.name` is given in the environment as MAMCRAWLER_ROOM__NAME; every secret also as
MAMCRAWLER_ROOM__NAME_FILE, the path of a file that holds it.
"""

from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, SecretStr, model_validator

from mamcrawler.foundation.setting_types import (
    DatabaseUrl,
    PrefixMap,
    RemoteUrl,
    SecretKey,
    Section,
    SessionCookie,
)

_TRACKER_HOSTS = {
    "www_url": "https://www.myanonamouse.net",
    "t_url": "https://t.myanonamouse.net",
    "cdn_url": "https://cdn.myanonamouse.net",
}
_FOLDER = (
    "{author}/<{series}/><Vol {series_position} - ><{year} - >{title}< ({edition})>< {narrators_braced}>"
)


class MamSettings(Section):
    """How to reach the tracker."""

    www_url: RemoteUrl = Field(
        default=_TRACKER_HOSTS["www_url"], description="Address of the site (demo only)."
    )
    t_url: RemoteUrl = Field(
        default=_TRACKER_HOSTS["t_url"], description="Address of the t host (demo only)."
    )
    cdn_url: RemoteUrl = Field(
        default=_TRACKER_HOSTS["cdn_url"], description="Address of the cdn host (demo only)."
    )
    cookie: SessionCookie | None = Field(
        default=None,
        description="Value of the mam_id cookie of an API session, made in the site's security settings.",
    )


class QbittorrentSettings(Section):
    """How to reach qBittorrent."""

    url: RemoteUrl | None = Field(
        default=None, description="Address of the Web UI, such as http://localhost:8080."
    )
    username: str | None = Field(
        default=None, description="User name of the Web UI; none when it asks for none."
    )
    password: SecretStr | None = Field(default=None, description="Password of the Web UI.")


class AudiobookshelfSettings(Section):
    """How to reach Audiobookshelf."""

    url: RemoteUrl | None = Field(
        default=None, description="Address of the server, with its base path if it has one."
    )
    api_key: SecretStr | None = Field(
        default=None, description="API key of a user who may see and edit every book."
    )
    username: str | None = Field(default=None, description="User name, where there is no API key.")
    password: SecretStr | None = Field(default=None, description="Password, where there is no API key.")
    path_map: PrefixMap = Field(
        default_factory=dict, description="Folders as the server names them = as we see them, parted by ;"
    )


class HardcoverSettings(Section):
    """How to reach Hardcover."""

    url: RemoteUrl = Field(default="https://api.hardcover.app/v1/graphql", description="Address of its API.")
    token: SecretStr | None = Field(default=None, description="API token from the account settings.")


class AudnexusSettings(Section):
    """How to reach Audnexus, which needs no account."""

    url: RemoteUrl = Field(default="https://api.audnex.us", description="Address of its API.")


class LibrarySettings(Section):
    """How the library is read."""

    shrink_guard_percent: int = Field(
        default=10,
        ge=1,
        le=100,
        description="A sync that would lose more of the library than this marks nothing.",
    )


class WantedSettings(Section):
    """What counts as missing."""

    language: str = Field(
        default="English", min_length=1, max_length=40, description="Language of wanted books."
    )
    series_min_owned: int = Field(
        default=2, ge=1, le=1000, description="Series with this many owned books are completed by themselves."
    )
    author_min_owned: int = Field(
        default=2, ge=1, le=1000, description="Authors with this many owned books count as favourites."
    )
    include_extras: bool = Field(
        default=False, description="Also want position 0, decimals, unnumbered and short works of a series."
    )


class SelectionSettings(Section):
    """Which release is taken."""

    policy: Literal["free_first", "quality_first"] = Field(
        default="free_first", description="What decides between equal recordings: cost or quality."
    )
    min_kbps: int = Field(default=64, ge=16, le=512, description="Lowest bit rate taken, in kbit/s.")
    max_gib: float = Field(
        default=15, gt=0, le=1000, description="Largest release taken for one book, in GiB."
    )
    bundle_min_wanted: int = Field(
        default=3,
        ge=1,
        le=100,
        description="A bundle is taken by itself when it covers this many wanted books.",
    )
    dramatised: bool = Field(default=False, description="Whether dramatised productions are wanted.")


class DownloadsSettings(Section):
    """How downloads are made and imported."""

    mode: Literal["propose", "auto_free", "auto"] = Field(
        default="propose",
        description="What is sent without asking: nothing, what is effectively free, or all.",
    )
    category: str = Field(
        default="audiobooks", min_length=1, max_length=100, description="Category in the client."
    )
    save_path: str | None = Field(
        default=None,
        description="Where the client saves, as the client names it; none is the client's default.",
    )
    path_map: PrefixMap = Field(
        default_factory=dict, description="Folders as the client names them = as we see them, parted by ;"
    )
    link_mode: Literal["hardlink", "hardlink_or_copy", "copy"] = Field(
        default="hardlink", description="How files come into the library."
    )
    folder: str = Field(
        default=_FOLDER,
        min_length=1,
        max_length=500,
        description="Template of a book's folder below the library folder.",
    )
    max_path: int = Field(default=240, ge=60, le=1000, description="Longest path below the library folder.")
    import_extras: bool = Field(
        default=True, description="Whether books of a bundle that nobody asked for are imported too."
    )


class TrackerSettings(Section):
    """The limits of the account."""

    contact: str | None = Field(
        default=None, max_length=200, description="Contact named in the User-Agent; none is the project page."
    )
    spacing: float = Field(
        default=3.0, ge=3.0, le=600, description="Seconds between calls; may only be raised."
    )
    ratio_warning: float = Field(default=1.20, ge=1.0, le=10, description="Below this ratio grabs slow down.")
    ratio_floor: float = Field(
        default=1.00, ge=1.0, le=10, description="At or below this only free releases go."
    )
    ratio_recovery: float = Field(
        default=1.05, ge=1.0, le=10, description="From this ratio on the emergency ends."
    )
    ratio_after: float = Field(
        default=1.10, ge=1.0, le=10, description="Ratio that must remain after a grab."
    )
    unsat_reserve: int = Field(default=10, ge=0, le=200, description="Unsatisfied slots kept free.")

    @model_validator(mode="after")
    def _in_order(self) -> "TrackerSettings":
        if not self.ratio_floor <= self.ratio_recovery <= self.ratio_warning:
            raise ValueError("ratio_floor, ratio_recovery and ratio_warning must rise in this order")
        return self


class Settings(Section):
    """All settings together, as one process uses them."""

    data_dir: Path | None = Field(default=None, description="Folder of database, keys and logs.")
    database_url: DatabaseUrl | None = Field(
        default=None, description="postgresql://… or sqlite:///…; none is a SQLite file in the data folder."
    )
    bind: str = Field(default="127.0.0.1", min_length=1, description="Address the server listens on.")
    port: int = Field(default=8787, ge=1, le=65535, description="Port the server listens on.")
    secret_key: SecretKey | None = Field(
        default=None, description="Key that encrypts stored secrets; none makes one in the data folder."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least level logged."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        default="auto", description="Log lines as JSON or for people; auto looks whether a person reads."
    )
    demo: bool = Field(
        default=False, description="Whether this is the demo: other hosts and a fast clock allowed."
    )
    clock_speed: float = Field(default=1.0, ge=1.0, le=100_000, description="How fast time runs (demo only).")
    clock_epoch: AwareDatetime | None = Field(
        default=None, description="Instant at which the fast clock and the real one agree (demo only)."
    )

    mam: MamSettings = MamSettings()
    qbittorrent: QbittorrentSettings = QbittorrentSettings()
    audiobookshelf: AudiobookshelfSettings = AudiobookshelfSettings()
    hardcover: HardcoverSettings = HardcoverSettings()
    audnexus: AudnexusSettings = AudnexusSettings()
    library: LibrarySettings = LibrarySettings()
    wanted: WantedSettings = WantedSettings()
    selection: SelectionSettings = SelectionSettings()
    downloads: DownloadsSettings = DownloadsSettings()
    tracker: TrackerSettings = TrackerSettings()

    @model_validator(mode="after")
    def _demo_alone(self) -> "Settings":
        if self.demo:
            return self
        if self.clock_speed != 1.0 or self.clock_epoch is not None:
            raise ValueError("the clock may only run faster in the demo (MAMCRAWLER_DEMO=1)")
        if any(getattr(self.mam, name) != url for name, url in _TRACKER_HOSTS.items()):
            raise ValueError("the session cookie only ever goes to the tracker's own hosts, outside the demo")
        return self


# What the database may hold: how the user likes it. How to reach the world comes from the environment alone.
PREFERENCES = ("library", "wanted", "selection", "downloads", "tracker")
