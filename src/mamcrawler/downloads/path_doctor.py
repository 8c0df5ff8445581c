"""Proves that client, this program and Audiobookshelf see the same folders, with a real link (rule D19)."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mamcrawler.downloads.path_map import PathMap
from mamcrawler.foundation.errors import NotConfigured
from mamcrawler.integrations.audiobookshelf.client import AudiobookshelfClient
from mamcrawler.integrations.audiobookshelf.models import Library
from mamcrawler.integrations.qbittorrent.client import QBittorrentClient
from mamcrawler.integrations.remote import RemoteFailure

T = TypeVar("T")

# Read and enter, for the group or for everybody else.
_GROUP, _OTHERS = 0o050, 0o005


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must hold; `remedy` names the setting or mount to change where it does not."""

    name: str
    passed: bool
    sentence: str
    remedy: str = ""


class _Failed(Exception):  # noqa: N818 - named for the fact
    def __init__(self, name: str, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.step = Step(name, False, sentence, remedy)


@dataclass(frozen=True, slots=True)
class Paths:
    """The settings under test: save path as the client names it, both maps, and how files are put in."""

    save_path: str | None
    client_paths: PathMap
    library_paths: PathMap
    link_mode: str


def examine(
    client: Callable[[], QBittorrentClient], library: Callable[[], AudiobookshelfClient], paths: Paths
) -> list[Step]:
    """The steps in order, up to the first that fails. A probe file is made, linked, renamed and removed."""
    steps: list[Step] = []
    try:
        theirs = _ask("client", "qBittorrent", lambda: paths.save_path or client().default_save_path())
        steps.append(Step("client", True, f"qBittorrent saves in {theirs}."))
        save = _save_folder(theirs, paths)
        steps.append(Step("save_path", True, f"We see that folder as {save}."))
        steps.append(_known_torrent(client, paths))
        libraries = _ask("library", "Audiobookshelf", lambda: library().libraries())
        root = _library_root(libraries, paths)
        steps.append(Step("library_root", True, f"The library folder is {root} here."))
        steps += _link_test(save, root, paths.link_mode)
    except _Failed as failed:
        steps.append(failed.step)
    return steps


def is_green(steps: list[Step]) -> bool:
    """Whether every step passed."""
    return bool(steps) and all(step.passed for step in steps)


def _ask(name: str, who: str, call: Callable[[], T]) -> T:
    try:
        return call()
    except NotConfigured as missing:
        raise _Failed(name, f"{who} is not connected.", f"Set {missing.missing}.") from None
    except RemoteFailure as failure:
        raise _Failed(
            name, f"{who} cannot be asked: {failure.detail}.", "Check its address and login."
        ) from None


def _save_folder(theirs: str, paths: Paths) -> Path:
    save = Path(paths.client_paths.ours(theirs))
    if not save.is_dir():
        raise _Failed(
            "save_path",
            f"qBittorrent saves in {theirs}, but here is no folder {save}.",
            "Mount that folder here as well and set MAMCRAWLER_DOWNLOADS__PATH_MAP to "
            f"{theirs}=<where it is mounted here>.",
        )
    return save


def _known_torrent(client: Callable[[], QBittorrentClient], paths: Paths) -> Step:
    """A file of a finished torrent is where the map says; without one only the probe below can tell."""
    finished = [
        torrent
        for torrent in _ask("torrent", "qBittorrent", lambda: client().torrents())
        if torrent.complete and torrent.content_path
    ]
    for torrent in finished:
        content = Path(paths.client_paths.ours(torrent.content_path))
        if content.exists():
            return Step("torrent", True, f"A finished torrent is visible: {content}.")
    if not finished:
        return Step("torrent", True, "The client has no finished torrent to look at.")
    theirs = finished[0].content_path
    raise _Failed(
        "torrent",
        f"The finished torrent {theirs} is not visible here as {paths.client_paths.ours(theirs)}.",
        "MAMCRAWLER_DOWNLOADS__PATH_MAP points to another folder than the client's; map "
        f"{Path(theirs).parent} to where that folder is mounted here.",
    )


def _library_root(libraries: tuple[Library, ...], paths: Paths) -> Path:
    folders = [folder.path for one in libraries if one.media_type == "book" for folder in one.folders]
    if not folders:
        raise _Failed(
            "library",
            "Audiobookshelf has no book library.",
            "Create a library of type book in Audiobookshelf.",
        )
    root = Path(paths.library_paths.ours(folders[0]))
    if not root.is_dir():
        raise _Failed(
            "library_root",
            f"Audiobookshelf keeps books in {folders[0]}, but here is no folder {root}.",
            "Mount that folder here as well and set MAMCRAWLER_AUDIOBOOKSHELF__PATH_MAP to "
            f"{folders[0]}=<where it is mounted here>.",
        )
    return root


def _link_test(save: Path, root: Path, link_mode: str) -> list[Step]:
    name = f".mc-probe-{secrets.token_hex(4)}"
    with _gone_afterwards(save / name, root / name, root / f"{name}-2"):
        try:
            (save / name).write_bytes(b"probe")
        except OSError as error:
            raise _Failed(
                "probe",
                f"{save} cannot be written to: {_why(error)}.",
                f"Give this program write access to {save}.",
            ) from None
        steps = [Step("probe", True, f"A file can be made in {save}.")]
        try:
            os.link(save / name, root / name)
        except OSError as error:
            if link_mode != "hardlink":
                return [*steps, *_copy_test(root / name)]
            raise _Failed(
                "link",
                f"A file of {save} cannot be linked into {root}: {_why(error)}.",
                "Hard links need one file system: mount the common parent folder of both as one volume, or "
                "set MAMCRAWLER_DOWNLOADS__LINK_MODE to hardlink_or_copy.",
            ) from None
        steps.append(_checked(save / name, root / name))
        return [*steps, _renamed(root / name, root / f"{name}-2"), _readable(root)]


def _checked(source: Path, target: Path) -> Step:
    one, two = source.stat(), target.stat()
    if one.st_ino != two.st_ino or two.st_nlink != 2:
        raise _Failed(
            "link",
            f"A link in {target.parent} does not share its file: {two.st_nlink} links, other inode.",
            "The file system between both folders (an overlay or a network share) hides links; mount the "
            "folders directly, or set MAMCRAWLER_DOWNLOADS__LINK_MODE to copy.",
        )
    return Step("link", True, "A hard link shares its inode and counts two links.")


def _copy_test(target: Path) -> list[Step]:
    try:
        target.write_bytes(b"probe")
    except OSError as error:
        raise _Failed(
            "copy",
            f"{target.parent} cannot be written to: {_why(error)}.",
            f"Give this program write access to {target.parent}.",
        ) from None
    return [Step("copy", True, "No hard link is possible; files will be copied."), _readable(target.parent)]


def _renamed(link: Path, new: Path) -> Step:
    try:
        link.rename(new)
        new.unlink()
    except OSError as error:
        raise _Failed(
            "rename",
            f"A file in {link.parent} cannot be renamed and removed: {_why(error)}.",
            f"Give this program the right to rename and delete in {link.parent}.",
        ) from None
    return Step("rename", True, "The link can be renamed and removed.")


def _readable(root: Path) -> Step:
    """What we make is readable for somebody else than us, as Audiobookshelf may run as another user."""
    folder = root / f".mc-probe-{secrets.token_hex(4)}"
    try:
        folder.mkdir()
        mode = folder.stat().st_mode
    except OSError as error:
        raise _Failed(
            "folder",
            f"No folder can be made in {root}: {_why(error)}.",
            f"Give this program write access to {root}.",
        ) from None
    finally:
        if folder.is_dir():
            folder.rmdir()
    if mode & _GROUP != _GROUP and mode & _OTHERS != _OTHERS:
        raise _Failed(
            "permissions",
            "Folders that this program makes are closed to every other user.",
            "Start it with umask 022 or 002, or as the user that Audiobookshelf runs as.",
        )
    return Step("permissions", True, "What is made there can be read by Audiobookshelf.")


@contextmanager
def _gone_afterwards(*paths: Path) -> Iterator[None]:
    try:
        yield
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
